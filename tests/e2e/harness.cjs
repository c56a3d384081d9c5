// What every browser test shares: a site built into a temporary folder and served under /repo/, tabs that tell what
// goes wrong in them, and the count of what passed.
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const http = require("node:http");
const os = require("node:os");
const { createRequire } = require("node:module");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

// The packages lie where `tests/run` installs them.
const need = createRequire(path.join(__dirname, "../.cache/package.json"));
const { chromium } = need("playwright-core");
const ROOT = path.join(__dirname, "../..");
const FEATSITE = process.env.FEATSITE || path.join(ROOT, "target/release/featsite");
const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";

const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png" };
const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-sync",
  "--disable-background-networking", "--disable-component-update", "--allow-file-access-from-files=false",
];
const undo = [];

// Counts of what was checked; a failure is printed at once with what was wrong.
const tally = { passed: 0, failed: 0 };
function check(name, problems) {
  if (problems.length === 0) {
    tally.passed += 1;
    return;
  }
  tally.failed += 1;
  console.log(`FAILED ${name}`);
  for (const problem of [...new Set(problems)].slice(0, 8)) console.log(`  ${problem}`);
}

// A plain file server under /repo/, as GitHub Pages has it: folders need their slash, unknown addresses the 404 page.
async function serve(folder) {
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://x").pathname);
    let file = name.startsWith("/repo/") ? path.join(folder, name.slice(6)) : "";
    if (file && name.endsWith("/")) file = path.join(file, "index.html");
    const found = file.startsWith(folder) && fs.existsSync(file) && fs.statSync(file).isFile();
    const shown = found ? file : path.join(folder, "404.html");
    response.writeHead(found ? 200 : 404, { "content-type": `${TYPES[path.extname(shown)] || "application/octet-stream"}; charset=utf-8` });
    response.end(fs.existsSync(shown) ? fs.readFileSync(shown) : "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  undo.push(() => server.closeAllConnections());
  undo.push(() => server.close());
  return `http://127.0.0.1:${server.address().port}/repo/`;
}

// The site of a folder, or of files given as an object of names and texts: `folder` on disk, `base` and `disk` as
// addresses that end in a slash, `pages` as addresses within the site, `documents` as site.json has them.
async function site(content, ...options) {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "featsite-e2e-"));
  undo.push(() => fs.rmSync(made, { recursive: true, force: true }));
  let source = content;
  if (typeof content !== "string") {
    source = path.join(made, "content");
    for (const [name, text] of Object.entries(content)) {
      fs.mkdirSync(path.dirname(path.join(source, name)), { recursive: true });
      fs.writeFileSync(path.join(source, name), text);
    }
  }
  const folder = path.join(made, "site");
  // Nothing is kept in the user's cache.
  const env = { ...process.env, XDG_CACHE_HOME: path.join(made, "cache") };
  execFileSync(FEATSITE, ["build", source, "--output", folder, "--quiet", ...options], { stdio: "inherit", env });
  const { documents } = JSON.parse(fs.readFileSync(path.join(folder, "site.json"), "utf8"));
  return { folder, documents, pages: pagesBelow(folder, ""), base: await serve(folder), disk: `${pathToFileURL(folder).href}/` };
}

function pagesBelow(folder, inner) {
  return fs.readdirSync(path.join(folder, inner), { withFileTypes: true }).flatMap((entry) => {
    const below = inner ? `${inner}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return pagesBelow(folder, below);
    return entry.name.endsWith(".html") ? [below] : [];
  });
}

// Every page at the root, the longest documents of each kind, a view of each first word and the first pages of each other
// folder.
function kindsOfPages({ folder, pages, documents }, most) {
  const groups = new Map();
  const add = (group, url) => groups.set(group, [...(groups.get(group) || []), url]);
  const urls = new Map(documents.map((document) => [document.url, document.kind]));
  const size = new Map(pages.map((url) => [url, fs.statSync(path.join(folder, url)).size]));
  for (const url of [...pages].sort((a, b) => size.get(b) - size.get(a) || (a < b ? -1 : 1))) {
    if (urls.has(url)) add(`kind ${urls.get(url)}`, url);
    else if (!url.includes("/")) add(`root ${url}`, url);
    else if (url.startsWith("views/")) add(`view ${url.split(/[-.]/)[0]}`, url);
    else add(`folder ${url.split("/")[0]}${url.endsWith("/index.html") ? " index" : ""}`, url);
  }
  return [...groups].flatMap(([group, urls]) => urls.slice(0, group.startsWith("view ") ? 1 : most)).sort();
}

async function launch() {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  undo.push(() => browser.close());
  return browser;
}

// A tab in a context of its own, in which nothing may go wrong: `tab.problems` has what did since it was last emptied.
// Options are those of a browser context, with `width` for a viewport of that width.
async function tab(browser, { width = 1280, height = 900, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const made = { page, context, problems: [], base: "", open, close: () => context.close() };
  const tell = (problem) => made.problems.push(problem);
  // The browser tells of what the content security policy stopped as an error on the console.
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && tell(`console: ${message.text()}`));
  page.on("pageerror", (error) => tell(`script: ${error.message}`));
  page.on("request", (request) => request.url().startsWith(made.base) || request.url().startsWith("data:") || tell(`request leaves the site: ${request.url()}`));
  // A request that the next page cut short did not fail.
  page.on("requestfailed", (request) => request.failure()?.errorText === "net::ERR_ABORTED" || tell(`request failed: ${request.url()}`));
  page.on("response", (response) => response.status() >= 400 && tell(`${response.status()}: ${response.url()}`));
  return made;
}

// Opens a page of the site at `base`; `url` may end in a query and a fragment of its own.
async function open(base, url) {
  this.base = base;
  const [, name, rest] = url.match(/^([^?#]*)(.*)$/);
  await this.page.goto(base + name.split("/").map(encodeURIComponent).join("/") + rest, { waitUntil: "load" });
  return this.page;
}

// Does the work for every item, as many at once as there are lanes; a lane is made once and handed to each of its works.
async function each(items, lanes, lane, work) {
  const queue = [...items];
  await Promise.all(Array.from({ length: lanes }, async () => {
    const own = await lane();
    while (queue.length) await work(own, queue.shift());
  }));
}

async function finish() {
  while (undo.length) await undo.pop()();
}

module.exports = { FEATSITE, ROOT, check, each, finish, kindsOfPages, launch, need, site, tab, tally };
