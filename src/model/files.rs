//! The files that documents name as ones they make or change.

use super::DocIx;
use crate::base::Span;

/// A file of the project (not of the content) and every document that names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFile {
    /// Its path without `./` at its head and a line number at its end.
    pub path: String,
    /// Who names it, by document and place: at least one; a document once.
    pub uses: Vec<FileUse>,
}

/// A place where a document names a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileUse {
    /// The document.
    pub document: DocIx,
    /// The first place, as written: the path, or the line or item that names it.
    pub span: Span,
    /// Whether the document says that it makes the file.
    pub new: bool,
}

/// A file as one document names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// Its path, as that of [`NamedFile`].
    pub path: Box<str>,
    /// The place, as that of [`FileUse`].
    pub span: Span,
    /// Whether the document says that it makes the file.
    pub new: bool,
}
