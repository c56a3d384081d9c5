//! From what a request asks for to an address of the site, as GitHub Pages goes about it.

use super::Pages;
use super::vet::Ours;
use crate::base::paths;

/// What a request asks for.
#[derive(Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Relative to the root, decoded, without a slash at its end; empty for the root.
    url: String,
    /// Whether there was a slash at its end.
    folder: bool,
    query: Option<String>,
}

/// Where that leads.
#[derive(Debug, PartialEq, Eq)]
pub enum Way {
    /// To what has this address, where something has it.
    To(String),
    /// To the same folder with its slash: without it the relative links of the page would break.
    Slash(String),
}

impl Wanted {
    /// Takes a request target apart; the status is that of the refusal. What is written in an odd way is refused rather
    /// than understood: no page of a site has such an address.
    pub fn read(target: &str, ours: &Ours) -> Result<Self, u16> {
        let local = match target.strip_prefix("http://") {
            Some(rest) => {
                let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
                if !ours.is_ours(host) {
                    return Err(421);
                }
                &rest[host.len()..]
            }
            None if target.starts_with('/') => target,
            None => return Err(400),
        };
        let local = local.split('#').next().unwrap_or_default();
        let (path, query) = match local.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (local, None),
        };
        let path = path.strip_prefix('/').unwrap_or(path);
        if path.is_empty() {
            return Ok(Self { url: String::new(), folder: true, query });
        }
        let (path, folder) = path.strip_suffix('/').map_or((path, false), |path| (path, true));
        let pieces: Option<Vec<String>> = path.split('/').map(piece).collect();
        let url = pieces.ok_or(400_u16)?.join("/");
        // Empty pieces and dots are no way to write an address, and what is too long for a file is none.
        if paths::stays_inside(&url) { Ok(Self { url, folder, query }) } else { Err(404) }
    }

    /// Whether it is this very address.
    pub fn is(&self, url: &str) -> bool {
        self.url == url && !self.folder
    }

    /// Where it leads.
    pub fn way(&self, pages: &dyn Pages) -> Way {
        let url = &self.url;
        match (url.is_empty(), self.folder) {
            (true, _) => Way::To("index.html".to_owned()),
            (false, true) => Way::To(format!("{url}/index.html")),
            (false, false) if pages.has(url) => Way::To(url.clone()),
            (false, false) if pages.has(&format!("{url}.html")) => Way::To(format!("{url}.html")),
            (false, false) if pages.has(&format!("{url}/index.html")) => Way::Slash(self.with_slash()),
            (false, false) => Way::To(url.clone()),
        }
    }

    fn with_slash(&self) -> String {
        let query = self.query.as_deref().map(|query| format!("?{}", harmless(query))).unwrap_or_default();
        format!("/{}/{query}", paths::encode(&self.url))
    }
}

/// A piece between slashes, decoded once; `None` where it says something that no address of a site says.
fn piece(raw: &str) -> Option<String> {
    let bytes = raw.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%' {
            let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
            out.push(u8::try_from(digit(at + 1)? * 16 + digit(at + 2)?).ok()?);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    let text = String::from_utf8(out).ok()?;
    let odd = |c: char| c.is_control() || matches!(c, '/' | '\\');
    (!text.contains(odd)).then_some(text)
}

/// A query as it may stand in a header: what is no part of any address is encoded.
fn harmless(query: &str) -> String {
    let mut out = String::with_capacity(query.len());
    for byte in query.bytes() {
        match byte {
            b'%' | b'&' | b'?' | b';' | b'\'' => out.push(byte.into()),
            _ => out.push_str(&paths::encode(char::from(byte).encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sys::serve::Found;

    struct Two;

    impl Pages for Two {
        fn find(&self, _url: &str) -> Option<Found> {
            None
        }

        fn has(&self, url: &str) -> bool {
            ["both.html", "both/index.html", "a b/index.html", "file.html"].contains(&url)
        }
    }

    fn way(target: &str) -> Result<Way, u16> {
        let ours = Ours("127.0.0.1:4000".parse().expect("an address"));
        Wanted::read(target, &ours).map(|wanted| wanted.way(&Two))
    }

    #[test]
    fn folders_have_a_slash_and_pages_need_no_ending() {
        let to = |url: &str| Ok(Way::To(url.to_owned()));
        assert_eq!(way("/"), to("index.html"));
        assert_eq!(way("http://localhost:4000?q"), to("index.html"));
        assert_eq!(way("/file"), to("file.html"));
        assert_eq!(way("/file/"), to("file/index.html"));
        assert_eq!(way("/both"), to("both.html"));
        assert_eq!(way("/both/"), to("both/index.html"));
        assert_eq!(way("/%66ile?a=/../b"), to("file.html"));
        assert_eq!(way("/a%20b?x=\"<>&y=%0d"), Ok(Way::Slash("/a%20b/?x=%22%3C%3E&y=%0d".to_owned())));
        assert_eq!(way("/%2566ile"), to("%66ile"));
    }

    #[test]
    fn what_is_written_in_an_odd_way_is_refused() {
        for target in ["*", "localhost:4000", "https://localhost:4000/", "file", "/%", "/%4", "/%zz", "/%+1", "/%ff"] {
            assert_eq!(way(target), Err(400), "{target}");
        }
        for target in ["/a%2fb", "/a%5Cb", "/a\\b", "/%00", "/a%0d%0ab", "/%7f", "/%c2%85"] {
            assert_eq!(way(target), Err(400), "{target}");
        }
        for target in ["//", "//a", "/a//b", "/.", "/..", "/%2e%2E/a", "/a/.%2e", "/./a", "/a/./", "/.%2e/"] {
            assert_eq!(way(target), Err(404), "{target}");
        }
        assert_eq!(way("http://evil.example/file"), Err(421));
    }
}
