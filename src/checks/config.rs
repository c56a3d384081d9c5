//! `config`: something in featsite.yaml that is not understood.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "config",
    severity: Severity::Error,
    summary: "something in featsite.yaml that is not understood",
    docs: Docs {
        what: "A key of `featsite.yaml` is unknown, or its value has the wrong form.",
        why: "A setting that is silently ignored costs more time than one that is refused.",
        example: Example::Words("`tittle: Our features`"),
        instead: Example::Words("`title: Our features`"),
    },
    ..Check::BASE
};
