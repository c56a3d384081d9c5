//! Every form of rule 1.2.

use crate::outline::parse;

/// The fields of a text as `key=value` lines.
fn fields(text: &str) -> Vec<String> {
    let outline = parse(text);
    for field in &outline.fields {
        assert!(field.span.of(text).contains(field.key.as_str()), "{field:?}");
    }
    outline.fields.iter().map(|field| format!("{}={}", field.key, field.value)).collect()
}

#[test]
fn one_field_on_a_line_in_every_form() {
    for line in [
        "**Owner**: Ana",
        "**Owner:** Ana",
        "**Owner: Ana**",
        "**Owner** : Ana",
        "__Owner__: Ana",
        "__Owner:__ Ana",
        "- **Owner**: Ana",
        "- **Owner:** Ana",
        "- Owner: Ana",
        "* Owner: Ana",
        "+ Owner: Ana",
        "1. Owner: Ana",
        "> **Owner**: Ana",
        "> Owner: Ana",
        "> - Owner: Ana",
        "Owner: Ana",
        "*Owner: Ana*",
        "_Owner: Ana_",
        "***Owner***: Ana",
        "👤 **Owner**: Ana",
        "**👤 Owner**: Ana",
        "**Owner**：Ana",
        "Owner：Ana",
        "**Owner**: Ana  ",
        "**Owner**: Ana\\",
        "| Field | Value |\n|---|---|\n| Owner | Ana |",
        "| Field | Value |\n|---|---|\n| **Owner** | Ana |",
        "<details>\n\n**Owner**: Ana\n\n</details>",
        "Owner: Ana\n---",
    ] {
        assert_eq!(fields(line), ["Owner=Ana"], "{line}");
    }
}

#[test]
fn several_fields_on_a_line() {
    let three = ["Status=Done", "Owner=Ana", "Sprint=12"];
    for line in [
        "**Status**: Done | **Owner**: Ana | **Sprint**: 12",
        "> **Status**: Done · **Owner**: Ana · **Sprint**: 12",
        "**Status**: Done • **Owner**: Ana • **Sprint**: 12",
        "**Status:** Done **Owner:** Ana **Sprint:** 12",
        "**Status: Done** · **Owner: Ana** · **Sprint: 12**",
        "**Status**: Done; **Owner**: Ana; **Sprint**: 12",
        "**Status**: Done / **Owner**: Ana / **Sprint**: 12",
        "*Status: Done | Owner: Ana | Sprint: 12*",
        "_Status: Done | Owner: Ana | Sprint: 12_",
        "Status: Done | Owner: Ana | Sprint: 12",
    ] {
        assert_eq!(fields(line), three, "{line}");
    }
    assert_eq!(fields("- Status: Done; Owner: Ana"), ["Status=Done", "Owner=Ana"]);
    assert_eq!(fields("Note: one; and two: three"), ["Note=one; and two: three"]);
}

#[test]
fn values_continue_until_the_next_key() {
    assert_eq!(fields("**Owner**: Ana,\n  Ben\n**Status**: Done"), ["Owner=Ana, Ben", "Status=Done"]);
    assert_eq!(fields("- Owner: Ana,\n  Ben\n- Status: Done"), ["Owner=Ana, Ben", "Status=Done"]);
    assert_eq!(fields("**Owner**: Ana\nNote: hello"), ["Owner=Ana", "Note=hello"]);
    assert_eq!(fields("**Owner**: Ana\n\nProse."), ["Owner=Ana"]);
    assert_eq!(fields("**Owner**: Ana\n# Head\nmore"), ["Owner=Ana"]);
    assert_eq!(fields("**Owner**: Ana\n- item"), ["Owner=Ana"]);
    let outline = parse("**Owners**:\n- Ana\n- Ben\n\n**Status**: Done");
    let items = outline.fields.iter().flat_map(|field| field.items.iter().map(|item| item.0.as_str()));
    assert_eq!(items.collect::<Vec<_>>(), ["Ana", "Ben"]);
}

#[test]
fn code_comments_tasks_and_prose_supply_no_field() {
    for text in [
        "```\nStatus: Done\n```",
        "    Status: Done",
        "<!-- Status: Done -->",
        "<!--\nStatus: Done\n-->",
        "`Status: Done`",
        "- [x] **Status**: Done",
        "# Status: Done",
        "https://example.org/a: b",
        "std::mem::swap",
        "It is said that if one begins with a long sentence: this is no key",
        "| Field | Meaning |\n|---|---|\n| `status` | the column |\n| `owner` | who |",
        "| Status | Count |\n|---|---|\n| Done | 5 |",
        "| Status | Meaning | More |\n|---|---|---|\n| Done | x | y |",
        "{\"status\": \"done\"}",
        "see `a`: b",
    ] {
        assert_eq!(fields(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn values_may_be_code_links_or_hold_separators() {
    assert_eq!(fields("**Status**: `done`"), ["Status=`done`"]);
    assert_eq!(fields("**Owner**: [Ana](https://x.example/a:b)"), ["Owner=[Ana](https://x.example/a:b)"]);
    assert_eq!(fields("**Status**: Draft | Review | Done"), ["Status=Draft | Review | Done"]);
    assert_eq!(fields("**Status**: ✅ **DONE** (2026)"), ["Status=✅ **DONE** (2026)"]);
    assert_eq!(fields("**Status: ✅ DONE** (2026)"), ["Status=✅ DONE (2026)"]);
    assert_eq!(fields("**Status**:Done"), ["Status=Done"]);
}

#[test]
fn the_first_side_of_a_conflict_counts() {
    let text = "# A\n<<<<<<< ours\n**Status**: Done\n=======\n**Status**: Draft\n>>>>>>> theirs\n";
    assert_eq!(fields(text), ["Status=Done"]);
}

#[test]
fn hostile_lines_are_read_in_time() {
    for piece in ["**", "**a", "**a:", "|a:", "· ", "*_", "a: ", "；", "[a](", "`"] {
        parse(&piece.repeat(50_000));
    }
    parse(&format!("<<<<<<< a\n{}=======\n{}>>>>>>> b\n", "a: b\n\n".repeat(20_000), "a: b\n\n".repeat(20_000)));
    parse(&"> ".repeat(2_000));
    parse(&"**Status**: Done | ".repeat(20_000));
}
