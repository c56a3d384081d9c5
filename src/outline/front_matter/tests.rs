//! Front matter, good and bad.

use super::*;

/// The entries as `path=value` lines.
fn entries(text: &str) -> Vec<String> {
    let Some(matter) = read(text).matter else { return vec!["none".to_owned()] };
    let shown = |entry: &YamlEntry| {
        let value = match &entry.value {
            YamlValue::Text(text) => text.clone(),
            YamlValue::List(items) => {
                for (item, span) in items {
                    assert!(span.of(text).contains(item.as_str()), "{item} is not `{}`", span.of(text));
                }
                format!("[{}]", items.iter().map(|item| item.0.as_str()).collect::<Vec<_>>().join(";"))
            }
            YamlValue::Complex(count) => format!("#{count}"),
            YamlValue::Mapping => "{}".to_owned(),
        };
        assert!(entry.span.of(text).contains(entry.path.last().map_or("", String::as_str)), "{entry:?}");
        format!("{}={value}", entry.path.join("."))
    };
    matter.entries.iter().map(shown).collect()
}

#[test]
fn strict_yaml_keeps_what_was_written() {
    assert_eq!(
        entries(
            "---\nid: 0010\ntitle: \"A: b\"\ncreated: 2026-03-02\nversion: 1.0\ndraft: no\nempty:\ntags: [a, 'b c']\n---\nText"
        ),
        ["id=0010", "title=A: b", "created=2026-03-02", "version=1.0", "draft=no", "empty=", "tags=[a;b c]"]
    );
    assert_eq!(
        entries("---\na: 1\nmetrics:\n  completed: 3\n  deep:\n    er: x\n---\n"),
        ["a=1", "metrics={}", "metrics.completed=3", "metrics.deep={}", "metrics.deep.er=x"]
    );
    assert_eq!(entries("---\ntasks:\n  - id: 1\n    status: done\n  - id: 2\n---\n"), ["tasks=#2"]);
    assert_eq!(entries("---\ntags:\n- a\n- b\n...\n"), ["tags=[a;b]"]);
    assert_eq!(entries("---\r\nid: x\r\nowner: Ana\r\n---\r\nText"), ["id=x", "owner=Ana"]);
    assert_eq!(entries("---\n# a comment\nid: x # why\n---\n"), ["id=x"]);
    assert_eq!(entries("---\nnote: |\n  two\n  ## lines\nid: x\n---\n"), ["note=two\n## lines", "id=x"]);
}

#[test]
fn places_are_those_of_the_text() {
    let text = "---\ntitle: \"Ä ö\"\nstatus: done\n---\n# T";
    let found = read(text);
    let matter = found.matter.expect("front matter");
    let status = matter.entries.get(1).expect("two entries");
    assert_eq!((status.span.of(text), status.value_span.of(text)), ("status: done", "done"));
    assert_eq!(text.get(found.body_start..), Some("# T"));
    assert_eq!(matter.inner.of(text), "title: \"Ä ö\"\nstatus: done\n");
}

#[test]
fn a_leading_rule_is_no_front_matter() {
    for text in [
        "---\n\n# Title\n\n**Status**: x\n\n---\n",
        "---\n# Title\n\nstatus: x\n---\n",
        "---\n\nSome prose here.\n\n---\n",
        "---\nid: x\n",
        "----\nid: x\n---\n",
        "text\n---\nid: x\n---\n",
        "---\n---\n",
        "---\n- a\n- b\n---\n",
        "---\nstatus: x\n\n## Heading\n\nText\n---\n",
        "",
    ] {
        assert_eq!(entries(text), ["none"], "{text}");
    }
}

#[test]
fn a_second_block_adds_missing_keys() {
    assert_eq!(entries("---\nid: x\n---\n---\nid: y\nowner: Ana\n---\nText"), ["id=x", "owner=Ana"]);
    assert_eq!(entries("---\nid: x\n---\n\n---\nowner: Ana\n---\nText"), ["id=x", "owner=Ana"]);
    assert_eq!(entries("---\nid: x\n---\nowner: Ana\n---\nText"), ["id=x", "owner=Ana"]);
    assert_eq!(entries("---\nid: x\n---\n# Title\n\nProse\n\n---\n"), ["id=x"]);
}

#[test]
fn what_is_not_yaml_is_read_by_lines_and_reported_with_help() {
    for (line, entry, help) in [
        ("tags: [#feature, #ui]", "tags=[#feature;#ui]", "tags: [\"#feature\", \"#ui\"]"),
        ("owner: @me", "owner=@me", "owner: \"@me\""),
        ("status: Foo: bar", "status=Foo: bar", "status: \"Foo: bar\""),
        ("issue: \"a\" and b", "issue=\"a\" and b", "issue: \"\\\"a\\\" and b\""),
        ("id: [FEAT-XXX] from backlog", "id=[FEAT-XXX] from backlog", "id: "),
        ("note: `x`", "note=`x`", "note: \"`x`\""),
        ("gain: %50", "gain=%50", "gain: \"%50\""),
    ] {
        let text = format!("---\ntitle: T\n{line}\n---\nText");
        assert_eq!(entries(&text), ["title=T", entry], "{line}");
        let found = read(&text);
        let problem = found.problems.first().unwrap_or_else(|| panic!("{line} is reported"));
        assert_eq!(problem.check, "front-matter-syntax");
        assert!(problem.help.contains(help), "{line}: {}", problem.help);
        assert!(line.contains(problem.span.of(&text)) && !problem.span.is_empty(), "{line}: {problem:?}");
    }
    let tab = "---\nmeta:\n\tstatus: done\n---\n";
    assert_eq!(entries(tab), ["meta={}", "meta.status=done"]);
    assert!(read(tab).problems.iter().any(|problem| problem.help.contains("spaces")));
    assert_eq!(read("---\na: 1\nb: 2\n---\n").problems, []);
}

/// The finding of a text: its message, the words it points at, its help and what it writes instead.
fn problem(text: &str) -> Option<(String, String, String, String)> {
    let found = read(text).problems.into_iter().next()?;
    Some((found.message, found.span.of(text).to_owned(), found.help, found.fix.unwrap_or_default()))
}

#[test]
fn what_is_open_is_said_in_its_own_line() {
    for (line, message, fix) in [
        ("title: \"Login", "the quote `\"` of `title: \"Login` is never closed", "\"Login\""),
        ("title: 'Login", "the quote `'` of `title: 'Login` is never closed", "'Login'"),
        ("tags: [a, b", "the bracket `[` of `tags: [a, b` is never closed", "[a, b]"),
    ] {
        let (said, place, help, mended) = problem(&format!("---\nid: x\n{line}\nstatus: done\n---\nText")).expect(line);
        let value = line.split_once(": ").map(|(_, value)| value);
        assert_eq!((said.as_str(), Some(place.as_str()), mended.as_str()), (message, value, fix));
        assert!(help.starts_with("write `"), "{help}");
    }
    assert_eq!(problem("---\ntitle: \"Login\n  and out\"\ntags: [a,\n  b]\n---\nText"), None);
}

#[test]
fn a_key_indented_by_one_blank_is_a_key_of_its_own() {
    let text = "---\nid: x\nstatus: done\n owner: Ana\ntitle: T\n---\nText";
    assert_eq!(entries(text), ["id=x", "status=done", "owner=Ana", "title=T"]);
    let (message, place, help, fix) = problem(text).expect("a finding");
    assert_eq!(message, "`owner: Ana` is indented by one blank and joins the value above");
    assert_eq!((place.as_str(), fix.as_str()), (" owner: Ana", "owner: Ana"));
    assert_eq!(help, "begin the line without the blank");
    assert_eq!(entries("---\nid: @x\nmeta:\n a: 1\n b: 2\n---\n"), ["id=@x", "meta={}", "meta.a=1", "meta.b=2"]);
    assert_eq!(entries("---\nid: @x\nnote: one\n  see also: two\n---\n"), ["id=@x", "note=one see also: two"]);
}

#[test]
fn front_matter_that_is_never_closed_is_reported() {
    for text in
        ["---\nid: x\nstatus: done\n\n# T\n\nText\n", "---\nid: x\ntags:\n  - a\n\n## T\n\nText\n\n---\n\nFoot\n"]
    {
        let (message, place, help, _) = problem(text).expect(text);
        assert_eq!(message, "the front matter that `---` opens here is never closed");
        assert_eq!(place, "---");
        assert!(help.starts_with("write a line `---` below `"), "{help}");
    }
    for text in ["---\n\n# T\n", "---\nNote: a rule and a line of text\n\n# T\n", "---\nwords\nid: x\nb: y\n", "---\n"]
    {
        assert_eq!(problem(text), None, "{text}");
    }
}

#[test]
fn the_first_side_of_a_conflict_is_read() {
    let text = "---\nid: x\n<<<<<<< ours\nstatus: done\n=======\nstatus: draft\n>>>>>>> theirs\nowner: Ana\n---\nText";
    assert_eq!(entries(text), ["id=x", "status=done", "owner=Ana"]);
    let found = read(text);
    assert_eq!(found.conflicts.len(), 1);
    assert!(
        found.conflicts.iter().all(|span| span.of(text).starts_with("<<<<<<<") && span.of(text).contains("theirs"))
    );
    assert!(!found.matter.expect("front matter").lenient);
}

#[test]
fn hostile_front_matter_is_refused_fast() {
    for inner in [
        format!("a: {}", "[".repeat(20_000)),
        format!("a: &a [x]\n{}", "b: [*a, *a, *a, *a]\n".repeat(2000)),
        "k: v\n".repeat(20_000),
        format!("a: {}", "x".repeat(1_000_000)),
        "- \n".repeat(10_000),
        format!("a:\n{}", " - b: c\n".repeat(10_000)),
    ] {
        read(&format!("---\n{inner}\n---\n"));
    }
}
