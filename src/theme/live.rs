//! What `featsite serve` adds to the pages it shows: the script that brings an open page up to date, its style, the icon
//! of the tab. They lie in the theme's folder and belong to the program: no site has them and no theme replaces them.

use std::sync::OnceLock;

use super::{DEFAULT, bundle};

/// Where they lie below the built-in theme.
pub(super) const FOLDER: &str = "live";

/// The bytes of `live.js`, `live.css` or `favicon.svg`; `None` for every other name. The script is that of `live/js`, joined
/// in the order of the names.
pub fn asset(name: &str) -> Option<&'static [u8]> {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    match name {
        "live.js" => Some(SCRIPT.get_or_init(script).as_bytes()),
        "live.css" | "favicon.svg" => Some(DEFAULT.get_file(format!("{FOLDER}/{name}"))?.contents()),
        _ => None,
    }
}

fn script() -> String {
    let mut files: Vec<_> = DEFAULT.get_dir(format!("{FOLDER}/js")).into_iter().flat_map(|dir| dir.files()).collect();
    files.sort_by_key(|file| file.path());
    files.iter().filter_map(|file| file.contents_utf8()).map(bundle::bare).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::theme::Theme;

    fn text(name: &str) -> String {
        String::from_utf8_lossy(asset(name).expect("an asset")).into_owned()
    }

    #[test]
    fn the_script_is_joined_in_order_without_comments() {
        let script = text("live.js");
        let order = ["live.merge = ", "live.reload = ", "live.tell = ", "live.data = ", "new EventSource("];
        let order = order.map(|part| script.find(part).expect(part));
        assert!(order.is_sorted(), "{order:?}");
        assert!(!script.lines().any(|line| line.is_empty() || line.starts_with("//") || line.starts_with(' ')));
    }

    #[test]
    fn no_text_of_the_script_runs_over_several_lines() {
        let odd: Vec<String> =
            text("live.js").lines().filter(|line| line.matches('`').count() % 2 == 1).map(str::to_owned).collect();
        assert!(odd.is_empty(), "{odd:?}");
    }

    #[test]
    fn other_names_are_nothing() {
        assert!(text("live.css").contains(":host") && text("favicon.svg").starts_with("<svg"));
        for name in ["", "js", "js/1-merge.js", "../assets/favicon.svg", "live.css/", "LIVE.CSS"] {
            assert!(asset(name).is_none(), "{name}");
        }
    }

    #[test]
    fn no_theme_and_no_site_has_them() {
        let theme = Theme::with_overrides(&BTreeMap::new());
        assert!(!theme.files.keys().chain(theme.assets().keys()).any(|path| path.contains(FOLDER)));
        assert!(!Theme::parts().iter().any(|path| path.starts_with(FOLDER)));
        assert!(!theme.assets().values().any(|asset| String::from_utf8_lossy(&asset.bytes).contains("EventSource")));
    }
}
