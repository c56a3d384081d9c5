//! Comments by which an author allows findings.

use crate::base::Span;

/// `<!-- featsite: allow(overdue) because the vendor is late -->`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The whole comment.
    pub span: Span,
    /// The names of checks as written, each with its bytes; empty where the comment is not understood.
    pub names: Vec<(String, Span)>,
    /// Why, in the author's words; empty where nothing is said: then nothing is allowed.
    pub reason: String,
    /// What it covers; `None` is the whole file.
    pub covers: Option<Span>,
}
