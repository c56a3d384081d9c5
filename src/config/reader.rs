//! From the tree of the file to a [`Config`]; every mistake is found in one go and none costs the other keys.

use std::collections::BTreeMap;

use super::keys::{DAYS, KEYS, LEVELS, Shape, Vocabulary, columns};
use super::yaml::{Node, Value};
use super::{Calendar, CheckLevels, ColumnConfig, Config, Level, fold};
use crate::base::dates::Date;
use crate::base::{Span, paths, text};
use crate::diag::{Checked, Diagnostic, Place, Severity};
use crate::filter;
use crate::source::CONFIG;
use crate::vocabulary::{Column, Key, Kind, Priority, Status};

/// Reads the tree.
pub fn read(root: &Node) -> Checked<Config> {
    let mut reader = Reader::default();
    match &root.value {
        Value::Nothing => {}
        Value::Mapping(entries) => {
            for (key, value) in entries {
                reader.entry(key, value);
            }
        }
        other => {
            let message = format!("the configuration is {}, not keys with values", other.what());
            reader.report(root.span, message, "write lines such as `title: Our plans`".to_owned());
        }
    }
    Checked { value: reader.config, diagnostics: reader.found }
}

#[derive(Default)]
struct Reader {
    config: Config,
    found: Vec<Diagnostic>,
}

impl Reader {
    fn report(&mut self, span: Span, message: String, help: String) {
        self.found.push(mistake(span, message, help));
    }

    fn unknown(&mut self, span: Span, what: &str, written: &str, names: &[&str]) {
        self.found.push(unknown(span, what, written, names));
    }

    fn entry(&mut self, key: &Node, value: &Node) {
        let name = self.text("a key", key).unwrap_or_default();
        let Some(entry) = KEYS.iter().find(|entry| entry.name == name) else {
            let names: Vec<&str> = KEYS.iter().map(|entry| entry.name).collect();
            return self.unknown(key.span, "key", &name, &names);
        };
        if value.value == Value::Nothing {
            return;
        }
        match entry.shape {
            Shape::Text => {
                let text = self.text(entry.name, value);
                match entry.name {
                    "title" => self.config.title = text,
                    "language" => self.config.language = text,
                    _ => self.config.theme = text.and_then(|folder| self.folder(value.span, &folder)),
                }
            }
            Shape::Address => {
                let address = self.address(entry.name, value);
                match entry.name {
                    "base_url" => self.config.base_url = address,
                    _ => self.config.repo = address,
                }
            }
            Shape::Flag => self.config.unsafe_html = self.flag(entry.name, value),
            Shape::Globs => {
                let globs = self.globs(entry.name, value);
                match entry.name {
                    "include" => self.config.include = globs,
                    _ => self.config.exclude = globs,
                }
            }
            Shape::Words(vocabulary) => self.words(vocabulary, entry.name, value),
            Shape::Filters => {
                for ((name, _), node) in self.mapping(entry.name, value) {
                    if let Some(filter) = self.text(&name, node) {
                        for problem in filter::parse(&filter).problems {
                            self.report(node.span, format!("view `{name}`: {}", problem.message), problem.help);
                        }
                        self.config.views.push((name, filter));
                    }
                }
            }
            Shape::Levels => self.levels(entry.name, value),
            Shape::Columns => self.columns(value),
            Shape::Calendar => self.calendar(value),
        }
    }

    fn wrong(&mut self, name: &str, node: &Node, wanted: &str) {
        let entry = KEYS.iter().find(|entry| entry.name == name);
        let help = entry.map_or_else(|| format!("write {wanted}"), |entry| format!("for example:\n{}", entry.example));
        self.report(node.span, format!("`{name}` is {}, not {wanted}", node.value.what()), help);
    }

    fn text(&mut self, name: &str, node: &Node) -> Option<String> {
        match &node.value {
            Value::Text(text) => Some(text.trim().to_owned()),
            _ => {
                self.wrong(name, node, "a text");
                None
            }
        }
    }

    fn address(&mut self, name: &str, node: &Node) -> Option<String> {
        let text = self.text(name, node)?;
        if text.starts_with("https://") || text.starts_with("http://") {
            return Some(text);
        }
        let help = format!("write the whole address: `{name}: https://…`");
        self.report(node.span, format!("`{text}` is not an address"), help);
        None
    }

    /// A folder inside the content folder, spelt without `.` and `..`.
    fn folder(&mut self, span: Span, written: &str) -> Option<String> {
        let inside = paths::join("", written).filter(|folder| !written.starts_with('/') && paths::stays_inside(folder));
        if inside.is_none() {
            let help = "name a folder inside the content folder, such as `theme: brand`".to_owned();
            self.report(span, format!("`{written}` is not a folder inside the content folder"), help);
        }
        inside
    }

    fn flag(&mut self, name: &str, node: &Node) -> bool {
        let text = self.text(name, node).unwrap_or_default();
        match text.to_lowercase().as_str() {
            "true" | "yes" | "on" => true,
            "false" | "no" | "off" | "" => false,
            _ => {
                self.unknown(node.span, "value", &text, &["true", "false"]);
                false
            }
        }
    }

    /// A list; one value alone counts as a list of one.
    fn list<'a>(&mut self, name: &str, node: &'a Node) -> Vec<&'a Node> {
        match &node.value {
            Value::List(entries) => entries.iter().collect(),
            Value::Text(_) => vec![node],
            _ => {
                self.wrong(name, node, "a list");
                Vec::new()
            }
        }
    }

    fn mapping<'a>(&mut self, name: &str, node: &'a Node) -> Vec<((String, Span), &'a Node)> {
        let Value::Mapping(entries) = &node.value else {
            self.wrong(name, node, "a mapping");
            return Vec::new();
        };
        entries.iter().filter_map(|(key, value)| Some(((self.text("a key", key)?, key.span), value))).collect()
    }

    fn globs(&mut self, name: &str, node: &Node) -> Vec<String> {
        let mut globs = Vec::new();
        for entry in self.list(name, node) {
            if let Some(glob) = self.text(name, entry)
                && self.is_glob(&glob, entry.span)
            {
                globs.push(glob);
            }
        }
        globs
    }

    fn is_glob(&mut self, glob: &str, span: Span) -> bool {
        match globset::Glob::new(glob) {
            Ok(_) => true,
            Err(error) => {
                let help = "`*` stands for part of a name, `**` for folders, `{a,b}` for either".to_owned();
                self.report(span, format!("`{glob}` is not a glob: {}", error.kind()), help);
                false
            }
        }
    }

    fn words(&mut self, vocabulary: Vocabulary, name: &str, node: &Node) {
        for ((theirs, span), value) in self.mapping(name, node) {
            let Some(ours) = self.text(&theirs, value) else { continue };
            let word = ours.to_lowercase().replace([' ', '_'], "-");
            let names = vocabulary.words();
            if !names.contains(&word.as_str()) {
                self.unknown(value.span, vocabulary.singular(), &ours, &names);
                continue;
            }
            if vocabulary == Vocabulary::Kinds && !self.is_glob(&theirs, span) {
                continue;
            }
            let config = &mut self.config;
            match vocabulary {
                Vocabulary::Kinds => {
                    config.kinds.extend(Kind::ALL.into_iter().find(|it| it.name() == word).map(|it| (theirs, it)));
                }
                Vocabulary::Statuses => {
                    config
                        .statuses
                        .extend(Status::ALL.into_iter().find(|it| it.name() == word).map(|it| (fold(&theirs), it)));
                }
                Vocabulary::Fields => {
                    config
                        .fields
                        .extend(Key::ALL.into_iter().find(|it| it.name() == word).map(|it| (fold(&theirs), it)));
                }
                Vocabulary::Priorities => {
                    let found = Priority::ALL.into_iter().find(|it| it.name() == word);
                    config.priorities.extend(found.map(|it| (fold(&theirs), it)));
                }
            }
        }
    }

    fn levels(&mut self, name: &str, node: &Node) {
        let mut checks = BTreeMap::new();
        for ((check, span), value) in self.mapping(name, node) {
            self.config.check_places.insert(check.clone(), span);
            let mut levels = CheckLevels::default();
            let Value::Mapping(_) = &value.value else {
                levels.everywhere = self.level(&check, value);
                checks.insert(check, levels);
                continue;
            };
            for ((glob, span), value) in self.mapping(&check, value) {
                let level = self.level(&glob, value);
                match level {
                    _ if glob == "level" => levels.everywhere = level,
                    Some(level) if self.is_glob(&glob, span) => levels.paths.push((glob, level)),
                    _ => {}
                }
            }
            checks.insert(check, levels);
        }
        self.config.checks = checks;
    }

    fn level(&mut self, name: &str, node: &Node) -> Option<Level> {
        let text = self.text(name, node)?;
        match text.to_lowercase().as_str() {
            "off" | "false" | "no" => Some(Level::Off),
            "note" => Some(Level::Note),
            "warning" => Some(Level::Warning),
            "error" => Some(Level::Error),
            _ => {
                self.unknown(node.span, "level", &text, &LEVELS);
                None
            }
        }
    }

    fn columns(&mut self, node: &Node) {
        let names = columns();
        for entry in self.list("columns", node) {
            let (name, span, settings) = match &entry.value {
                Value::Mapping(entries) if entries.len() == 1 => match entries.first() {
                    Some((key, settings)) => (self.text("a column", key), key.span, Some(settings)),
                    None => continue,
                },
                _ => (self.text("columns", entry), entry.span, None),
            };
            let Some(name) = name else { continue };
            let Some(column) = Column::ALL.into_iter().find(|column| column.name() == name) else {
                self.unknown(span, "column", &name, &names);
                continue;
            };
            if self.config.columns.iter().any(|known| known.column == column) {
                self.report(span, format!("the column `{name}` stands twice"), "remove one of them".to_owned());
                continue;
            }
            let mut made = ColumnConfig { column, title: None, limit: None };
            let settings = settings.filter(|settings| settings.value != Value::Nothing);
            for ((key, span), value) in settings.map(|settings| self.mapping(&name, settings)).unwrap_or_default() {
                match key.as_str() {
                    "title" => made.title = self.text("title", value),
                    "limit" => made.limit = self.limit(value),
                    _ => self.unknown(span, "key", &key, &["title", "limit"]),
                }
            }
            self.config.columns.push(made);
        }
    }

    fn limit(&mut self, node: &Node) -> Option<usize> {
        let text = self.text("limit", node)?;
        match text.parse() {
            Ok(limit) if limit > 0 => Some(limit),
            _ => {
                let help = "write how many cards it should hold at the most: `limit: 4`".to_owned();
                self.report(node.span, format!("`{text}` is not a limit"), help);
                None
            }
        }
    }

    fn calendar(&mut self, node: &Node) {
        let mut calendar = Calendar::default();
        for ((key, span), value) in self.mapping("calendar", node) {
            match key.as_str() {
                "weekend" => calendar.weekend = self.weekend(value),
                "holidays" => {
                    for entry in self.list("holidays", value) {
                        let Some(text) = self.text("holidays", entry) else { continue };
                        match holidays(&text) {
                            Some(days) => calendar.holidays.extend(days),
                            None => {
                                let help = "write year, month and day, and of a holiday season the first and the last \
                                            of at most a year: `2026-12-25`, `2026-12-24..2027-01-02`";
                                self.report(entry.span, format!("`{text}` is not a day"), help.to_owned());
                            }
                        }
                    }
                    calendar.holidays.sort();
                    calendar.holidays.dedup();
                }
                _ => self.unknown(span, "key", &key, &["holidays", "weekend"]),
            }
        }
        self.config.calendar = calendar;
    }

    fn weekend(&mut self, node: &Node) -> Vec<u8> {
        let mut days: Vec<u8> = Vec::new();
        for entry in self.list("weekend", node) {
            let Some(text) = self.text("weekend", entry) else { continue };
            let word = text.to_lowercase();
            let position = DAYS.iter().position(|day| *day == word || (word.len() == 3 && day.starts_with(&word)));
            match position.and_then(|at| u8::try_from(at + 1).ok()) {
                Some(day) => days.push(day),
                None => self.unknown(entry.span, "day", &text, &DAYS),
            }
        }
        days.sort_unstable();
        days.dedup();
        if days.len() == DAYS.len() {
            let help = "leave at least one day to work on".to_owned();
            self.report(node.span, "every day is a weekend".to_owned(), help);
            return Calendar::default().weekend;
        }
        days
    }
}

/// The days of a holiday or of a range of them; `None` where it is none, ends before it begins or takes over a year.
fn holidays(text: &str) -> Option<Vec<Date>> {
    const LONGEST: usize = 366;
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let (first, last): (Date, Date) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    let days: Vec<Date> =
        first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last).take(LONGEST + 1).collect();
    (1..=LONGEST).contains(&days.len()).then_some(days)
}

fn mistake(span: Span, message: String, help: String) -> Diagnostic {
    let place = Place { path: CONFIG.into(), span };
    Diagnostic::new("config", Severity::Error, place, message).help(help)
}

/// The mistake that something is none of the names allowed.
pub fn unknown(span: Span, what: &str, written: &str, names: &[&str]) -> Diagnostic {
    let list = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let help = match text::nearest(written, names) {
        Some(name) => format!("did you mean `{name}`? Known: {list}"),
        None => format!("known: {list}"),
    };
    mistake(span, format!("unknown {what} `{written}`"), help)
}
