//! `merge-conflict`: conflict markers left by a merge.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "merge-conflict",
    severity: Severity::Error,
    summary: "conflict markers left by a merge",
    docs: Docs {
        what: "The file holds lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`. The first side is read.",
        why: "The file says two things and nobody has decided between them.",
        example: Example::Files(&[(
            "a.md",
            "# A\n\n<<<<<<< HEAD\n**Status**: Done\n=======\n**Status**: Planned\n>>>>>>> other\n",
        )]),
        instead: Example::Files(&[("a.md", "# A\n\n**Status**: Done\n")]),
    },
    ..Check::BASE
};
