//! The page for addresses that do not exist. It may be served at any depth, so it asks for no other file.

use crate::views::value::data;

use super::{Page, parts};

/// Its address.
pub const URL: &str = "404.html";

/// The page.
pub fn page() -> Page {
    Page {
        url: URL.to_owned(),
        template: "404.html",
        body: None,
        data: Box::new(|input| {
            let words = &input.frame.words;
            parts::shown(data!({
                "title": words.get("missing-title"),
                "start": &input.site.config.base_url,
            }))
        }),
    }
}
