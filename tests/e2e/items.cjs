// Lists of items by script: the shared table of the filter grammar, filtering, sorting, grouping, the address, the board by
// keyboard, looks at items, the box that goes anywhere, named views, from disk too.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { ROOT, need, site, tab } = require("./harness.cjs");

const AXE = fs.readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");

const STATUSES = ["Planned", "In Progress", "In Review", "Blocked", "Done"];

// A folder of `count` logs and a tracker of rows, so that pages hold less than there is.
function files(count) {
  const all = { "featsite.yaml": "views:\n  Mine: 'owner:ana is:open'\n" };
  for (let at = 1; at <= count; at += 1) {
    const id = `FEAT-${String(at).padStart(3, "0")}`;
    const owner = at % 3 ? "Jo Li" : "Ana López";
    const priority = ["P0", "P1", "P2", "P3"][at % 4];
    all[`features/${id}-x.md`] = [
      `# ${id}: Item number ${at}`, "", `**Status**: ${STATUSES[at % 5]}  `, `**Owner**: ${owner}  `, `**Priority**: ${priority}  `,
      at % 7 ? "" : "**Target Completion**: 2020-01-31  ", at % 9 ? "" : `**Last Updated**: 2026-0${(at / 9) % 7 + 1}-15  `, `**Tags**: ${at % 2 ? "ui" : "infra"}, t${at % 10}`, "", "The first paragraph of it.", "",
      "## Phase 1: Base", "", ...Array.from({ length: 4 }, (_, box) => `- [${box < at % 5 ? "x" : " "}] box ${box}`), "",
    ].join("\n");
  }
  return all;
}

async function run({ browser, check }) {
  const made = await site(files(60));
  const view = await tab(browser);
  const { page } = view;
  const open = async (url) => {
    await view.open(made.base, url);
    return page;
  };
  // What differs from what is wanted, and what went wrong meanwhile. The picture of a page that was left at once is not loaded.
  const same = (name, found, wanted) => {
    const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
    check(`items: ${name}`, [...(one === other ? [] : [`${one}, not ${other}`]), ...view.problems.splice(0).filter((problem) => !problem.includes("favicon"))]);
  };
  const rows = () => page.$$eval("table[data-items] tr[data-item]:not([hidden])", (all) => all.filter((row) => row.offsetParent).map((row) => row.querySelector(".c-id").textContent));
  const query = () => page.evaluate(() => location.search);
  const count = () => page.textContent("[data-count]");
  const type = async (text) => {
    await page.fill(".filter-box input", text);
    await page.evaluate(() => window.featsite.items.data());
    await page.waitForTimeout(20);
  };

  // What a reader of the open state would stumble over.
  const judged = async (name) => {
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme });
      if (!await page.evaluate(() => Boolean(window.axe))) await page.evaluate(AXE);
      const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      const told = found.violations.flatMap((rule) => rule.nodes.slice(0, 3).map((node) => `axe ${rule.id}: ${node.target.join(" ")}`));
      same(`nothing is wrong with ${name}, ${scheme}`, told, []);
    }
    await page.emulateMedia({ colorScheme: "light" });
  };

  // The shared table, as tests/filter/mod.rs holds Rust to it.
  await open("backlog.html");
  const table = JSON.parse(fs.readFileSync(path.join(ROOT, "tests/filter/cases.json"), "utf8"));
  const wrong = await page.evaluate(async ({ today, records, cases }) => {
    const { filter, items } = window.featsite;
    const { grammar } = await items.data();
    const now = filter.dayOf(today);
    return cases.flatMap(({ q, finds, wrong: mistakes }) => {
      const terms = filter.parse(q, grammar);
      const found = records.filter((record) => filter.matches(terms, record, now)).map((record) => record.i);
      const told = terms.filter((term) => term.wrong && term.wrong.length).length;
      const right = JSON.stringify(found) === JSON.stringify(finds) && (told > 0 || (mistakes || []).every((one) => one.startsWith('"')));
      return right ? [] : [`${q}: ${found}, ${told} mistakes`];
    });
  }, table);
  same("the page's script holds the shared table of the grammar", wrong, []);

  // Filtering, and the address both ways.
  const all = await rows();
  same("the backlog shows every item", all.length, 60);
  await type("status:done -tag:t0");
  const done = await rows();
  const wanted = Array.from({ length: 60 }, (_, at) => at + 1).filter((at) => at % 5 === 4 && at % 10 !== 0).length;
  same("a filter hides the others", done.length, wanted);
  same("the count is told", await count(), `${wanted} of 60`);
  same("the filter stands in the address", await query(), "?q=status:done+-tag:t0");
  await page.reload();
  await page.waitForFunction(() => document.querySelector("[data-count]").textContent);
  same("the address brings the view back", await rows(), done);
  await page.click(".chips li:nth-child(1) button");
  await page.waitForTimeout(50);
  same("a piece can be taken out, and the focus stays in the bar", [await query(), await page.evaluate(() => Boolean(document.activeElement.closest(".filter-bar")))], ["?q=-tag:t0", true]);
  await page.goBack();
  await page.waitForTimeout(50);
  same("Back undoes a choice", await rows(), done);
  await type("status:done tag:nothing");
  same("where nothing passes the term to drop is offered", await page.textContent(".offer"), "12 without tag:nothing");
  await judged("pieces of a filter and an offer");
  await page.click(".offer");
  await page.waitForTimeout(50);
  same("the offer drops the term", (await rows()).length, 12);
  await page.keyboard.press("Escape");
  await page.click("[data-clear]");
  await page.waitForTimeout(50);
  same("Clear shows everything again, in its order", await rows(), all);

  // Sorting.
  const heads = (name) => page.$eval(`[data-sort=${name}]`, (cell) => cell.getAttribute("aria-sort"));
  await page.click("[data-sort=id] button");
  await page.waitForTimeout(80);
  same("a head sorts", [(await rows()).slice(0, 3), await heads("id")], [["FEAT-001", "FEAT-002", "FEAT-003"], "ascending"]);
  await page.click("[data-sort=id] button");
  await page.waitForTimeout(80);
  same("a second click turns it round", [(await rows())[0], await heads("id")], ["FEAT-060", "descending"]);
  await page.click("[data-sort=id] button");
  await page.waitForTimeout(80);
  same("a third one takes it back", [await rows(), await heads("id"), await query()], [all, null, ""]);
  await page.click("[data-sort=priority] button");
  await page.click("[data-sort=id] button", { modifiers: ["Shift"] });
  await page.waitForTimeout(80);
  same("Shift adds a key", [await query(), (await rows()).slice(0, 2)], ["?sort=-priority,id", ["FEAT-004", "FEAT-008"]]);

  // Grouping.
  await open("backlog.html");
  await page.selectOption("[data-group]", "owner");
  await page.waitForSelector(".group-head");
  const groups = await page.$$eval(".group-head th", (cells) => cells.map((cell) => cell.textContent));
  same("groups tell how many and how far", groups, ["Ana López 20 40/80", "Jo Li 40 80/160"]);
  await judged("groups");
  same("the group stands in the address", await query(), "?group=owner");

  // Menus and suggestions.
  await open("backlog.html");
  await page.click("[data-facet=status]");
  await page.waitForSelector("#fsMenu:popover-open li");
  same("a menu tells how many have each value", await page.$$eval("#fsMenu li", (list) => list.map((row) => row.querySelector(".count").textContent)), ["12", "12", "12", "12", "12"]);
  await judged("a menu of values");
  await page.click("#fsMenu li:nth-child(1) input");
  await page.click("#fsMenu li:nth-child(2) button");
  await page.waitForTimeout(50);
  const menu = await query();
  same("a menu writes the filter", /^\?q=status:[a-z-]+\+-status:[a-z-]+$/.test(menu) || menu, true);
  await page.keyboard.press("Escape");
  await open("backlog.html?q=priority:>=high");
  await page.waitForFunction(() => document.querySelector("[data-count]").textContent);
  await page.click("[data-facet=priority]");
  await page.waitForSelector("#fsMenu:popover-open li");
  await page.click("#fsMenu li:nth-child(1) input");
  await page.waitForTimeout(50);
  same("a menu leaves what it cannot say as it was written", (await query()).startsWith("?q=priority:%3E%3Dhigh+priority:"), true);
  await page.click("[data-facet=priority]");
  await page.waitForTimeout(50);
  same("its button closes a menu", [await page.$("#fsMenu:popover-open"), await page.getAttribute("[data-facet=priority]", "aria-expanded")], [null, "false"]);
  await open("backlog.html?group=nonsense");
  same("what is no grouping is none", (await rows()).length, 60);
  await open("backlog.html");
  await page.fill(".filter-box input", "owner:\"Jo Li\" sta");
  await page.waitForSelector("#fsSuggest li");
  same("what stands in quotes does not swallow the next term", await page.$$eval("#fsSuggest code", (all) => all.map((node) => node.textContent)), ["start:", "status:"]);
  await open("backlog.html");
  await page.click(".filter-box input");
  await page.keyboard.type("owner:a");
  await page.waitForFunction(() => Array.from(document.querySelectorAll("#fsSuggest code"), (node) => node.textContent).join() === 'owner:"Ana López"');
  await page.keyboard.press("ArrowDown");
  await page.dispatchEvent(".filter-box input", "input");
  await page.waitForTimeout(200);
  same("suggestions told anew keep the chosen one", await page.getAttribute("#fsSuggest li", "aria-selected"), "true");
  await judged("suggestions");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(50);
  same("a suggestion is taken by keyboard", await page.inputValue(".filter-box input"), "owner:\"Ana López\" ");
  same("and filters", (await rows()).length, 20);
  await page.fill(".filter-box input", "feat-7");
  await Promise.all([page.waitForURL("**/features/FEAT-007-x.html"), page.keyboard.press("Enter")]);
  same("Enter on an exact id opens it", true, true);

  // In a window that holds twelve rows the others leave when the box gets the focus.
  await page.setViewportSize({ width: 1280, height: 500 });
  await open("backlog.html");
  const whole = await rows();
  await page.focus(".filter-box input");
  const kept = (await rows()).length;
  await page.evaluate(() => document.activeElement.blur());
  same("who leaves the box without a word finds every row again, in order", [kept, await rows()], [12, whole]);
  await page.setViewportSize({ width: 1280, height: 900 });

  // Back leads to where the reader was.
  await open("backlog.html");
  for (let at = 0; at < 5; at += 1) await page.keyboard.press("j");
  const order = await rows();
  await Promise.all([page.waitForURL("**/features/FEAT-*.html"), page.keyboard.press("Enter")]);
  await Promise.all([page.waitForURL("**/backlog.html"), page.goBack()]);
  await page.waitForLoadState("load");
  await page.keyboard.press("j");
  same("after Back the keys go on where the reader was", await page.evaluate(() => document.activeElement.closest("[data-item]").querySelector(".c-id").textContent), order[5]);

  // The authors' words for a status.
  await open("backlog.html");
  await type("status:\"in review\"");
  same("a status is found by the authors' word", [(await rows()).length, await count()], [12, "12 of 60"]);
  await page.fill(".filter-box input", "");
  await page.click(".filter-box input");
  await page.keyboard.type("status:in");
  await page.waitForFunction(() => document.querySelectorAll("#fsSuggest li").length === 2);
  same("and offered under it", await page.$$eval("#fsSuggest li", (all) => all.map((row) => row.textContent)), ["status:in-progress12", "status:reviewIn Review 12"]);
  await page.keyboard.press("Escape");
  await type("status:stagnant");
  same("a word that no item has is told and nothing passes", [(await rows()).length, await page.textContent("[data-chips] .wrong")], [0, " not understood"]);

  // Sorting where the heads have no room.
  await page.setViewportSize({ width: 390, height: 800 });
  await open("backlog.html");
  await page.selectOption("[data-sort-by]", "id");
  await page.waitForFunction(() => location.search === "?sort=id");
  same("a menu sorts on narrow screens", (await rows()).slice(0, 3), ["FEAT-001", "FEAT-002", "FEAT-003"]);
  await page.setViewportSize({ width: 1280, height: 900 });

  // The board.
  await open("board.html");
  const cards = () => page.$$eval("[data-board] .columns > [data-column]", (all) => all.map((node) => node.querySelectorAll("[data-item]").length));
  same("columns are capped", await cards(), [12, 12, 12, 12, 0, 10, 0]);
  await type("owner:ana");
  await page.waitForFunction(() => document.querySelector("[data-column=complete] .count").textContent.includes("/"));
  same("a filter takes cards away and the counts say so", await page.$$eval("h2 .count", (all) => all.map((node) => node.textContent)), ["4/12", "4/12", "4/12", "4/12", "4/12"]);
  same("what is told of all cards is not told of some", await page.$$eval(".column header p", (all) => all.map((node) => node.textContent).join("")), "");
  await page.focus("[data-column=not-started] [data-item] h3 a");
  await page.waitForTimeout(700);
  same("cards that follow later leave the focus where it is", await page.evaluate(() => Boolean(document.activeElement.closest("[data-column=not-started] [data-item]"))), true);
  await type("status:done");
  await page.waitForFunction(() => document.querySelector("[data-column=complete] .count").textContent === "12/12");
  same("cards that were not on the page come", (await cards())[5], 10);
  await open("board.html?group=priority");
  await page.waitForSelector(".lane");
  same("lanes cross the columns", await page.$$eval(".lane > summary > span:first-child", (all) => all.map((node) => node.textContent)), ["Critical", "High", "Medium", "Low"]);
  await judged("lanes");
  same("every card stands in its lane", await page.$$eval(".lane", (all) => all.map((lane) => lane.querySelectorAll("[data-item]").length)), [15, 15, 15, 15]);
  await open("board.html");
  await page.keyboard.press("j");
  const focused = () => page.evaluate(() => {
    const card = document.activeElement.closest("[data-item]");
    const list = card && Array.from(card.parentElement.querySelectorAll("[data-item]"));
    return card ? [card.closest("[data-column]").dataset.column, list.indexOf(card)] : null;
  });
  const steps = [];
  for (const key of ["j", "ArrowDown", "l", "ArrowRight", "k", "h", "End", "Home"]) {
    await page.keyboard.press(key);
    steps.push(await focused());
  }
  same("the board goes by arrows and letters", steps, [["not-started", 1], ["not-started", 2], ["in-progress", 2], ["review", 2], ["review", 1], ["in-progress", 1], ["in-progress", 11], ["in-progress", 0]]);
  await page.waitForFunction(() => document.activeElement.getAttribute("aria-label"));
  const label = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  same("a card is told with its place", /^FEAT-\d+ Item number \d+, In Progress, \d of 4, card 1 of 12$/.test(label) || label, true);
  same("one card at a time is reached by Tab", await page.$$eval("[data-board] .columns [data-item]", (all) => all.filter((card) => card.querySelector("h3 a").tabIndex === 0).length), 1);
  await page.keyboard.press("Space");
  await page.waitForSelector("#fsPeek[open] h2");
  const first = await page.textContent("#fsPeek h2");
  await page.keyboard.press("j");
  await page.waitForFunction((text) => document.querySelector("#fsPeek h2").textContent !== text, first);
  same("a look goes down the list", (await page.textContent("#fsPeek")).includes("The first paragraph of it."), true);
  await judged("a look at an item");
  same("the focus stays in it", await page.evaluate(() => document.getElementById("fsPeek").contains(document.activeElement)), true);
  const scrolled = await page.evaluate(() => scrollY);
  await page.keyboard.press("Space");
  same("Space closes it and scrolls nothing", [await page.$("#fsPeek[open]"), await page.evaluate(() => scrollY)], [null, scrolled]);
  await page.keyboard.press("Space");
  await page.waitForSelector("#fsPeek[open] h2");
  await page.keyboard.press("Escape");
  same("Esc closes it and the focus has gone along", [await page.$("#fsPeek[open]"), await focused()], [null, ["in-progress", 1]]);

  // Help, and going anywhere.
  await page.keyboard.press("?");
  same("? shows the keys", await page.$eval("#fsKeys", (box) => box.open), true);
  await judged("the keys");
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("31");
  await page.waitForSelector("#fsFound li");
  await judged("the box that goes anywhere");
  await Promise.all([page.waitForURL("**/FEAT-031-x.html"), page.keyboard.press("Enter")]);
  same("a document is three keys away", true, true);
  await page.keyboard.press("g");
  await Promise.all([page.waitForURL("**/backlog.html"), page.keyboard.press("b")]);
  same("g b goes to the backlog", view.problems.splice(0), []);

  // What changed since the last visit, which the browser keeps.
  await open("index.html");
  same("a first visit lists no changes", await page.$eval("[data-visit]", (box) => box.hidden), true);
  await page.evaluate(() => localStorage.setItem(`featsite-visit ${location.pathname.replace("index.html", "")}`, "2026-04-01"));
  await page.reload();
  await page.waitForSelector("[data-visit]:not([hidden])");
  same("a later one lists them, the newest first", await page.$$eval("[data-visit] time", (all) => all.map((node) => node.dateTime)), ["2026-07-15", "2026-06-15", "2026-05-15", "2026-04-15"]);

  // A board in lanes whose first cards are folded away.
  const bare = await site({ ...files(8), "features/FEAT-100-x.md": "# FEAT-100: Without a status\n\n**Owner**: Ana\n" });
  await view.open(bare.base, "board.html?group=owner");
  await page.waitForSelector(".lane");
  await page.keyboard.press("j");
  same("keys begin at a card in sight", await page.evaluate(() => Boolean(document.activeElement.closest(".lane [data-item]"))), true);

  // Named views, and the whole from disk.
  await open("views/named/mine.html");
  const mine = (await rows()).length;
  same("a named view shows what passes", mine, 16);
  await type("tag:ui");
  same("and can be filtered further", (await rows()).length, 8);
  view.base = made.disk;
  await page.goto(`${made.disk}backlog.html`);
  await type("owner:ana");
  same("it works from disk", (await rows()).length, 20);
  await page.goto(`${made.disk}board.html`);
  await page.keyboard.press("j");
  await page.keyboard.press("Space");
  await page.waitForSelector("#fsPeek[open] h2");
  same("looks work from disk", (await page.$eval("#fsPeek h2 a", (link) => link.href)).startsWith(`${made.disk}features/FEAT-`), true);
  await view.close();
}

module.exports = { run };
