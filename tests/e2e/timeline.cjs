// The timeline of a small folder: zoom and range, the address, lanes, arrows, keys, paper, a phone, and no script.
"use strict";
const { site: build, tab } = require("./harness.cjs");

const log = (id, title, fields) => `# FEAT-${id}: ${title}\n\n${Object.entries(fields).map(([key, value]) => `**${key}**: ${value}`).join("\n")}\n`;
const CONTENT = {
  "FEAT-1-login.md": log(1, "Login", { Status: "In Progress", Owner: "Ana", "Start Date": "2026-03-02", "Target Completion": "2026-04-04", Release: "2.0" }),
  "FEAT-2-search.md": log(2, "Search", { Status: "In Progress", Owner: "Ana, Ben", "Start Date": "2026-03-16", "Target Completion": "2026-05-15", Release: "2.1", Dependencies: "FEAT-1" }),
  "FEAT-3-export.md": log(3, "Export", { Status: "Planned", Owner: "Ana", "Start Date": "2026-04-06", "Target Completion": "2026-06-30", Dependencies: "FEAT-1" }),
  "FEAT-4-import.md": log(4, "Import", { Status: "Planned", Owner: "Ben", "Start Date": "2027-01-04", "Target Completion": "2027-02-26" }),
};

// What the page shows. It runs in the page.
function seen() {
  const box = document.querySelector(".timeline");
  const shown = (node) => node.getClientRects().length > 0;
  const runs = [];
  for (const tier of ["upper", "lower"]) {
    const labels = [...box.querySelectorAll(`.axis .${tier}`)].filter(shown).map((node) => [node.getBoundingClientRect(), node.textContent]).sort((a, b) => a[0].left - b[0].left);
    labels.forEach(([place, text], at) => at && labels[at - 1][0].right > place.left && runs.push(`${labels[at - 1][1]} runs into ${text}`));
    if (!labels.length) runs.push(`no label in the ${tier} tier`);
  }
  return {
    runs,
    address: location.search,
    days: Number(box.dataset.days),
    wide: box.querySelector(".bars-row").getBoundingClientRect().width,
    room: box.clientWidth - box.querySelector(".name").offsetWidth,
    left: box.scrollLeft,
    end: box.scrollWidth - box.clientWidth,
    pressed: [...document.querySelectorAll("[data-zoom][aria-pressed=true]")].map((node) => node.dataset.zoom),
    coarse: box.classList.contains("coarse"),
    weekends: [...box.querySelectorAll(".grid .off")].some(shown),
    lanes: [...box.querySelectorAll(".band")].map((lane) => [lane.querySelector("h2").textContent.replace(/\s+/g, " "), lane.querySelectorAll(".line-group").length]),
    rows: [...box.querySelectorAll(".line-group")].map((row) => row.querySelector(".id").textContent).join(" "),
    arrows: [...box.querySelectorAll(".arrows path")].map((path) => path.getAttribute("class")),
    bangs: box.querySelectorAll(".arrows text").length,
    history: history.length,
  };
}

// Lines for what is not as expected; lengths may differ by a pixel or two.
function differs(found, expected) {
  const same = (a, b) => (typeof b === "number" ? Math.abs(a - b) <= 2 : JSON.stringify(a) === JSON.stringify(b));
  return Object.keys(expected).filter((key) => !same(found[key], expected[key])).map((key) => `${key}: ${JSON.stringify(found[key])} and not ${JSON.stringify(expected[key])}`);
}

async function run({ browser, check }) {
  const site = await build(CONTENT, "--today", "2026-04-10");
  const made = await tab(browser);
  const { page } = made;
  const open = (query) => made.open(site.base, `timeline.html${query}`);
  const now = () => page.evaluate(seen);
  const zoom = (name) => page.click(`[data-zoom=${name}]`);

  await open("");
  const built = await now();
  check("the timeline as built", [...built.runs, ...differs(built, { pressed: [], lanes: [], address: "", arrows: [] })]);
  for (const [name, scale, coarse, weekends] of [["month", 22, false, true], ["quarter", 8, false, true], ["year", 2, true, false]]) {
    await zoom(name);
    const found = await now();
    check(`the timeline by the ${name}`, [...found.runs, ...differs(found, { wide: found.days * scale, pressed: [name], coarse, weekends }), ...(found.address.includes(`zoom=${name}&from=20`) ? [] : [found.address])]);
  }
  await zoom("fit");
  const fitted = await now();
  check("the whole timeline", [...fitted.runs, ...differs(fitted, { wide: fitted.room, end: 0, pressed: ["fit"] })]);
  await page.goBack();
  await page.goBack();
  check("Back undoes a choice", differs(await now(), { pressed: ["quarter"], wide: built.days * 8 }));

  // The picture begins on 1 March 2026; 4 January 2027 is day 309.
  await open("?q=a&zoom=month&from=2027-01-04");
  check("the address names zoom and day", differs(await now(), { pressed: ["month"], left: 309 * 22 }));
  await page.evaluate(() => document.querySelector(".timeline").scrollBy(-22 * 10, 0));
  await page.waitForFunction(() => location.search.includes("2026-12-25"), null, { timeout: 2000 }).catch(() => {});
  const scrolled = await now();
  check("what is scrolled to stands in the address", differs(scrolled, { address: "?q=a&zoom=month&from=2026-12-25" }));
  await page.reload();
  check("a shared address shows the same", differs(await now(), { left: scrolled.left, wide: scrolled.wide, history: scrolled.history }));
  await page.click("[data-today]");
  const line = await page.evaluate(() => [".timeline", ".timeline .name", "svg.today line"].map((name) => document.querySelector(name).getBoundingClientRect()).map(({ left, right }) => [left, right]));
  check("today comes into sight", line[2][0] > line[1][1] && line[2][0] < line[0][1] ? [] : [JSON.stringify(line)]);
  await open("");
  await page.click("[data-today]");
  const places = () => page.evaluate(() => [".timeline", "svg.today line"].map((name) => document.querySelector(name).getBoundingClientRect().left));
  const [, stood] = await places();
  await zoom("month");
  await zoom("quarter");
  check("a zoom keeps today where it is", Math.abs((await places())[1] - stood) <= 3 ? [] : [`${(await places())[1]} and not ${stood}`]);
  await open("?from=2020-01-01&to=2020-12-31");
  check("a range outside of the picture is none", differs(await now(), { wide: built.wide, left: built.left }));
  await open("?from=2026-04-01&to=2026-06-30");
  check("a range fills the window", differs(await now(), { wide: built.days * built.room / 91, left: 31 * built.room / 91 }));
  await open("?zoom=decade&from=never&group=colour");
  check("an address that makes no sense", differs(await now(), { wide: built.wide, lanes: [], pressed: [] }));

  await open("?group=owner");
  check("lanes by owner", differs(await now(), { lanes: [["Ana 3 3 at once in week 15", 3], ["Ben 2", 2]] }));
  await page.selectOption("[data-group]", "release");
  check("lanes by release", differs(await now(), { lanes: [["2.0 1", 1], ["2.1 1", 1], ["None 2", 2]], address: "?group=release" }));
  await page.selectOption("[data-group]", "");
  check("no lanes any more", differs(await now(), { lanes: [], rows: built.rows, address: "" }));
  await open("?group=owner");
  await page.evaluate(() => [...document.querySelectorAll(".line-group")].filter((row) => !row.textContent.includes("FEAT-4")).forEach((row) => { row.hidden = true; }));
  await page.waitForTimeout(50);
  const left = await page.evaluate(() => [...document.querySelectorAll(".band h2")].filter((node) => node.getClientRects().length).map((node) => node.firstChild.textContent.trim()));
  check("a lane goes with its last row", left.join() === "Ben" ? [] : [left.join()]);

  const passing = () => page.evaluate(() => {
    const ids = (from) => [...document.querySelectorAll(from)].filter((node) => node.getClientRects().length).map((node) => node.querySelector(".id")?.textContent || "").join(" ");
    return { picture: ids(".line-group"), table: ids(".dates tbody tr"), group: document.querySelector("[data-group]").value, address: location.search };
  });
  await open("?q=owner:ben&group=status");
  await page.waitForFunction(() => document.querySelector(".line-group[hidden]"), null, { timeout: 5000 }).catch(() => {});
  check("a filter leaves its rows", differs(await passing(), { picture: "FEAT-4 FEAT-2", table: "FEAT-2 FEAT-4", group: "status" }));
  await page.selectOption("[data-group]", "owner");
  await page.fill("[data-bar] input", "owner:ana");
  await page.waitForFunction(() => document.querySelectorAll(".band").length && !document.querySelector(".line-group[data-at='0']").hidden, null, { timeout: 5000 }).catch(() => {});
  check("filter and lanes share the address", differs(await passing(), { picture: "FEAT-1 FEAT-2 FEAT-3 FEAT-2", table: "FEAT-1 FEAT-2 FEAT-3", group: "owner", address: "?q=owner:ana&group=owner" }));
  await page.click("[data-clear]");
  await page.waitForFunction(() => !document.querySelector(".band"), null, { timeout: 5000 }).catch(() => {});
  check("what is cleared is whole again", differs(await passing(), { picture: built.rows, group: "", address: "" }));
  await page.locator(".timeline").focus();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const walked = await page.evaluate(() => document.activeElement.closest(".line-group")?.querySelector(".id").textContent);
  check("j goes from row to row", walked === "FEAT-2" ? [] : [String(walked)]);

  await open("");
  await page.hover(".line-group:nth-of-type(2) .bars-row");
  check("the row under the pointer shows what it needs", differs(await now(), { arrows: ["early"], bangs: 1 }));
  const told = await page.textContent(".timeline-told");
  check("and its dates", told.startsWith("Search: 16 Mar 2026 – 15 May 2026") ? [] : [told]);
  await page.focus(".line-group:nth-of-type(3) .name a");
  check("the row in focus too", differs(await now(), { arrows: [""], bangs: 0 }));
  await page.check("[data-arrows]");
  const linked = await now();
  check("all dependencies", [...differs(linked, { arrows: ["early", ""], bangs: 1 }), ...(new URLSearchParams(linked.address).get("arrows") === "all" ? [] : [linked.address])]);
  await open("?arrows=all&group=owner");
  check("all dependencies by the address", differs(await now(), { arrows: ["early", ""] }));

  await open("?zoom=month");
  await page.focus(".timeline");
  const keys = [];
  for (const key of ["End", "ArrowLeft", "Home"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(300);
    const { left: at, end } = await now();
    keys.push(at === end ? "end" : at === 0 ? "home" : "between");
  }
  check("keys scroll the picture", keys.join() === "end,between,home" ? [] : [keys.join()]);

  await open("?zoom=month");
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 718, height: 1000 });
  const paper = await now();
  check("on paper the picture fits", [...paper.runs, ...(paper.wide < 718 ? [] : [`${paper.wide} px`]), ...(await page.isVisible(".timeline-tools") ? ["tools"] : [])]);
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 390, height: 900 });
  await open("");
  check("a phone gets the agenda", await page.isVisible(".agenda") && !(await page.isVisible(".timeline")) ? [] : ["no agenda"]);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.waitForTimeout(50);
  check("which grows into the picture", differs(await now(), { wide: built.wide, left: built.left }));
  check("nothing went wrong", made.problems);
  await made.close();

  const moved = await tab(browser);
  await moved.page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifted += entry.value; })).observe({ type: "layout-shift", buffered: true });
  });
  await moved.open(site.base, "timeline.html?zoom=quarter");
  await moved.page.waitForTimeout(200);
  const shifted = await moved.page.evaluate(() => window.shifted);
  check("nothing moves while the timeline opens", shifted < 0.01 ? [] : [`layout shift ${shifted}`]);
  await moved.close();

  const disk = await tab(browser);
  await disk.open(site.disk, "timeline.html");
  await disk.page.click("[data-zoom=month]");
  check("the timeline from disk", [...disk.problems, ...differs(await disk.page.evaluate(seen), { wide: built.days * 22 })]);
  await disk.close();

  const bare = await tab(browser, { javaScriptEnabled: false });
  await bare.open(site.base, "timeline.html");
  const text = await bare.page.innerText("main");
  const wanted = ["Ana: 3 at once in week 15", "FEAT-2 begins 16 Mar 2026, before the end of FEAT-1, 4 Apr 2026"].filter((part) => !text.includes(part));
  check("the timeline without script", [
    ...wanted.map((part) => `not said: ${part}`),
    ...(await bare.page.isVisible(".timeline-tools") ? ["tools that do nothing"] : []),
    ...((await bare.page.locator(".bars-row").count()) === 4 ? [] : ["not every row"]),
  ]);
  await bare.close();
}

module.exports = { run };
