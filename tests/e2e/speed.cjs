// How fast the large views are in the browser, measured and never asserted.
//
//   node tests/e2e/speed.cjs [CONTENT]
//
// Without CONTENT a folder of 1,000 features is made up. Times are those of the machine it runs on: let nothing else run.
// Where something does, the work of the page's thread is still told apart from the waiting.
"use strict";
const { finish, launch, site, tab } = require("./harness.cjs");

const FEATURES = 1000;
const TYPED = ["s", "status:review", "tag:t3 owner:ana", "feature 42", "-tag:t1 priority:>=high"];
const STATUSES = ["Planned", "In Progress", "Review", "On Hold", "Blocked", "Complete"];
const PRIORITIES = ["Low", "Medium", "High", "Critical"];
const OWNERS = ["Ana", "Bo", "Chen", "Dana", "Eli"];

function madeUp() {
  const files = {};
  for (let at = 1; at <= FEATURES; at += 1) {
    const id = `FEAT-${String(at).padStart(4, "0")}`;
    const day = String((at % 28) + 1).padStart(2, "0");
    const boxes = Array.from({ length: (at % 7) + 2 }, (_, box) => `- [${box < at % 5 ? "x" : " "}] Step ${box + 1} of ${id}`);
    files[`features/${id}.md`] = [
      `# Feature Implementation Log - Feature ${at} of area ${at % 17}`, "",
      `**Feature ID**: ${id}  `, `**Owner**: ${OWNERS[at % OWNERS.length]}  `, `**Priority**: ${PRIORITIES[at % 4]}  `,
      ...(at > 10 ? [`**Dependencies**: FEAT-${String(at - 7).padStart(4, "0")}, FEAT-${String(Math.ceil(at / 3)).padStart(4, "0")}  `] : []),
      `**Start Date**: 2026-0${(at % 9) + 1}-${day}  `, `**Target Completion**: 2026-1${at % 3}-${day}  `, `**Status**: ${STATUSES[at % 6]}  `, "",
      "## Implementation Timeline", "", "### Phase 1: Build", "", ...boxes, "",
      "## Tags", `\`#t${at % 7}\` \`#t${at % 11}\``, "",
    ].join("\n");
  }
  return files;
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const told = (list) => `median ${median(list).toFixed(1)} ms, worst ${Math.max(...list).toFixed(1)} ms of ${list.length}`;

// The time that the page's thread has worked, in milliseconds.
async function threadTime(context, page) {
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "ThreadTime").value;
  };
}

// From a key press until the frame that shows what it changed has been painted.
async function keys(browser, base, url) {
  const made = await tab(browser);
  const page = await made.open(base, url);
  const box = await page.evaluate(() => {
    const found = [...document.querySelectorAll("input[type=search], input[type=text]")].find((node) => node.checkVisibility());
    if (!found) return false;
    found.focus();
    window.times = [];
    let begun = 0;
    found.addEventListener("keydown", () => { begun = performance.now(); }, true);
    found.addEventListener("input", () => {
      const from = begun;
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => window.times.push(performance.now() - from);
        channel.port2.postMessage(0);
      });
    });
    return true;
  });
  if (!box) return console.log(`${url}: no box to filter with`);
  const all = [];
  const work = [];
  const busy = await threadTime(made.context, page);
  for (const text of TYPED) {
    for (const key of [...text, ...Array(text.length).fill("Backspace")]) {
      const before = await busy();
      await page.keyboard.press(key === " " ? "Space" : key);
      await page.waitForTimeout(40);
      work.push(await busy() - before);
    }
    all.push(...await page.evaluate(() => window.times.splice(0)));
  }
  if (!all.length) return console.log(`${url}: the box did not answer`);
  console.log(`${url}, a key in the filter: ${told(all)}; work of the page ${told(work)}`);
  return made.close();
}

// From what a reader does in the graph until the frame that shows it, and what ten rounds leave in memory.
async function graph(browser, base) {
  const made = await tab(browser);
  const page = await made.open(base, "graph.html");
  await page.waitForSelector(".live");
  const painted = (act, input) => page.evaluate(([body, data]) => {
    const begun = performance.now();
    new Function("data", body)(data);
    return new Promise((done) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now() - begun);
      channel.port2.postMessage(0);
    }));
  }, [act, input]);
  const svg = 'const svg = document.querySelector(".net"); const box = svg.getBoundingClientRect(); const at = { bubbles: true, cancelable: true, clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };';
  const unfolds = [];
  for (let at = 0; at < 8 && (await page.locator(".group[aria-expanded=false]").count()); at += 1) {
    unfolds.push(await painted('document.querySelector(".group[aria-expanded=false]").dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 }));'));
  }
  const drawn = await page.locator(".net .node").count();
  const zooms = [];
  const pans = [];
  for (let at = 0; at < 20; at += 1) {
    zooms.push(await painted(`${svg} svg.dispatchEvent(new WheelEvent("wheel", { ...at, ctrlKey: true, deltaY: data }));`, at % 10 < 5 ? -20 : 20));
  }
  await page.mouse.move(700, 600);
  await page.mouse.down();
  for (let at = 0; at < 20; at += 1) {
    const begun = performance.now();
    await page.mouse.move(700 + at * 5, 600 - at * 3);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    pans.push(performance.now() - begun);
  }
  await page.mouse.up();
  if (unfolds.length) console.log(`graph.html, unfolding a group: ${told(unfolds)}`);
  console.log(`graph.html, ${drawn} drawn: zoom ${told(zooms)}; a move of the pointer to the next frame ${told(pans)}`);
  const session = await made.context.newCDPSession(page);
  const heap = async () => {
    await session.send("HeapProfiler.collectGarbage");
    return (await session.send("Runtime.getHeapUsage")).usedSize / 1e6;
  };
  const sizes = [];
  for (let round = 0; round < 11; round += 1) {
    const part = page.locator(".net .nodes a .dot, .group[aria-expanded=false] .dot").first();
    await part.evaluate((dot) => dot.parentNode.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 })));
    await page.waitForTimeout(100);
    await page.click("[data-net-reset]");
    await page.waitForTimeout(100);
    sizes.push(await heap());
  }
  console.log(`graph.html, memory after each of ${sizes.length} rounds of open and close: ${sizes.map((size) => size.toFixed(1)).join(" ")} MB`);
  await made.close();
}

async function opening(browser, base, url) {
  const loads = [];
  const paints = [];
  const work = [];
  for (let time = 0; time < 5; time += 1) {
    const made = await tab(browser);
    const busy = await threadTime(made.context, made.page);
    const page = await made.open(base, url);
    await page.waitForTimeout(300);
    work.push(await busy());
    const { load, paint } = await page.evaluate(() => ({
      load: performance.getEntriesByType("navigation")[0].loadEventEnd,
      paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    }));
    loads.push(load);
    paints.push(paint);
    await made.close();
  }
  console.log(`${url}: loaded ${told(loads)}; first paint ${told(paints)}; work of the page ${told(work)}`);
}

async function main() {
  const made = await site(process.argv[2] || madeUp());
  const browser = await launch();
  for (const url of ["backlog.html", "board.html", "timeline.html", "graph.html"].filter((name) => made.pages.includes(name))) {
    await opening(browser, made.base, url);
  }
  if (made.pages.includes("graph.html")) await graph(browser, made.base);
  for (const url of ["backlog.html", "board.html", "features/index.html"].filter((name) => made.pages.includes(name))) {
    await keys(browser, made.base, url);
  }
}

main()
  .catch((error) => {
    console.log(error.message);
    process.exitCode = 1;
  })
  .finally(finish);
