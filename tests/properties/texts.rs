//! Documents of the kinds that teams write, put together from pieces, for tests that edit folders.

/// Paths that documents come to lie at.
pub const PATHS: &[&str] = &[
    "README.md",
    "features/FEAT-001-login.md",
    "features/FEAT-002-mail.md",
    "features/FEAT-003/README.md",
    "features/FEAT-003/plan.md",
    "features/index.md",
    "guides/start.md",
    "guides/deep/er/notes.md",
    "decisions/ADR-001.md",
    "ünder way/a b.md",
];

/// Files that documents link to.
pub const ASSETS: &[&str] = &["p.png", "features/p.png", "guides/deep/data.csv"];

/// What a document may begin with.
const HEADS: &[&str] = &[
    "",
    "---\nstatus: In Progress\nowner: Ana\ntags: [a, b]\n---\n\n",
    "---\nid: FEAT-001\ntitle: Another title\ndepends_on: [FEAT-002]\n---\n\n",
    "---\nid: FEAT-002\npriority: High\ndue: 2026-11-20\n---\n\n",
    "---\nstatus: [broken\n---\n\n",
];

/// What it may be called.
const TITLES: &[&str] = &[
    "# FEAT-001: Login\n\n",
    "# FEAT-002: Mail\n\n",
    "# FEAT-003: Search\n\n",
    "# A guide\n\n",
    "# ADR-001: Why\n\n",
    "Nothing but words.\n\n",
];

/// What may stand in it.
const PIECES: &[&str] = &[
    "**Status**: Not Started\n\n",
    "**Status**: In Progress\n**Owner**: Ana\n\n",
    "**Status**: Done\n**Due**: 2026-11-22\n\n",
    "**Status**: Brewing\n**Priority**: High\n\n",
    "**Depends on**: FEAT-001, FEAT-002\n\n",
    "**Blocks**: FEAT-003\n\n",
    "## Goals\n\nTo be understood.\n\n",
    "## Goals\n\n### Goals\n\nTwice.\n\n",
    "## Phase 1: Start (Week 1-2)\n\n- [x] one\n- [ ] two\n  - [ ] below\n\n",
    "## Phase 2: End\n\n- [ ] three\n\n",
    "## Dependencies\n\n- FEAT-002\n- [login](/features/FEAT-001-login.md)\n\n",
    "| ID | Title | Status |\n|---|---|---|\n| FEAT-010 | Row one | Done |\n| FEAT-011 | Row two | In Progress |\n\n",
    "| Feature | Status |\n|---|---|\n| [Login](FEAT-001-login.md) | Done |\n| FEAT-002 | Planned |\n\n",
    "See [goals](#goals), [nothing](#nothing) and FEAT-010.\n\n",
    "See [login](features/FEAT-001-login.md#goals) and [up](../README.md).\n\n",
    "See [[FEAT-001]], [[start#goals]], [[nowhere]] and FEAT-002, FEAT-003.\n\n",
    "![a picture](p.png) and [data](/guides/deep/data.csv), [gone](gone.png).\n\n",
    "[folder](features/), [plan](FEAT-003/plan.md), `src/a.rs`, <https://a.example>.\n\n",
    "```rust\nfn main() {}\n```\n\n",
    "```mermaid\ngraph TD\n  a --> b\n```\n\n",
    "$x^2$ and <b>bold</b>\n\n",
    "## Progress Log\n\n- 2026-11-02: begun\n- 2026-11-09: half done\n\n",
    "## Challenges\n\n**Problem**: slow\n**Solution**: fast\n\n",
    "[Feature Name] is TBD.\n\n",
    "> quoted\n\n1. first\n2. second\n\n",
];

/// A document that says a word of its own, by numbers.
pub fn text(numbers: &[usize], word: &str) -> String {
    let mut text = String::new();
    let mut said = false;
    for (at, number) in numbers.iter().enumerate() {
        text.push_str(match at {
            0 => HEADS[number % HEADS.len()],
            1 => TITLES[number % TITLES.len()],
            _ => PIECES[number % PIECES.len()],
        });
        if at > 0 && !said && number % 3 == 0 {
            text.push_str(&format!("It says {word}.\n\n"));
            said = true;
        }
    }
    if !said {
        text.push_str(&format!("It says {word}.\n"));
    }
    text
}

/// The same document with another word, and one piece more or less: what people do to a text between two saves.
pub fn edited(old: &str, number: usize, word: &str) -> String {
    let mut blocks: Vec<String> =
        old.split_inclusive("\n\n").filter(|block| !block.starts_with("It says ")).map(str::to_owned).collect();
    let at = number / 7 % (blocks.len() + 1);
    match number % 4 {
        0 if at < blocks.len() => drop(blocks.remove(at)),
        1 if at < blocks.len() => blocks.swap(0, at),
        2 => blocks.insert(at, PIECES[number / 3 % PIECES.len()].to_owned()),
        _ => {}
    }
    let mut text = blocks.concat();
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push_str("\n\n");
    }
    text + &format!("It says {word}.\n\n")
}
