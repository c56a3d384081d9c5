//! The theme guide in `content/manual/theme.md`: its examples are built, its lists are those of the theme.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use featsite::build;
use featsite::build::outputs::{Content, Outputs};
use featsite::source::Snapshot;
use featsite::theme::{Sought, Theme};
use featsite::views;

fn guide() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("content/manual/theme.md")).expect("the guide")
}

/// The fenced blocks of a language in the section with this heading.
fn blocks(heading: &str, language: &str) -> Vec<String> {
    let text = guide();
    let section = text.split_once(&format!("\n## {heading}\n")).expect("the section").1;
    let section = section.split("\n## ").next().unwrap_or_default();
    let fence = format!("```{language}\n");
    section.split(&fence).skip(1).filter_map(|rest| Some(rest.split_once("```")?.0.to_owned())).collect()
}

/// The cells of the rows below this header.
fn rows(header: &str) -> Vec<Vec<String>> {
    let text = guide();
    let behind = text.split_once(header).unwrap_or_else(|| panic!("no table `{header}`")).1;
    let rows = behind.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// The code in a cell.
fn spans(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

fn with_theme(files: &[(&str, &[u8])]) -> Snapshot {
    let mut snapshot =
        Snapshot::of(&[("README.md", "# Plans\n"), ("features/PAY-001.md", "# Refunds\n\n**Status**: Done\n")]);
    snapshot.theme = files.iter().map(|(path, bytes)| ((*path).to_owned(), Arc::from(*bytes))).collect();
    snapshot
}

fn made(outputs: &Outputs<'_>, url: &str) -> String {
    match outputs.make(url) {
        Some((Content::Bytes(bytes), None)) => String::from_utf8(bytes).expect("text"),
        _ => panic!("{url} is not made"),
    }
}

fn address<'a>(outputs: &'a Outputs<'_>, start: &str) -> &'a str {
    outputs.urls().find(|url| url.starts_with(start)).expect("an address")
}

#[test]
fn the_example_of_colours_and_fonts_changes_them() {
    let style = blocks("Example: your own colours and fonts", "css").concat();
    let path = style.lines().next().and_then(|line| line.split(' ').nth(1)).expect("a path");
    let path = path.strip_prefix("theme/").expect("in the theme");
    let snapshot = with_theme(&[(path, style.as_bytes()), ("assets/fonts/own.woff2", b"font")]);
    let evaluated = build::evaluate(&snapshot);
    let outputs = Outputs::new(&snapshot, &evaluated);
    assert_eq!(outputs.findings(), []);
    let css = made(&outputs, outputs.urls().find(|url| url.ends_with(".css")).expect("the style"));
    let font = address(&outputs, "theme/fonts/own.").replace("theme/", "");
    let user = css.rsplit_once("@layer user {").expect("the last layer").1;
    assert!(user.contains(&format!("src: url(\"{font}\") format(\"woff2\");")), "{user}");
    let tokens = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/assets/css/tokens.css"));
    let tokens = tokens.expect("the tokens");
    for line in style.lines().map(str::trim).filter(|line| line.starts_with("--")) {
        let token = line.split(':').next().unwrap_or_default();
        assert!(tokens.contains(&format!("{token}: ")) && user.contains(line), "{line}");
    }
}

#[test]
fn the_example_of_a_logo_shows_it_on_every_page() {
    let lines = blocks("Example: a logo above the views", "html");
    let [before, after] = lines.as_slice() else { panic!("two lines") };
    let command = blocks("Example: a logo above the views", "bash").concat();
    let Sought::Found(part) = Theme::part(command.trim().rsplit(' ').next().unwrap_or_default()) else {
        panic!("no part: {command}")
    };
    let path = blocks("Example: a logo above the views", "text").concat();
    assert_eq!(path.trim(), format!("content/theme/{}", part.path));
    let copy = String::from_utf8(part.bytes).expect("text");
    assert_eq!(copy.matches(before.trim()).count(), 1, "the line of the part is another one");
    let copy = copy.replace(before.trim(), after.trim());
    let snapshot = with_theme(&[(&part.path, copy.as_bytes()), ("assets/logo.svg", b"<svg/>")]);
    let evaluated = build::evaluate(&snapshot);
    let outputs = Outputs::new(&snapshot, &evaluated);
    assert_eq!(outputs.findings(), []);
    let logo = address(&outputs, "theme/logo.");
    for (page, up) in [("index.html", ""), ("board.html", ""), ("features/PAY-001.html", "../")] {
        let html = made(&outputs, page);
        assert!(html.contains(&format!("<img src=\"{up}{logo}\" alt=\"content\" width=\"120\"")), "{page}: {html}");
    }
}

#[test]
fn every_part_is_listed_with_data_that_it_shows() {
    let theme = Theme::with_overrides(&Default::default());
    let table = rows("| part | shows | data |");
    let listed: BTreeSet<&str> = table.iter().flat_map(|row| spans(&row[0])).collect();
    let parts: BTreeSet<&str> = theme.templates().map(|(name, _)| name).collect();
    assert_eq!(listed, parts, "the list of parts in content/manual/theme.md");
    assert_eq!(table.len(), parts.len());
    for row in &table {
        let text = theme.templates().find(|(name, _)| spans(&row[0]).contains(name)).expect("the part").1;
        for key in spans(&row[2]) {
            let names = |c: char| c.is_alphanumeric() || c == '_';
            assert!(text.split(|c| !names(c)).any(|word| word == key), "{} does not show {key}", row[0]);
        }
    }
}

#[test]
fn every_token_and_every_field_of_the_shell_is_listed() {
    let css = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/assets/css/tokens.css"));
    let css = css.expect("the tokens");
    let set = css.lines().filter_map(|line| line.trim().strip_prefix("--")?.split(':').next());
    let tokens: BTreeSet<String> = set.map(|name| format!("--{name}")).collect();
    let table = rows("| tokens | for |");
    let listed: BTreeSet<String> = table.iter().flat_map(|row| spans(&row[0])).map(str::to_owned).collect();
    assert_eq!(listed, tokens);

    let snapshot = with_theme(&[]);
    let evaluated = build::evaluate(&snapshot);
    let page = views::pages(evaluated.input()).into_iter().next().expect("a page");
    let shell = views::shell::data(evaluated.input(), &page, "T");
    let mut fields: BTreeSet<&str> = shell.members().iter().map(|(name, _)| *name).collect();
    fields.extend(["assets", "policy", "standalone"]);
    let table = rows("| field | what it is |");
    let listed: BTreeSet<&str> = table.iter().flat_map(|row| spans(&row[0])).collect();
    assert_eq!(listed, fields);
}

#[test]
fn a_copy_that_fell_behind_is_told_as_the_guide_says() {
    let mark = blocks("Copying a part", "html").concat();
    let snapshot = with_theme(&[("templates/sidebar.html", mark.as_bytes())]);
    let evaluated = build::evaluate(&snapshot);
    let outputs = Outputs::new(&snapshot, &evaluated);
    let [finding] = outputs.findings() else { panic!("{:?}", outputs.findings()) };
    let told = blocks("Copies that fall behind", "text").concat();
    let told = told.rsplit_once("is now ").expect("the hash").0;
    assert!(format!("warning[{}]: {}", finding.check, finding.message).starts_with(told), "{finding:?}");
}
