// Documents and the pages of what they hold: filters of lists, groups of Health, folds, copies, print.
"use strict";
const harness = require("./harness.cjs");

const months = [3, 4, 5, 6, 7];
const entries = months.flatMap((month) => [2, 9, 16].map((day) => `### 2026-0${month}-${String(day).padStart(2, "0")}\n\n- said ${month}/${day}\n`));
const boxes = (name, count) => Array.from({ length: count }, (_, at) => `- [ ] ${name} box ${at + 1}`).join("\n");

const FILES = {
  "README.md": "# Notes\n\nHello.\n",
  "picture.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200"/></svg>',
  "features/FEAT-001-log.md": `# FEAT-001: Log\n\n**Status**: In Progress\n**Owner**: Ana\n\n## Phase 1: Build\n\n${boxes("crane", 9)}\n\n![Plan](../picture.svg) [out](https://example.com/)\n\n\`\`\`sh\nmake\n\`\`\`\n\n## Daily Progress Log\n\n${entries.join("\n")}\n## End\n\nText.\n`,
  "features/FEAT-002-other.md": `# FEAT-002: Other\n\n**Status**: Planned\n**Due**: 2026-99-99\n\n## Phase 1: Build\n\n${boxes("bridge", 9)}\n\nSee [nothing](none.md) and [none](no.md).\n`,
  ...Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`notes/note-${at + 10}.md`, `# Note ${at + 10}\n\nSee [gone](gone-${at}.md).\n`])),
};

async function shown(page, selector) {
  return page.$$eval(selector, (nodes) => nodes.filter((node) => node.checkVisibility({ contentVisibilityAuto: false })).length);
}

// What differs from what was expected: `{ name: [found, expected] }`.
function differ(pairs) {
  return Object.entries(pairs).filter(([, [found, expected]]) => JSON.stringify(found) !== JSON.stringify(expected)).map(([name, [found, expected]]) => `${name}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
}

async function filters(tab, base, check, where) {
  let page = await tab.open(base, "views/open-boxes.html");
  const query = () => new URL(page.url()).searchParams.get("q");
  const status = () => page.textContent(".list-filter [role=status]");
  await page.keyboard.press("f");
  await page.keyboard.type("crane box");
  check(`open boxes are filtered, ${where}`, differ({
    rows: [await shown(page, ".later > li"), 9],
    sections: [await shown(page, ".harvested"), 1],
    status: [await status(), "9 of 18"],
    address: [query(), "crane box"],
  }).concat(tab.problems.splice(0)));
  await page.reload();
  check(`a filter stands in the address, ${where}`, differ({ rows: [await shown(page, ".later > li"), 9], field: [await page.inputValue(".filter"), "crane box"] }));
  await page.fill(".filter", "crane zebra");
  const drop = page.locator(".list-filter button");
  check(`the term to drop is named, ${where}`, differ({ rows: [await shown(page, ".later > li"), 0], status: [await status(), "Nothing matches"], drop: [await drop.textContent(), "9 without “zebra”"] }));
  await drop.click();
  check(`the term is dropped, ${where}`, differ({ rows: [await shown(page, ".later > li"), 9], field: [await page.inputValue(".filter"), "crane"], address: [query(), "crane"] }));
  await page.evaluate(() => history.pushState(null, "", "?q=zebra"));
  await page.fill(".filter", "ÇRÁNE  BOX");
  check(`accents and case make no difference, ${where}`, differ({ rows: [await shown(page, ".later > li"), 9] }));
  await page.goBack();
  check(`Back brings the filter of the address, ${where}`, differ({ field: [await page.inputValue(".filter"), "crane"], rows: [await shown(page, ".later > li"), 9] }));
  page = await tab.open(base, "views/open-boxes.html?q=other+-%22box+1%22");
  check(`a heading counts and a term with a minus is kept out, ${where}`, differ({ rows: [await shown(page, ".later > li"), 8] }));
  page = await tab.open(base, "notes/index.html?q=note+1");
  check(`a folder is filtered, ${where}`, differ({ rows: [await shown(page, "main .row"), 11], status: [await status(), "11 of 20"] }).concat(tab.problems.splice(0)));
}

async function health(tab, base, check) {
  const page = await tab.open(base, "health.html");
  const heads = () => page.$$eval(".findings h2", (nodes) => nodes.filter((node) => node.checkVisibility()).map((node) => node.textContent));
  const own = await heads();
  const order = await page.$$eval(".finding", (nodes) => nodes.map((node) => node.textContent));
  await page.click("[data-by=document]");
  const first = (await heads())[0];
  check("Health by document", differ({
    address: [new URL(page.url()).search, "?group=document"],
    first: [first, "features/FEAT-002-other.md 3"],
    pressed: [await page.getAttribute("[data-by=document]", "aria-pressed"), "true"],
  }));
  await page.fill(".filter", "gone-7");
  check("a group is filtered", differ({ heads: [await heads(), ["notes/note-17.md 1"]] }));
  await page.fill(".filter", "");
  await page.click("[data-by=severity]");
  check("Health by severity", differ({ heads: [(await heads()).every((head) => /^(Error|Warning|Note) \d+$/.test(head)), true] }));
  await page.goBack();
  await page.goBack();
  check("Back leads to the checks as they were", differ({ heads: [await heads(), own], order: [await page.$$eval(".finding", (nodes) => nodes.map((node) => node.textContent)), order] }).concat(tab.problems.splice(0)));
}

async function folds(tab, site, check) {
  const url = "features/FEAT-001-log.html";
  let page = await tab.open(site.base, url);
  const open = () => page.$$eval("details.month", (nodes) => nodes.map((node) => node.open));
  check("older months are folded", differ({ months: [await open(), [false, false, false]], newest: [await page.textContent(".prose h3[id^='2026']"), "2026-07-16"] }));
  check("header fields are folded", differ({ open: [await page.$eval(".as-written", (node) => node.open), false] }));
  page = await tab.open(site.base, `${url}#2026-03-09`);
  check("a link to an entry unfolds its month", differ({ months: [await open(), [false, false, true]], seen: [await page.$eval("[id='2026-03-09']", (node) => node.getBoundingClientRect().top >= 0 && node.getBoundingClientRect().top < innerHeight), true] }));
  page = await tab.open(site.base, url);
  await page.evaluate(() => { location.hash = "#2026-04-02"; });
  await page.waitForFunction(() => document.querySelectorAll("details.month[open]").length === 1);
  const size = await page.$eval(".prose img", (image) => [image.getAttribute("width"), image.getAttribute("height"), image.clientHeight]);
  check("a picture has its size", differ({ size: [size, ["300", "200", 200]] }));
  const name = await page.evaluate(() => document.querySelector("a.external").getAttribute("aria-describedby"));
  check("a link out of the site is described", differ({ text: [await page.textContent(`#${name}`), "leads to another site"] }));
  await page.emulateMedia({ media: "print" });
  // What was not laid out becomes visible with the next frame.
  await page.waitForFunction(() => document.getElementById("2026-03-02").checkVisibility({ contentVisibilityAuto: true }), null, { timeout: 2000 }).catch(() => {});
  const printed = await page.evaluate(() => ({
    entry: document.getElementById("2026-03-02").checkVisibility({ contentVisibilityAuto: true }),
    gone: [".side", ".top", ".actions", ".copy"].every((name) => !document.querySelector(name) || getComputedStyle(document.querySelector(name)).display === "none"),
  }));
  check("print shows folded months and no controls", differ({ printed: [printed, { entry: true, gone: true }] }));
  await page.emulateMedia({ media: null });
  check("nothing goes wrong on a document", tab.problems.splice(0));
}

async function copies(tab, site, check) {
  const page = await tab.open(site.base, "features/FEAT-001-log.html");
  // What is copied is asked of the page itself: not every machine has a clipboard.
  const copied = (selector) => page.evaluate(async (name) => {
    let text = null;
    navigator.clipboard.writeText = async (given) => { text = given; };
    document.querySelector(name).click();
    return text;
  }, selector);
  check("the link is copied", differ({ text: [await copied("[data-copy-link]"), page.url()] }));
  check("code is copied", differ({ text: [await copied(".code [data-copy]"), "make\n"] }));
  const source = await page.getAttribute(".actions a", "href");
  check("the source stands beside the page", differ({ source: [source, "FEAT-001-log.md.txt"] }).concat(tab.problems.splice(0)));
}

exports.run = async function run({ browser, check }) {
  const site = await harness.site(FILES);
  const tab = await harness.tab(browser);
  await filters(tab, site.base, check, "served");
  await filters(tab, site.disk, check, "from disk");
  await health(tab, site.base, check);
  await folds(tab, site, check);
  await copies(tab, site, check);
  await tab.close();
  const plain = await harness.tab(browser, { javaScriptEnabled: false });
  const page = await plain.open(site.base, "views/open-boxes.html?q=zebra");
  check("without script every entry is there and no box", differ({ rows: [await page.locator(".later > li").count(), 18], box: [await page.locator(".filter").count(), 0] }));
  await plain.close();
};
