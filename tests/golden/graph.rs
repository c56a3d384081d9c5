//! What the script of the graph loads: places, groups, edges and what they are written as.

use std::collections::{BTreeMap, BTreeSet};

use featsite::build::outputs::{Content, Outputs};
use featsite::build::{self, Evaluated};
use featsite::source::Snapshot;
use serde_json::Value;

/// The data files of the graph by name.
fn data(files: &[(String, String)]) -> BTreeMap<String, Value> {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let snapshot = Snapshot::of(&files);
    let evaluated: Evaluated = build::evaluate(&snapshot);
    let outputs = Outputs::new(&snapshot, &evaluated);
    let wanted =
        |url: &str| ["nodes", "similar", "evidence-"].iter().any(|name| url.starts_with(&format!("views/{name}")));
    let mut data = BTreeMap::new();
    for url in outputs.urls().filter(|url| wanted(url)) {
        let Some((Content::Bytes(bytes), None)) = outputs.make(url) else { panic!("{url}") };
        let text = String::from_utf8(bytes).expect("text");
        let json = text.split_once(", ").and_then(|(_, rest)| rest.strip_suffix(");\n")).expect("one call");
        let name = url.trim_start_matches("views/").trim_end_matches(".js").to_owned();
        data.insert(name, serde_json::from_str(json).expect("data"));
    }
    data
}

fn numbers(value: &Value) -> Vec<i64> {
    value.as_array().expect("a list").iter().map(|number| number.as_i64().unwrap_or(i64::MIN)).collect()
}

/// Rings of `size` documents, all in one folder, tied to each other by one link each.
fn rings(count: usize, size: usize) -> Vec<(String, String)> {
    let ring = |ring: usize| {
        (0..size).map(move |at| {
            let next = (at + 1) % size;
            let across = if at == 0 { format!(" and [on](r{}-00.md)", (ring + 1) % count) } else { String::new() };
            let hub = if at > 1 { format!(" and [hub](r{ring}-00.md)") } else { String::new() };
            let text = format!("# Ring {ring} part {at}\n\nSee [next](r{ring}-{next:02}.md){hub}{across}.\n");
            (format!("r{ring}-{at:02}.md"), text)
        })
    };
    (0..count).flat_map(ring).collect()
}

#[test]
fn every_edge_has_its_ends_its_kind_and_what_it_is_written_as() {
    let files = [
        ("a.md", "# FEAT-1: A\n\n**Status**: Planned\n**Depends on**: FEAT-2\n\nSee [b](b.md) and [it](c.md).\n"),
        ("b.md", "# FEAT-2: B\n\n**Status**: Done\n"),
        ("c.md", "# C\n\nWords.\n"),
        ("lone.md", "# Lone\n\nOther words.\n"),
    ];
    let data = data(&files.map(|(path, text)| (path.to_owned(), text.to_owned())));
    let (nodes, graph) = (&data["nodes"], &data["nodes"]["graph"]);
    let titles: Vec<&str> =
        nodes["items"].as_array().expect("items").iter().map(|node| node["t"].as_str().unwrap_or("")).collect();
    assert_eq!(titles, ["A", "B", "C", "Lone"]);
    assert_eq!(graph["kinds"], serde_json::json!(["depends-on", "links-to"]));
    assert_eq!(numbers(&graph["edges"]), [0, 1, 0, 0, 1, 1, 0, 2, 1]);
    let places = graph["at"].as_array().expect("places");
    assert!(places.len() == 8 && places[..6].iter().all(Value::is_i64) && places[6..].iter().all(Value::is_null));
    // B comes before A; what has no dependency has no rank.
    assert_eq!(numbers(&graph["ranks"]), [0, 1, 0, 0, 0, 0, -1, 0, 0, -1, 0, 0]);
    let evidence = ["a.md line 4: Depends on: FEAT-2", "a.md line 6: See b and it.", "a.md line 6: See b and it."];
    assert_eq!(data["evidence-1"], serde_json::json!(evidence));
    // The usual address is not said twice.
    assert!(nodes["items"][0].get("h").is_none() && nodes["items"][0]["f"] == "a.md");
}

#[test]
fn what_is_alike_is_an_edge_with_its_reasons_behind_those_written() {
    let text = |name: &str| format!("# {name}\n\n**Tags**: rare-{}\n\nThe zeppelin needs helium and ballast.\n", "tag");
    let mut files = vec![("a.md".to_owned(), text("A")), ("b.md".to_owned(), text("B"))];
    files.extend(
        (0..8).map(|at| {
            (format!("c{at}.md"), format!("# C{at}\n\nSee [next](c{}.md), plain text {at}.\n", (at + 1) % 8))
        }),
    );
    let data = data(&files);
    let (graph, similar) = (&data["nodes"]["graph"], numbers(&data["similar"]));
    assert_eq!(graph["kinds"].as_array().and_then(|kinds| kinds.last()), Some(&Value::from("related")));
    let titles = |at: i64| data["nodes"]["items"][at as usize]["t"].as_str().unwrap_or("").to_owned();
    let pair = similar.chunks(2).position(|pair| titles(pair[0]) == "A" && titles(pair[1]) == "B").expect("the pair");
    let written = numbers(&graph["edges"]).len() / 3;
    let why = data["evidence-1"][written + pair].as_str().unwrap_or("").to_owned();
    assert!(why.contains("rare-tag"), "{why}");
}

#[test]
fn a_flat_folder_is_grouped_by_who_is_tied_to_whom() {
    let data = data(&rings(9, 40));
    let graph = &data["nodes"]["graph"];
    let groups = graph["groups"].as_array().expect("groups");
    assert_eq!(groups.len(), 9);
    for group in groups {
        // Each is called after its hub and holds its ring.
        assert!(
            group[1].as_str().is_some_and(|name| name.starts_with("Around Ring ") && name.ends_with(" part 0")),
            "{group}"
        );
        assert_eq!((&group[3], &group[7]), (&Value::from(-1), &Value::from(40)), "{group}");
    }
    let ring_of: BTreeSet<(String, i64)> = data["nodes"]["items"]
        .as_array()
        .expect("items")
        .iter()
        .zip(numbers(&graph["group"]))
        .map(|(node, group)| (node["t"].as_str().unwrap_or("")[..6].to_owned(), group))
        .collect();
    assert_eq!(ring_of.len(), 9, "no ring is torn apart: {ring_of:?}");
}

#[test]
fn a_large_folder_is_parted_again_and_names_leave_out_what_all_share() {
    let mut files: Vec<(String, String)> = Vec::new();
    for (path, text) in rings(5, 40) {
        files.push((format!("plans/web/{path}"), text));
    }
    for folder in ["api", "ops"] {
        files.extend(rings(1, 60).into_iter().map(|(path, text)| (format!("plans/{folder}/{path}"), text)));
    }
    let data = data(&files);
    let groups = data["nodes"]["graph"]["groups"].as_array().expect("groups").clone();
    let outer: Vec<(&str, &str)> = groups
        .iter()
        .filter(|group| group[3] == -1)
        .map(|group| (group[1].as_str().unwrap_or(""), group[2].as_str().unwrap_or("")))
        .collect();
    assert_eq!(outer, [("plans/api", "api"), ("plans/ops", "ops"), ("plans/web", "web")]);
    let web = groups.iter().position(|group| group[2] == "web").expect("web") as i64;
    assert_eq!(groups.iter().filter(|group| group[3] == web).count(), 5);
}

#[test]
fn one_more_document_leaves_the_others_about_where_they_were() {
    let places = |files: &[(String, String)]| -> BTreeMap<String, (f64, f64)> {
        let data = data(files);
        let at = numbers(&data["nodes"]["graph"]["at"]);
        let items = data["nodes"]["items"].as_array().expect("items").clone();
        let place =
            |(node, at): (&Value, &[i64])| (node["f"].as_str().unwrap_or("").to_owned(), (at[0] as f64, at[1] as f64));
        items.iter().zip(at.chunks(2)).map(place).collect()
    };
    let mut files = rings(4, 15);
    let before = places(&files);
    files.push(("added.md".to_owned(), "# Added\n\nSee [one](r1-04.md) and [two](r1-07.md).\n".to_owned()));
    let after = places(&files);
    let wide = before.values().map(|at| at.0).fold(f64::MIN, f64::max)
        - before.values().map(|at| at.0).fold(f64::MAX, f64::min);
    let far = |(path, at): (&String, &(f64, f64))| {
        let other = after[path];
        ((at.0 - other.0).powi(2) + (at.1 - other.1).powi(2)).sqrt() / wide
    };
    let mut moves: Vec<f64> = before.iter().map(far).collect();
    moves.sort_by(f64::total_cmp);
    assert!(moves[moves.len() / 2] < 0.06 && moves[moves.len() * 9 / 10] < 0.12, "{moves:?}");
}

/// Every node of these files has a place, and no group holds more than can be shown well.
fn all_placed(files: &[(String, String)]) -> Value {
    let graph = data(files)["nodes"]["graph"].clone();
    let missing = graph["at"].as_array().expect("places").iter().filter(|at| at.is_null()).count();
    assert_eq!(missing, 0);
    let mut sizes: BTreeMap<i64, usize> = BTreeMap::new();
    for group in numbers(&graph["group"]) {
        *sizes.entry(group).or_default() += 1;
    }
    assert!(!sizes.contains_key(&-1) && sizes.values().all(|size| *size <= 90), "{sizes:?}");
    graph
}

#[test]
fn what_no_tie_tells_apart_is_cut_into_parts() {
    // A star of 400, and 120 parts of three.
    let mut star = vec![("hub.md".to_owned(), "# Hub\n\nWords.\n".to_owned())];
    star.extend((0..400).map(|at| (format!("ray-{at:03}.md"), format!("# Ray {at}\n\nSee [it](hub.md).\n"))));
    star.extend(
        rings(120, 3)
            .into_iter()
            .map(|(path, text)| (path, text.split(" and ").next().unwrap_or("").to_owned() + "\n")),
    );
    all_placed(&star);
}

#[test]
fn groups_of_one_name_are_told_apart() {
    let mut files = rings(9, 40);
    for (path, text) in &mut files {
        if path.ends_with("-00.md") {
            let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
            *text = format!("# Overview\n{rest}");
        }
    }
    let graph = all_placed(&files);
    let groups = graph["groups"].as_array().expect("groups");
    let of = |at: usize| groups.iter().map(|group| group[at].to_string()).collect::<BTreeSet<_>>();
    assert_eq!((of(1).len(), of(0).len()), (1, 9), "one name, nine keys: {groups:?}");
}

/// A list that links to documents ties them to itself and to nothing else: there is a page, and nothing to draw on it.
#[test]
fn where_only_a_list_leads_to_documents_there_is_a_page_without_marks() {
    let files = [
        ("README.md", "# List\n\n- [Login](f/FEAT-001.md)\n- [Mail](f/FEAT-002.md)\n"),
        ("f/FEAT-001.md", "# FEAT-001: Login\n\n**Status**: Done\n"),
        ("f/FEAT-002.md", "# FEAT-002: Mail\n\n**Status**: Done\n"),
    ];
    let mut snapshot = Snapshot::of(&files);
    snapshot.config = Some("kinds:\n  README.md: index\n".into());
    let evaluated = build::evaluate(&snapshot);
    let outputs = Outputs::new(&snapshot, &evaluated);
    let (_, finding) = outputs.make("graph.html").expect("there is a page");
    assert!(finding.is_none(), "{finding:?}");
}
