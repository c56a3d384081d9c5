//! Where links of a page lead once it has left its site.

use std::collections::BTreeSet;

use crate::base::paths;

/// What is known of the page's surroundings.
pub(super) struct Addresses<'a> {
    /// The page's own address.
    pub page: &'a str,
    /// Where the site is published.
    pub base_url: Option<&'a str>,
    /// The anchors of the page.
    pub ids: BTreeSet<String>,
}

impl Addresses<'_> {
    /// The address that leads there from anywhere; `None` where there is none.
    pub(super) fn of(&self, href: &str) -> Option<String> {
        let href = href.trim();
        let (path, anchor) = href.split_once('#').map_or((href, None), |(path, anchor)| (path, Some(anchor)));
        let inside = self.inside(path);
        if path.is_empty() || inside.as_deref() == Some(self.page) {
            let known = anchor.filter(|anchor| self.ids.contains(&paths::decode(anchor)));
            if known.is_some() || path.is_empty() {
                return known.map(|anchor| format!("#{anchor}"));
            }
        }
        let Some(inside) = inside else {
            let scheme = href.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase())?;
            return matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel").then(|| href.to_owned());
        };
        let query = path.split_once('?').map_or(String::new(), |(_, query)| format!("?{query}"));
        let anchor = anchor.map_or(String::new(), |anchor| format!("#{anchor}"));
        let base = self.base_url?.trim_end_matches('/');
        Some(format!("{base}/{}{query}{anchor}", paths::encode(&inside)))
    }

    /// The address within the site, relative to its root; `None` for what lies elsewhere.
    pub(super) fn inside(&self, href: &str) -> Option<String> {
        let path = href.trim().split(['#', '?']).next().unwrap_or_default();
        let first = path.split('/').next().unwrap_or_default();
        if path.is_empty() || path.starts_with('/') || first.contains(':') {
            return None;
        }
        paths::join(paths::parent(self.page), &paths::decode(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_the_site_or_nowhere() {
        let ids = BTreeSet::from(["part".to_owned(), "ü".to_owned()]);
        let mut addresses = Addresses { page: "a/b.html", base_url: None, ids };
        let cases = [
            ("#part", Some("#part"), Some("#part")),
            ("b.html#%C3%BC", Some("#%C3%BC"), Some("#%C3%BC")),
            ("#gone", None, None),
            ("b.html", None, Some("https://x.example/p/a/b.html")),
            ("../c%20d.html?q=1#e", None, Some("https://x.example/p/c%20d.html?q=1#e")),
            ("./e:f.html", None, Some("https://x.example/p/a/e:f.html")),
            ("https://y.example/", Some("https://y.example/"), Some("https://y.example/")),
            ("MAILTO:a@b.example", Some("MAILTO:a@b.example"), Some("MAILTO:a@b.example")),
            ("javascript:x", None, None),
            ("../../out.html", None, None),
            ("//y.example/z", None, None),
            ("#", None, None),
            ("", None, None),
        ];
        for (href, _, published) in cases {
            addresses.base_url = Some("https://x.example/p/");
            assert_eq!(addresses.of(href).as_deref(), published, "{href}");
        }
        addresses.base_url = None;
        for (href, alone, _) in cases {
            assert_eq!(addresses.of(href).as_deref(), alone, "{href}");
        }
    }
}
