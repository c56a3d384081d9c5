//! The page for addresses that do not exist. It may be served at any depth, so it asks for no other file.

use serde_json::json;

use super::{Page, parts};

/// The page.
pub fn page() -> Page {
    Page {
        url: "404.html".to_owned(),
        template: "404.html",
        body: None,
        data: Box::new(|input| {
            let words = &input.frame.words;
            parts::shown(json!({
                "title": words.get("missing-title"),
                "start": input.site.config.base_url,
            }))
        }),
    }
}
