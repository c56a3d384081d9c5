// Measures search beside Pagefind and elasticlunr on the same pages: CPU seconds to make the index, how large it is, and
// what one query loads. It measures time, so it is run by hand, with two packages that no test needs:
//
//   npm install --prefix tests/.cache --no-save pagefind elasticlunr
//   node tests/e2e/search-peers.cjs CONTENT [QUERY...]
//
// FEATSITE is the program (target/release/featsite). Ours is timed in `featsite serve`, which makes a file when it is first
// asked for: the processor time between two requests. Peers read the pages of the documents that `featsite build` wrote, of
// which their <main> is the text. Sizes are those of the files compressed one by one; what the pages of Pagefind load for a
// query beside its index is not counted.
"use strict";
const { execFileSync, spawn } = require("node:child_process");
const fs = require("node:fs");
const http = require("node:http");
const os = require("node:os");
const path = require("node:path");
const { gzipSync } = require("node:zlib");
const { open } = require("./search-node.cjs");

const CACHE = path.join(__dirname, "../.cache/node_modules");
const FEATSITE = process.env.FEATSITE || path.join(__dirname, "../../target/release/featsite");
const PORT = 4791;

const seconds = (ticks) => ticks / 100;
const kb = (bytes) => Math.round(bytes / 1024);

// The processor time of a process so far, in hundredths of a second.
function ticks(pid) {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

function get(name) {
  return new Promise((resolve, reject) => {
    http.get({ host: "127.0.0.1", port: PORT, path: `/${name}` }, (response) => {
      response.resume();
      response.on("end", resolve);
    }).on("error", reject);
  });
}

// What files come to, compressed: in all, the largest, how many.
function sizes(files) {
  const all = files.map((file) => gzipSync(fs.readFileSync(file)).length);
  return { total: all.reduce((sum, size) => sum + size, 0), largest: Math.max(...all), files: all.length };
}

function below(folder) {
  return fs.readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

async function ours(content, site) {
  const server = spawn(FEATSITE, ["serve", content, "--port", String(PORT)], { stdio: "ignore" });
  for (let tries = 0; tries < 600; tries += 1) {
    try {
      await get("index.html");
      break;
    } catch (error) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  const views = fs.readdirSync(path.join(site, "views"));
  const begun = ticks(server.pid);
  await get("views/search.js");
  const indexed = ticks(server.pid);
  for (const name of views.filter((name) => /^text-\d+\.js$/.test(name))) await get(`views/${name}`);
  const texts = ticks(server.pid);
  server.kill();
  const files = (shape) => sizes(views.filter((name) => shape.test(name)).map((name) => path.join(site, "views", name)));
  console.log("featsite index", seconds(indexed - begun), "CPU s", files(/^(search(-\d+)?|spell-\d+)\.js$/));
  console.log("featsite texts", seconds(texts - indexed), "CPU s with the requests", files(/^text-\d+\.js$/));
}

// Runs a program of Node and gives its processor seconds.
function timed(code, ...options) {
  const script = `${code}\n;process.on("exit", () => { const { user, system } = process.cpuUsage(); console.log("cpu", (user + system) / 1e6); });`;
  const out = execFileSync(process.execPath, ["--max-old-space-size=16000", "-e", script, ...options], { encoding: "utf8", maxBuffer: 1 << 30 });
  return Number(/cpu (.*)/.exec(out)[1]);
}

// The text of a page's <main>, as the peers are given it.
const TEXT = "const text = (html) => (/<main[\\s\\S]*<\\/main>/.exec(html) || [\"\"])[0].replace(/<[^>]+>/g, \" \");";

function elasticlunr(pages, made) {
  const list = path.join(made, "pages.json");
  const out = path.join(made, "elasticlunr.json");
  fs.writeFileSync(list, JSON.stringify(pages));
  const code = `${TEXT} const fs = require("fs"); const [list, out] = process.argv.slice(1); const make = require(${JSON.stringify(path.join(CACHE, "elasticlunr"))});
    const index = make(function () { this.setRef("id"); this.addField("title"); this.addField("body"); });
    JSON.parse(fs.readFileSync(list, "utf8")).forEach((file, id) => { const html = fs.readFileSync(file, "utf8"); index.addDoc({ id, title: (/<title>(.*?)<\\/title>/s.exec(html) || [])[1], body: text(html) }); });
    fs.writeFileSync(out, JSON.stringify(index));`;
  console.log("elasticlunr", timed(code, list, out), "CPU s", sizes([out]));
}

function pagefind(pages, site, made) {
  const chosen = path.join(made, "pages");
  for (const file of pages) {
    const to = path.join(chosen, path.relative(site, file));
    fs.mkdirSync(path.dirname(to), { recursive: true });
    // Its body is what it marks with an attribute.
    fs.writeFileSync(to, fs.readFileSync(file, "utf8").replace("<main", "<main data-pagefind-body"));
  }
  const times = path.join(made, "times");
  const command = `TIMEFORMAT='%U %S'; { time ${process.execPath} ${path.join(CACHE, "pagefind/lib/runner/bin.cjs")} --site ${chosen} --output-path ${path.join(made, "pagefind")} --quiet >/dev/null 2>&1; } 2> ${times}`;
  execFileSync("bash", ["-c", command]);
  const cpu = fs.readFileSync(times, "utf8").trim().split(" ").reduce((sum, part) => sum + Number(part), 0);
  console.log("pagefind", cpu, "CPU s", sizes(below(path.join(made, "pagefind")).filter((file) => /\.pf_|pagefind-entry/.test(file))));
}

async function main() {
  const [content, ...queries] = process.argv.slice(2);
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "featsite-peers-"));
  try {
    const site = path.join(made, "site");
    const env = { ...process.env, XDG_CACHE_HOME: path.join(made, "cache") };
    execFileSync(FEATSITE, ["build", content, "--output", site, "--quiet"], { stdio: "inherit", env });
    const { documents } = JSON.parse(fs.readFileSync(path.join(site, "site.json"), "utf8"));
    const pages = documents.map(({ url }) => path.join(site, url));
    console.log(`${pages.length} documents`);
    await ours(content, site);
    const loads = [];
    for (const query of queries) {
      const opened = open(site);
      await opened.find(query);
      loads.push(kb([...opened.loaded.values()].reduce((sum, size) => sum + size, 0)));
    }
    if (loads.length) console.log("featsite queries load, in KB:", loads.sort((a, b) => a - b).join(" "));
    elasticlunr(pages, made);
    pagefind(pages, site, made);
  } finally {
    fs.rmSync(made, { recursive: true, force: true });
  }
}

main();
