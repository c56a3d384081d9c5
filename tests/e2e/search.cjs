// Search: the box opens at once and loads its index when it is first used, under a path and from disk; exact ids, mistyped
// words, sections, terms of the filter; by keyboard alone; and axe finds nothing.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const harness = require("./harness.cjs");
const finds = require("./search-finds.cjs");
const { open: inNode } = require("./search-node.cjs");

const AXE = fs.readFileSync(harness.need.resolve("axe-core/axe.min.js"), "utf8");
const read = (name) => JSON.parse(fs.readFileSync(path.join(harness.ROOT, "tests/search", name), "utf8"));

const LONG = Array.from({ length: 60 }, (_, at) => `Paragraph ${at} of the long part.`).join("\n\n");
const FILES = {
  "README.md": "# Site of the tests\n\nWhat is planned.\n",
  "features/FEAT-012-login.md": `# FEAT-012: Login\n\n**Status**: In Progress\n**Owner**: Ana\n\nUsers sign in with a form.\n\n## Design\n\n${LONG}\n\n### Token rotation\n\nEach refresh hands out a new quokka and forgets the old one.\n\n\`\`\`js\nconst zanzibar = 1;\n\`\`\`\n`,
  "features/FEAT-120-logout.md": "# FEAT-120: Logout\n\n**Status**: Done\n**Owner**: Bo\n\nThe login ends and the quokka is gone.\n",
  "guides/resume.md": "# Résumé of crème brûlée\n\nDessert <b>with</b> login & \"quotes\".\n",
  "guides/chinese.md": "# 验收标准\n\n登录功能需要通过测试计划。\n",
  "guides/camel.md": "# Names\n\nCall `refreshAccessToken` or set `max_retry_count`.\n",
  "tracker.md": "# Tracker\n\n| ID | Title | Status |\n|---|---|---|\n| FEAT-077 | Wombat export | Planned |\n",
};

function differ(pairs) {
  return Object.entries(pairs).flatMap(([name, [found, expected]]) => (JSON.stringify(found) === JSON.stringify(expected) ? [] : [`${name}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`]));
}

// Types a text into the open box and waits for what was found for it.
async function look(page, text) {
  await page.fill("#fsSearch input", text);
  await page.waitForSelector("#fsFound:not([aria-busy])", { state: "attached" });
  return rows(page);
}

function rows(page) {
  return page.$$eval("#fsFound [role=option]", (all) => all.map((row) => row.querySelector(".what").textContent));
}

const said = (page) => page.textContent("#fsSearch [role=status]");
const marks = (page) => page.$$eval("#fsFound mark", (all) => all.map((mark) => mark.textContent));

async function typed(tab, base, check, where) {
  const page = await tab.open(base, "features/FEAT-120-logout.html");
  const scripts = () => page.$$eval("script", (all) => all.map((node) => node.src).filter((src) => /search|views\//.test(src)).length);
  check(`nothing of search is loaded before it is used, ${where}`, differ({ scripts: [await scripts(), 0] }));
  await page.keyboard.press("/");
  await page.waitForFunction(() => window.featsite.search && window.featsite.search.open);
  check(`an id comes first, ${where}`, differ({ id: [(await look(page, "feat-012"))[0], "Login"], joined: [(await look(page, "feat12"))[0], "Login"], number: [(await look(page, "12"))[0], "Login"] }));
  check(`the beginning of a word is enough, ${where}`, differ({ rows: [(await look(page, "logo"))[0], "Logout"] }));
  const mistyped = await look(page, "quoka");
  check(`one mistake is forgiven and told, ${where}`, differ({ rows: [mistyped.slice(0, 2), ["Logout", "Login"]], said: [(await said(page)).startsWith("No “quoka”, showing “quokka”"), true], first: [(await look(page, "lqgin"))[0], "Login"], start: [(await look(page, "zombat"))[0], "Wombat export"] }));
  const section = await look(page, "refresh new quokka");
  check(`a section is found with its path, ${where}`, differ({ rows: [section.slice(0, 2), ["Login", "Design › Token rotation"]], marks: [await page.$$eval("#fsFound1 mark", (all) => all.map((mark) => mark.textContent)), ["refresh", "new", "quokka"]] }));
  check(`code is found, ${where}`, differ({ rows: [(await look(page, "zanzibar"))[0], "Login"] }));
  check(`accents do not matter, ${where}`, differ({ rows: [(await look(page, "resume creme"))[0], "Résumé of crème brûlée"], marks: [(await marks(page)).slice(0, 2), ["Résumé", "crème"]] }));
  check(`names are found by their pieces, ${where}`, differ({ camel: [(await look(page, "access token"))[0], "Names"], snake: [(await look(page, "retry"))[0], "Names"], whole: [(await look(page, "maxRetryCount"))[0], "Names"] }));
  check(`Chinese is found, ${where}`, differ({ title: [(await look(page, "验收"))[0], "验收标准"], text: [(await look(page, "测试计划"))[0], "验收标准"], one: [(await look(page, "录"))[0], "验收标准"] }));
  check(`a filter holds, ${where}`, differ({ both: [(await look(page, "login")).filter((row) => row === "Logout").length, 1], one: [(await look(page, "owner:ana login")).includes("Logout"), false], said: [(await said(page)).includes("owner:ana"), true], alone: [(await look(page, "status:done"))[0], "Logout"], not: [(await look(page, "login -quokka")).includes("Logout"), false] }));
  check(`quotes ask for just that, ${where}`, differ({ rows: [await look(page, "\"quokka is gone\""), ["Logout"]] }));
  check(`what is found nowhere is told, ${where}`, differ({ rows: [await look(page, "xyzzyq"), []], said: [await said(page), "Nothing found"] }));
  await look(page, "quotes");
  check(`texts are escaped, ${where}`, differ({ tags: [await page.$$eval("#fsFound b", (all) => all.length), 0], text: [(await page.textContent("#fsFound .said")).includes("login & \"quotes\""), true] }));
  check(`nothing goes wrong, ${where}`, tab.problems.splice(0));
}

async function leads(tab, base, check, where) {
  const page = await tab.open(base, "index.html");
  await page.keyboard.press("Control+k");
  await page.waitForFunction(() => window.featsite.search && window.featsite.search.open);
  await look(page, "forgets quokka");
  await page.keyboard.press("ArrowDown");
  const chosen = await page.$eval("#fsSearch input", (input) => document.getElementById(input.getAttribute("aria-activedescendant")).querySelector(".what").textContent);
  await Promise.all([page.waitForURL("**/FEAT-012-login.html#token-rotation"), page.keyboard.press("Enter")]);
  const seen = await page.$eval("#token-rotation", (node) => node.getBoundingClientRect().top < innerHeight);
  check(`a section leads to its place by keyboard alone, ${where}`, differ({ chosen: [chosen, "Design › Token rotation"], seen: [seen, true] }));
  // From the page itself, the place is gone to without loading it again.
  await page.evaluate(() => { window.stays = true; scrollTo(0, 0); history.replaceState(null, "", location.pathname); });
  await page.keyboard.press("/");
  await page.waitForFunction(() => window.featsite.search && window.featsite.search.open);
  await page.waitForSelector("#fsFound li");
  check(`what was opened last stands in the empty box, ${where}`, differ({ rows: [await rows(page), ["Login"]], said: [await said(page), "Opened last"] }));
  await look(page, "forgets quokka");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/FEAT-012-login.html#token-rotation");
  check(`a place on the same page is gone to, ${where}`, differ({ stays: [await page.evaluate(() => [window.stays, document.getElementById("fsSearch").open]), [true, false]] }));
  await page.keyboard.press("/");
  await look(page, "wombat");
  await Promise.all([page.waitForURL("**/tracker.html#*"), page.keyboard.press("Enter")]);
  check(`a row of a tracker leads to its row, ${where}`, tab.problems.splice(0));
  await page.keyboard.press("/");
  await page.keyboard.press("Escape");
  check(`Esc closes it, ${where}`, differ({ open: [await page.$("#fsSearch[open]"), null] }));
}

// What is typed, Enter too, is kept while the script and the index are on their way.
async function early(browser, base, check) {
  const tab = await harness.tab(browser);
  await tab.page.route(/search\..*\.js|views\/search/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  const page = await tab.open(base, "index.html");
  await page.keyboard.press("/");
  await page.keyboard.type("wombat");
  const typed = await page.inputValue("#fsSearch input");
  await Promise.all([page.waitForURL("**/tracker.html#*"), page.keyboard.press("Enter")]);
  check("what is typed while search loads is kept", differ({ typed: [typed, "wombat"] }).concat(tab.problems.splice(0)));
  await tab.close();
  const lost = await harness.tab(browser);
  await lost.page.route(/views\/search/, (route) => route.abort());
  const other = await lost.open(base, "index.html");
  await other.click("[data-jump]");
  await other.waitForFunction(() => document.querySelector("#fsSearch [role=status]").textContent !== "");
  check("an index that does not come is told", differ({ said: [await said(other), "The index could not be loaded"] }));
  await lost.close();
}

// Who closes the box before anything came wants nothing of it any more.
async function late(browser, made, check) {
  for (const [name, slow] of [["script", /\/search\.[^/]*js/], ["index", /views\/search/]]) {
    const tab = await harness.tab(browser);
    await tab.page.route(slow, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    const page = await tab.open(made.base, "index.html");
    const came = page.waitForResponse((response) => slow.test(response.url()));
    await page.keyboard.press("/");
    await page.keyboard.type("wombat");
    if (name === "index") await page.waitForFunction(() => window.featsite.search && window.featsite.search.open);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await came;
    await page.waitForTimeout(800);
    const stayed = page.url();
    await page.keyboard.press("/");
    await page.waitForFunction(() => window.featsite.search && window.featsite.search.open);
    await look(page, "quokka");
    check(`Esc takes Enter back while the ${name} loads`, differ({ page: [stayed, `${made.base}index.html`], rows: [(await rows(page)).includes("Logout"), true] }).concat(tab.problems));
    await tab.close();
  }
}

// A file of data that could not be made is empty: that is told as one that is not there.
async function empty(browser, made, check) {
  const tab = await harness.tab(browser);
  await tab.page.route(/views\/search\.js/, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  const page = await tab.open(made.base, "index.html");
  await page.keyboard.press("/");
  const told = await page.waitForFunction(() => document.querySelector("#fsSearch [role=status]").textContent === "The index could not be loaded", null, { timeout: 5000 }).then(() => [], () => ["nothing is said"]);
  check("an empty index is told", told.concat(tab.problems));
  await tab.close();
}

// Further results behind the first ones, terms that nobody understands, the language of texts, and a way out for fingers.
async function offers(browser, made, check) {
  const tab = await harness.tab(browser, { width: 390 });
  const page = await tab.open(made.base, "index.html");
  await page.click("[data-jump]");
  await page.waitForFunction(() => window.featsite.search && window.featsite.search.open);
  const before = (await look(page, "beta alpha")).filter((row) => row.startsWith("Alpha"));
  const first = await said(page);
  const seen = await page.$eval("#fsSearch [data-more]", (node) => node.getBoundingClientRect().bottom <= document.getElementById("fsSearch").getBoundingClientRect().bottom);
  check("the button for more is in sight on a phone", differ({ seen: [seen, true] }));
  await page.click("#fsSearch [data-more]");
  await page.waitForSelector("#fsFound:not([aria-busy])", { state: "attached" });
  const after = (await rows(page)).filter((row) => row.startsWith("Alpha"));
  check("more results stand behind the first ones", differ({ said: [[first, await said(page)], ["The best 10 of 301", "The best 20 of 301"]], rows: [[before.length, after.length, after.slice(0, before.length)], [10, 20, before]], chosen: [await page.$eval("#fsFound [aria-selected=true] .what", (node) => node.textContent), after[before.length]], focus: [await page.evaluate(() => document.activeElement.getAttribute("role")), "combobox"] }));
  await look(page, "login");
  check("without further results none are offered", differ({ hidden: [await page.$eval("#fsSearch [data-more]", (node) => node.hidden), true] }));
  const wide = await page.$$eval("#fsFound .what", (all) => all.map((node) => node.getBoundingClientRect().height > 30));
  check("a title has its line to itself on a phone", differ({ wide: [wide.includes(true), false] }));
  await look(page, "status: login");
  check("a term that is not understood is told", differ({ said: [(await said(page)).startsWith("status: not understood · "), true] }));
  await look(page, "שלום");
  check("results have the direction and language of their text", differ({ title: [await page.$eval("#fsFound .what", (node) => [node.dir, node.lang, getComputedStyle(node).direction]), ["auto", "he", "rtl"]], said: [await page.$eval("#fsFound .said", (node) => [node.dir, node.lang]), ["auto", "he"]] }));
  await page.click("#fsSearch [data-close]");
  check("the box has a button that closes it", differ({ open: [await page.$("#fsSearch[open]"), null] }).concat(tab.problems));
  await tab.close();
}

async function judged(browser, base, check) {
  for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [320, "light"]]) {
    const tab = await harness.tab(browser, { width, colorScheme });
    const page = await tab.open(base, "index.html");
    await page.click("[data-jump]");
    await page.waitForFunction(() => window.featsite.search && window.featsite.search.open);
    await look(page, "login quoka");
    await page.evaluate(AXE);
    const found = await page.evaluate(() => window.axe.run(document.getElementById("fsSearch"), { resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, nodes }) => `axe ${id}: ${nodes[0].target} ${nodes[0].failureSummary}`)));
    const wide = await page.$$eval("#fsSearch, #fsSearch *", (all) => all.filter((node) => node.getBoundingClientRect().right > innerWidth + 1).map((node) => `runs out of the window: ${node.className}`));
    check(`axe on results at ${width} px, ${colorScheme}`, [...found, ...wide, ...tab.problems]);
    await tab.close();
  }
}

// Words are read in the page as they are when the index is made.
async function agrees(browser, base, check) {
  const tab = await harness.tab(browser);
  const page = await tab.open(base, "index.html");
  await page.keyboard.press("/");
  await page.waitForFunction(() => window.featsite.search && window.featsite.search.words);
  const cases = read("words.json");
  const found = await page.evaluate((texts) => texts.map((text) => window.featsite.search.words(text)), cases.map(({ text }) => text));
  check("the page reads words as the index does", cases.flatMap(({ text, words }, at) => differ({ [text]: [found[at], words] })));
  const near = [["login", "logn"], ["login", "loginn"], ["login", "lofin"], ["login", "olgin"], ["login", "logni"], ["login", "ogin"], ["login", "log"], ["login", "login"], ["login", "lgoni"]];
  check("one mistake is one letter or two that changed places", differ({ near: [await page.evaluate((pairs) => pairs.map(([a, b]) => window.featsite.search.isNear(a, b)), near), [true, true, true, true, true, true, false, false, false]] }));
  await tab.close();
}

// featsite's own documents, in Node: the order that the page gives.
async function relevance(site, check) {
  const { find } = inNode(site.folder);
  for (const [query, wanted] of read("own.json")) {
    const { results } = await find(query);
    const url = site.documents.find((document) => document.path === wanted)?.url;
    check(`the first result for ${query}`, differ({ url: [results[0] && results[0].entry.url, url] }));
  }
  // Every mistake in every place of a word, the first and the last letter included.
  const { search } = inNode(site.folder);
  const word = "contradictions";
  const missed = [];
  for (let at = 0; at < word.length; at += 1) {
    const wrong = [word.slice(0, at) + word.slice(at + 1), `${word.slice(0, at)}q${word.slice(at)}`, `${word.slice(0, at)}q${word.slice(at + 1)}`];
    if (at + 1 < word.length && word[at] !== word[at + 1]) wrong.push(word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2));
    for (const typed of wrong) if (!(await search.near(typed)).includes(word)) missed.push(typed);
  }
  check("a mistake is found wherever it stands", missed);
}

exports.run = async function run({ browser, site, check }) {
  const made = await harness.site(FILES);
  const tab = await harness.tab(browser);
  await typed(tab, made.base, check, "served");
  await typed(tab, made.disk, check, "from disk");
  await leads(tab, made.base, check, "served");
  await tab.close();
  // What was opened last is kept for each site: another tab begins without it.
  const disk = await harness.tab(browser);
  await leads(disk, made.disk, check, "from disk");
  await disk.close();
  await early(browser, made.base, check);
  await late(browser, made, check);
  await empty(browser, made, check);
  await judged(browser, made.base, check);
  await agrees(browser, made.base, check);
  await relevance(site, check);
  const many = await finds.run(check, differ);
  await offers(browser, many, check);
};
