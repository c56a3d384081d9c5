//! `front-matter-syntax`: front matter that is not YAML.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "front-matter-syntax",
    severity: Severity::Warning,
    summary: "front matter that is not YAML",
    judges: |_, linked| linked.document.shape.front_matter,
    docs: Docs {
        what: "The block between the two `---` lines at the top of the file does not parse as YAML. It is read line \
               by line as `key: value` instead.",
        why: "Lists and nested values are lost, and other tools refuse the file.",
        example: Example::Files(&[("a.md", "---\ntitle: \"Login\nstatus: [done\n---\n\n# Login\n")]),
        instead: Example::Files(&[("a.md", "---\ntitle: \"Login\"\nstatus: done\n---\n\n# Login\n")]),
    },
    ..Check::BASE
};
