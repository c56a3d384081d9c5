//! Addresses of the data that can be downloaded.

/// The backlog as comma-separated values.
pub const CSV: &str = "backlog.csv";
/// The model as data.
pub const JSON: &str = "site.json";
