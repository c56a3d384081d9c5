//! `featsite.yaml`: every key optional, unknown keys refused with a suggestion.
//!
//! Absent on purpose: command line flags, which `cli` lays over it.

use std::collections::BTreeMap;

use crate::base::dates::Date;
use crate::diag::{Checked, Severity};
use crate::vocabulary::{Column, Key, Kind, Priority, Status};

/// The configuration of a site.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// `title`: the site's title.
    pub title: Option<String>,
    /// `base_url`: only for feeds and canonical links.
    pub base_url: Option<String>,
    /// `repo`: address of the repository, for edit links.
    pub repo: Option<String>,
    /// `language` of documents that do not say, and of the interface.
    pub language: Option<String>,
    /// `include`: globs of what is read although it is hidden or ignored.
    pub include: Vec<String>,
    /// `exclude`: globs of what is not read.
    pub exclude: Vec<String>,
    /// `kinds`: globs to kinds, in the order of the file.
    pub kinds: Vec<(String, Kind)>,
    /// `statuses`: the folder's own words, in lower case.
    pub statuses: BTreeMap<String, Status>,
    /// `columns`: which columns stand on the board and in which order.
    pub columns: Vec<ColumnConfig>,
    /// `fields`: the folder's own keys, folded as keys are compared.
    pub fields: BTreeMap<String, Key>,
    /// `priorities`: the folder's own words, in lower case.
    pub priorities: BTreeMap<String, Priority>,
    /// `views`: names to filters.
    pub views: Vec<(String, String)>,
    /// `checks`: names to levels; `None` is off.
    pub checks: BTreeMap<String, Option<Severity>>,
    /// `theme`: name of a theme folder.
    pub theme: Option<String>,
    /// `calendar`.
    pub calendar: Calendar,
    /// `unsafe_html`: raw HTML passes through.
    pub unsafe_html: bool,
}

/// A column of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnConfig {
    /// Which.
    pub column: Column,
    /// Its header, where it is not the default.
    pub title: Option<String>,
    /// How many cards it should hold at the most.
    pub limit: Option<usize>,
}

/// Which days are worked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Days of the week off, Monday 1 to Sunday 7.
    pub weekend: Vec<u8>,
    /// Days off.
    pub holidays: Vec<Date>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self { weekend: vec![6, 7], holidays: Vec::new() }
    }
}

/// The name the configuration file has in the content folder.
pub const FILE_NAME: &str = crate::source::CONFIG;

/// Reads the configuration.
pub fn read(_text: Option<&str>) -> Checked<Config> {
    Checked::default()
}
