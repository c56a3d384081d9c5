// What search finds over a made folder, in Node: ids by number, words and quotes that must or must not be there, what is said
// of terms, and files that did not come. Gives the site.
"use strict";
const harness = require("./harness.cjs");
const { open: inNode } = require("./search-node.cjs");

const FILLER = "Further words to make it long. ".repeat(200);
const FILES = {
  "features/FEAT-012-graph.md": `# FEAT-012: Picture\n\n**Status**: Planned\n\n${FILLER}\n`,
  "features/FEAT-013-form.md": "# FEAT-013: Login page\n\n**Status**: Done\n\nA page with a foo bar and a form.\n",
  "features/FEAT-014-bars.md": "# FEAT-014: Foo page\n\n**Status**: Done\n\nThe page has a foo, and elsewhere a bar.\n",
  "features/FEAT-015-more.md": "# FEAT-015: Other page\n\n**Status**: Done\n\nOnly foo stands on this page.\n",
  "chinese/one.md": "# 索引 one\n\n数据 in it.\n",
  "chinese/two.md": "# 索引 two\n\n数学 in it.\n",
  "words.md": "# Überweisung\n\nDie Straße ist lang. A zebra is “here”.\n",
  "figures.md": "# Figures\n\nThe mean is $\\hat{y}_1$ over all.\n\n## Plan\n\nBefore it.\n\n```mermaid\ngantt\n  title Wolverine plan\n```\n",
  "hebrew.md": "---\nlang: he\n---\n\n# שלום\n\nטקסט קצר עם כמה מילים.\n",
  ...Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`sprints/s${at}.md`, `# Sprint 12 notes 12\n\nRun ${at}.\n`])),
  ...Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`many/m${at}.md`, `# Alpha ${at}\n\nFirst beta, then alpha beside it: alpha and beta.\n`])),
  "many/z.md": `# Together\n\n${FILLER} Here alpha beta stand together. ${FILLER}\n`,
};

exports.run = async function run(check, differ) {
  const made = await harness.site(FILES);
  const { folder } = made;
  const site = inNode(folder);
  const titles = async (text, most) => (await site.find(text, most)).results.map(({ entry }) => entry.title).sort();
  const done = ["Foo page", "Login page", "Other page"];
  check("the number of an id comes first", differ({ short: [(await site.find("12")).results[0].entry.id, "FEAT-012"], long: [(await site.find("012")).results[0].entry.id, "FEAT-012"] }));
  check("words that must not be there", differ({
    alone: [await titles("status:done -login"), ["Foo page", "Other page"]],
    words: [await titles("page -login foo"), ["Foo page", "Other page"]],
    pair: [await titles("索引 -数学"), ["索引 one"]],
    quoted: [await titles("page -\"foo bar\" status:done"), ["Foo page", "Other page"]],
    terms: [await titles("status:done -\"foo bar\""), ["Foo page", "Other page"]],
    word: [await titles("status:done -\"login\""), ["Foo page", "Other page"]],
    unknown: [await titles("status:done -xyzzyq"), done],
  }));
  const quoted = await site.find("\"alpha beta\"");
  check("a quote is found however many documents hold its words", differ({ titles: [quoted.results.map(({ entry }) => entry.title), ["Together"]], total: [quoted.total, 1], partly: [quoted.partly, false] }));
  check("a quote is read as texts are", differ({ folded: [await titles("\"Straße ist\""), ["Überweisung"]], none: [await titles("\"zebra was\""), []] }));
  const first = await site.find("beta");
  const second = await site.find("beta", 20);
  check("more are offered behind those that are shown", differ({ more: [[first.results.length, first.more], [10, true]], next: [[second.results.length, second.results.slice(0, 10).map(({ entry }) => entry.url)], [20, first.results.map(({ entry }) => entry.url)]], all: [(await site.find("zebra")).more, false] }));
  const wrong = async (text) => (await site.find(text)).wrong;
  check("terms that are not understood are told", differ({ empty: [await wrong("status: login"), ["status:"]], date: [await wrong("due:soon"), ["due:soon"]], unknown: [await wrong("status:dnoe"), ["status:dnoe"]], right: [await wrong("status:done due:2w config:x"), []] }));
  check("what is mistyped is told as it was typed", differ({ instead: [(await site.find("Überweissung")).instead, [["Überweissung", "uberweisung"]]] }));
  const long = Array.from({ length: 20000 }, (_, at) => `word${at}`).join(" ");
  const { parse, root, wanted } = site.search;
  const names = parse(`zebra ${long}`, (await root()).grammar).names;
  check("of a very long query the beginning is taken", differ({ names: [[names.length, names[0].pieces], [32, ["zebra"]]], wants: [(await wanted(parse(long.replaceAll(" ", "_"), (await root()).grammar).names)).length, 32] }));
  const parts = async (text) => (await site.find(text)).results.flatMap(({ excerpt, sections }) => [excerpt, ...sections.map((one) => one.excerpt)]).flat().map(([piece]) => piece).join("");
  check("drawings are found and not shown, formulas without dollars", differ({ found: [await titles("wolverine"), ["Figures"]], shown: [(await parts("figures plan wolverine")).includes("gantt"), false], formula: [(await parts("figures")).includes("The mean is \\hat{y}_1 over all."), true] }));
  // A list of spellings that did not come is asked for again.
  const other = inNode(folder);
  const { load } = other.featsite;
  other.featsite.load = (name) => (name.startsWith("spell-") ? Promise.reject(new Error(name)) : load(name));
  const lost = await other.find("quizzzbra").then(() => "found", () => "failed");
  other.featsite.load = load;
  check("a file that did not come is asked for again", differ({ lost: [lost, "failed"], again: [(await other.find("zebr4")).results[0].entry.title, "Überweisung"] }));
  return made;
};
