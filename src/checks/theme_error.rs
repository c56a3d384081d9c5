//! `theme-error`: a template of the theme that does not compile, or stops while a page is made.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "theme-error",
    severity: Severity::Error,
    summary: "a template of the theme that cannot be used",
    docs: Docs {
        what: "A template in the `theme/` folder does not compile, or names something that a page does not have.",
        why: "The pages that use it are made with the built-in templates instead.",
        example: Example::Words("`{% if title %}` without `{% endif %}`"),
        instead: Example::Words("`{% if title %}…{% endif %}`"),
    },
    ..Check::BASE
};
