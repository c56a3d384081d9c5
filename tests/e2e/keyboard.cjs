// Everything a mouse reaches the keyboard reaches too, in sight and with its focus shown.
"use strict";
const { tab } = require("./harness.cjs");

const PAGES = ["index.html", "backlog.html", "board.html", "timeline.html", "graph.html", "docs.html", "health.html", "tags/index.html", "features/FEAT-002-header-fields.html"];
const MOST = 400;

// Numbers what takes part in the order of Tab and can be seen; what a list moves through by arrows counts as one.
function reachable() {
  const found = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  const open = found.filter((node) => node.tabIndex >= 0 && !node.disabled && node.checkVisibility({ visibilityProperty: true }));
  const seen = open.filter((node) => !node.matches("main"));
  seen.forEach((node, at) => node.setAttribute("data-reach", at));
  return seen.length;
}

// What is wrong with the focus where it stands now, and on which of the numbered elements it is.
function focused() {
  const node = document.activeElement;
  const name = `${node.tagName.toLowerCase()}.${node.getAttribute("class")} ${node.textContent.trim().slice(0, 24)}`;
  const style = getComputedStyle(node);
  const outlined = ({ outlineWidth, outlineStyle }) => parseFloat(outlineWidth) > 0 && outlineStyle !== "none";
  // A field within a box shows its focus on the box.
  const marked = outlined(style) || (node.matches("input") && outlined(getComputedStyle(node.parentElement)));
  // Nodes of a picture show their focus on what they draw.
  const drawn = node instanceof SVGElement && node.querySelector("*") && [...node.querySelectorAll("*")].some((part) => getComputedStyle(part).stroke === style.getPropertyValue("--focus") || parseFloat(getComputedStyle(part).strokeWidth) >= 2);
  const at = node.getBoundingClientRect();
  const problems = [];
  if (!marked && !drawn) problems.push(`its focus does not show: ${name}`);
  if (at.bottom <= 0 || at.top >= innerHeight || at.right <= 0 || at.left >= innerWidth) problems.push(`focused out of sight: ${name} at ${Math.round(at.left)}, ${Math.round(at.top)}`);
  const top = document.querySelector(".top").getBoundingClientRect();
  if (!node.closest(".top, .side, .skip") && at.bottom <= top.bottom && at.top >= top.top && at.bottom > 0) problems.push(`focused under the header: ${name}`);
  return { reach: node.dataset.reach ?? null, body: node === document.body, problems };
}

async function through({ browser, base, check }, url, width) {
  const made = await tab(browser, { width });
  const page = await made.open(base, url);
  const count = Math.min(await page.evaluate(reachable), MOST);
  const problems = made.problems;
  const reached = new Set();
  for (let press = 0; press < count * 1.2 + 20; press += 1) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(focused);
    if (now.body || reached.has(now.reach)) break;
    if (now.reach !== null) reached.add(now.reach);
    problems.push(...now.problems);
  }
  if (reached.size < count) {
    const missed = await page.evaluate((have) => [...document.querySelectorAll("[data-reach]")].filter((node) => !have.includes(node.dataset.reach)).slice(0, 4).map((node) => node.outerHTML.slice(0, 90)), [...reached]);
    problems.push(`${reached.size} of ${count} reached, not: ${missed.join(" | ")}`);
  }
  check(`${url} by keyboard at ${width} px`, problems);
  await made.close();
}

// The first Tab offers to skip what every page has; taking it moves on into the page.
async function skip({ browser, base, check }) {
  const made = await tab(browser);
  const page = await made.open(base, "backlog.html");
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.className);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => Boolean(document.activeElement.closest("main")));
  check("the skip link comes first and leads into the page", [...made.problems, ...(first === "skip" ? [] : [`first is ${first}`]), ...(inside ? [] : ["the next Tab is not in the page"])]);
  await made.close();
}

// On a narrow screen the menu opens and closes by keyboard, and gives the focus back.
async function menu({ browser, base, check }) {
  for (const script of [true, false]) {
    const made = await tab(browser, { width: 390, javaScriptEnabled: script });
    const page = await made.open(base, "backlog.html");
    const problems = made.problems;
    await page.focus(".menu");
    await page.keyboard.press("Enter");
    if (!await page.isVisible(".side")) problems.push("the menu does not open");
    await page.keyboard.press("Tab");
    if (!await page.evaluate(() => Boolean(document.activeElement.closest(".side")))) problems.push("Tab does not go into the menu");
    await page.keyboard.press("Escape");
    if (await page.isVisible(".side")) problems.push("the menu does not close");
    if (!await page.evaluate(() => document.activeElement.matches(".menu"))) problems.push("the focus does not come back to the button");
    check(`the menu by keyboard ${script ? "with" : "without"} script`, problems);
    await made.close();
  }
}

async function run(test) {
  await skip(test);
  await menu(test);
  const pages = PAGES.filter((url) => test.site.pages.includes(url));
  for (const url of pages) await through(test, url, 1280);
  for (const url of pages.slice(0, 3)) await through(test, url, 390);
}

module.exports = { run };
