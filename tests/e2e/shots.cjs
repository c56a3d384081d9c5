// Pictures of every kind of page, for a person to look at: 1280 and 390 px wide, light and dark, and a page with all.
//
//   node tests/e2e/shots.cjs --out FOLDER [--wide] [CONTENT…]
//
// CONTENT are folders of documents, `content` if none is named. `--wide` adds pictures of 1920 px.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { ROOT, each, finish, kindsOfPages, launch, site, tab } = require("./harness.cjs");

const TALLEST = 2400;
const WIDTHS = process.argv.includes("--wide") ? [1920, 1280, 390] : [1280, 390];
const out = process.argv[process.argv.indexOf("--out") + 1];
const contents = process.argv.slice(2).filter((word, at, words) => !word.startsWith("--") && words[at - 1] !== "--out");

async function shoot(tabs, made, url, folder) {
  const pictures = [];
  for (const width of WIDTHS) {
    const page = await tabs[width].open(made.base, url);
    // What is far below is drawn only when it comes into sight.
    await page.addStyleTag({ content: "* { content-visibility: visible !important }" });
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme });
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      const name = `${url.replace(/\.html$/, "").replace(/[^\p{L}\p{N}.-]+/gu, "_").slice(0, 80)}-${width}-${scheme}.png`;
      await page.screenshot({ path: path.join(folder, name), fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, TALLEST) } });
      pictures.push(name);
    }
  }
  return pictures;
}

// The page that shows them all.
function sheet(name, rows) {
  const escape = (text) => text.replace(/[&<"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const pictures = (list) => list.map((picture) => `<a href="${encodeURIComponent(picture)}"><img loading="lazy" height="420" src="${encodeURIComponent(picture)}" alt="${escape(picture)}"></a>`).join(" ");
  const body = rows.map(([url, list]) => `<h2>${escape(url)}</h2><p>${pictures(list)}</p>`).join("\n");
  return `<!doctype html><meta charset="utf-8"><title>${escape(name)}</title><h1>${escape(name)}</h1>\n${body}\n`;
}

async function main() {
  if (!process.argv.includes("--out") || !out) throw new Error("say where the pictures go: --out FOLDER");
  const browser = await launch();
  for (const content of contents.length ? contents : [path.join(ROOT, "content")]) {
    const made = await site(content);
    const name = path.basename(path.resolve(content));
    const folder = path.join(out, name);
    fs.mkdirSync(folder, { recursive: true });
    const rows = new Map();
    const lane = async () => Object.fromEntries(await Promise.all(WIDTHS.map(async (width) => [width, await tab(browser, { width, bypassCSP: true })])));
    await each(kindsOfPages(made, 1), 2, lane, async (tabs, url) => rows.set(url, await shoot(tabs, made, url, folder)));
    fs.writeFileSync(path.join(folder, "index.html"), sheet(name, [...rows].sort()));
    console.log(`${path.join(folder, "index.html")}: ${rows.size} pages`);
  }
}

main()
  .catch((error) => {
    console.log(error.message);
    process.exitCode = 1;
  })
  .finally(finish);
