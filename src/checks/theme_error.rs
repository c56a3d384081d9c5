//! `theme-error`: a template of the theme that does not compile.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "theme-error",
    severity: Severity::Error,
    summary: "a template of the theme that does not compile",
    docs: Docs {
        what: "A template in the `theme/` folder has an error.",
        why: "Pages that use it cannot be made.",
        example: Example::Words("`{% if title %}` without `{% endif %}`"),
        instead: Example::Words("`{% if title %}…{% endif %}`"),
    },
    ..Check::BASE
};
