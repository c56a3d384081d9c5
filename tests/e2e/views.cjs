// What holds for every view: it prints whole, works without script, at 320 px and at 200 % zoom, nothing jumps while
// it loads, nothing moves for those who want no motion; the theme switch keeps its word; the content security policy
// stops what a document might smuggle in.
"use strict";
const { kindsOfPages, site: build, tab } = require("./harness.cjs");

const PRINTED = [718, 1040];

// Pages that differ: every view and the longest document of each kind.
function views(site) {
  return kindsOfPages(site, 1).filter((url) => !/^(status|tags|owners|checks)\/(?!index)/.test(url));
}

async function themeSwitch({ browser, base, disk, check }) {
  for (const [name, address] of [["served", base], ["from disk", disk]]) {
    const made = await tab(browser, { colorScheme: "light" });
    const page = await made.open(address, "index.html");
    const state = () => page.evaluate(() => ({
      theme: document.documentElement.dataset.theme || "auto",
      ground: getComputedStyle(document.documentElement).backgroundColor,
      label: document.querySelector("[data-theme-switch]").getAttribute("aria-label"),
    }));
    const problems = made.problems;
    const seen = [await state()];
    for (let press = 0; press < 3; press += 1) {
      await page.click("[data-theme-switch]");
      seen.push(await state());
    }
    const [auto, light, dark, again] = seen;
    if (seen.map((one) => one.theme).join() !== "auto,light,dark,auto") problems.push(`themes: ${seen.map((one) => one.theme)}`);
    if (dark.ground === light.ground || auto.ground !== light.ground || again.ground !== auto.ground) problems.push(`grounds: ${seen.map((one) => one.ground)}`);
    if (new Set([auto.label, light.label, dark.label]).size !== 3) problems.push(`the button does not tell: ${seen.map((one) => one.label)}`);
    // The choice is there on the next page before anything is painted.
    await page.click("[data-theme-switch]");
    await page.click("[data-theme-switch]");
    await page.addInitScript(() => document.addEventListener("DOMContentLoaded", () => { window.early = document.documentElement.dataset.theme; }));
    await made.open(address, "board.html");
    if (await page.evaluate(() => window.early) !== "dark") problems.push("the theme is forgotten on the next page");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.click("[data-theme-switch]");
    if ((await state()).ground !== dark.ground) problems.push("the system's theme does not come back");
    check(`theme switch ${name}`, problems);
    await made.close();
  }
}

// What is lost on paper, as lines. It runs in the page.
function onPaper() {
  const problems = [];
  const shown = (node) => node.checkVisibility({ visibilityProperty: true });
  for (const selector of [".side", ".top", ".foot", "dialog", ".skip"]) {
    if ([...document.querySelectorAll(selector)].some(shown)) problems.push(`${selector} is printed`);
  }
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > room) problems.push(`${document.documentElement.scrollWidth} px wide on ${room}`);
  for (const node of document.querySelectorAll("main, main *")) {
    const style = getComputedStyle(node);
    if (!shown(node) || node.matches(".sr, .sr *, svg, svg *") || style.position === "absolute" || node.clientWidth <= 1) continue;
    const name = `${node.tagName.toLowerCase()}.${node.getAttribute("class")}`;
    if (style.overflowX !== "visible" && style.textOverflow !== "ellipsis" && node.scrollWidth > node.clientWidth + 1) problems.push(`cut at its side: ${name}, ${node.scrollWidth} px in ${node.clientWidth}`);
    if (style.overflowY !== "visible" && !style.webkitLineClamp.match(/\d/) && node.scrollHeight > node.clientHeight + 1) problems.push(`cut below: ${name}, ${node.scrollHeight} px in ${node.clientHeight}`);
  }
  for (const row of document.querySelectorAll("main :is(.items tbody tr, .rows > li, .column li.item-card)")) {
    if (!row.closest("details:not([open])") && !shown(row)) problems.push(`a row is not printed: ${row.textContent.trim().slice(0, 40)}`);
  }
  return problems;
}

// Every control that can be seen without script does something without script. It runs in the page.
function idle() {
  const works = "[popovertarget], [type=submit], summary, input[disabled]";
  const controls = [...document.querySelectorAll("button, input, select, textarea")];
  return controls.filter((node) => node.checkVisibility() && !node.matches(works)).map((node) => `does nothing without script: ${node.outerHTML.slice(0, 100)}`);
}

function overflow() {
  const { clientWidth, scrollWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`${scrollWidth} px wide in ${clientWidth}`] : [];
}

function motion() {
  const moves = (node) => ["transitionDuration", "animationDuration"].some((name) => getComputedStyle(node)[name].split(",").some((time) => parseFloat(time) > 0.001));
  const nodes = [...document.querySelectorAll("*")].filter(moves).slice(0, 4);
  const problems = nodes.map((node) => `moves: ${node.tagName.toLowerCase()}.${node.getAttribute("class")}`);
  if (getComputedStyle(document.documentElement).scrollBehavior !== "auto") problems.push("scrolls smoothly");
  return problems;
}

// One tab for one way of looking at pages: what `judge` finds in each page, and what goes wrong in it.
async function look(test, name, options, judge, { address = test.base, prepare, urls = views(test.site) } = {}) {
  const made = await tab(test.browser, options);
  if (prepare) await prepare(made.page);
  for (const url of urls) {
    made.problems = [];
    const page = await made.open(address, url);
    test.check(`${url} ${name}`, [...await judge(page), ...made.problems]);
  }
  await made.close();
}

async function still(test, width) {
  const observe = (page) => page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const moved = (entry.sources || []).map(({ node }) => node && `${node.nodeName.toLowerCase()}.${node.className && node.getAttribute("class")}`);
        window.shifts.push([entry.value, moved.join(", ")]);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  const judge = async (page) => {
    // Two frames after the load everything that script adds has been laid out.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60)))));
    const shifts = await page.evaluate(() => window.shifts);
    const sum = shifts.reduce((total, [value]) => total + value, 0);
    return sum < 0.01 ? [] : [`layout shift ${sum.toFixed(3)}: ${shifts.map(([, moved]) => moved).join("; ")}`];
  };
  await look(test, `stands still at ${width} px`, { width }, judge, { prepare: observe });
}

async function policy({ browser, check }) {
  const made = await build({
    "a.md": "# A\n\n**Status**: In Progress\n\n<script>window.hit = 1</script>\n\n<img src=\"x.png\" onerror=\"window.hit = 2\">\n\n[link](javascript:window.hit=3)\n\n<p style=\"position: fixed; inset: 0\">styled</p>\n\n<form action=\"https://example.org/\"><button>Send</button></form>\n",
    "raw/a.md": "# Raw\n\n<script>window.hit = 4</script>\n",
  });
  for (const [name, address] of [["served", made.base], ["from disk", made.disk]]) {
    const opened = await tab(browser);
    const page = await opened.open(address, "a.html");
    const problems = opened.problems.filter((problem) => !problem.includes("x.png"));
    if (await page.evaluate(() => window.hit)) problems.push("a script of a document ran");
    const tried = await page.evaluate(async () => {
      const stopped = [];
      document.addEventListener("securitypolicyviolation", (event) => stopped.push(event.effectiveDirective));
      const script = document.createElement("script");
      script.textContent = "window.hit = 5";
      const image = document.createElement("img");
      image.setAttribute("onerror", "window.hit = 6");
      image.src = "data:,";
      const box = document.createElement("p");
      box.innerHTML = '<span style="position: fixed">styled</span>';
      document.body.append(script, image, box);
      await fetch("https://example.org/").catch(() => {});
      await new Promise((done) => setTimeout(done, 100));
      return { stopped, hit: window.hit, position: getComputedStyle(box.firstChild).position };
    });
    if (tried.hit) problems.push(`an inline script ran: ${tried.hit}`);
    if (tried.position === "fixed") problems.push("an inline style counts");
    for (const directive of ["script-src-elem", "script-src-attr", "style-src-attr", "connect-src"]) {
      if (!tried.stopped.includes(directive)) problems.push(`the policy did not stop ${directive}: ${tried.stopped}`);
    }
    check(`the content security policy holds ${name}`, problems);
    await opened.close();
  }
}

async function run(test) {
  await themeSwitch(test);
  await policy(test);
  for (const width of PRINTED) {
    await look(test, `on paper of ${width} px`, { width }, (page) => page.evaluate(onPaper), { prepare: (page) => page.emulateMedia({ media: "print" }) });
  }
  await look(test, "without script", { javaScriptEnabled: false }, (page) => page.evaluate(idle));
  await look(test, "at 320 px", { width: 320 }, (page) => page.evaluate(overflow));
  await look(test, "at 200 %", { width: 640, height: 450, deviceScaleFactor: 2 }, (page) => page.evaluate(overflow));
  await look(test, "without motion", { reducedMotion: "reduce" }, (page) => page.evaluate(motion));
  for (const width of [1280, 390]) await still(test, width);
}

module.exports = { run };
