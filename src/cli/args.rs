//! The command line: names, flags, help.

mod listing;
mod new;

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::builder::PossibleValuesParser;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::base::dates::Date;
use crate::checks::CHECKS;
pub use listing::{Asked, Board, BoardFormat, List, ListFormat};
pub use new::{Init, New, NewKind};

/// Turns a folder of feature logs and implementation guides into a linked site.
#[derive(Parser)]
#[command(name = "featsite", version = version(), about, max_term_width = 100, after_help = EXAMPLES)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
}

/// The version, with the commit it was made of where whoever compiled it has said so: `FEATSITE_COMMIT`, as releases do.
fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| match option_env!("FEATSITE_COMMIT") {
        Some(commit) if !commit.is_empty() => format!("{} ({commit})", env!("CARGO_PKG_VERSION")),
        _ => env!("CARGO_PKG_VERSION").to_owned(),
    });
    &VERSION
}

const EXAMPLES: &str = "\
Examples:
  featsite serve                    build content/ (else docs/, else this folder) and show it
  featsite build docs --output www  write the site of docs/ into www/
  featsite check --strict           fail on warnings too

FOLDER may hold `featsite.yaml` (all keys optional) and `theme/`.
Exit codes: 0 fine, 1 findings that fail, 2 wrong usage or a file that cannot be read or written.";

/// Flags of every command.
#[derive(Args)]
pub struct Global {
    /// When to use colours.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Print nothing but errors.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Count this day as today (for what is overdue); without it the clock's, or SOURCE_DATE_EPOCH's.
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = date)]
    pub today: Option<Date>,
    /// Print on standard error where the time went, as a table or as one JSON object.
    #[arg(long, global = true, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    pub timings: Option<TimingsFormat>,
}

/// How `--timings` is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TimingsFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// When to use colours.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Command {
    /// Its name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Build(_) => "build",
            Self::Serve(_) => "serve",
            Self::Check(_) => "check",
            Self::List(_) => "list",
            Self::Board(_) => "board",
            Self::Explain(_) => "explain",
            Self::Export(_) => "export",
            Self::Init(_) => "init",
            Self::New(_) => "new",
            Self::Theme(_) => "theme",
            Self::Completions(_) => "completions",
        }
    }
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Write the site.
    #[command(after_help = "\
Examples:
  featsite build                    content/ (else docs/, else this folder) into _site/
  featsite build docs --output www  another folder, another output
  featsite build --strict           exit with 1 where there are errors or warnings

The output is exchanged in one step: whatever happens, it is wholly the old site or wholly the new one.")]
    Build(Build),
    /// Show the site on this machine, and follow what is saved.
    #[command(after_help = "\
Examples:
  featsite serve                    http://127.0.0.1:4000/
  featsite serve --open             the same, and the browser shows it
  featsite serve docs --port 8080   another folder, another port
  featsite serve --poll             where no changes are told: network drives, container mounts

Open pages follow what is saved. Nothing is written to disk.")]
    Serve(Serve),
    /// Print what is wrong in the documents.
    #[command(after_help = "\
Examples:
  featsite check                    every finding, with its place and what to do
  featsite check --strict           exit with 1 on warnings too, not only on errors
  featsite check --only broken-link,broken-anchor
  featsite check --format github    as annotations of a pull request
  featsite check --format sarif > findings.sarif

`featsite explain CHECK` says what a check finds and why.")]
    Check(Check),
    /// Print the items of the backlog, a line each.
    #[command(after_help = listing::LIST)]
    List(List),
    /// Print the board.
    #[command(after_help = listing::BOARD)]
    Board(Board),
    /// Say what a check finds, or how a document was read.
    #[command(after_help = "\
Examples:
  featsite explain broken-link              what the check finds, why, how to allow it
  featsite explain features/FEAT-012.md     every field with the line and the rule that read it
  featsite explain FEAT-012 docs            the document of an id, in another folder")]
    Explain(Explain),
    /// Print the model as data, or one view as a file to send by e-mail.
    #[command(after_help = "\
Examples:
  featsite export --format json > site.json
  featsite export --format html board --output board.html
  featsite export --format html 'Late' docs > late.html    a view of `views:` in featsite.yaml
  featsite export docs | jq '.documents[] | select(.status.value == \"blocked\") | .path'")]
    Export(Export),
    /// Write what a folder begins with: a configuration, a first log and its guide. Nothing that is there is touched.
    #[command(after_help = "\
Examples:
  featsite init                     in content/ (else docs/), which is made where there is neither
  featsite init plans               in another folder
  featsite init --github-pages      also the workflow that checks pull requests and publishes the site")]
    Init(Init),
    /// Write a feature log, a guide or a decision from a template, with the next free id and today's date.
    #[command(after_help = "\
Examples:
  featsite new feature 'Login page'                 content/features/FEAT-026-login-page.md
  featsite new guide 'Login page' --for FEAT-026    the guide of that feature
  featsite new decision 'Sessions in cookies' docs  in another folder
  $EDITOR $(featsite new feature 'Login page')

Nothing is overwritten, and nothing is written that would not be read as it is meant.
`featsite theme eject documents/feature` copies a template, to change what new documents look like.")]
    New(New),
    /// List the parts of the built-in theme, or copy one to change it.
    #[command(after_help = "\
Examples:
  featsite theme list               the parts, and which of them the folder replaces
  featsite theme eject board        copy the template of the board into theme/ of the folder
  featsite theme eject tokens.css docs")]
    Theme(Theme),
    /// Print what a shell needs to complete commands and flags.
    #[command(after_help = "\
Examples:
  featsite completions bash > ~/.local/share/bash-completion/completions/featsite
  featsite completions zsh > \"${fpath[1]}/_featsite\"
  featsite completions fish > ~/.config/fish/completions/featsite.fish")]
    Completions(Completions),
}

/// The content folder.
#[derive(Args)]
pub struct Folder {
    /// The content folder; without it content/, else docs/, else this folder.
    #[arg(value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}

/// `featsite build`.
#[derive(Args)]
pub struct Build {
    /// The content folder.
    #[command(flatten)]
    pub folder: Folder,
    /// Where the site goes.
    #[arg(long, short, value_name = "DIR", default_value = "_site")]
    pub output: PathBuf,
    /// Write into a folder that holds other files: they stay, except those that have the name of a page.
    #[arg(long)]
    pub force: bool,
    /// Exit with 1 where there are errors or warnings.
    #[arg(long)]
    pub strict: bool,
}

/// `featsite serve`.
#[derive(Args)]
pub struct Serve {
    /// The content folder.
    #[command(flatten)]
    pub folder: Folder,
    /// The port; where it is taken the next free one is. 0 takes any free one.
    #[arg(long, short, default_value_t = 4000)]
    pub port: u16,
    /// The address to listen on: 0.0.0.0 is every address of this machine.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1", value_parser = host)]
    pub host: std::net::IpAddr,
    /// Open the site in the browser.
    #[arg(long)]
    pub open: bool,
    /// Read the folder every second instead of being told of changes, for network drives and container mounts.
    #[arg(long)]
    pub poll: bool,
}

/// `featsite check`.
#[derive(Args)]
pub struct Check {
    /// The content folder.
    #[command(flatten)]
    pub folder: Folder,
    /// How to print.
    #[arg(long, default_value = "text")]
    pub format: FindingsFormat,
    /// Only the findings of these checks; may be repeated.
    #[arg(long, value_name = "CHECK,…", value_delimiter = ',', value_parser = checks(), hide_possible_values = true)]
    pub only: Vec<String>,
    /// Exit with 1 on warnings too.
    #[arg(long)]
    pub strict: bool,
}

/// How findings are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FindingsFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// Workflow commands, which GitHub shows at the lines of a pull request.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// `featsite explain`.
#[derive(Args)]
pub struct Explain {
    /// The name of a check; or the path of a document from here or below the content folder, or its id.
    #[arg(value_name = "CHECK|FILE")]
    pub what: String,
    /// The content folder.
    #[command(flatten)]
    pub folder: Folder,
    /// How to print.
    #[arg(long, default_value = "text")]
    pub format: ExplainFormat,
}

/// How an explanation is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// `featsite export`.
#[derive(Args)]
#[command(
    override_usage = "featsite export [OPTIONS] [FOLDER]\n       featsite export --format html [OPTIONS] VIEW [FOLDER]"
)]
pub struct Export {
    /// With `--format html` the view: its name, its address in the site, or a document by path or id. Else the content
    /// folder.
    #[arg(value_name = "VIEW|FOLDER")]
    pub first: Option<String>,
    /// The content folder behind a view; without it content/, else docs/, else this folder.
    #[arg(value_name = "FOLDER")]
    pub second: Option<PathBuf>,
    /// The format.
    #[arg(long, default_value = "json")]
    pub format: ExportFormat,
    /// Write into this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// What is exported.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// The whole model.
    Json,
    /// One view as a file by itself, to be sent by e-mail.
    Html,
    /// The JSON Schema of `featsite.yaml`, for editors; reads no folder.
    ConfigSchema,
}

/// `featsite theme`.
#[derive(Args)]
pub struct Theme {
    /// What to do with it.
    #[command(subcommand)]
    pub command: ThemeCommand,
}

/// The commands of `featsite theme`.
#[derive(Subcommand)]
pub enum ThemeCommand {
    /// List the parts of the built-in theme, and which of them the folder replaces.
    List(Folder),
    /// Copy a part of the built-in theme into the folder, where the copy takes its place.
    #[command(after_help = "\
Examples:
  featsite theme eject board                    theme/templates/board.html
  featsite theme eject document/header docs     in another folder
  featsite theme eject board --print | diff content/theme/templates/board.html -

The copy begins with the hash of the part. When featsite's own part changes, `featsite check` says so.")]
    Eject(Eject),
}

/// `featsite theme eject`.
#[derive(Args)]
pub struct Eject {
    /// The part: its path in `featsite theme list`, or the end of it, with or without extension.
    #[arg(value_name = "PART")]
    pub part: String,
    /// The content folder.
    #[command(flatten)]
    pub folder: Folder,
    /// Overwrite a file that is there.
    #[arg(long)]
    pub force: bool,
    /// Print the part and write nothing.
    #[arg(long, conflicts_with = "force")]
    pub print: bool,
}

/// `featsite completions`.
#[derive(Args)]
pub struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// What a shell needs to complete commands and flags.
pub fn completions(shell: clap_complete::Shell) -> String {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "featsite", &mut text);
    String::from_utf8_lossy(&text).into_owned()
}

/// The names of the checks; a wrong one is told with what is near it.
fn checks() -> PossibleValuesParser {
    PossibleValuesParser::new(CHECKS.iter().map(|check| check.name))
}

fn host(text: &str) -> Result<std::net::IpAddr, String> {
    let text = if text == "localhost" { "127.0.0.1" } else { text };
    text.parse().map_err(|_| "expected an address such as 127.0.0.1 or 0.0.0.0".to_owned())
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "expected a day such as 2026-11-21".to_owned())
}
