//! Pages at addresses that a document had before and names itself: `aliases:` as Hugo has it, `redirect_from:` as Jekyll.
//!
//! Hosts of plain files cannot redirect, so a page at the old address leads on. An alias that is no path is another name
//! of the document, as Obsidian has it, and leads nowhere.

use std::collections::BTreeMap;

use crate::base::{html, paths};
use crate::link::urls;
use crate::model::{DocIx, Field, Site};
use crate::views::Input;

/// The addresses that lead on, each with the document it leads to. Where two want one the first by path has it.
pub fn of(site: &Site) -> BTreeMap<String, DocIx> {
    let mut found: BTreeMap<String, DocIx> = BTreeMap::new();
    for (ix, linked) in site.each() {
        for field in &linked.document.fields {
            let Some(base) = base(field, linked.path()) else { continue };
            for url in field.value.split(',').filter_map(|written| address(base, written.trim())) {
                found.entry(url).or_insert(ix);
            }
        }
    }
    found
}

/// The folder that paths in a field are seen from; `None` for any other field.
fn base<'a>(field: &Field, path: &'a str) -> Option<&'a str> {
    match field.key.to_lowercase().as_str() {
        "aliases" => Some(paths::parent(path)),
        "redirect_from" => Some(""),
        _ => None,
    }
}

/// The address of the page for a path as written; `None` where it is none.
fn address(base: &str, written: &str) -> Option<String> {
    let written = written.trim_matches(['"', '\'']);
    let is_file = matches!(paths::extension(written), "html" | "htm" | "md" | "markdown");
    let is_path = written.contains('/') || is_file;
    // A leading slash is never the beginning of a name.
    let is_name = !written.starts_with('/') && written.contains(char::is_whitespace);
    if !is_path || is_name || written.contains("://") || written.contains(['?', '#']) {
        return None;
    }
    let path = paths::join(base, written).filter(|path| !path.is_empty() && is_free(path))?;
    Some(match paths::extension(&path) {
        "html" | "htm" => urls::safe_path(&path),
        "md" | "markdown" => urls::document(&path),
        _ => urls::safe_path(&format!("{path}/index.html")),
    })
}

/// Whether a path is anybody's: not one of the folders of the site's own pages, no hidden file such as what git keeps, and
/// not the name of the host, which GitHub Pages reads from the output.
fn is_free(path: &str) -> bool {
    let first = urls::folded(path.split('/').next().unwrap_or_default());
    let own = first == "cname" || urls::RESERVED_FOLDERS.contains(&first.as_str());
    !own && !path.split('/').any(|piece| piece.starts_with('.'))
}

/// The page at an old address.
pub fn make(input: Input<'_>, from: &str, ix: DocIx) -> String {
    let linked = &input.site[ix];
    let to = html::escape(&urls::href(from, &linked.url, None));
    let title = html::escape(&linked.document.title.value);
    let whole = input.site.config.base_url.as_deref().map(|base| html::escape(&urls::absolute(base, &linked.url)));
    let canonical = whole.map_or_else(String::new, |whole| format!("<link rel=\"canonical\" href=\"{whole}\">\n"));
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={to}\">\n{canonical}<title>{title}</title>\n</head>\n\
         <body>\n<main><h1><a href=\"{to}\">{title}</a></h1></main>\n</body>\n</html>\n",
        input.frame.words.language().tag(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_on_and_names_do_not() {
        for (base, written, url) in [
            ("docs", "/old/a.html", Some("old/a.html")),
            ("docs", "b/c", Some("docs/b/c/index.html")),
            ("docs/x", "../c.md", Some("docs/c.html")),
            ("", "/x/", Some("x/index.html")),
            ("", "/guides/README.md", Some("guides/index.html")),
            ("", "'/two words.html'", Some("two words.html")),
            ("docs", "Another name", None),
            ("docs", "A/B testing", None),
            ("docs", "Name", None),
            ("docs", "../../out.html", None),
            ("docs", "https://example.org/a.html", None),
            ("", "/", None),
            ("", "/.git/hooks/x.html", None),
            ("", "/a/.hidden/", None),
            ("", "/CNAME/", None),
            ("", "/Views/activity/", None),
        ] {
            assert_eq!(address(base, written).as_deref(), url, "{written}");
        }
    }
}
