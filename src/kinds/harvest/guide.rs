//! The parts of a guide: steps before and back, pins, files; and the numbers of a log: time and coverage.

use super::components::{is_path, paths_in};
use super::topics::{self, Topic};
use super::{Field, lists};
use crate::base::{Span, Text, inline, text};
use crate::kinds::boilerplate;
use crate::kinds::headings::bare;
use crate::kinds::labels::{self, Labelled};
use crate::model::{Coverage, Excerpt, FileMention, Harvest, Pin, Step};

/// The steps of a topic: a heading each with its first paragraph; without headings below, the section itself. A section of
/// rollback with a numbered list right in it is a procedure itself. Where headings in it call themselves one, the other
/// headings are about something else.
pub(super) fn steps(field: &Field<'_>, topic: Topic) -> Vec<Step> {
    let mut found = Vec::new();
    for root in field.roots(topic) {
        let mut children: Vec<usize> = field.children(root).collect();
        let is_named = |at: &usize| topics::own(field.source.heading(*at)) == Some(topic);
        let numbered = || field.section_items(root).any(|(_, item)| item.depth == 0 && item.number.is_some());
        let is_procedure = children.is_empty() || topic == Topic::Rollback && numbered();
        if topic == Topic::Rollback && children.iter().any(is_named) {
            children.retain(is_named);
        }
        if is_procedure {
            found.extend(step(field, root).filter(|step| !step.text.is_empty()));
        }
        found.extend(children.into_iter().filter_map(|child| step(field, child)));
    }
    found.retain(|step: &Step| !step.title.is_empty());
    found
}

fn step(field: &Field<'_>, section: usize) -> Option<Step> {
    let heading = field.source.outline.sections.get(section)?;
    let title = bare(&heading.text);
    if field.is_blank(&title) || boilerplate::slots(&title).next().is_some() {
        return None;
    }
    let paragraphs = field.paragraphs(section).map(|paragraph| {
        // Words that end with a colon say little without the list they lead to.
        lists::led(field, paragraph).unwrap_or_else(|| paragraph.text.trim().to_owned())
    });
    let item = field.section_items(section).map(|(_, item)| item.text.clone());
    let texts = paragraphs.chain(item).filter(|text| !text.is_empty() && !field.is_blank(text));
    let texts: Vec<String> = texts.collect();
    let leads_on = |text: &&String| text.ends_with([':', '：']);
    let text = texts.iter().find(|text| !leads_on(text)).or_else(|| texts.first()).cloned().unwrap_or_default();
    Some(Step { title: title.into(), text: text.into(), span: heading.heading })
}

/// Pinned dependencies in code under a heading of dependencies: `name==1.2`, `name@1.2` of an install command.
pub(super) fn pins(field: &Field<'_>) -> Vec<Pin> {
    let mut found = Vec::new();
    for fence in field.fences().iter().filter(|fence| field.topic(fence.section) == Some(Topic::Dependencies)) {
        let mut at = fence.code.start as usize;
        for line in fence.code.of(field.source.text).split_inclusive('\n') {
            line_pins(line, at, &mut found);
            at += line.len();
        }
    }
    found
}

fn line_pins(line: &str, start: usize, found: &mut Vec<Pin>) {
    let line = text::head(line, 2000);
    let code = line.split(" #").next().unwrap_or("");
    let installs = ["npm ", "yarn ", "pnpm ", "bun "].iter().any(|tool| code.contains(tool));
    let mut at = 0;
    for word in code.split_inclusive([' ', '\t', '\n', '"', '\'', ',']) {
        let bare = word.trim_end_matches([' ', '\t', '\n', '\r', '"', '\'', ',']);
        let pinned = ["==", "~=", ">="].iter().find_map(|sign| bare.split_once(sign)).or_else(|| {
            let split = bare.rfind('@').filter(|&split| installs && split > 0)?;
            Some((bare.get(..split)?, bare.get(split + 1..)?))
        });
        if let Some((name, version)) = pinned {
            let named = name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '@')
                && name
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '[' | ']' | '/' | '@' | ','));
            let numbered = version.starts_with(|c: char| c.is_ascii_digit() || c == '^' || c == '~');
            if named && numbered {
                let span = Span::new(start + at, start + at + bare.len());
                found.push(Pin { name: name.into(), version: version.into(), span });
            }
        }
        at += word.len();
    }
}

/// Files named by `**File:** …` lines, anywhere in the document.
pub(super) fn files(field: &Field<'_>) -> Vec<FileMention> {
    let mut found: Vec<FileMention> = Vec::new();
    let listed: Vec<Vec<Labelled>> =
        field.items().iter().map(|item| labels::lines(field.source.text, item.text_span)).collect();
    for line in field.source.labels().iter().chain(&listed).flatten() {
        let key = line.key.as_str();
        let named = matches!(
            key,
            "file"
                | "files"
                | "new file"
                | "new files"
                | "modified file"
                | "archivo"
                | "archivos"
                | "fichier"
                | "fichiers"
                | "datei"
                | "dateien"
                | "文件"
        );
        if !named {
            continue;
        }
        let mut paths = paths_in(&line.text);
        if paths.is_empty() && is_path(line.text.split_whitespace().next().unwrap_or("")) {
            paths.extend(line.text.split_whitespace().next().map(Text::from));
        }
        let lower = line.text.to_lowercase();
        let new = ["(new)", "(new file)", "(nuevo)", "(nouveau)", "(neu)", "(新)", "(create)"]
            .iter()
            .any(|word| lower.contains(word))
            || key.starts_with("new ");
        let paths = paths.into_iter().filter(|path| boilerplate::slots(path).next().is_none());
        found.extend(paths.map(|path| FileMention { path, new, span: line.span }));
    }
    found.sort_by(|a, b| (a.span, &a.path).cmp(&(b.span, &b.path)));
    found.dedup_by(|a, b| a.span == b.span && a.path == b.path);
    found
}

/// What a label says that is measured.
#[derive(Clone, Copy)]
enum Measure {
    Estimated,
    Actual,
    TargetCoverage,
    Coverage,
}

/// What a label, as keys are compared, says that is measured.
fn measure(key: &str) -> Option<Measure> {
    Some(match key {
        "time estimated"
        | "estimated time"
        | "estimated effort"
        | "effort estimate"
        | "time estimate"
        | "estimated duration"
        | "tiempo estimado"
        | "temps estime"
        | "geschatzte zeit"
        | "geschatzter aufwand"
        | "预计时间"
        | "预估时间" => Measure::Estimated,
        "time actual"
        | "actual time"
        | "actual effort"
        | "time spent"
        | "actual duration"
        | "tiempo real"
        | "temps reel"
        | "tatsachliche zeit"
        | "tatsachlicher aufwand"
        | "实际时间" => Measure::Actual,
        "target coverage"
        | "coverage target"
        | "test coverage target"
        | "coverage goal"
        | "cobertura objetivo"
        | "couverture cible"
        | "zielabdeckung"
        | "目标覆盖率" => Measure::TargetCoverage,
        "current coverage"
        | "coverage"
        | "test coverage"
        | "code coverage"
        | "actual coverage"
        | "unit test coverage"
        | "cobertura actual"
        | "cobertura"
        | "couverture actuelle"
        | "couverture"
        | "aktuelle abdeckung"
        | "testabdeckung"
        | "当前覆盖率"
        | "测试覆盖率" => Measure::Coverage,
        _ => return None,
    })
}

/// Time and coverage from the metrics, from lines of any section, and from the head.
pub(super) fn numbers(field: &Field<'_>, harvest: &mut Harvest) {
    let paragraphs = field.source.outline.paragraphs.iter().zip(field.source.labels());
    let lines = paragraphs.filter(|(paragraph, _)| paragraph.item.is_none()).flat_map(|(_, lines)| lines);
    let lines = lines.filter_map(|line| Some((measure(&line.key)?, line.clone())));
    let items = field.items().iter().filter(|item| item.mark.is_none());
    let items = items.filter_map(|item| field.labelled_item(item));
    let items = items.filter_map(|line| Some((measure(&line.key)?, line)));
    let mut found: Vec<(Measure, Labelled)> = lines.chain(items).collect();
    found.sort_by_key(|(_, line)| line.span);
    for (measure, line) in found.into_iter().filter(|(_, line)| !field.is_blank(&line.text)) {
        let excerpt = || Excerpt { text: inline::plain(&line.text).into(), span: line.span };
        match measure {
            Measure::Estimated => {
                harvest.time.estimated.get_or_insert_with(excerpt);
            }
            Measure::Actual => {
                harvest.time.actual.get_or_insert_with(excerpt);
            }
            Measure::TargetCoverage | Measure::Coverage => {
                coverage(measure, &line.text, line.span, &mut harvest.coverage);
            }
        }
    }
}

/// `Target Coverage: 90%+`, `Current Coverage: 84%`, `Test Coverage: 84% (target 90%)`.
fn coverage(measure: Measure, value: &str, span: Span, found: &mut Coverage) {
    let shown = inline::plain(text::head(value, 400));
    if matches!(measure, Measure::TargetCoverage) {
        found.target = found.target.or(percent(&shown).map(|value| (value, span)));
        return;
    }
    let target_behind = || {
        let lower = shown.to_lowercase();
        let at = ["target", "goal", "ziel", "objetivo", "cible"].iter().find_map(|word| lower.find(word))?;
        percent(lower.get(at..)?)
    };
    let aims = shown.starts_with(['>', '≥']) || shown.to_lowercase().starts_with("target");
    let slot = if aims { &mut found.target } else { &mut found.current };
    *slot = slot.or(percent(&shown).map(|value| (value, span)));
    found.target = found.target.or(target_behind().map(|value| (value, span)));
}

/// The first percentage of a text.
fn percent(shown: &str) -> Option<f64> {
    let sign = shown.find('%')?;
    let before = shown.get(..sign)?.trim_end();
    let start = before
        .rfind(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let value: f64 = before.get(start..)?.replace(',', ".").parse().ok()?;
    (0.0..=100.0).contains(&value).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_and_pins() {
        for (text, expected) in [
            ("90%+", Some(90.0)),
            (">= 80 %", Some(80.0)),
            ("84,5 %", Some(84.5)),
            ("X%", None),
            ("150%", None),
            ("ninety", None),
        ] {
            assert_eq!(percent(text), expected, "{text}");
        }
        let mut found = Vec::new();
        for line in
            ["flask==3.0.1  # web", "redis[hiredis]>=5.0", "[dependency]==[version]", "npm install zod@3.22", "x == 1"]
        {
            line_pins(line, 0, &mut found);
        }
        let shown: Vec<_> = found.iter().map(|pin| (pin.name.as_str(), pin.version.as_str())).collect();
        assert_eq!(shown, [("flask", "3.0.1"), ("redis[hiredis]", "5.0"), ("zod", "3.22")]);
    }

    /// The rollback procedures of a text.
    fn rollback(text: &str) -> Vec<(String, String)> {
        let evaluated = crate::build::site_of(&[("a.md", text)]);
        let found = &evaluated.site.documents[0].document.harvest.rollback;
        found.iter().map(|step| (step.title.to_string(), step.text.to_string())).collect()
    }

    #[test]
    fn a_rollback_has_the_list_its_words_lead_to() {
        for (text, expected) in [
            ("If it fails:\n\n1. Stop it\n2. Start the old one\n", "If it fails: Stop it; Start the old one"),
            ("**If it fails:**\n- Stop it\n", "If it fails: Stop it"),
            ("Command:\n\n```sh\nstop\n```\n\nIt takes a minute.\n", "It takes a minute."),
            ("Command:\n\n```sh\nstop\n```\n", "Command:"),
        ] {
            let found = rollback(&format!("# A\n\n## Rollback Plan\n\n{text}"));
            assert_eq!(found, [("Rollback Plan".to_owned(), expected.to_owned())], "{text}");
        }
    }

    #[test]
    fn a_heading_of_another_matter_is_no_rollback() {
        let titles = |text: &str| rollback(text).into_iter().map(|found| found.0).collect::<Vec<_>>();
        assert_eq!(
            titles("# A\n\n## Proof and Rollback\n\n### Tests\n\nAll pass.\n\n### Rollback in short\n\nGo back.\n"),
            ["Rollback in short"]
        );
        // A list right below may be anything, such as what tells that it is time to go back: no heading leaves for it.
        assert_eq!(
            titles("# A\n\n## Rollback Plan\n\n1. Errors rise\n\n### Database\n\nRestore it.\n"),
            ["Rollback Plan", "Database"]
        );
        assert_eq!(
            titles("# A\n\n## Rollback\n\nTwo ways.\n\n### Database\n\nRestore it.\n\n### Code\n\nRevert it.\n"),
            ["Database", "Code"]
        );
    }
}
