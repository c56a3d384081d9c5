//! From a theme's asset files to the files of the output: one stylesheet, two scripts, everything else as it is.
//!
//! Names carry a hash of the bytes, so that a browser may keep a file for ever. They lie in `theme/`, which the
//! content folder keeps for overrides, so no document can want their addresses.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::paths;

/// A file of the output.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its address, relative to the root.
    pub url: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// The cascade layers, weakest first. `assets/css/<layer>.css` and `assets/css/<layer>/*.css` go into theirs.
pub(super) const LAYERS: [&str; 6] = ["tokens", "base", "layout", "parts", "views", "user"];

/// Makes the assets. `css/*` become `site.css`, `js/theme.js` stays alone because it runs before the first paint,
/// the other `js/*` become `site.js` in the order of their names.
pub fn assets(files: &BTreeMap<String, Arc<[u8]>>) -> BTreeMap<String, Asset> {
    let mut out = BTreeMap::new();
    out.insert("site.css".to_owned(), fingerprinted("site.css", stylesheet(files).into_bytes().into()));
    let mut script = Vec::new();
    for (path, bytes) in files {
        let Some(name) = path.strip_prefix("assets/") else { continue };
        if name.starts_with("css/") {
            continue;
        }
        match name.strip_prefix("js/") {
            Some("theme.js") => {
                out.insert("theme.js".to_owned(), fingerprinted("theme.js", Arc::clone(bytes)));
            }
            Some(_) => {
                script.extend_from_slice(bytes);
                script.push(b'\n');
            }
            None => {
                out.insert(name.to_owned(), fingerprinted(name, Arc::clone(bytes)));
            }
        }
    }
    out.insert("site.js".to_owned(), fingerprinted("site.js", script.into()));
    out
}

fn stylesheet(files: &BTreeMap<String, Arc<[u8]>>) -> String {
    let mut css = format!("@layer {};\n", LAYERS.join(", "));
    for layer in LAYERS {
        for (path, bytes) in files {
            let Some(name) = path.strip_prefix("assets/css/") else { continue };
            let first = name.split('/').next().unwrap_or(name);
            if first == layer || first.strip_suffix(".css") == Some(layer) {
                css.push_str(&format!("@layer {layer} {{\n{}}}\n", String::from_utf8_lossy(bytes)));
            }
        }
    }
    css
}

fn fingerprinted(name: &str, bytes: Arc<[u8]>) -> Asset {
    let hash = blake3::hash(&bytes).to_hex();
    let hash = hash.get(..10).unwrap_or_default();
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
        let assets = assets(&files);
        let css = String::from_utf8_lossy(&assets["site.css"].bytes).into_owned();
        let order = ["a{}", "b{}", "c{}"].map(|rule| css.find(rule).unwrap_or(usize::MAX));
        assert!(order.is_sorted() && order[2] < css.len(), "{css}");
        assert!(css.contains("@layer views {\nc{}}"));
        assert!(assets["logo.svg"].url.starts_with("theme/logo."));
        assert!(assets["logo.svg"].url.ends_with(".svg"));
    }

    #[test]
    fn the_name_follows_the_bytes() {
        let one = fingerprinted("a.css", Arc::from(&b"1"[..]));
        let two = fingerprinted("a.css", Arc::from(&b"2"[..]));
        assert_ne!(one.url, two.url);
    }
}
