//! Files for readers that are no browsers: search engines, feed readers, language models, pages elsewhere that show a
//! badge, links to addresses that were.
//!
//! Absent on purpose: pages (`html`), the model as data (`json`).

pub mod badge;
pub mod feed;
pub mod llms;
pub mod redirect;
pub mod sitemap;
