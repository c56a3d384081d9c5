// What a link leads to, shown beside it: by pointer and by keyboard, and by nothing else.
"use strict";
const fs = require("node:fs");
const harness = require("./harness.cjs");

const AXE = fs.readFileSync(harness.need.resolve("axe-core/axe.min.js"), "utf8");
const FILES = {
  "a.md": "# Begin\n\n[plain](b/FEAT-001-log.md), [part](b/FEAT-001-log.md#phase-2-ship), [row](rows.md), [out](https://example.com/), [gone](none.md), [own](#end).\n\n## End\n\nText.\n",
  "b/FEAT-001-log.md": "---\nlang: de\n---\n\n# FEAT-001: Anmeldung `<b>`\n\n**Status**: 🚧 Waiting for Ana\n\nThe first paragraph & more.\n\n## Phase 1: Build\n\nBuilt.\n\n## Phase 2: Ship\n\n- [ ] ship it\n",
  "rows.md": "# Rows\n\nNo more than this.\n",
};

// What differs from what was expected: `{ name: [found, expected] }`.
function differ(pairs) {
  return Object.entries(pairs).filter(([, [found, expected]]) => JSON.stringify(found) !== JSON.stringify(expected)).map(([name, [found, expected]]) => `${name}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
}

const shown = (page) => page.locator(".preview:popover-open");
const opens = (page) => shown(page).waitFor({ state: "visible", timeout: 5000 }).catch(() => {});
const closes = (page) => shown(page).waitFor({ state: "hidden", timeout: 5000 }).catch(() => {});
const text = async (page) => ((await shown(page).count()) ? shown(page).evaluate((node) => [...node.children].map((child) => child.textContent)) : null);
const link = (page, name) => page.locator(".prose a", { hasText: name });

async function pointed(tab, base, check, where) {
  const page = await tab.open(base, "a.html");
  await link(page, "plain").hover();
  await opens(page);
  check(`a link is looked at, ${where}`, differ({
    text: [await text(page), ["FEAT-001Waiting for Ana", "Anmeldung <b>", "The first paragraph & more."]],
    glyph: [await shown(page).locator("svg.glyph").count(), 1],
    lang: [await shown(page).locator("strong").getAttribute("lang"), "de"],
    described: [await link(page, "plain").getAttribute("aria-describedby"), "fsPreview"],
    inside: [await shown(page).evaluate((node) => node.getBoundingClientRect().right <= innerWidth && node.getBoundingClientRect().bottom <= innerHeight), true],
  }).concat(tab.problems.splice(0)));
  const box = await shown(page).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
  await page.waitForTimeout(500);
  check(`it stays while the pointer is on it, ${where}`, differ({ open: [await shown(page).count(), 1] }));
  await page.mouse.move(1000, 700);
  await closes(page);
  check(`it goes with the pointer, ${where}`, differ({ open: [await shown(page).count(), 0], described: [await link(page, "plain").getAttribute("aria-describedby"), null] }));
  await link(page, "part").hover();
  await opens(page);
  check(`a section is shown, ${where}`, differ({ text: [(await text(page) || []).slice(1), ["Anmeldung <b>", "# Phase 2: Ship", "ship it"]] }).concat(tab.problems.splice(0)));
  await page.keyboard.press("Escape");
  await closes(page);
  await page.waitForTimeout(500);
  check(`Esc closes it and it stays closed, ${where}`, differ({ open: [await shown(page).count(), 0] }));
  for (const key of ["/", "Control+k", "?"]) {
    await page.mouse.move(1000, 700);
    await link(page, "plain").hover();
    await opens(page);
    await page.keyboard.press(key);
    await closes(page);
    check(`a dialog that ${key} opens closes it, ${where}`, differ({ open: [await shown(page).count(), 0], dialog: [await page.locator("dialog[open]").count(), 1] }));
    await page.keyboard.press("Escape");
  }
  for (const name of ["out", "own"]) {
    await link(page, name).hover();
    await page.waitForTimeout(600);
    check(`nothing is shown for ${name}, ${where}`, differ({ open: [await shown(page).count(), 0] }));
  }
  await page.locator(".side a").nth(1).hover();
  await page.waitForTimeout(600);
  check(`nothing is shown in the navigation, ${where}`, differ({ open: [await shown(page).count(), 0] }).concat(tab.problems.splice(0)));
}

exports.run = async function run({ browser, check }) {
  const site = await harness.site(FILES);
  const tab = await harness.tab(browser);
  await pointed(tab, site.base, check, "served");
  await pointed(tab, site.disk, check, "from disk");
  let page = await tab.open(site.base, "a.html");
  await page.locator("#fsMain").focus();
  for (let at = 0; at < 12 && (await page.evaluate(() => document.activeElement.textContent)) !== "row"; at += 1) await page.keyboard.press("Tab");
  await opens(page);
  check("a link reached by keyboard is looked at", differ({ text: [await text(page), ["Rows", "No more than this."]] }));
  await page.keyboard.press("Escape");
  await closes(page);
  check("Esc leaves the focus where it is", differ({ open: [await shown(page).count(), 0], focus: [await page.evaluate(() => document.activeElement.textContent), "row"] }));
  await page.keyboard.press("Shift+Tab");
  await opens(page);
  check("the next link is looked at", differ({ section: [((await text(page)) || [])[2], "# Phase 2: Ship"] }));
  await page.keyboard.press("/");
  await page.locator("dialog[open]").waitFor({ timeout: 5000 }).catch(() => {});
  await closes(page);
  check("a preview goes when a dialog opens", differ({ dialog: [await page.locator("dialog[open]").count(), 1], open: [await shown(page).count(), 0] }));
  await tab.close();
  const late = await harness.tab(browser);
  await late.context.route(/preview/, async (route) => {
    await new Promise((done) => setTimeout(done, 800));
    await route.continue();
  });
  page = await late.open(site.base, "a.html");
  const came = page.waitForResponse(/preview/);
  await link(page, "plain").hover();
  await page.mouse.move(1000, 700);
  await came;
  await page.waitForTimeout(900);
  check("whoever has left a link before its preview came sees none", differ({ open: [await shown(page).count(), 0] }));
  await link(page, "part").hover();
  await opens(page);
  check("and sees the next one", differ({ open: [await shown(page).count(), 1] }));
  await late.close();
  const free = await harness.tab(browser, { bypassCSP: true, colorScheme: "dark" });
  page = await free.open(site.base, "a.html");
  await link(page, "plain").hover();
  await opens(page);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run());
  check("axe finds nothing in a preview", violations.map((one) => `${one.id}: ${one.nodes[0].html}`));
  await free.close();
  const touch = await harness.tab(browser, { hasTouch: true, isMobile: true, width: 390 });
  page = await touch.open(site.base, "a.html");
  // What else the page fetches comes in its own time.
  const fetched = () => page.evaluate(() => performance.getEntriesByType("resource").filter((one) => one.name.includes("preview")).length);
  await link(page, "part").focus();
  await link(page, "plain").dispatchEvent("pointerover", { pointerType: "touch", bubbles: true });
  await page.waitForTimeout(600);
  check("nothing is shown where nothing hovers", differ({ open: [await shown(page).count(), 0], loaded: [await fetched(), 0] }).concat(touch.problems.splice(0)));
  await touch.close();
  const plain = await harness.tab(browser, { javaScriptEnabled: false });
  page = await plain.open(site.base, "a.html");
  await link(page, "plain").click();
  check("without script a link is a link", differ({ url: [page.url().endsWith("b/FEAT-001-log.html"), true] }));
  await plain.close();
};
