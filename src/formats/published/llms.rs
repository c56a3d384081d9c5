//! `llms.txt`: what the site is about and where each document is as Markdown, for language models.
//!
//! The form is that of <https://llmstxt.org>: a title, a line that sums it up, lists of links by section; what stands under
//! *Optional* may be left out.

use crate::link::urls;
use crate::model::{Kind, LinkedDocument};
use crate::views::Input;
use crate::views::card::clip;

/// Characters of what is said of a document.
const LONG: usize = 200;

/// The kinds in the order of their sections. The names are the proposal's language, English, whatever the site's.
const SECTIONS: [(Kind, &str); 6] = [
    (Kind::Feature, "Features"),
    (Kind::Guide, "Guides"),
    (Kind::Decision, "Decisions"),
    (Kind::Page, "Pages"),
    (Kind::Index, "Lists"),
    (Kind::Template, "Templates"),
];

/// The text. Addresses are whole where it is known where the site is published, else relative to the file.
pub fn make(input: Input<'_>) -> String {
    let site = input.site;
    let mut out =
        format!("# {}\n\n> {}\n", line(&site.title), input.frame.words.count("documents", site.documents.len()));
    let mut section = |name: &str, found: &mut dyn Iterator<Item = &LinkedDocument>| {
        let entries: String = found.map(|linked| entry(input, linked)).collect();
        if !entries.is_empty() {
            out.push_str(&format!("\n## {name}\n\n{entries}"));
        }
    };
    for (kind, name) in SECTIONS {
        section(name, &mut site.documents.iter().filter(|linked| linked.kind == kind && !linked.archived));
    }
    section("Optional", &mut site.documents.iter().filter(|linked| linked.archived));
    out
}

fn entry(input: Input<'_>, linked: &LinkedDocument) -> String {
    let document = &linked.document;
    let twin = urls::twin(&linked.url);
    let address = match input.site.config.base_url.as_deref() {
        Some(base) => urls::absolute(base, &twin),
        None => crate::base::paths::encode(&twin),
    };
    // Brackets would end the link.
    let address = address.replace('(', "%28").replace(')', "%29");
    let title = line(&document.title.value.replace(['[', ']'], " "));
    let status = linked.status().map(|fact| input.frame.words.get(fact.value.status.name()));
    let about = document.excerpt.as_deref().map(|text| clip(&line(text), LONG)).filter(|text| !text.is_empty());
    let said: Vec<String> = status.map(str::to_owned).into_iter().chain(about).collect();
    let said = if said.is_empty() { String::new() } else { format!(": {}", said.join(". ")) };
    format!("- [{title}]({address}){said}\n")
}

/// A text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
