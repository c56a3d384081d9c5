//! From a theme's asset files to the files of the output: one stylesheet, a script for every page and one for each
//! folder of scripts, everything else as it is.
//!
//! Names carry a hash of the bytes, so that a browser may keep a file for ever. They lie in `theme/`, which the
//! content folder keeps for overrides, so no document can want their addresses.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::styles;
use crate::base::paths;

/// A file of the output.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its address, relative to the root.
    pub url: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// Where the stylesheet lies but for its hash.
const STYLE: &str = "theme/site.css";

/// The cascade layers, weakest first. `assets/css/<layer>.css` and `assets/css/<layer>/*.css` go into theirs.
pub(super) const LAYERS: [&str; 6] = ["tokens", "base", "layout", "parts", "views", "user"];

/// Makes the assets; `own` tells which files are the user's and stay as they are. `css/*` become `site.css`, `js/theme.js`
/// stays alone because it runs before the first paint, the other `js/*` become `site.js` in the order of their names.
/// What lies in a folder of `js`, `js/graph/*`, becomes a script of its own, `graph.js`: it is loaded by the pages that
/// need it or when a reader first needs it, so that no page carries what it does not use.
pub fn assets(files: &BTreeMap<String, Arc<[u8]>>, own: impl Fn(&str) -> bool) -> BTreeMap<String, Asset> {
    let mut out = BTreeMap::new();
    let mut scripts: BTreeMap<String, Vec<u8>> = BTreeMap::from([("site.js".to_owned(), Vec::new())]);
    for (path, bytes) in files {
        let Some(name) = path.strip_prefix("assets/") else { continue };
        if name.starts_with("css/") {
            continue;
        }
        match name.strip_prefix("js/") {
            Some("theme.js") => {
                out.insert("theme.js".to_owned(), fingerprinted("theme.js", Arc::clone(bytes)));
            }
            Some(file) => {
                let bundle = file.split_once('/').map_or("site.js".to_owned(), |(folder, _)| format!("{folder}.js"));
                let script = scripts.entry(bundle).or_default();
                if own(path) {
                    script.extend_from_slice(bytes);
                    script.push(b'\n');
                } else {
                    script.extend_from_slice(bare(&String::from_utf8_lossy(bytes)).as_bytes());
                }
            }
            None => {
                out.insert(name.to_owned(), fingerprinted(name, Arc::clone(bytes)));
            }
        }
    }
    for (name, script) in scripts {
        let asset = fingerprinted(&name, script.into());
        out.insert(name, asset);
    }
    let style = stylesheet(files, &out);
    out.insert("site.css".to_owned(), fingerprinted("site.css", style.into_bytes().into()));
    out
}

/// A script of the theme without the lines that are comments and without indentation, which a reader's browser would only
/// load. No text of a built-in script runs over several lines, so that nothing else is lost.
pub(super) fn bare(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The stylesheets in their layers. An address in one leads from its own file to an asset of the theme, as it does where
/// the theme is written; in the output both have other names.
fn stylesheet(files: &BTreeMap<String, Arc<[u8]>>, assets: &BTreeMap<String, Asset>) -> String {
    let mut css = format!("@layer {};\n", LAYERS.join(", "));
    for layer in LAYERS {
        for (path, bytes) in files {
            let Some(name) = path.strip_prefix("assets/css/") else { continue };
            let first = name.split('/').next().unwrap_or(name);
            if first == layer || first.strip_suffix(".css") == Some(layer) {
                let lead = |target: &str| {
                    let target = paths::join(paths::parent(path), target)?;
                    let asset = assets.get(target.strip_prefix("assets/")?)?;
                    Some(paths::relative_encoded(STYLE, &asset.url))
                };
                let text = styles::with_urls(&String::from_utf8_lossy(bytes), lead);
                css.push_str(&format!("@layer {layer} {{\n{text}}}\n"));
            }
        }
    }
    css
}

fn fingerprinted(name: &str, bytes: Arc<[u8]>) -> Asset {
    let hash = super::eject::short_hash(&bytes);
    let (stem, extension) = (paths::stem(name), paths::extension(name));
    let folder = paths::parent(name);
    let slash = if folder.is_empty() { "" } else { "/" };
    Asset { url: format!("theme/{folder}{slash}{stem}.{hash}.{extension}"), bytes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_go_into_their_layers_in_order() {
        let files = BTreeMap::from([
            ("assets/css/parts.css".to_owned(), Arc::from(&b"b{}"[..])),
            ("assets/css/base.css".to_owned(), Arc::from(&b"a{}"[..])),
            ("assets/css/views/board.css".to_owned(), Arc::from(&b"c{}"[..])),
            ("assets/logo.svg".to_owned(), Arc::from(&b"<svg/>"[..])),
        ]);
        let assets = assets(&files, |_| false);
        let css = String::from_utf8_lossy(&assets["site.css"].bytes).into_owned();
        let order = ["a{}", "b{}", "c{}"].map(|rule| css.find(rule).unwrap_or(usize::MAX));
        assert!(order.is_sorted() && order[2] < css.len(), "{css}");
        assert!(css.contains("@layer views {\nc{}}"));
        assert!(assets["logo.svg"].url.starts_with("theme/logo."));
        assert!(assets["logo.svg"].url.ends_with(".svg"));
    }

    #[test]
    fn an_address_in_a_style_leads_to_the_asset() {
        let files = BTreeMap::from([
            (
                "assets/css/user/fonts.css".to_owned(),
                Arc::from(&b"a{src:url(../../fonts/own.woff2)} b{src:url(gone.png)}"[..]),
            ),
            ("assets/fonts/own.woff2".to_owned(), Arc::from(&b"x"[..])),
        ]);
        let assets = assets(&files, |_| false);
        let css = String::from_utf8_lossy(&assets["site.css"].bytes).into_owned();
        let name = assets["fonts/own.woff2"].url.replace("theme/", "");
        assert!(css.contains(&format!("a{{src:url(\"{name}\")}} b{{src:url(gone.png)}}")), "{css}");
    }

    #[test]
    fn comments_of_the_theme_are_not_sent_and_own_scripts_stay() {
        let text = "// Why.\n(() => {\n  // What.\n  go(\"// no comment\");\n\n})();\n";
        let files = BTreeMap::from([("assets/js/a.js".to_owned(), Arc::from(text.as_bytes()))]);
        let script = |own: bool| String::from_utf8_lossy(&assets(&files, |_| own)["site.js"].bytes).into_owned();
        assert_eq!(script(false), "(() => {\ngo(\"// no comment\");\n})();\n");
        assert_eq!(script(true), format!("{text}\n"));
    }

    #[test]
    fn a_folder_of_scripts_is_a_script_of_its_own() {
        let file = |text: &str| Arc::from(text.as_bytes());
        let files = BTreeMap::from([
            ("assets/js/a.js".to_owned(), file("a();")),
            ("assets/js/graph/view.js".to_owned(), file("view();")),
            ("assets/js/graph/fold.js".to_owned(), file("fold();")),
        ]);
        let assets = assets(&files, |_| false);
        let script = |name: &str| String::from_utf8_lossy(&assets[name].bytes).into_owned();
        assert_eq!((script("site.js").as_str(), script("graph.js").as_str()), ("a();\n", "fold();\nview();\n"));
    }

    #[test]
    fn no_text_of_a_built_in_script_runs_over_several_lines() {
        for (path, bytes) in crate::theme::Theme::with_overrides(&BTreeMap::new()).files {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let odd = text.lines().find(|line| line.matches('`').count() % 2 == 1 && !line.trim().starts_with("//"));
            assert!(!path.ends_with(".js") || odd.is_none(), "{path}: {odd:?}");
        }
    }

    #[test]
    fn the_name_follows_the_bytes() {
        let one = fingerprinted("a.css", Arc::from(&b"1"[..]));
        let two = fingerprinted("a.css", Arc::from(&b"2"[..]));
        assert_ne!(one.url, two.url);
    }
}
