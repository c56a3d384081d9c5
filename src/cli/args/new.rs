//! `featsite init` and `featsite new`: their flags.

use clap::{Args, ValueEnum};

use super::Folder;

/// `featsite init`.
#[derive(Args)]
pub struct Init {
    /// The content folder.
    #[command(flatten)]
    pub folder: Folder,
    /// Write the workflow that checks pull requests and publishes the site to GitHub Pages.
    #[arg(long)]
    pub github_pages: bool,
}

/// `featsite new`.
#[derive(Args)]
pub struct New {
    /// What to write.
    #[arg(value_name = "KIND")]
    pub kind: NewKind,
    /// Its title.
    #[arg(value_name = "TITLE")]
    pub title: String,
    /// The content folder.
    #[command(flatten)]
    pub folder: Folder,
    /// Its id; without it the next free one.
    #[arg(long, value_name = "ID", conflicts_with = "feature")]
    pub id: Option<String>,
    /// Who owns it; without it the name under which you commit.
    #[arg(long, value_name = "NAME")]
    pub owner: Option<String>,
    /// How urgent it is: a word such as high, or P1.
    #[arg(long, value_name = "WORD")]
    pub priority: Option<String>,
    /// The feature that a guide is for: its id, or its path.
    #[arg(long = "for", value_name = "ID")]
    pub feature: Option<String>,
    /// Print the document and write nothing.
    #[arg(long)]
    pub print: bool,
}

/// What `featsite new` writes.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NewKind {
    /// A feature log.
    Feature,
    /// An implementation guide.
    Guide,
    /// A decision record.
    Decision,
}
