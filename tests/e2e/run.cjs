// Opens every kind of page of featsite's own site in a browser: both themes, wide and narrow, under a path and from
// disk. No console error, no request that leaves the site or fails, nothing wider than the window, no axe finding.
// Every page is valid HTML.
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const http = require("node:http");
const os = require("node:os");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");
const { validator } = require("./validate.cjs");

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "featsite-e2e-"));
const site = path.join(folder, "site");
const failures = [];
let passed = 0;

function check(name, problems) {
  if (problems.length === 0) {
    passed += 1;
  } else {
    failures.push(name);
    console.log(`FAILED ${name}`);
    for (const problem of [...new Set(problems)].slice(0, 8)) console.log(`  ${problem}`);
  }
}

const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png" };

// A plain file server under /repo/, as GitHub Pages has it: folders need their slash, unknown addresses the 404 page.
function serve() {
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://x").pathname);
    let file = name.startsWith("/repo/") ? path.join(site, name.slice(6)) : "";
    if (file && name.endsWith("/")) file = path.join(file, "index.html");
    const found = file.startsWith(site) && fs.existsSync(file) && fs.statSync(file).isFile();
    const shown = found ? file : path.join(site, "404.html");
    response.writeHead(found ? 200 : 404, { "content-type": `${types[path.extname(shown)] || "application/octet-stream"}; charset=utf-8` });
    response.end(fs.existsSync(shown) ? fs.readFileSync(shown) : "");
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

function pagesBelow(inner) {
  return fs.readdirSync(path.join(site, inner), { withFileTypes: true }).flatMap((entry) => {
    const below = inner ? `${inner}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return pagesBelow(below);
    return entry.name.endsWith(".html") ? [below] : [];
  });
}

// Every page at the root, the longest two documents of each kind and the first two pages of each folder of views.
function kindsOfPages() {
  const documents = JSON.parse(fs.readFileSync(path.join(site, "site.json"), "utf8")).documents;
  const groups = new Map();
  const add = (group, url) => groups.set(group, [...(groups.get(group) || []), url]);
  const urls = new Map(documents.map((document) => [document.url, document.kind]));
  const size = (url) => fs.statSync(path.join(site, url)).size;
  for (const url of pagesBelow("").sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1))) {
    if (urls.has(url)) add(`kind ${urls.get(url)}`, url);
    else if (!url.includes("/")) add(`root ${url}`, url);
    else add(`folder ${url.split("/")[0]}${url.endsWith("/index.html") ? " index" : ""}`, url);
  }
  return [...groups.values()].flatMap((group) => group.slice(0, 2)).sort();
}

async function open(browser, base, url, { width, scheme, script, judge }) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, javaScriptEnabled: script });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
  page.on("request", (request) => request.url().startsWith(base) || request.url().startsWith("data:") || problems.push(`request leaves the site: ${request.url()}`));
  page.on("requestfailed", (request) => problems.push(`request failed: ${request.url()}`));
  page.on("response", (response) => response.status() >= 400 && problems.push(`${response.status()}: ${response.url()}`));
  try {
    await page.goto(base + url.split("/").map(encodeURIComponent).join("/"), { waitUntil: "load" });
    const over = await page.evaluate(() => {
      const room = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= room) return null;
      const wide = [...document.querySelectorAll("body *")].filter((node) => node.getBoundingClientRect().right > room + 1);
      return `${document.documentElement.scrollWidth} px in ${room}: ${wide.slice(0, 4).map((node) => `${node.tagName.toLowerCase()}.${node.className}`).join(", ")}`;
    });
    if (over) problems.push(`wider than the window: ${over}`);
    const wide = await page.evaluate(() => {
      // Heads that only a screen reader meets are one pixel wide.
      const seen = (cell) => getComputedStyle(cell.closest("thead") || cell).position !== "absolute";
      return [...document.querySelectorAll("th")].filter((cell) => seen(cell) && cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent);
    });
    if (wide.length) problems.push(`headings of a table that run into the next: ${wide.slice(0, 4).join(", ")}`);
    const unseen = script && await page.evaluate(() => {
      const box = document.querySelector(".timeline:not(:has(svg.today))");
      const bar = box && box.offsetWidth && box.querySelector(".line-row > svg > g");
      if (!bar) return null;
      const [room, names, at] = [box, box.querySelector(".name"), bar].map((node) => node.getBoundingClientRect());
      return at.left >= names.right - 1 && at.left < room.right ? null : `at ${at.left} px`;
    });
    if (unseen) problems.push(`the timeline opens without its first bar: ${unseen}`);
    if (judge) {
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      for (const rule of found.violations) {
        for (const node of rule.nodes.slice(0, 3)) problems.push(`axe ${rule.id}: ${node.target.join(" ")} ${node.failureSummary.split("\n")[1] || ""}`);
      }
    }
  } catch (error) {
    problems.push(`did not open: ${error.message.split("\n")[0]}`);
  }
  await context.close();
  return problems;
}

async function main() {
  execFileSync(process.env.FEATSITE, ["build", "content", "--output", site, "--quiet"], { stdio: "inherit" });
  const validate = await validator();
  for (const url of pagesBelow("")) check(`${url} is valid`, await validate(path.join(site, url)));
  const server = await serve();
  const served = `http://127.0.0.1:${server.address().port}/repo/`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--allow-file-access-from-files=false"],
  });
  const urls = kindsOfPages();
  console.log(`${urls.length} pages of ${pagesBelow("").length}`);
  for (const url of urls) {
    for (const scheme of ["light", "dark"]) {
      for (const width of [1280, 390]) {
        const problems = await open(browser, served, url, { width, scheme, script: true, judge: true });
        check(`${url} ${scheme} ${width}`, problems);
      }
    }
    check(`${url} without script`, await open(browser, served, url, { width: 320, scheme: "light", script: false, judge: false }));
    const disk = pathToFileURL(site).href + "/";
    check(`${url} from disk`, await open(browser, disk, url, { width: 1280, scheme: "light", script: true, judge: false }));
  }
  await browser.close();
  server.close();
}

main()
  .catch((error) => {
    console.log(error);
    failures.push("the tests themselves");
  })
  .finally(() => {
    fs.rmSync(folder, { recursive: true, force: true });
    console.log(`${passed} passed, ${failures.length} failed`);
    process.exitCode = failures.length ? 1 : 0;
  });
