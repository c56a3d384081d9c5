//! The schedule through the whole pipeline: every test is a small folder and the days that follow from it.

mod checks;
mod days;
mod today;
mod views;

use featsite::base::dates::Date;
use featsite::build::{Evaluated, evaluate};
use featsite::model::{ItemIx, ItemSchedule, Site};
use featsite::source::Snapshot;

/// A folder on a day.
fn on(day: (i16, i8, i8), files: &[(&str, &str)]) -> Evaluated {
    let mut snapshot = Snapshot::of(files);
    snapshot.config = files.iter().find(|(path, _)| *path == "featsite.yaml").map(|(_, text)| (*text).into());
    snapshot.today = Date::constant(day.0, day.1, day.2);
    evaluate(&snapshot)
}

/// The days of the phases of a document: `number start end`, a counted day with its anchor behind it.
fn phases(site: &Site, path: &str) -> Vec<String> {
    let ix = site.by_path[path];
    let phases = site[ix].document.phases.iter().zip(&site.schedule.documents[ix.at()].phases);
    let shown = |day: Option<Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    phases
        .map(|(phase, days)| {
            let how = if days.period.is_counted() { " counted" } else { "" };
            format!("{} {} {}{how}", phase.number, shown(days.period.first()), shown(days.period.last()))
        })
        .collect()
}

/// The schedule of the item with a title.
fn item<'a>(site: &'a Site, title: &str) -> &'a ItemSchedule {
    let at = site.items.iter().position(|item| item.title == title).unwrap_or_else(|| panic!("no item {title}"));
    site.schedule.item(ItemIx(at as u32))
}
