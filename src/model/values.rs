//! Facts: values with their provenance.

use serde::Serialize;

use crate::diag::Place;

/// Where a fact was found, strongest first: when two disagree, the smaller one wins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A key of the YAML front matter.
    FrontMatter,
    /// A key of the front matter, one mapping deeper.
    FrontMatterNested,
    /// A header field between the title and the next heading.
    Head,
    /// A field of an early section that is only metadata.
    Metadata,
    /// A heading such as `## Status` and what stands under it.
    Heading,
    /// A field of the last block of the file.
    Foot,
    /// A field under the heading of a phase or another section.
    Section,
    /// The title or another heading's own words.
    Title,
    /// The file's name.
    FileName,
    /// A row of an index or tracker table in another document.
    Tracker,
    /// The name of a folder.
    Folder,
    /// A completion date without any status.
    CompletionDate,
    /// A progress field with a percentage.
    Percentage,
    /// The document's text itself.
    Body,
}

impl Rule {
    /// The rule in words, for "How this page was read".
    pub fn describe(self) -> &'static str {
        match self {
            Self::FrontMatter => "front matter",
            Self::FrontMatterNested => "front matter, one level deeper",
            Self::Head => "header field",
            Self::Metadata => "metadata section",
            Self::Heading => "heading and its text",
            Self::Foot => "field at the end of the file",
            Self::Section => "field under a heading",
            Self::Title => "title",
            Self::FileName => "file name",
            Self::Tracker => "row of a tracker table",
            Self::Folder => "folder name",
            Self::CompletionDate => "completion date without a status",
            Self::Percentage => "progress percentage",
            Self::Body => "text",
        }
    }
}

/// A value with its provenance: the author's words, the place and the rule that read them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact<T> {
    /// What it means.
    pub value: T,
    /// What the author wrote.
    pub raw: String,
    /// Where it stands; for folder and file names an empty span in the document itself.
    pub place: Place,
    /// The rule that read it.
    pub rule: Rule,
}

impl<T> Fact<T> {
    /// The same provenance with another value.
    pub fn with<U>(&self, value: U) -> Fact<U> {
        Fact { value, raw: self.raw.clone(), place: self.place.clone(), rule: self.rule }
    }
}
