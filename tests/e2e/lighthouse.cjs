// Lighthouse on the overview, the board and a document of a folder, as a phone sees them, served under /repo/ with
// gzip as GitHub Pages does. It measures time, so it is no part of tests/run:
//
//   npm install --no-save --prefix tests/.cache lighthouse@12
//   node tests/e2e/lighthouse.cjs [FOLDER [PAGE…]]
//
// FEATSITE names the program, target/release/featsite where nothing is said; CHROMIUM the browser. Of three runs the
// one in the middle counts. Ends with 1 where a score is below what it must be.
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const http = require("node:http");
const { createRequire } = require("node:module");
const os = require("node:os");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const zlib = require("node:zlib");

const ROOT = path.join(__dirname, "../..");
const FEATSITE = process.env.FEATSITE || path.join(ROOT, "target/release/featsite");
const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";
const need = createRequire(path.join(__dirname, "../.cache/package.json"));
const MUST = { accessibility: 100, "best-practices": 100, performance: 95 };
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml" };
const ARGUMENTS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
  "--disable-background-networking", "--disable-component-update",
];

function serve(folder) {
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const file = path.join(folder, name.slice("/repo/".length));
    const found = name.startsWith("/repo/") && file.startsWith(folder) && fs.existsSync(file) && fs.statSync(file).isFile();
    const type = TYPES[path.extname(file)] || "application/octet-stream";
    response.writeHead(found ? 200 : 404, { "content-type": `${type}; charset=utf-8`, "content-encoding": "gzip", "cache-control": "max-age=600" });
    response.end(zlib.gzipSync(found ? fs.readFileSync(file) : ""));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

(async () => {
  const [content = path.join(ROOT, "content"), ...named] = process.argv.slice(2);
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "featsite-lighthouse-"));
  const load = (name) => import(pathToFileURL(need.resolve(name)).href);
  const { default: lighthouse } = await load("lighthouse");
  const { launch } = await load("chrome-launcher");
  const env = { ...process.env, XDG_CACHE_HOME: path.join(made, "cache") };
  execFileSync(FEATSITE, ["build", content, "--output", path.join(made, "site"), "--quiet"], { stdio: "inherit", env });
  fs.mkdirSync(path.join(made, "profile"));
  const server = await serve(path.join(made, "site"));
  const chrome = await launch({ chromePath: CHROMIUM, chromeFlags: ARGUMENTS, userDataDir: path.join(made, "profile") });
  let low = 0;
  try {
    const { documents } = JSON.parse(fs.readFileSync(path.join(made, "site/site.json"), "utf8"));
    const longest = documents.filter((one) => one.item).sort((a, b) => b.tasks.total - a.tasks.total)[0];
    const pages = named.length ? named : ["index.html", "board.html", longest.url];
    for (const page of pages) {
      const url = `http://127.0.0.1:${server.address().port}/repo/${page}`;
      const runs = [];
      for (let run = 0; run < 3; run += 1) {
        const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: "silent", onlyCategories: Object.keys(MUST) });
        runs.push(lhr);
      }
      const score = (lhr, name) => Math.round(lhr.categories[name].score * 100);
      runs.sort((a, b) => score(a, "performance") - score(b, "performance"));
      const lhr = runs[1];
      console.log(page);
      for (const [name, least] of Object.entries(MUST)) {
        const value = score(lhr, name);
        low += value < least ? 1 : 0;
        console.log(`  ${name.padEnd(15)} ${value}${value < least ? ` (must be ${least})` : ""}`);
        for (const { id, weight } of lhr.categories[name].auditRefs) {
          const audit = lhr.audits[id];
          if (weight === 0 || audit.score === null || audit.score >= 0.9) continue;
          console.log(`    ${id}: ${audit.displayValue || audit.title}`);
          for (const { node } of (audit.details?.items ?? []).slice(0, 4)) if (node) console.log(`      ${node.selector}`);
        }
      }
      const told = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "total-byte-weight"];
      console.log(`  ${told.map((id) => lhr.audits[id]).map((audit) => `${audit.title}: ${audit.displayValue}`).join(", ")}`);
    }
  } finally {
    await chrome.kill();
    server.close();
    fs.rmSync(made, { recursive: true, force: true });
  }
  process.exitCode = low ? 1 : 0;
})();
