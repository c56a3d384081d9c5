//! Addresses of what programs read: data that can be downloaded, and files for search engines, feed readers, language
//! models.

/// The backlog as comma-separated values.
pub const CSV: &str = "backlog.csv";
/// The model as data.
pub const JSON: &str = "site.json";
/// The pages, for search engines.
pub const SITEMAP: &str = "sitemap.xml";
/// What search engines may read.
pub const ROBOTS: &str = "robots.txt";
/// The activity as a feed.
pub const FEED: &str = "views/activity.xml";
/// The documents, for language models.
pub const LLMS: &str = "llms.txt";
/// How far all items are, as a picture.
pub const BADGE: &str = "status/progress.svg";
