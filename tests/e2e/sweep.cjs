// Every kind of page: both themes, wide and narrow, under a path, from disk and without script. No console error, no
// request that leaves the site or fails, nothing wider than the window, no axe finding; every page is valid HTML.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { each, kindsOfPages, need, tab } = require("./harness.cjs");
const { validator } = require("./validate.cjs");

const AXE = fs.readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");

// What runs out of its room, as lines. It runs in the page.
function layout() {
  const problems = [];
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > room) {
    const wide = [...document.querySelectorAll("body *")].filter((node) => node.getBoundingClientRect().right > room + 1);
    const names = wide.slice(0, 4).map((node) => `${node.tagName.toLowerCase()}.${node.getAttribute("class")}`);
    problems.push(`wider than the window: ${document.documentElement.scrollWidth} px in ${room}: ${names.join(", ")}`);
  }
  // Heads that only a screen reader meets are one pixel wide.
  const seen = (cell) => getComputedStyle(cell.closest("thead") || cell).position !== "absolute";
  const heads = [...document.querySelectorAll("th")].filter((cell) => seen(cell) && cell.scrollWidth > cell.clientWidth + 1);
  if (heads.length) problems.push(`headings of a table that run into the next: ${heads.slice(0, 4).map((cell) => cell.textContent).join(", ")}`);
  const box = document.documentElement.classList.contains("js") && document.querySelector(".timeline:not(:has(svg.today))");
  const bar = box && box.offsetWidth && box.querySelector(".line-row > svg > g");
  if (bar) {
    const [whole, names, at] = [box, box.querySelector(".name"), bar].map((node) => node.getBoundingClientRect());
    if (at.left < names.right - 1 || at.left >= whole.right) problems.push(`the timeline opens without its first bar: at ${at.left} px`);
  }
  return problems;
}

// Leaves the first rows of long lists: axe needs a millisecond for each element. It runs in the page.
function shorten(most) {
  for (const list of document.querySelectorAll("ul, ol, dl, tbody, .lines, svg, svg g")) {
    for (const row of [...list.children].slice(most)) row.remove();
  }
}

// What axe finds, as lines. A theme changes colours only, so the other one needs only the rules about colours.
const COLOURS = ["color-contrast", "link-in-text-block"];
async function judge(page, colours) {
  const found = await page.evaluate((rules) => {
    const options = { resultTypes: ["violations"], ...(rules && { runOnly: { type: "rule", values: rules } }) };
    return window.axe.run(document, options).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map((node) => [node.target.join(" "), node.failureSummary]) })));
  }, colours ? COLOURS : null);
  return found.flatMap(({ id, nodes }) => nodes.map(([target, summary]) => `axe ${id}: ${target} ${summary.split("\n")[1] || ""}`));
}

// The work of one lane: four tabs, used again for every page.
async function lane(browser) {
  return {
    wide: await tab(browser, { width: 1280, colorScheme: "light" }),
    narrow: await tab(browser, { width: 390, colorScheme: "light" }),
    bare: await tab(browser, { width: 320, javaScriptEnabled: false }),
    disk: await tab(browser, { width: 1280 }),
  };
}

async function opened(made, base, url, work) {
  made.problems = [];
  try {
    const page = await made.open(base, url);
    made.problems.push(...await page.evaluate(layout));
    if (work) await work(page);
  } catch (error) {
    made.problems.push(`did not open: ${error.message.split("\n")[0]}`);
  }
  return made.problems;
}

async function sweep(made, url, { base, disk, few, check }) {
  for (const own of [made.wide, made.narrow]) {
    const width = own.page.viewportSize().width;
    const dark = [];
    const light = await opened(own, base, url, async (page) => {
      if (few) await page.evaluate(shorten, 20);
      await page.evaluate(AXE);
      own.problems.push(...await judge(page, false));
      await page.emulateMedia({ colorScheme: "dark" });
      dark.push(...await judge(page, true));
    });
    await own.page.emulateMedia({ colorScheme: "light" });
    check(`${url} light ${width}`, light);
    check(`${url} dark ${width}`, dark);
  }
  check(`${url} without script`, await opened(made.bare, base, url));
  check(`${url} from disk`, await opened(made.disk, disk, url));
}

async function run(test) {
  const { browser, site, few, check } = test;
  const urls = kindsOfPages(site, few ? 1 : 2);
  const validate = await validator();
  for (const url of few ? urls : site.pages) check(`${url} is valid`, await validate(path.join(site.folder, url)));
  console.log(`${urls.length} pages of ${site.pages.length}`);
  await each(urls, 3, () => lane(browser), (made, url) => sweep(made, url, test));
}

module.exports = { run, anyContent: true };
