//! The levels the configuration gives: to a check, and to a check under a path.

use std::collections::BTreeMap;

use globset::{GlobBuilder, GlobMatcher};

use crate::config::{Config, Level};
use crate::diag::{Diagnostic, Severity};

/// The configuration's levels, ready to be asked.
pub struct Levels<'a> {
    checks: BTreeMap<&'a str, Of>,
}

/// The levels of one check.
struct Of {
    everywhere: Option<Level>,
    paths: Vec<(GlobMatcher, Level)>,
}

impl<'a> Levels<'a> {
    /// In the order of the configuration. A glob that does not parse matches nothing; the configuration reports it.
    pub fn new(config: &'a Config) -> Self {
        let compile = |glob: &str| GlobBuilder::new(glob).literal_separator(true).build().ok();
        let checks = config.checks.iter().map(|(name, levels)| {
            let paths = levels.paths.iter();
            let paths = paths.filter_map(|(glob, level)| Some((compile(glob)?.compile_matcher(), *level))).collect();
            (name.as_str(), Of { everywhere: levels.everywhere, paths })
        });
        Self { checks: checks.collect() }
    }

    /// The level of a check's findings in a file; `None` where the configuration does not say.
    pub fn of(&self, check: &str, path: Option<&str>) -> Option<Level> {
        let of = self.checks.get(check)?;
        let by_path = path.and_then(|path| of.paths.iter().find(|(glob, _)| glob.is_match(path)));
        by_path.map(|(_, level)| *level).or(of.everywhere)
    }

    /// Gives a finding its level; `false` where its check is off.
    pub fn apply(&self, found: &mut Diagnostic) -> bool {
        let path = found.place.as_ref().map(|place| &*place.path);
        found.severity = match self.of(found.check, path) {
            None => return true,
            Some(Level::Off) => return false,
            Some(Level::Note) => Severity::Note,
            Some(Level::Warning) => Severity::Warning,
            Some(Level::Error) => Severity::Error,
        };
        true
    }
}
