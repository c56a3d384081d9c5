//! The board: a column per state of the work, a card per item.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::views::value::{Value, data};

use super::card::{self, card};
use super::facets::column_url;
use super::parts::{self, href, shown};
use super::{Input, Page, Presence, View, bar, changed};
use crate::base::dates::Date;
use crate::config::ColumnConfig;
use crate::link::urls;
use crate::model::{Column, ItemIx, Site, Status, Tally};

/// The board.
pub const VIEW: View = View { name: "board", url: "board.html", letter: Some('k'), also: &[], presence, pages };

/// Cards a column shows before it leads to the whole list.
const CARDS: usize = 25;
/// Cards the column of finished items shows: the newest.
const FINISHED: usize = 10;
/// Cards that have to agree on a word before it becomes the header.
const AGREEING: usize = 3;

fn presence(site: &Site, _: &[crate::diag::Diagnostic]) -> Presence {
    let shown = site.items.iter().any(|item| !item.archived);
    if shown { Presence::Shown } else { Presence::Absent }
}

fn pages(input: Input<'_>) -> Vec<Page> {
    let site = input.site;
    if presence(site, &[]) == Presence::Absent {
        return Vec::new();
    }
    vec![Page { url: VIEW.url.to_owned(), template: "board.html", body: None, data: Box::new(data) }]
}

/// The items by column, each column in the order of its cards; without a status under `None`.
fn placed(site: &Site) -> BTreeMap<Option<Column>, Vec<ItemIx>> {
    let mut cards: BTreeMap<Option<Column>, Vec<ItemIx>> = BTreeMap::new();
    for (ix, item) in site.each_item().filter(|(_, item)| !item.archived) {
        // What is living is no work and stands on no board.
        if card::status_of(item) != Status::Living {
            cards.entry(card::status_of(item).column()).or_default().push(ix);
        }
    }
    if let Some(finished_ones) = cards.get_mut(&Some(Column::Complete)) {
        finished_ones.sort_by_key(|ix| (Reverse(finished(site, *ix)), *ix));
    }
    cards
}

/// How many cards a column shows at first.
fn most(column: Option<Column>) -> usize {
    if column == Some(Column::Complete) { FINISHED } else { CARDS }
}

/// The items of the board whose cards are not shown at first.
pub fn beyond(site: &Site) -> Vec<ItemIx> {
    let configured = configured(site);
    let shown = |column: &Option<Column>| column.is_none_or(|column| shows(&configured, column));
    let placed = placed(site).into_iter().filter(|(column, _)| shown(column));
    placed.flat_map(|(column, items)| items.into_iter().skip(most(column))).collect()
}

/// A column with its items, in the order of their cards.
pub struct Placed {
    /// Which one; `None` for what has no status.
    pub column: Option<Column>,
    /// What it is called.
    pub title: String,
    /// How many items the configuration allows in it.
    pub limit: Option<usize>,
    /// How many cards it shows at first.
    pub most: usize,
    /// Its items.
    pub items: Vec<ItemIx>,
}

impl Placed {
    /// Whether it holds more than the configuration allows.
    pub fn is_over(&self) -> bool {
        self.limit.is_some_and(|limit| self.items.len() > limit)
    }
}

/// What stands on the board.
pub struct Board {
    /// The columns from the left; what has no status is the last one, where there is any.
    pub columns: Vec<Placed>,
    /// How many items stand in columns that the configuration leaves out.
    pub hidden: usize,
    /// All items with those.
    on_board: Vec<ItemIx>,
}

impl Board {
    /// The same columns with some of the items. What is left out stands in no column: the limits are of what is shown.
    pub fn only(mut self, items: &[ItemIx]) -> Self {
        let wanted: BTreeSet<ItemIx> = items.iter().copied().collect();
        for placed in &mut self.columns {
            placed.items.retain(|ix| wanted.contains(ix));
        }
        let stays = |column: Option<Column>| column.is_some_and(|column| column != Column::Unrecognised);
        self.columns.retain(|placed| stays(placed.column) || !placed.items.is_empty());
        self
    }
}

/// The board of a site, for its page and for the terminal.
pub fn board(input: Input<'_>) -> Board {
    let site = input.site;
    let words = &input.frame.words;
    let mut cards = placed(site);
    let on_board: Vec<ItemIx> = cards.values().flatten().copied().collect();
    let unrecognised = ColumnConfig { column: Column::Unrecognised, title: None, limit: None };
    let configured = configured(site);
    let first = (!configured.iter().any(|config| config.column == Column::Unrecognised)).then_some(unrecognised);
    let mut columns: Vec<Placed> = Vec::new();
    for config in first.iter().chain(&configured) {
        let column = Some(config.column);
        let items = cards.get(&column).cloned().unwrap_or_default();
        if config.column != Column::Unrecognised || !items.is_empty() {
            let title = title(site, config.column, &items);
            let title = title.unwrap_or_else(|| words.get(config.column.name()).to_owned());
            columns.push(Placed { column, title, limit: config.limit, most: most(column), items });
        }
    }
    if let Some(items) = cards.remove(&None) {
        columns.push(Placed { column: None, title: words.get("unset").to_owned(), limit: None, most: CARDS, items });
    }
    let left_out = cards.iter().filter(|(column, _)| column.is_some_and(|column| !shows(&configured, column)));
    Board { columns, hidden: left_out.map(|(_, items)| items.len()).sum(), on_board }
}

fn data(input: Input<'_>) -> Value {
    let site = input.site;
    let words = &input.frame.words;
    let board = board(input);
    let columns: Vec<Value> =
        board.columns.iter().filter_map(|placed| Some(column(input, placed.column?, placed))).collect();
    let bare = board.columns.iter().find(|placed| placed.column.is_none());
    let archived = site.items.iter().filter(|item| item.archived).count();
    shown(data!({
        "title": words.get("board"),
        "counted": words.count("item-count", site.items.len() - archived),
        "bar": bar::data(input, VIEW.url, &board.on_board, bar::Of::Board),
        "filled": columns.iter().filter(|column| column.get("empty").is_none()).count() + usize::from(bare.is_some()),
        "columns": columns,
        "bare": bare.map(|placed| bare_column(input, placed)),
        "hidden": (board.hidden > 0).then(|| words.count("in-other-columns", board.hidden)),
        "archived": (archived > 0).then(|| data!({
            "text": words.count("archived-count", archived), "href": href(VIEW.url, super::backlog::ARCHIVED),
        })),
        "as_of": words.with("as-of", &words.date(crate::base::When::Day(site.today))),
    }))
}

/// The columns of the configuration, else all of them.
fn configured(site: &Site) -> Vec<ColumnConfig> {
    if !site.config.columns.is_empty() {
        return site.config.columns.clone();
    }
    let all = Column::ALL.into_iter().filter(|column| *column != Column::Unrecognised);
    all.map(|column| ColumnConfig { column, title: None, limit: None }).collect()
}

fn shows(configured: &[ColumnConfig], column: Column) -> bool {
    column == Column::Unrecognised || configured.iter().any(|config| config.column == column)
}

/// `{ name, title, count, open, limit, over, cards, more, empty }`.
fn column(input: Input<'_>, column: Column, placed: &Placed) -> Value {
    let site = input.site;
    let words = &input.frame.words;
    let Placed { items, most, .. } = placed;
    let mut tasks = Tally::default();
    items.iter().for_each(|ix| tasks.merge(site[*ix].progress));
    let open = tasks.total - tasks.done;
    let open = (open > 0 && column != Column::Complete && column != Column::Cancelled).then_some(open);
    shown(data!({
        "name": column.name(),
        "most": *most,
        "title": &placed.title,
        "status": glyph(column),
        "count": items.len(),
        "limit": placed.limit,
        "over": placed.is_over().then(|| words.get("over-limit")),
        "open": open.map(|open| words.count("open-box-count", open)),
        "cards": items.iter().take(*most).map(|ix| card(input, VIEW.url, *ix)).collect::<Vec<_>>(),
        "more": (items.len() > *most).then(|| data!({
            "text": words.with("all", &words.number(items.len())),
            "href": href(VIEW.url, &column_url(column)),
        })),
        "empty": items.is_empty().then_some(true),
    }))
}

/// What a column is called: by the configuration, else by the word its cards agree on; none where the interface names it.
pub fn title(site: &Site, column: Column, items: &[ItemIx]) -> Option<String> {
    let config = site.config.columns.iter().find(|config| config.column == column);
    config.and_then(|config| config.title.clone()).or_else(|| agreed(site, column, items))
}

/// The items without a status: a list, folded.
fn bare_column(input: Input<'_>, placed: &Placed) -> Value {
    let words = &input.frame.words;
    let Placed { items, most, .. } = placed;
    shown(data!({
        "title": &placed.title,
        "most": *most,
        "count": items.len(),
        "cards": items.iter().take(*most).map(|ix| card(input, VIEW.url, *ix)).collect::<Vec<_>>(),
        "more": (items.len() > *most).then(|| data!({
            "text": words.with("all", &words.number(items.len())),
            "href": href(VIEW.url, &urls::status(Status::Unset)),
        })),
    }))
}

/// The day an item ended as far as it is known: completed, else last changed.
fn finished(site: &Site, ix: ItemIx) -> Option<Date> {
    let item = &site[ix];
    let completed = item.dates.completed.first().map(|fact| fact.value.last_day());
    completed.or_else(|| changed::day(site, item))
}

/// The status whose glyph stands for a column.
fn glyph(column: Column) -> Value {
    let (value, glyph, fill) = match column {
        Column::Unrecognised => (Status::Unrecognised, "question", 0),
        Column::NotStarted => (Status::Planned, "ring", 0),
        Column::InProgress => (Status::InProgress, "ring", 50),
        Column::Review => (Status::Review, "ring", 75),
        Column::Blocked => (Status::Blocked, "bar", 0),
        Column::OnHold => (Status::OnHold, "pause", 0),
        Column::Complete => (Status::Done, "check", 0),
        Column::Cancelled => (Status::Cancelled, "cross", 0),
    };
    data!({ "value": value.name(), "glyph": glyph, "fill": fill })
}

/// The authors' word for a column: the one on which four of five cards agree, in its commonest spelling.
fn agreed(site: &Site, column: Column, items: &[ItemIx]) -> Option<String> {
    if column == Column::Unrecognised {
        return None;
    }
    let words: Vec<String> =
        items.iter().filter_map(|ix| site[*ix].status()).map(|fact| parts::short_word(&fact.raw)).collect();
    agreement(&words, items.len())
}

/// The author's word for each status that most items of it agree on, by the name of the status; archived items have no
/// say.
pub fn said(site: &Site) -> BTreeMap<&'static str, String> {
    let mut by_status: BTreeMap<Status, Vec<String>> = BTreeMap::new();
    for item in site.items.iter().filter(|item| !item.archived) {
        let word = item.status().map_or_else(String::new, |fact| parts::short_word(&fact.raw));
        by_status.entry(card::status_of(item)).or_default().push(word);
    }
    let agreed = by_status.into_iter().map(|(status, words)| (status.name(), agreement(&words, words.len())));
    agreed.filter_map(|(status, word)| Some((status, word?))).collect()
}

fn agreement(words: &[String], cards: usize) -> Option<String> {
    let mut counts: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default().entry(word).or_default() += 1;
    }
    let (spellings, count) =
        counts.values().map(|all| (all, all.values().sum::<usize>())).max_by_key(|(_, count)| *count)?;
    // Two cards that agree are no custom.
    if count < AGREEING || count * 5 < cards * 4 {
        return None;
    }
    spellings.iter().max_by_key(|(word, count)| (**count, Reverse(**word))).map(|(word, _)| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_takes_the_word_most_cards_agree_on() {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let cases: [(&[&str], usize, Option<&str>); 5] = [
            (&["Terminé", "Terminé", "terminé", "Terminé", "Fait"], 5, Some("Terminé")),
            (&["Done", "Done", "Shipped", "Closed"], 4, None),
            (&["Done", "Done"], 2, None),
            (&["已完成", "已完成", "已完成"], 10, None),
            (&[], 0, None),
        ];
        for (list, cards, expected) in cases {
            assert_eq!(agreement(&words(list), cards).as_deref(), expected, "{list:?}");
        }
    }
}
