// `featsite serve` while files are written: the open page follows in place and keeps what its reader did to it, a panel
// tells what cannot be read, and pages that scripts hold are loaded anew with all that was chosen.
"use strict";
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const harness = require("./harness.cjs");

const AXE = fs.readFileSync(harness.need.resolve("axe-core/axe.min.js"), "utf8");
const PATIENCE = 15000;

const paragraphs = (name, count) => Array.from({ length: count }, (_, at) => `${name} paragraph ${at} has a text of its own, long enough for a line.\n`).join("\n");
const feature = (id, title, status, day) => `# FEAT-${id}: ${title}\n\n**Status**: ${status}\n**Owner**: Ana\n**Depends on**: FEAT-${id === "001" ? "040" : "001"}\n**Start**: 2026-01-${day}\n**Target**: 2026-02-${day}\n\n## Tasks\n\n- [ ] one\n- [x] two\n`;
const LONG = `# A long text\n\n${paragraphs("First", 30)}\n\n## Middle\n\n${paragraphs("Middle", 30)}\n\n## Last\n\n${paragraphs("Last", 30)}`;
const FILES = {
  "featsite.yaml": "title: Live\n",
  "README.md": "# Live\n\nHere it begins.\n",
  "links.md": "# Links\n\nSee [the first](features/FEAT-001.md).\n",
  "long.md": `---\nstatus: draft\n---\n\n${LONG}`,
  "shown.md": "# Shown\n\n![a dot](pictures/dot.gif)\n\nA text that is long enough to be compressed.\n",
  "other.md": "# Another\n\nIt is not written to.\n",
  ...Object.fromEntries(Array.from({ length: 40 }, (_, at) => {
    const id = String(at + 1).padStart(3, "0");
    return [`features/FEAT-${id}.md`, feature(id, `Feature ${id}`, ["Planned", "In Progress", "Complete"][at % 3], String((at % 28) + 1).padStart(2, "0"))];
  })),
};

// The program at work on a folder of its own, with ways to change what is in it.
async function serving(files, port = 0) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "featsite-live-"));
  const made = {
    base: "",
    read: (name) => fs.readFileSync(path.join(folder, name), "utf8"),
    write(name, text) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    },
    edit: (name, from, to) => made.write(name, made.read(name).replace(from, to)),
    remove: (name) => fs.rmSync(path.join(folder, name), { recursive: true }),
    async start(at) {
      const child = spawn(harness.FEATSITE, ["serve", folder, "--port", String(at)], { stdio: ["ignore", "pipe", "pipe"] });
      made.child = child;
      let told = "";
      made.base = await new Promise((resolve, reject) => {
        for (const stream of [child.stdout, child.stderr]) {
          stream.on("data", (text) => {
            told += text;
            const address = /http:\/\/[^\s/]+\//.exec(told);
            if (address) resolve(address[0]);
          });
        }
        child.on("exit", () => reject(new Error(`serve ended: ${told}`)));
      });
    },
    stop: () => new Promise((resolve) => {
      made.child.removeAllListeners("exit").on("exit", resolve);
      made.child.kill();
    }),
    async end() {
      await made.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
  for (const [name, text] of Object.entries(files)) made.write(name, text);
  made.write("pictures/dot.gif", picture("one"));
  await made.start(port);
  return made;
}

// Opens a page and waits until it follows: it has asked the server for itself.
async function follow(tab, server, url) {
  await tab.open(server.base, url);
  await followed(tab.page).catch(async (error) => { throw new Error(`${url} does not follow: ${error.message}`); });
  await tab.page.evaluate(() => { window.stayed = true; });
  return tab.page;
}
const followed = async (page) => {
  await page.waitForFunction(() => performance.getEntriesByType("resource").some((one) => one.initiatorType === "fetch" && new URL(one.name).pathname === location.pathname), null, { timeout: PATIENCE });
  await page.waitForTimeout(150);
};
// Waits until a page says a text. While it is loaded anew there is nothing below its root element for a moment.
const says = (page, text) => page.waitForFunction((wanted) => document.body?.textContent.includes(wanted), text, { timeout: PATIENCE }).then(() => [], (error) => [`never said: ${text} (${error.message})`]);
// The same for the space between the letters of its heading.
const spaced = (page, wanted) => page.waitForFunction((wide) => {
  const heading = document.querySelector("h1");
  return heading && (getComputedStyle(heading).letterSpacing === "7px") === wide;
}, wanted, { timeout: PATIENCE });
// Waits until the page was loaded anew and follows again.
const anew = async (page) => {
  await page.waitForFunction(() => !window.stayed, null, { timeout: PATIENCE }).catch(() => {});
  await followed(page).catch(() => {});
  await page.waitForTimeout(400);
};
// Waits until the server has taken in a change, and a page that is concerned would have.
const taken = async (server, url, text) => {
  for (const until = Date.now() + PATIENCE; Date.now() < until;) {
    if ((await fetch(server.base + url).then((answer) => answer.text())).includes(text)) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  await new Promise((done) => setTimeout(done, 500));
};
const panel = (page) => page.locator("#featsite-live .panel");
const note = (page) => page.locator("#featsite-live .note");
const shown = (locator) => locator.waitFor({ state: "visible", timeout: PATIENCE }).then(() => [], () => ["it was not shown"]);
const hidden = (locator) => locator.waitFor({ state: "hidden", timeout: PATIENCE }).then(() => [], () => ["it did not go"]);
const differ = (pairs) => Object.entries(pairs).filter(([, [found, expected]]) => JSON.stringify(found) !== JSON.stringify(expected)).map(([name, [found, expected]]) => `${name}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
const wrong = (tab) => tab.problems.splice(0);

async function inPlace({ server, tab, check }) {
  const page = await follow(tab, server, "long.html");
  const mark = page.locator(".prose p", { hasText: "Middle paragraph 12 " });
  await page.locator("details.read").evaluate((fold) => { fold.open = true; });
  await mark.evaluate((node) => {
    scrollTo(0, scrollY + node.getBoundingClientRect().top - 120);
    node.was = true;
    getSelection().selectAllChildren(node);
  });
  await page.locator(".side a").nth(2).focus();
  const focused = () => page.evaluate(() => document.activeElement.getAttribute("href"));
  const before = { top: (await mark.boundingBox()).y, scroll: await page.evaluate(() => scrollY), focus: await focused() };
  await page.evaluate(() => {
    // Some browsers keep no place by themselves.
    const style = new CSSStyleSheet();
    style.replaceSync("html { overflow-anchor: none !important; }");
    document.adoptedStyleSheets = [style];
    window.seen = [];
    const set = CSS.highlights.set.bind(CSS.highlights);
    CSS.highlights.set = (name, value) => { window.seen.push(...[...value].map(String)); return set(name, value); };
  });
  server.write("long.md", `---\nstatus: in progress\n---\n\n${LONG.replace("First paragraph 3 has", `First paragraph 3 really has\nnews.\n\n${paragraphs("New", 6)}\n\`\`\`rust\nfn main() {}\n\`\`\`\n\n## Fresh\n\nIt has`).replace("Last paragraph 3 has", "Last paragraph 3 had")}`);
  const problems = [...await says(page, "Last paragraph 3 had"), ...await says(page, "New paragraph 5")];
  await page.waitForTimeout(200);
  check("a text changes in place and nothing that was read moves", problems.concat(differ({
    stayed: [await page.evaluate(() => window.stayed), true],
    node: [await mark.evaluate((node) => node.was), true],
    top: [Math.abs((await mark.boundingBox()).y - before.top) < 2, true],
    scrolled: [await page.evaluate(() => scrollY) > before.scroll + 100, true],
    fold: [await page.locator("details.read").evaluate((fold) => fold.open), true],
    focus: [await focused(), before.focus],
    selection: [await page.evaluate(() => getSelection().toString().includes("Middle paragraph 12 ")), true],
    header: [(await page.locator(".card-head .pill").textContent()).trim().toLowerCase(), "in progress"],
    marked: [await page.evaluate(() => ["really", "New paragraph 5", "had"].map((text) => window.seen.some((one) => one.includes(text)))), [true, true, true]],
  }), wrong(tab)));
  for (const top of [300, 60]) {
    await page.locator("#fresh").evaluate((node, to) => scrollTo(0, scrollY + node.getBoundingClientRect().top - to), top);
    await page.waitForTimeout(200);
  }
  await page.waitForFunction(() => CSS.highlights.size === 0, null, { timeout: PATIENCE }).catch(() => {});
  check("what scripts do for a page they do for what is new", differ({
    contents: [await page.locator("#fsToc [aria-current]").evaluateAll((links) => links.map((link) => link.getAttribute("href"))), ["#fresh"]],
    copy: [await page.locator(".prose [data-copy]").evaluate((button) => button.hidden), false],
    unmarked: [await page.evaluate(() => CSS.highlights.size), 0],
  }).concat(wrong(tab)));
}

async function untouched({ server, tab, check }) {
  const page = await follow(tab, server, "other.html");
  await page.evaluate(() => {
    window.touched = [];
    new MutationObserver((list) => list.forEach((one) => window.touched.push(`${one.type} ${one.target.nodeName} ${one.attributeName || ""}`))).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  server.edit("long.md", "Last paragraph 20", "Last paragraph twenty");
  await taken(server, "long.html", "Last paragraph twenty");
  check("a page that is not concerned is not touched", differ({ touched: [await page.evaluate(() => window.touched), []], stayed: [await page.evaluate(() => window.stayed), true] }));
  server.edit("other.md", "# Another", "# Another one");
  check("a title follows", [...await says(page, "Another one"), ...differ({ title: [await page.title(), "Another one · Live"], stayed: [await page.evaluate(() => window.stayed), true] }), ...wrong(tab)]);
}

async function anewWithAll({ server, tab, check }) {
  let page = await follow(tab, server, "backlog.html");
  await page.locator("[data-bar] input").fill("owner:ana feature");
  await page.waitForFunction(() => document.querySelectorAll("tr[data-item]").length === 40);
  await page.locator("[data-bar] input").evaluate((box) => box.setSelectionRange(3, 5));
  const at = 900;
  await page.evaluate((top) => scrollTo(0, top), at);
  await page.waitForTimeout(400);
  const top = await page.evaluate(() => scrollY);
  server.edit("features/FEAT-020.md", "Feature 020", "Feature twenty");
  await anew(page);
  const problems = await says(page, "Feature twenty");
  await page.waitForFunction((wanted) => Math.abs(scrollY - wanted) < 3, top, { timeout: 5000 }).catch(() => {});
  check("a list keeps its filter, the focus and its place", problems.concat(differ({
    box: [await page.locator("[data-bar] input").inputValue(), "owner:ana feature"],
    caret: [await page.evaluate(() => [document.activeElement.matches("[data-bar] input"), document.activeElement.selectionStart, document.activeElement.selectionEnd]), [true, 3, 5]],
    top: [await page.evaluate(() => scrollY), top],
    restoration: [await page.evaluate(() => history.scrollRestoration), "auto"],
  }), wrong(tab)));
  const from = Object.keys(FILES).length;
  for (const [url, selector] of [["board.html?q=owner%3Aana", ".board"], ["timeline.html?q=owner%3Aana&zoom=week", ".timeline"], ["graph.html?q=owner%3Aana", null]]) {
    page = await follow(tab, server, url);
    await page.waitForTimeout(600);
    await page.evaluate((name) => {
      scrollTo(0, 150);
      if (name) document.querySelector(name).scrollLeft = 120;
    }, selector);
    await page.waitForTimeout(400);
    const place = () => page.evaluate((name) => [scrollY, name ? document.querySelector(name).scrollLeft : 0, new URLSearchParams(location.search).get("q")], selector);
    const before = await place();
    server.edit("features/FEAT-002.md", /Feature 002.*/, `Feature 002 ${url[0]}${from}`);
    await anew(page);
    await page.waitForFunction((wanted) => Math.abs(scrollY - wanted) < 3, before[0], { timeout: 5000 }).catch(() => {});
    check(`${url} keeps its filter and its place`, [...await says(page, `Feature 002 ${url[0]}${from}`), ...differ({ place: [await place(), before] }), ...wrong(tab)]);
  }
}

// What scripts have loaded is not what it was.
async function data({ server, tab, check }) {
  let page = await follow(tab, server, "links.html");
  const look = async () => {
    await page.mouse.move(5, 500);
    await page.locator(".preview:popover-open").waitFor({ state: "hidden", timeout: PATIENCE });
    await page.locator("main a", { hasText: "the first" }).hover();
    await page.locator(".preview:popover-open").waitFor({ timeout: PATIENCE }).catch(() => {});
    return page.locator(".preview strong").textContent();
  };
  const before = await page.locator("main a", { hasText: "the first" }).hover().then(() => page.locator(".preview strong").textContent());
  server.edit("features/FEAT-001.md", /Feature 001.*/, "Feature one");
  await taken(server, "features/FEAT-001.html", "Feature one");
  check("a preview is told from what is there now", differ({ texts: [[before, await look()], ["Feature 001", "Feature one"]], stayed: [await page.evaluate(() => window.stayed), true] }).concat(wrong(tab)));
  page = await follow(tab, server, "other.html");
  const search = async (text) => {
    await page.keyboard.press("/");
    await page.locator("#fsSearch input").fill(text);
    await page.waitForTimeout(1200);
    return page.locator("#fsFound [role=option]").count();
  };
  const none = await search("quokka");
  server.edit("long.md", "Last paragraph 21", "Last quokka 21");
  await taken(server, "long.html", "Last quokka 21");
  const open = await page.evaluate(() => [window.stayed, document.getElementById("fsSearch").open]);
  await page.keyboard.press("Escape");
  await anew(page);
  check("search finds what was written since, and is not closed for it", differ({ none: [none, 0], open: [open, [true, true]], found: [(await search("quokka")) > 0, true] }).concat(wrong(tab)));
}

async function style({ server, tab, check }) {
  const page = await follow(tab, server, "other.html");
  server.write("theme/assets/css/user/own.css", "h1 { letter-spacing: 7px; }\n");
  const worn = await spaced(page, true).then(() => [], () => ["the style was not taken"]);
  server.remove("theme");
  const off = await spaced(page, false).then(() => [], () => ["the style did not go"]);
  check("a stylesheet is exchanged in place", [...worn, ...off, ...differ({ stayed: [await page.evaluate(() => window.stayed), true] }), ...wrong(tab)]);
}

async function comings({ server, tab, check }) {
  const page = await tab.open(server.base, "late/one.html");
  const problems = tab.problems.splice(0).filter((one) => !/404/.test(one));
  if (!(await page.locator("link[rel=icon]").getAttribute("href")).includes("/.featsite/favicon.svg")) problems.push("the tab has no mark");
  await page.waitForTimeout(600);
  server.write("late/one.md", "# At last\n\nIt is here.\n");
  check("a page that was not found comes", problems.concat(await says(page, "It is here."), wrong(tab).filter((one) => !/404/.test(one))));
  await followed(page);
  server.remove("late");
  const went = await shown(note(page).filter({ hasText: "removed or renamed" }));
  const kept = await page.locator("main").textContent();
  server.write("late/one.md", "# At last\n\nIt is back.\n");
  check("a page that goes is kept and follows when it is back", [...went, ...(kept.includes("It is here.") ? [] : [`kept: ${kept}`]), ...await says(page, "It is back."), ...await hidden(note(page)), ...wrong(tab).filter((one) => !/404/.test(one))]);
}

async function problems({ server, browser, tab, check }) {
  const page = await follow(tab, server, "other.html");
  server.write("featsite.yaml", "title: Live\nlanguage: [en\n");
  const opened = await shown(panel(page));
  check("a broken configuration is told of with its place", [...opened, ...differ({
    place: [/featsite\.yaml:\d+:\d+/.test(await panel(page).locator(".place").first().textContent()), true],
    excerpt: [(await panel(page).locator("pre").first().textContent()).includes("language: [en"), true],
    help: [(await panel(page).locator(".help").first().textContent()).length > 10, true],
    aloud: [(await page.locator("#featsite-live [role=alert]").textContent()).includes("featsite.yaml"), true],
    page: [await page.locator("h1").textContent(), "Another one"],
  }), ...wrong(tab)]);
  for (const [width, scheme, url] of [[1280, "light", "other.html"], [1280, "dark", "other.html"], [390, "light", "other.html"], [390, "dark", "nothing.html"]]) {
    const own = await harness.tab(browser, { width, height: 800, colorScheme: scheme, bypassCSP: true });
    await own.open(server.base, url);
    const found = await shown(panel(own.page));
    await own.page.evaluate(AXE);
    const { violations } = await own.page.evaluate(() => window.axe.run());
    found.push(...violations.map((one) => `${one.id}: ${one.nodes[0].html}`));
    const box = await panel(own.page).boundingBox();
    if (box.x < 0 || box.x + box.width > width || box.y < 300) found.push(`the panel lies at ${JSON.stringify(box)}`);
    found.push(...await own.page.evaluate(() => (document.documentElement.scrollWidth > innerWidth ? ["the page has become wider"] : [])));
    check(`the panel is sound at ${width} px, ${scheme}, on ${url}`, found);
    await own.close();
  }
  await panel(page).locator("button").focus();
  await page.keyboard.press("Escape");
  const dismissed = await hidden(panel(page));
  await page.reload();
  await followed(page);
  await page.waitForTimeout(300);
  check("who has dismissed it is left alone, on the next page too", [...dismissed, ...differ({ shown: [await panel(page).isVisible(), false] }), ...wrong(tab)]);
  server.write("featsite.yaml", "title: Live\n\nlanguage: {en\n");
  check("another problem is told of again", [...await shown(panel(page)), ...wrong(tab)]);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Escape");
  const away = await hidden(panel(page));
  server.write("featsite.yaml", "title: [Live\n");
  check("Esc puts it away wherever the focus is, until there is another", [...away, ...await shown(panel(page)), ...wrong(tab)]);
  server.write("featsite.yaml", FILES["featsite.yaml"]);
  check("it goes when all is mended", [...await hidden(panel(page)), ...wrong(tab)]);
  await page.evaluate(() => { window.stayed = true; });
  server.write("theme/templates/board.html", "a\n{% if x\n");
  check("a template that is not one is told of", [...await shown(panel(page)), ...differ({ place: [/templates\/board\.html:\d+:\d+/.test(await panel(page).locator(".place").first().textContent()), true] }), ...wrong(tab)]);
  server.remove("theme");
  check("and that goes too", [...await hidden(panel(page)), ...differ({ stayed: [await page.evaluate(() => window.stayed), true] }), ...wrong(tab)]);
}

// The smallest picture, of one colour; its comment tells two of them apart.
const picture = (comment) => Buffer.concat([Buffer.from("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff", "latin1"), Buffer.from([0x21, 0xfe, comment.length]), Buffer.from(comment), Buffer.from([0]), Buffer.from(",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;", "latin1")]);

async function atRest({ server, tab, check }) {
  const page = await follow(tab, server, "shown.html");
  const requests = [];
  page.on("request", (one) => requests.push(one.url()));
  await page.waitForTimeout(800);
  check("a page that nobody writes to is loaded once", [...differ({
    loaded: [await page.evaluate(() => performance.getEntriesByType("navigation")[0].type), "navigate"],
    stayed: [await page.evaluate(() => window.stayed), true],
    asked: [requests, []],
  }), ...wrong(tab)]);
  server.write("pictures/dot.gif", picture("another"));
  const exchanged = await page.waitForFunction(() => /dot\.gif\?\d+$/.test(document.querySelector("main img").src), null, { timeout: PATIENCE }).then(() => [], () => ["the picture is the old one"]);
  const asked = requests.filter((url) => url.includes("dot.gif"));
  check("a picture that is written is exchanged in place", [...exchanged, ...differ({ asked: [asked.length, 1], stayed: [await page.evaluate(() => window.stayed), true] }), ...wrong(tab)]);
  const seen = [];
  page.on("response", (one) => { if (one.url().endsWith("/shown.html")) seen.push(one.status()); });
  server.edit("other.md", "It is not", "It was not");
  await taken(server, "other.html", "It was not");
  check("a page that did not change is not sent again", [...differ({ answers: [seen.filter((status) => status !== 304), []] }), ...wrong(tab)]);
}

async function connection({ server, tab, check }) {
  const page = await follow(tab, server, "other.html");
  const turn = (to) => page.evaluate((value) => {
    Object.defineProperty(document, "hidden", { get: () => value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, to);
  await turn(true);
  server.edit("other.md", "# Another one", "# Another two");
  await taken(server, "other.html", "Another two");
  const unseen = await page.locator("h1").textContent();
  await turn(false);
  check("a page that nobody sees follows when it is seen again", [...await says(page, "Another two"), ...differ({ unseen: [unseen, "Another one"], stayed: [await page.evaluate(() => window.stayed), true] }), ...wrong(tab)]);
  const port = new URL(server.base).port;
  await server.stop();
  const told = await shown(note(page).filter({ hasText: "cannot be reached" }));
  server.edit("other.md", "# Another two", "# Another three");
  await server.start(port);
  check("a server that is back is followed again", [...told, ...await says(page, "Another three"), ...await hidden(note(page)), ...differ({ stayed: [await page.evaluate(() => window.stayed), true] })]);
  wrong(tab);
}

// A page asks for itself once it is there, and the file may have been written since: each time it is loaded anew, too.
async function sinceLoaded({ server, tab, check }) {
  const { page } = tab;
  const texts = ["Another", "Another since", "Another at last"];
  const left = [1, 2];
  const asks = async (route) => {
    const next = route.request().resourceType() === "fetch" && left.shift();
    if (next) {
      server.edit("other.md", `# ${texts[next - 1]}\n`, `# ${texts[next]}\n`);
      await taken(server, "other.html", `>${texts[next]}<`);
    }
    await route.continue();
  };
  await page.route("**/other.html", asks);
  await tab.open(server.base, "other.html");
  check("a page that was written to each time since it was loaded is the last one", [...await says(page, texts[2]), ...differ({ left: [left, []] })]);
  await page.unroute("**/other.html", asks);
  server.edit("other.md", `# ${texts[2]}\n`, "# Another\n");
  check("and follows", [...await page.locator("h1", { hasText: /^Another$/ }).waitFor({ timeout: PATIENCE }).then(() => [], () => ["it does not"])]);
}

async function together({ server, browser, check }) {
  const context = await browser.newContext();
  const pages = await Promise.all(Array.from({ length: 9 }, () => context.newPage()));
  const opened = await Promise.all(pages.map((page) => page.goto(`${server.base}other.html`, { timeout: PATIENCE }).then(() => "opened", (error) => error.message)));
  check("nine pages that are seen at one time load", differ({ opened: [[...new Set(opened)], ["opened"]] }));
  server.edit("other.md", "# Another", "# All follow, another");
  check("and all of them follow", (await Promise.all(pages.map((page) => says(page, "All follow, another")))).flat());
  // The one that holds the stream may be any of them.
  await Promise.all(pages.slice(0, 5).map((page) => page.close()));
  server.edit("other.md", "# All follow, another", "# The rest follows, another");
  check("the rest follows when the others are closed", (await Promise.all(pages.slice(5).map((page) => says(page, "The rest follows, another")))).flat());
  await context.close();
  server.edit("other.md", "# The rest follows, another", "# Another");
  await taken(server, "other.html", "Another");
}

exports.run = async function run({ browser, check }) {
  await require("./live-merge.cjs").run({ browser, check });
  const server = await serving(FILES);
  const tab = await harness.tab(browser);
  try {
    for (const part of [atRest, inPlace, sinceLoaded, together, untouched, anewWithAll, data, style, comings, problems, connection]) {
      await part({ server, browser, tab, check }).catch((error) => check(part.name, [error.stack]));
      tab.problems.length = 0;
    }
  } finally {
    await tab.close();
    await server.end();
  }
};
