//! Guides with their logs, and the files that documents name.

use crate::diag::Place;
use crate::formats::out::Object;
use crate::model::{Compared, DocIx, LinkedDocument, NamedFile, Pair, Side, Site};

/// A pair with its comparison.
pub(super) fn pair(to: &mut Object<'_>, site: &Site, pair: &Pair) {
    let path = |ix: DocIx| site.documents.get(ix.at()).map(LinkedDocument::path);
    to.put("because", &pair.because);
    to.objects("comparison", &pair.comparison, |to, row| compared(to, site, row));
    to.put("guide", &path(pair.guide));
    to.put("log", &path(pair.log));
    to.objects("places", &pair.places, |to, one| place(to, site, one));
}

fn compared(to: &mut Object<'_>, site: &Site, row: &Compared) {
    to.put("aspect", &row.aspect);
    to.put("late", &row.late);
    to.optional("log", row.log.as_ref(), |to, one| side(to, site, one));
    to.put("name", &row.name);
    to.optional("plan", row.plan.as_ref(), |to, one| side(to, site, one));
    to.put("verdict", &row.verdict);
}

fn side(to: &mut Object<'_>, site: &Site, side: &Side) {
    to.shown("end", side.days.1);
    to.put("line", &site.line(&side.place));
    to.shown("start", side.days.0);
    to.put("status", &side.status);
    to.put("tasks", &side.tasks);
    to.put("text", &side.text);
}

/// Where something stands; a file's name has no line.
fn place(to: &mut Object<'_>, site: &Site, place: &Place) {
    to.put("line", &site.line(place).filter(|_| !place.span.is_empty()));
    to.put("path", &*place.path);
}

/// A file with who names it.
pub(super) fn file(to: &mut Object<'_>, site: &Site, file: &NamedFile) {
    to.put("path", &file.path);
    let uses = file.uses.iter().filter_map(|one| Some((site.documents.get(one.document.at())?, one)));
    to.objects("uses", uses, |to, (linked, one)| {
        to.put("document", linked.path());
        to.put("line", &linked.document.lines.line(one.span.start));
        to.put("new", &one.new);
    });
}
