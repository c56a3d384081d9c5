//! Diagrams as they are drawn, refused and kept harmless.

use super::*;
use crate::base::xml::{Piece, pieces};

fn svg(source: &str) -> String {
    draw(source).unwrap_or_else(|fault| panic!("{fault:?}: {source}")).svg("A \"name\"", "fsD1-")
}

#[test]
fn fences_of_diagrams_are_known_by_their_word() {
    for info in ["mermaid", "Mermaid", "mmd", "{.mermaid}", "{mermaid}", "mermaid title=\"x\"", " mermaid {init}"] {
        assert!(is_diagram(info), "{info}");
    }
    for info in ["", "mermaidjs", "text mermaid", "js", "rust"] {
        assert!(!is_diagram(info), "{info}");
    }
}

#[test]
fn kinds_in_use_are_drawn_with_their_labels() {
    let cases = [
        ("graph TD\n  A[Read] --> B{Parse?}\n  B -->|yes| C((Link))", Kind::Flowchart, "Parse?"),
        ("flowchart LR\n  subgraph one\n  A --> B\n  end", Kind::Flowchart, "one"),
        ("sequenceDiagram\n  Ana->>Ben: Hello\n  Note over Ana: thinks", Kind::Sequence, "Hello"),
        ("classDiagram\n  Animal <|-- Dog\n  Animal : +int age", Kind::Class, "+int age"),
        ("stateDiagram-v2\n  [*] --> Open\n  Open --> Done : ship", Kind::State, "ship"),
        ("erDiagram\n  ORDER ||--o{ LINE : has", Kind::Entities, "has"),
        (
            "gantt\n  title Plan\n  dateFormat YYYY-MM-DD\n  section A\n  Build :a1, 2026-01-05, 5d",
            Kind::Gantt,
            "Build",
        ),
        ("pie title Boxes\n  \"done\" : 3\n  \"open\" : 1", Kind::Pie, "Boxes"),
        ("gitGraph\n  commit id: \"first\"\n  branch side\n  commit", Kind::Git, "side"),
        ("mindmap\n  root\n    leaf", Kind::Mindmap, "leaf"),
        ("timeline\n  2026 : began", Kind::Timeline, "began"),
    ];
    for (source, kind, label) in cases {
        let drawing = draw(source).unwrap_or_else(|fault| panic!("{fault:?}: {source}"));
        assert_eq!(drawing.kind, kind, "{source}");
        assert!(drawing.labels.iter().any(|found| found.contains(label)), "{label}: {:?}", drawing.labels);
        assert_eq!(drawing, draw(source).unwrap(), "{source}");
    }
}

#[test]
fn nothing_but_known_elements_reaches_the_page() {
    let labels = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<foreignObject><iframe src=javascript:alert(1)></foreignObject>",
        "<a href='javascript:alert(1)'>x</a>",
        "<span style='color:url(javascript:x)'>x</span>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "\u{1}x\" onload=\"alert(1)",
        "]]><!--",
    ];
    let elements =
        "circle clipPath defs ellipse g line linearGradient marker path polygon polyline rect stop svg text tspan";
    for label in labels {
        for source in [
            format!(
                "graph TD\n  A[\"{label}\"] -->|\"{label}\"| B\n  click A \"javascript:alert(1)\" \"{label}\"\n  click B call alert()\n  style A fill:url(javascript:alert(1)),stroke:\"onload=x\"\n  classDef x fill:red;stroke:expression(1)\n  class B x"
            ),
            format!("sequenceDiagram\n  participant A as {label}\n  A->>B: {label}\n  Note over A: {label}"),
            format!("pie title {label}\n  \"{label}\" : 1"),
            format!(
                "gantt\n  title {label}\n  dateFormat YYYY-MM-DD\n  todayMarker {label}\n  section {label}\n  {label} :a, 2026-01-01, 3d\n  click a href \"javascript:alert(1)\""
            ),
            format!("kanban\n  a[{label}]\n    b[{label}]@{{ ticket: 1 }}"),
            format!("stateDiagram-v2\n  state \"{label}\" as s\n  s --> t : {label}"),
            format!(
                "---\ntitle: {label}\nconfig:\n  themeVariables:\n    primaryColor: \"{label}\"\n---\ngraph TD\n  accTitle: {label}\n  accDescr: {label}\n  A --> B"
            ),
            format!("%%{{init: {{\"fontFamily\": \"{label}\", \"themeCSS\": \"{label}\"}}}}%%\ngraph TD\n  A --> B"),
        ] {
            let Ok(drawing) = draw(&source) else { continue };
            let svg = drawing.svg(label, "fsD1-");
            for piece in pieces(&svg).unwrap_or_else(|| panic!("not well formed: {svg}")) {
                let Piece::Start { name, attributes, .. } = piece else { continue };
                assert!(elements.split(' ').any(|known| known == name), "<{name}>: {source}");
                for (key, value) in attributes {
                    assert!(
                        !key.starts_with("on") && key != "style" && key != "href" && key != "class",
                        "{key}: {source}"
                    );
                    let harmless = key == "aria-label"
                        || !(value.contains("script")
                            || value.contains(['<', '('])
                                && !value.contains("var(--")
                                && !value.contains("url(#fsD1-")
                                && !value.contains("rotate(")
                                && !value.contains("translate("));
                    assert!(harmless, "{key}={value}: {source}");
                }
            }
        }
    }
}

#[test]
fn colours_follow_the_theme_and_text_its_ground() {
    let plain = svg("graph TD\n  A[Read] --> B");
    assert!(plain.contains("fill=\"var(--raised)\"") && plain.contains("fill=\"var(--ink)\""), "{plain}");
    assert!(!plain.contains('#') || plain.matches('#').count() == plain.matches("url(#fsD1-").count(), "{plain}");
    // On a colour of the author's, text is black or white, in light and in dark.
    let own = svg("graph TD\n  A[Read]\n  B[Write]\n  style A fill:#ffee88\n  style B fill:#113355,color:#fed");
    assert!(own.contains("fill=\"#ffee88\"") && own.contains("fill=\"#000\">Read"), "{own}");
    assert!(own.contains("fill=\"#fed\">Write"), "{own}");
    let dark = svg("graph TD\n  A[Read]\n  style A fill:#113355");
    assert!(dark.contains("fill=\"#fff\">Read"), "{dark}");
    // The share of a slice stands on the slice.
    let pie = svg("pie\n  \"a\" : 45\n  \"b\" : 8\n  \"c\" : 12\n  \"d\" : 35");
    assert_eq!(pie.matches("fill=\"var(--on-state)\"").count(), 4, "{pie}");
    // Settings of the source that ask for other colours are not followed.
    let themed = svg(
        "%%{init: {'theme': 'dark',\n 'themeVariables': {'primaryColor': '#ff0000'}}}%%\ngraph TD\n  A[Read] --> B",
    );
    assert_eq!(themed, plain);
}

#[test]
fn ids_are_those_of_the_page() {
    let found = svg("graph TD\n  A --> B\n  A --x C");
    assert!(found.contains("id=\"fsD1-arrow-filled\"") && found.contains("url(#fsD1-arrow-filled)"), "{found}");
    assert!(found.contains(" aria-label=\"A &quot;name&quot;\"") && found.contains("role=\"img\""), "{found}");
}

#[test]
fn what_reaches_out_of_the_frame_makes_it_larger() {
    let short = width_of("sequenceDiagram\n  A->>A: x");
    let long = width_of(&format!("sequenceDiagram\n  A->>A: {}", "a long message to itself ".repeat(6)));
    assert!(long > short + 400.0, "{short} {long}");
}

#[test]
fn names_of_commits_lie_below_their_dots_and_inside_the_frame() {
    let short = svg("gitGraph\n  commit id: \"a\"");
    let long = svg("gitGraph\n  commit id: \"a name of many words that is long\"");
    let height = |svg: &str| -> f64 {
        svg.split(" height=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().parse().unwrap()
    };
    assert!(height(&long) > height(&short) + 80.0, "{long}");
    assert!(
        long.contains("text-anchor=\"start\"") && !long.contains("text-anchor=\"middle\" fill=\"var(--ink-2)\""),
        "{long}"
    );
}

fn width_of(source: &str) -> f64 {
    let svg = svg(source);
    svg.split("width=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().parse().unwrap()
}

#[test]
fn titles_for_those_who_do_not_see_are_kept() {
    let drawing = draw("graph TD\n  accTitle: The way of a text\n  accDescr: From disk to page\n  A --> B").unwrap();
    assert_eq!(drawing.spoken.as_deref(), Some("The way of a text. From disk to page"));
    let titled =
        draw("---\ntitle: \"The way\"\n---\ngraph TD\n  accDescr {\n    From disk\n    to page\n  }\n  A --> B")
            .unwrap();
    assert_eq!(titled.caption.as_deref(), Some("The way"));
    assert_eq!(titled.spoken.as_deref(), Some("From disk. to page"));
    assert_eq!(draw("graph TD\n  A[Read] --> B[Write] --> A").unwrap().labels, ["Read", "Write"]);
}

#[test]
fn faults_have_their_line() {
    for (source, line, words) in [
        ("graph TD\n  A --> B\n  C -->", Some(2), ""),
        ("---\nconfig:\n  theme: dark\n---\n\npie\n  \"a\" : x", Some(6), ""),
        ("drawing\n  a b", None, "`drawing` is no kind"),
        ("", None, "empty"),
        ("%% only a note", None, ""),
    ] {
        match draw(source) {
            Err(fault) => {
                assert!(fault.message.contains(words) && !fault.message.is_empty(), "{source}: {fault:?}");
                if line.is_some() {
                    assert_eq!(fault.line, line, "{source}: {fault:?}");
                }
            }
            Ok(_) => panic!("drawn: {source}"),
        }
    }
}

#[test]
fn what_is_still_active_at_the_end_is_drawn_alike_each_time() {
    let source = "sequenceDiagram\n  participant A\n  participant B\n  participant C\n  participant D\n  activate A\n  activate B\n  activate C\n  loop x\n  A->>+D: y\n  A->>+D: y\n  end\n  A->>B: hi";
    let first = svg(source);
    assert!((0..20).all(|_| svg(source) == first));
}

#[test]
fn what_is_large_for_good_reason_is_drawn() {
    for source in [
        "gantt\n  dateFormat YYYY-MM-DD\n  excludes weekends, 2026-12-25\n  A :a, 2026-01-01, 2030-12-31\n  B :after a, 300d".to_owned(),
        "gantt\n  dateFormat YYYY-MM-DD\n  A :1900-01-01, 2026-12-31".to_owned(),
        "gantt\n  dateFormat HH:mm\n  A :17:49, 2m\n  B :18:14, 4m".to_owned(),
        format!("graph TD\n{}", "  a[\"R&D &amp; more &lt;b&gt;\"] --> b[Q&A]\n".repeat(400)),
        "packet-beta\n  0-15: \"a\"\n  16-4095: \"b\"".to_owned(),
        "sankey-beta\na,b,1\nb,c,1\na,c,1".to_owned(),
    ] {
        assert!(draw(&source).is_ok(), "{:?}: {}", draw(&source), source.chars().take(80).collect::<String>());
    }
}

#[test]
fn what_is_too_large_is_refused_and_the_rest_ends() {
    let lines = |head: &str, line: &dyn Fn(usize) -> String, count: usize| {
        format!("{head}\n{}", (0..count).map(|at| line(at) + "\n").collect::<String>())
    };
    let refused = [
        format!("graph TD\n  A[\"{}\"]", "x".repeat(70_000)),
        format!("graph TD\n  A[\"{}\"]", "x".repeat(3_000)),
        lines("graph TD", &|at| format!("a{at} --> b"), 1_100),
        format!("graph TD\n  {}z --> {}z", "a & ".repeat(40), "b & ".repeat(40)),
        lines("graph TD", &|at| format!("{}z --> {}z", format!("a{at} & ").repeat(12), format!("b{at} & ").repeat(12)), 20),
        "radar-beta\n  axis a, b, c\n  curve x{1,2,3}\n  ticks 4000000000".to_owned(),
        "packet-beta\n  0-4000000000: \"x\"".to_owned(),
        "block-beta\n  columns 4000000000\n  a:4000000000".to_owned(),
        "gantt\n  dateFormat YYYY-MM-DD\n  excludes weekends\n  a :a, 2026-01-01, 99999999999d".to_owned(),
        "gantt\n  dateFormat YYYY-MM-DD\n  excludes weekends\n  A :0001-01-01, 9999-12-31".to_owned(),
        "gantt\n  dateFormat DD.MM.YYYY\n  excludes weekends\n  A :01.01.0001, 31.12.2026".to_owned(),
        "gantt\n  dateFormat YYYY-MM-DD\n  A :2026-01-01, 2026-01-99999999".to_owned(),
        lines("gantt\n  excludes weekends\n  t0 :t0, 2026-01-01, 1d", &|at| format!("t{0} :t{0}, after t{at}, 400d", at + 1), 50),
        lines("gantt", &|at| format!("excludes 2026-01-{at}"), 400) + "A :2026-01-01, 3d",
        lines("packet-beta", &|_| "0-4095: \"x\"".to_owned(), 60),
        "packet-beta\n  +4294967295: \"a\"\n  +4294967295: \"b\"".to_owned(),
        "sankey-beta\na,b,1\nb,c,1\nc,a,1".to_owned(),
        "sankey-beta\na,a,1".to_owned(),
        lines("graph TD", &|_| format!("a{}-->b{}", "&a".repeat(400), "&b".repeat(400)), 31),
        lines("graph TD", &|_| format!("a{}-->b{}", "&a".repeat(11), "&b".repeat(11)), 300),
        "gantt\n  dateFormat YYYY-MM-DD\n  excludes weekends, monday, tuesday, wednesday, thursday, friday\n  a :a, 2026-01-01, 3d".to_owned(),
    ];
    for source in refused {
        assert!(draw(&source).is_err(), "{}", source.chars().take(80).collect::<String>());
    }
    let ends = "\nend".repeat(490);
    let drawn = [
        lines("graph TD", &|at| format!("a{at} --> a{}", (at * 7) % 300), 900),
        lines("graph TD", &|_| "a --> b".to_owned(), 900),
        format!("{}{ends}", lines("graph TD", &|at| format!("subgraph s{at}"), 490)),
        format!("{}{ends}", lines("sequenceDiagram", &|at| format!("loop l{at}"), 490)),
        lines("C4Context", &|at| format!("Boundary(b{at}, \"x\") {{"), 900),
        lines("zenuml", &|at| format!("A.b{at}() {{"), 900),
        lines("mindmap", &|at| format!("{}n{at}", " ".repeat(at / 10)), 900),
        lines("stateDiagram-v2", &|at| format!("state s{at} {{"), 900),
        "gantt\n  dateFormat YYYY-MM-DD\n  tickInterval 1millisecond\n  a :a, 0001-01-01, 9999-01-01".to_owned(),
        "pie\n  \"a\" : 1e308\n  \"b\" : 1e308".to_owned(),
        "xychart-beta\n  x-axis 0 --> 1e300\n  bar [1,2,1e300]".to_owned(),
        "quadrantChart\n  A: [0.5, 1e99]".to_owned(),
        format!("graph TD\n  a[{}]", "(".repeat(1_900)),
        format!("graph TD\n  a -{}> b", "-".repeat(1_900)),
        "graph TD\n  a[\u{202e}\u{0}\u{fffd}\u{1f600}\u{200d}e\u{301}] --> b".to_owned(),
    ];
    for source in drawn {
        // Drawn or refused, it comes to an end.
        if let Ok(drawing) = draw(&source) {
            assert!(pieces(&drawing.svg("x", "fsD1-")).is_some(), "{}", source.chars().take(80).collect::<String>());
        }
    }
}

#[test]
fn a_year_of_tasks_with_holidays_is_not_too_long() {
    let holidays: Vec<String> = (1..=40).map(|at| format!("2026-{:02}-{:02}", at % 12 + 1, at % 28 + 1)).collect();
    let tasks: Vec<String> = (1..190).map(|at| format!("  Step {at} :t{at}, after t{}, 1d", at - 1)).collect();
    let head = "gantt\n  dateFormat YYYY-MM-DD\n  excludes weekends, ";
    let chart = format!("{head}{}\n  Step 0 :t0, 2026-01-05, 1d\n{}", holidays.join(", "), tasks.join("\n"));
    assert!(svg(&chart).contains("Step 189"));
    let fault = draw("gantt\n  dateFormat YYYY-MM-DD\n  A :2026-01-05, 2026-01-999999").expect_err("no such day");
    assert!(fault.message.contains("a number that no date has"), "{fault:?}");
}
