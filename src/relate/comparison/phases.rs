//! Phases planned beside phases logged.

use super::{MOST, Paper};
use crate::model::{Aspect, Compared, Phase, PhaseSchedule, Side, Verdict};
use crate::relate::likeness::{self, Memo};

/// The outermost phases of both, in the order of the guide; those that only the log has behind them.
pub fn rows(guide: &Paper<'_>, log: &Paper<'_>, memo: &mut Memo) -> Vec<Compared> {
    let planned: Vec<Found<'_>> = outermost(guide, memo);
    let logged: Vec<Found<'_>> = outermost(log, memo);
    if planned.is_empty() || logged.is_empty() {
        return Vec::new();
    }
    let partners = partners(&planned, &logged);
    let mut rows: Vec<Compared> = Vec::new();
    for (found, partner) in planned.iter().zip(&partners) {
        let other = partner.and_then(|at| logged.get(at));
        let verdict = match other {
            None => Verdict::Planned,
            Some(other) if alike(found, other) => Verdict::Same,
            Some(_) => Verdict::Differs,
        };
        let log_side = other.map(|other| {
            let side = other.side(log);
            // Where the plan counts otherwise, the row's number is not the log's.
            let text =
                if same_number(found, other) { side.text } else { format!("{}. {}", other.phase.number, side.text) };
            Side { text, ..side }
        });
        rows.push(row(found, Some(found.side(guide)), log_side, verdict));
    }
    for (_, found) in logged.iter().enumerate().filter(|(at, _)| !partners.contains(&Some(*at))) {
        rows.push(row(found, None, Some(found.side(log)), Verdict::Logged));
    }
    rows
}

fn row(found: &Found<'_>, plan: Option<Side>, log: Option<Side>, verdict: Verdict) -> Compared {
    let end = |side: &Option<Side>| side.as_ref().and_then(|side| side.days.1).map(|when| when.last_day());
    let late = match (end(&plan), end(&log)) {
        (Some(planned), Some(actual)) => actual.since(planned).ok().map(|span| span.get_days()),
        _ => None,
    };
    Compared { aspect: Aspect::Phase, name: found.phase.number.to_string(), plan, log, verdict, late }
}

/// A phase with the days computed for it and the words of its title.
struct Found<'a> {
    phase: &'a Phase,
    days: Option<&'a PhaseSchedule>,
    words: Vec<u64>,
}

impl Found<'_> {
    fn side(&self, paper: &Paper<'_>) -> Side {
        let period = self.days.map(|days| &days.period);
        let when = |dated: Option<&crate::model::Dated>| dated.map(|dated| dated.when);
        Side {
            status: self.phase.status.as_ref().map(|fact| fact.value.status),
            tasks: self.phase.tasks,
            days: (
                when(period.and_then(|period| period.start.as_ref())),
                when(period.and_then(|period| period.end.as_ref())),
            ),
            ..paper.side(self.phase.title.clone(), self.phase.span)
        }
    }
}

fn outermost<'a>(paper: &Paper<'a>, memo: &mut Memo) -> Vec<Found<'a>> {
    let language = paper.linked.document.lang.as_deref();
    let phases = paper.linked.document.phases.iter().enumerate().filter(|(_, phase)| phase.parent.is_none());
    let found = |(at, phase): (usize, &'a Phase)| Found {
        phase,
        days: paper.phases.get(at),
        words: likeness::words_of(&phase.title, language, memo),
    };
    phases.take(MOST).map(found).collect()
}

/// For each planned phase the logged one: of the same number and title, else of a like title, else of the same number.
fn partners(planned: &[Found<'_>], logged: &[Found<'_>]) -> Vec<Option<usize>> {
    let mut partners: Vec<Option<usize>> = vec![None; planned.len()];
    let mut taken = vec![false; logged.len()];
    type Meets = fn(&Found<'_>, &Found<'_>) -> bool;
    let rules: [Meets; 3] = [
        |one, other| same_number(one, other) && alike(one, other),
        |one, other| !one.words.is_empty() && !other.words.is_empty() && alike(one, other),
        same_number,
    ];
    for meets in rules {
        for (found, partner) in planned.iter().zip(&mut partners).filter(|(_, partner)| partner.is_none()) {
            let free =
                logged.iter().zip(&mut taken).enumerate().find(|(_, (other, taken))| !**taken && meets(found, other));
            if let Some((at, (_, taken))) = free {
                *taken = true;
                *partner = Some(at);
            }
        }
    }
    partners
}

fn same_number(one: &Found<'_>, other: &Found<'_>) -> bool {
    let bare = |number: &str| number.trim_start_matches('0').to_lowercase();
    bare(&one.phase.number) == bare(&other.phase.number)
}

/// Whether two titles mean the same: half of the words of the shorter one stand in the other; a title without words
/// says nothing against it.
fn alike(one: &Found<'_>, other: &Found<'_>) -> bool {
    let common = one.words.iter().filter(|word| other.words.contains(word)).count();
    let shorter = one.words.len().min(other.words.len());
    shorter == 0 || common * 2 >= shorter
}
