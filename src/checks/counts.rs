//! How many findings there are: the same numbers on the terminal and on the page.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Severity};

/// Findings by level, those that are a habit of the folder apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors that are no habit.
    pub errors: usize,
    /// Warnings that are no habit.
    pub warnings: usize,
    /// Notes that are no habit.
    pub notes: usize,
    /// Findings of checks that are a habit.
    pub habitual: usize,
    /// The checks that are a habit and have findings here.
    pub habits: BTreeSet<&'static str>,
}

impl Counts {
    /// Counts findings.
    pub fn of(findings: &[Diagnostic], habits: &BTreeSet<&'static str>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            if habits.contains(finding.check) {
                counts.habitual += finding.count();
                counts.habits.insert(finding.check);
                continue;
            }
            match finding.severity {
                Severity::Error => counts.errors += finding.count(),
                Severity::Warning => counts.warnings += finding.count(),
                Severity::Note => counts.notes += finding.count(),
            }
        }
        counts
    }
}
