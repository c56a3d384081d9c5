//! Files of the user's theme that change nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bundle::LAYERS;
use crate::base::{paths, text};

/// A file that changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// Its path below the theme folder.
    pub path: String,
    /// Why, in words.
    pub why: &'static str,
    /// The built-in file that is most like it, where one is like it.
    pub nearest: Option<String>,
}

/// Finds them: files that replace no built-in one and that no other file of the theme names.
pub fn find(overrides: &BTreeMap<String, Arc<[u8]>>, built_in: &BTreeMap<String, Arc<[u8]>>) -> Vec<Stale> {
    let names: Vec<&str> = built_in.keys().map(String::as_str).collect();
    let texts: Vec<(&str, &str)> = overrides
        .iter()
        .filter(|(path, _)| path.ends_with(".html") || path.ends_with(".css") || path.ends_with(".js"))
        .filter_map(|(path, bytes)| Some((path.as_str(), std::str::from_utf8(bytes).ok()?)))
        .collect();
    let named = |path: &str, word: &str| texts.iter().any(|(other, text)| *other != path && text.contains(word));
    let added = overrides.keys().filter(|path| !built_in.contains_key(*path));
    added
        .filter_map(|path| {
            let why = why(path, &named)?;
            Some(Stale { path: path.clone(), why, nearest: text::nearest(path, &names).map(str::to_owned) })
        })
        .collect()
}

/// Why a file that replaces none changes nothing; `None` where it does.
fn why(path: &str, named: &impl Fn(&str, &str) -> bool) -> Option<&'static str> {
    if let Some(template) = path.strip_prefix("templates/") {
        return (!named(path, template)).then_some("replaces no built-in template, and no other one includes it");
    }
    let Some(asset) = path.strip_prefix("assets/") else {
        return Some("lies outside `templates/`, `assets/` and `documents/`, where nothing is read");
    };
    if let Some(style) = asset.strip_prefix("css/") {
        let first = style.split('/').next().unwrap_or(style);
        let layer = first.strip_suffix(".css").unwrap_or(first);
        return (!LAYERS.contains(&layer)).then_some("belongs to no layer of the stylesheet");
    }
    if asset.starts_with("js/") {
        return None;
    }
    // Templates name it by its key, styles by its file name.
    let key = asset.replace(['.', '/', '-'], "_");
    let used = named(path, &key) || named(path, paths::file_name(asset));
    (!used).then_some("is used by no template and no stylesheet of the theme")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    #[test]
    fn what_replaces_nothing_and_is_named_nowhere_is_stale() {
        let files = [
            ("templates/bord.html", ""),
            ("templates/board.html", "{% include \"mine/head.html\" %}{{ shell.assets.logo_svg }}"),
            ("templates/mine/head.html", ""),
            ("assets/logo.svg", ""),
            ("assets/old.svg", ""),
            ("assets/css/user.css", "body { background: url(ground.png) }"),
            ("assets/css/user/more.css", ""),
            ("assets/css/brand.css", ""),
            ("assets/ground.png", ""),
            ("assets/js/more.js", ""),
            ("readme.txt", ""),
        ];
        let overrides: BTreeMap<String, Arc<[u8]>> =
            files.iter().map(|(path, text)| ((*path).to_owned(), Arc::from(text.as_bytes()))).collect();
        let built_in = Theme::with_overrides(&BTreeMap::new()).files;
        let found = find(&overrides, &built_in);
        let paths: Vec<&str> = found.iter().map(|stale| stale.path.as_str()).collect();
        assert_eq!(paths, ["assets/css/brand.css", "assets/old.svg", "readme.txt", "templates/bord.html"]);
        let nearest = found.last().and_then(|stale| stale.nearest.as_deref());
        assert_eq!(nearest, Some("templates/board.html"));
    }
}
