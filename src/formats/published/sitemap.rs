//! The sitemap: every page with the day it last changed, and `robots.txt`, which leads to it.
//!
//! Rules: <https://www.sitemaps.org/protocol.html>. A file holds at most 50,000 addresses; a larger site has an index of
//! several files.

use crate::base::xml::escape;
use crate::link::urls;
use crate::model::Claim;
use crate::views::export::SITEMAP;
use crate::views::{Input, changed};

/// The most addresses of one file.
const MOST: usize = 50_000;

/// A file of the sitemap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// These pages: the how manieth [`MOST`].
    Pages(usize),
    /// The files of a site that one does not hold.
    Index,
}

/// The files for so many pages, with their addresses.
pub fn files(pages: usize) -> Vec<(String, File)> {
    let whole = (SITEMAP.to_owned(), if pages > MOST { File::Index } else { File::Pages(0) });
    let parts = if pages > MOST { pages.div_ceil(MOST) } else { 0 };
    std::iter::once(whole).chain((0..parts).map(|at| (part(at), File::Pages(at)))).collect()
}

fn part(at: usize) -> String {
    format!("sitemap-{}.xml", at + 1)
}

/// The text of a file; `pages` are the addresses of all pages, sorted. Whole addresses begin with `base_url`.
pub fn make(input: Input<'_>, pages: &[&str], file: File) -> String {
    let base = input.site.config.base_url.as_deref().unwrap_or_default();
    let (root, entries): (&str, Vec<String>) = match file {
        File::Index => {
            let parts = (0..pages.len().div_ceil(MOST)).map(part);
            ("sitemapindex", parts.map(|url| entry("sitemap", base, &url, None)).collect())
        }
        File::Pages(at) => {
            let here = pages.chunks(MOST).nth(at).unwrap_or_default().iter();
            ("urlset", here.map(|url| entry("url", base, url, day(input, url))).collect())
        }
    };
    let entries = entries.concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{entries}</{root}>\n"
    )
}

fn entry(name: &str, base: &str, url: &str, day: Option<String>) -> String {
    let day = day.map_or_else(String::new, |day| format!("<lastmod>{day}</lastmod>"));
    format!("<{name}><loc>{}</loc>{day}</{name}>\n", escape(&urls::absolute(base, url)))
}

/// The day a document's page last changed. Other pages change with any document, and say nothing.
fn day(input: Input<'_>, url: &str) -> Option<String> {
    let Some(Claim::Document(ix)) = input.site.claims.get(url) else { return None };
    changed::of_document(&input.site[*ix]).map(|day| day.to_string())
}

/// `robots.txt`: everything may be read, and this is where the list is. It counts only at the root of a host.
pub fn robots(input: Input<'_>) -> String {
    let base = input.site.config.base_url.as_deref().unwrap_or_default();
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", urls::absolute(base, SITEMAP))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_site_has_an_index_of_several_files() {
        assert_eq!(files(50_000), [("sitemap.xml".to_owned(), File::Pages(0))]);
        assert_eq!(
            files(100_001),
            [
                ("sitemap.xml".to_owned(), File::Index),
                ("sitemap-1.xml".to_owned(), File::Pages(0)),
                ("sitemap-2.xml".to_owned(), File::Pages(1)),
                ("sitemap-3.xml".to_owned(), File::Pages(2)),
            ]
        );
    }

    #[test]
    fn each_file_holds_its_part() {
        let snapshot = crate::source::Snapshot {
            config: Some("base_url: https://example.org/a/\n".into()),
            ..crate::source::Snapshot::of(&[])
        };
        let evaluated = crate::build::evaluate(&snapshot);
        let names: Vec<String> = (0..50_002).map(|at| format!("{at:05}.html")).collect();
        let pages: Vec<&str> = names.iter().map(String::as_str).collect();
        let made = |file| make(evaluated.input(), &pages, file);
        assert_eq!(
            made(File::Index),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
             <sitemap><loc>https://example.org/a/sitemap-1.xml</loc></sitemap>\n\
             <sitemap><loc>https://example.org/a/sitemap-2.xml</loc></sitemap>\n\
             </sitemapindex>\n"
        );
        assert_eq!(made(File::Pages(0)).matches("<url>").count(), 50_000);
        assert!(made(File::Pages(1)).ends_with(
            "<url><loc>https://example.org/a/50000.html</loc></url>\n\
             <url><loc>https://example.org/a/50001.html</loc></url>\n</urlset>\n"
        ));
    }
}
