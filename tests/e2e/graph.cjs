// The graph of a small folder and of one too large for one picture: what is drawn, the tools, the panel, the keyboard,
// groups that unfold, the address, a phone, from disk, and no script.
"use strict";
const fs = require("node:fs");
const { need, site: build, tab } = require("./harness.cjs");

const AXE = fs.readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");

const log = (id, title, fields, text = "") => `# FEAT-${id}: ${title}\n\n${Object.entries(fields).map(([key, value]) => `**${key}**: ${value}`).join("\n")}\n\n${text}\n`;
const SMALL = {
  "README.md": "# A small folder\n\nWords about it.\n",
  "web/FEAT-1-login.md": log(1, "Login", { Status: "Complete", Tags: "auth" }),
  "web/FEAT-2-search.md": log(2, "Search", { Status: "In Progress", Tags: "find", Dependencies: "FEAT-1" }, "See [the export](../data/FEAT-3-export.md)."),
  "data/FEAT-3-export.md": log(3, "Export", { Status: "Planned", Dependencies: "FEAT-1, FEAT-2" }),
  "data/FEAT-4-import.md": log(4, "Import", { Status: "Planned", Dependencies: "FEAT-3" }),
  "data/FEAT-5-merge.md": log(5, "Merge", { Status: "Planned", Dependencies: "FEAT-4" }),
  "data/FEAT-6-alone.md": log(6, "Alone", { Status: "Planned" }),
};

// Four folders of a hundred and one of two; each log needs the one before, the first of each folder the first of all.
function large() {
  const files = {};
  for (let at = 0; at < 410; at += 1) {
    const folder = at < 400 ? ["api", "app", "docs", "ops"][at % 4] : "rest";
    const needs = at < 4 ? "" : `FEAT-${Math.max(0, at - 4)}${at % 9 === 0 ? `, FEAT-${Math.floor(at / 3)}` : ""}`;
    files[`${folder}/FEAT-${at}.md`] = log(at, `Work ${at}`, { Status: at % 5 ? "Planned" : "Complete", ...(needs && { Dependencies: needs }) });
  }
  return files;
}

// What the page shows. It runs in the page.
function seen() {
  const box = document.querySelector(".net");
  const view = box.getBoundingClientRect();
  const place = (node) => node.getBoundingClientRect();
  const dots = [...box.querySelectorAll(".nodes a .dot")].map(place);
  const labels = [...box.querySelectorAll(".node text:not(.hull-name)")].filter((text) => !text.closest(".group")).map((text) => [place(text), text.textContent]);
  const meets = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2;
  const overlaps = [];
  labels.forEach(([one, text], at) => {
    if (dots.some((dot) => meets(dot, one))) overlaps.push(`${text} lies on a node`);
    labels.slice(at + 1).forEach(([other, second]) => meets(one, other) && overlaps.push(`${text} lies on ${second}`));
  });
  const name = (node) => node.getAttribute("aria-label") || node.querySelector("title").textContent;
  const inside = (node) => {
    const at = place(node.querySelector(".dot, .box, .hull"));
    return at.left >= view.left - 1 && at.right <= view.right + 1 && at.top >= view.top - 1 && at.bottom <= view.bottom + 1;
  };
  const panel = document.querySelector("[data-net-panel]");
  return {
    overlaps,
    nodes: [...box.querySelectorAll(".nodes a")].map(name).sort(),
    groups: [...box.querySelectorAll(".group")].map(name),
    edges: box.querySelectorAll(".edges .edge").length,
    tabs: box.querySelectorAll("[tabindex='0']").length,
    dim: box.classList.contains("dim"),
    lit: [...box.querySelectorAll(".node.lit")].map(name).sort(),
    focus: document.activeElement.getAttribute("aria-label") || "",
    focused: document.activeElement.closest(".net") ? inside(document.activeElement) : null,
    panel: panel.hidden ? "" : panel.textContent.replace(/\s+/g, " "),
    told: document.querySelector("[data-net-told]").textContent,
    count: document.querySelector("[data-net-count]").textContent,
    query: decodeURIComponent(location.search),
    width: dots.length ? Math.max(...dots.map((dot) => dot.right)) - Math.min(...dots.map((dot) => dot.left)) : 0,
  };
}

// Lines for what is not as expected; a pattern has to be found in the text.
function differs(found, expected) {
  const same = (a, b) => (b instanceof RegExp ? b.test(a) : JSON.stringify(a) === JSON.stringify(b));
  return Object.keys(expected).filter((key) => !same(found[key], expected[key])).map((key) => `${key}: ${JSON.stringify(found[key])} and not ${expected[key] instanceof RegExp ? expected[key] : JSON.stringify(expected[key])}`);
}

async function judge(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, nodes }) => `axe ${id}: ${nodes[0].target.join(" ")}`)));
  return found;
}

const SIX = ["FEAT-1 Login, Done", "FEAT-2 Search, In progress", "FEAT-3 Export, Planned", "FEAT-4 Import, Planned", "FEAT-5 Merge, Planned"];

async function small({ browser, check }) {
  const site = await build(SMALL);
  const made = await tab(browser);
  const { page } = made;
  const now = () => page.evaluate(seen);
  const open = async (query, url = "graph.html") => {
    await made.open(site.base, `${url}${query}`);
    await page.waitForSelector(".live");
  };
  const dot = (id) => page.locator(`.nodes a[aria-label^="FEAT-${id} "] .dot`);

  await open("");
  const first = await now();
  check("the graph as built", [...first.overlaps, ...differs(first, { nodes: SIX, groups: [], edges: 5, tabs: 1, dim: false, panel: "", count: /^5 documents/, query: "" })]);

  await dot(3).hover();
  check("what is pointed at tells its neighbours", differs(await now(), { dim: true, lit: [SIX[0], SIX[1], SIX[2], SIX[3]], told: /^FEAT-3 Export · Depends on: FEAT-1, FEAT-2 · Needed by: FEAT-4/ }));
  await page.mouse.move(5, 5);
  check("the light comes back", differs(await now(), { dim: false, told: /^Point at/ }));

  await dot(3).click();
  await page.waitForFunction(() => /line 4/.test(document.querySelector("[data-net-panel]").textContent));
  const chosen = await now();
  check("a click selects", differs(chosen, { panel: /FEAT-3 Export.*Planned.*data\/FEAT-3-export\.md.*Depends on 2.*FEAT-3-export\.md line 4: .*Needed by 1/, query: /^\?at=[0-9a-f]{10}$/, dim: true }));
  check("a selected document is judged", await judge(page));
  await page.locator("[data-net-panel] li button").first().click();
  check("a neighbour in the panel is selected by a click", differs(await now(), { panel: /^\s*FEAT-1 Login/ }));
  const within = () => page.evaluate(() => Boolean(document.activeElement.closest("[data-net-panel]")));
  check("the focus stays in the panel", (await within()) ? [] : ["it is lost"]);
  await page.keyboard.press("Escape");
  check("Esc in the panel closes it", differs(await now(), { panel: "", focus: /^FEAT-1 / }));
  await page.goBack();
  await page.goBack();
  check("Back selects the one before", differs(await now(), { panel: /^\s*FEAT-3 Export/ }));
  await page.getByRole("button", { name: "Show what is near" }).click();
  check("what is near", differs(await now(), { nodes: [SIX[0], SIX[1], SIX[2], SIX[3]], query: /steps=1/ }));
  await page.selectOption("[data-net-depth]", "2");
  check("two steps", differs(await now(), { nodes: SIX }));
  await page.click("[data-net-reset]");
  check("reset", differs(await now(), { nodes: SIX, panel: "", query: "" }));

  await page.fill("[data-focus]", "merge");
  await page.waitForFunction(() => document.querySelectorAll(".nodes a").length === 1);
  check("a filter shows what it leaves, tied or not", differs(await now(), { nodes: [SIX[4]] }));
  await page.fill("[data-focus]", "nobody");
  await page.waitForFunction(() => document.querySelectorAll(".nodes a").length === 0);
  check("an empty picture says so", /\S/.test(await page.textContent(".net > text")) ? [] : ["nothing is said"]);
  await page.fill("[data-focus]", "status:planned");
  await page.waitForFunction(() => document.querySelectorAll(".nodes a").length === 3);
  check("a filter leaves what passes", differs(await now(), { nodes: SIX.slice(2), query: "?q=status:planned" }));
  await page.fill("[data-focus]", "");
  await page.waitForFunction(() => document.querySelectorAll(".nodes a").length === 5);
  await page.uncheck("[data-net-kind][value=depends-on]");
  check("a kind of edge is taken out", differs(await now(), { nodes: [SIX[1], SIX[2]], edges: 1, query: "?off=depends-on|related" }));
  await page.check("[data-net-kind][value=depends-on]");
  await page.check("[data-net-done]");
  check("what is done is hidden", differs(await now(), { nodes: SIX.slice(1), query: "?done=1" }));
  await page.uncheck("[data-net-done]");
  await page.uncheck("[data-net-lone]");
  const lone = await now();
  check("what is tied to nothing stands below", lone.nodes.includes("FEAT-6 Alone, Planned") ? lone.overlaps : [`not shown: ${lone.nodes}`]);

  await open("");
  const wide = (await now()).width;
  await page.click("[data-net-zoom=in]");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const nearer = (await now()).width;
  await page.click("[data-net-zoom=fit]");
  check("nearer and back", [...(nearer > wide * 1.2 ? [] : [`${wide} to ${nearer}`]), ...(Math.abs((await now()).width - wide) < 2 ? [] : [`${(await now()).width} does not fit again: ${wide}`])]);

  // The keyboard alone.
  await page.focus(".net [tabindex='0']");
  const seenByKeys = new Set();
  for (const key of ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown", "ArrowDown", "ArrowRight"]) {
    await page.keyboard.press(key);
    const at = await now();
    seenByKeys.add(at.focus);
    if (!at.focused) check(`${key} keeps the focus in sight`, [at.focus]);
  }
  check("arrows go from node to node", seenByKeys.size > 2 ? [] : [[...seenByKeys].join(", ")]);
  await page.keyboard.press("Space");
  const spaced = await now();
  check("Space selects", [...(spaced.panel ? [] : ["no panel"]), ...(spaced.focus ? [] : ["the focus is lost"])]);
  await page.keyboard.press("Escape");
  check("Esc closes", differs(await now(), { panel: "", focus: /^FEAT-/ }));
  const target = await page.evaluate(() => document.activeElement.href.baseVal);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  check("Enter opens", page.url().endsWith(target) ? [] : [page.url()]);

  await open("");
  await page.fill("[data-net-find]", "merge");
  await page.keyboard.press("Enter");
  check("a document is found", differs(await now(), { panel: /^\s*FEAT-5 Merge/, query: /at=/ }));
  check("a wrong address is none", (await open("?at=nothing&steps=9&open=none|x&off=bogus"), differs(await now(), { nodes: SIX, panel: "" })));

  await open("", "views/graph-layers.html");
  const boxes = await page.evaluate(() => [...document.querySelectorAll(".nodes .box")].map((box) => [box.x.baseVal.value, box.y.baseVal.value]));
  const shared = boxes.filter(([x, y], at) => boxes.slice(at + 1).some(([a, b]) => Math.abs(a - x) < 204 && Math.abs(b - y) < 40));
  check("layers share no room", [...(boxes.length === 5 ? [] : [`${boxes.length} boxes`]), ...shared.map(String)]);

  // A picture that is opened and closed again and again leaves nothing behind.
  await open("");
  const cdp = await made.context.newCDPSession(page);
  const counters = async () => {
    await cdp.send("HeapProfiler.collectGarbage");
    const { nodes, jsEventListeners } = await cdp.send("Memory.getDOMCounters");
    return [nodes, jsEventListeners];
  };
  const round = async () => {
    await dot(3).click();
    await page.getByRole("button", { name: "Show what is near" }).click();
    await page.click("[data-net-reset]");
  };
  for (let at = 0; at < 3; at += 1) await round();
  const before = await counters();
  for (let at = 0; at < 10; at += 1) await round();
  const after = await counters();
  check("ten rounds leave nothing behind", after.some((count, at) => count > before[at] * 1.05 + 20) ? [`${before} and then ${after}`] : []);
  check("nothing goes wrong in the graph", made.problems);
  await made.close();

  // Without its data the page keeps the picture that was built, and all of it can be reached.
  const cut = await tab(browser, { width: 390 });
  await cut.page.route("**/nodes.js", (route) => route.abort());
  await cut.open(site.base, "graph.html");
  await cut.page.waitForFunction(() => !document.querySelector("[data-hand]"));
  const clipped = await cut.page.evaluate(() => getComputedStyle(document.querySelector(".picture")).overflowX);
  check("without its data the picture can be scrolled", clipped === "auto" ? [] : [clipped]);
  await cut.close();

  const disk = await tab(browser, { width: 390, hasTouch: true });
  await disk.open(site.disk, "graph.html");
  await disk.page.waitForSelector(".live");
  await disk.page.locator('.nodes a[aria-label^="FEAT-2 "] .dot').tap();
  check("on a phone, from disk", [...differs(await disk.page.evaluate(seen), { panel: /FEAT-2 Search/ }), ...disk.problems]);
  await disk.close();

  // A finger that begins on a box moves the picture all the way.
  const finger = await tab(browser, { hasTouch: true });
  await finger.open(site.base, "views/graph-layers.html");
  await finger.page.waitForSelector(".live");
  const touch = await finger.context.newCDPSession(finger.page);
  const place = () => finger.page.evaluate(() => {
    const { x, y } = document.querySelector(".nodes .box").getBoundingClientRect();
    return { x: x + 20, y: y + 20 };
  });
  const from = await place();
  const press = (type, x, y) => touch.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  await press("touchStart", from.x, from.y);
  for (let by = 10; by <= 100; by += 10) await press("touchMove", from.x + by, from.y);
  await press("touchEnd");
  const to = await place();
  check("a finger on a box moves the picture", Math.abs(to.x - from.x - 100) < 12 ? [] : [`moved by ${to.x - from.x}`]);
  await finger.close();

  const bare = await tab(browser, { javaScriptEnabled: false });
  await bare.open(site.base, "graph.html");
  const links = await bare.page.locator(".net a").count();
  const tools = await bare.page.locator("[data-net-tools], [data-bar], [data-net-kind]").filter({ visible: true }).count();
  check("without script", [...(links === 5 ? [] : [`${links} links`]), ...(tools ? ["tools that do nothing"] : [])]);
  await bare.page.locator('.net a[href*="FEAT-4"]').click();
  check("a node is a link without script", bare.page.url().includes("FEAT-4-import.html") ? [] : [bare.page.url()]);
  await bare.close();
}

async function crowd({ browser, check }) {
  const site = await build(large());
  const made = await tab(browser);
  const { page } = made;
  const now = () => page.evaluate(seen);
  await made.open(site.base, "graph.html");
  await page.waitForSelector(".live");
  const first = await now();
  check("a large site opens on its groups", [...(first.nodes.length ? ["nodes are drawn"] : []), ...differs(first, { tabs: 1, count: /^410 documents in/ }),
    ...(first.groups.length >= 5 ? [] : [first.groups.join(", ")]), ...(first.groups.every((name) => /^Unfold .+, \d+$/.test(name)) ? [] : first.groups)]);
  const folded = first.groups.length;

  // Every group in turn, and what lies in it: never more than one picture holds.
  for (let at = 0; at < 8; at += 1) {
    const group = page.locator(".group[aria-expanded=false] .dot").first();
    if (!(await group.count())) break;
    await group.evaluate((dot) => dot.parentNode.focus());
    await page.keyboard.press("Enter");
    const view = await now();
    const drawn = view.nodes.length + view.groups.length;
    check(`unfolding ${at + 1}`, [...(drawn <= 300 ? [] : [`${drawn} drawn`]), ...view.overlaps, ...(view.query.includes("open=") ? [] : [view.query])]);
  }
  const wide = await now();
  check("groups unfold in place", wide.groups.some((name) => name.startsWith("Fold ")) && wide.nodes.length > 0 ? [] : [wide.groups.join(", ")]);
  // A group that lies in an unfolded one.
  const opened = await page.evaluate(() => {
    const inner = [...document.querySelectorAll(".group")].find((group) => group.getAttribute("aria-label").includes("Around"));
    if (inner) inner.focus();
    return inner ? document.querySelectorAll(".group[aria-expanded=true]").length : 0;
  });
  await page.keyboard.press("Backspace");
  const refolded = await page.locator(".group[aria-expanded=true]").count();
  check("Backspace on a group folds the one around it", opened && refolded < opened ? [] : [`${opened} unfolded and then ${refolded}`]);
  await page.click("[data-net-reset]");
  check("reset folds all", differs(await now(), { nodes: [], query: "" }));

  await page.fill("[data-focus]", "id:FEAT-7,FEAT-8");
  await page.waitForFunction(() => document.querySelectorAll(".nodes a").length === 2);
  check("little that a filter leaves is shown unfolded", differs(await now(), { nodes: ["FEAT-7 Work 7, Planned", "FEAT-8 Work 8, Planned"] }));
  await page.fill("[data-focus]", "");
  await page.waitForFunction(() => document.querySelectorAll(".nodes a").length === 0);
  check("and folds again with it", differs(await now(), { nodes: [] }));

  await page.fill("[data-focus]", "id:FEAT-7,FEAT-8");
  await page.waitForFunction(() => document.querySelectorAll(".nodes a").length === 2);
  await page.fill("[data-focus]", "id:FEAT-9,FEAT-10");
  await page.waitForFunction(() => document.querySelector('.nodes a[aria-label^="FEAT-9 "]'));
  check("as many that are others unfold too", differs(await now(), { nodes: ["FEAT-10 Work 10, Complete", "FEAT-9 Work 9, Planned"].map((name) => name.replace("Complete", "Done")) }));
  await page.locator('.nodes a[aria-label^="FEAT-9 "] .dot').click();
  await page.goBack();
  check("Back keeps what the filter found", differs(await now(), { nodes: ["FEAT-10 Work 10, Done", "FEAT-9 Work 9, Planned"], panel: "" }));
  check("what a filter unfolds is not in the address", /open=/.test((await now()).query) ? [(await now()).query] : []);
  await page.click("[data-net-reset]");
  await page.waitForFunction(() => document.querySelectorAll(".nodes a").length === 0);

  await page.fill("[data-net-find]", "feat-77");
  await page.keyboard.press("Enter");
  const found = await now();
  check("a document in a folded group is found", [...differs(found, { panel: /^\s*FEAT-77 Work 77/ }), ...(found.nodes.some((name) => name.startsWith("FEAT-77 ")) ? [] : ["it is not drawn"])]);
  await page.selectOption("[data-net-depth]", "2");
  const near = await now();
  check("any document can be the centre", [...near.overlaps, ...(near.groups.length === 0 && near.nodes.length > 3 ? [] : [`${near.groups.length} groups, ${near.nodes.length} nodes`])]);
  await page.goBack();
  await page.goBack();
  check("Back folds again", (await now()).groups.length === folded ? [] : [(await now()).groups.join(", ")]);
  check("nothing goes wrong among groups", made.problems);
  await made.close();

  const bare = await tab(browser, { javaScriptEnabled: false });
  await bare.open(site.base, "graph.html");
  await bare.page.locator(".net a.group").first().click();
  check("without script a group is a page", (await bare.page.locator(".net-map a.node").count()) > 3 ? [] : [bare.page.url()]);
  await bare.close();
}

async function run(test) {
  await small(test);
  await crowd(test);
}

module.exports = { run };
