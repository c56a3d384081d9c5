// The scripts of search as the page has them, in Node over a built site: what the page would find, without a browser.
//
//   node tests/e2e/search-node.cjs SITE QUERY...          prints the results
//   node tests/e2e/search-node.cjs SITE --table FILE      runs a table of `[query, path]` (tests/search/queries.json)
//
// A table is a list of `{ holds, queries }`: the first whose document `holds` is in the site is taken. The last line says
// how many queries have the expected document first; files that were loaded are counted as they are sent, compressed.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const { gzipSync } = require("node:zlib");

const SCRIPTS = path.join(__dirname, "../../themes/default/assets/js");

// The site's search: `find(text)` and `loaded`, the bytes of each file that was loaded since it was last emptied.
function open(site) {
  const loaded = new Map();
  const values = new Map();
  const featsite = {
    load(name) {
      if (!values.has(name)) {
        values.set(name, new Promise((resolve) => {
          const file = path.join(site, "views", `${name}.js`);
          const bytes = fs.readFileSync(file);
          loaded.set(name, gzipSync(bytes).length);
          vm.runInNewContext(bytes.toString(), { featsite: { put: (_, value) => resolve(value) } });
        }));
      }
      return values.get(name);
    },
  };
  const context = vm.createContext({ window: { featsite: featsite }, TextEncoder: TextEncoder, performance: performance, setTimeout: setTimeout });
  const files = ["filter.js", ...fs.readdirSync(path.join(SCRIPTS, "search")).filter((name) => name !== "box.js").sort().map((name) => `search/${name}`)];
  for (const name of files) vm.runInContext(fs.readFileSync(path.join(SCRIPTS, name), "utf8"), context, { filename: name });
  return {
    search: featsite.search,
    // What the scripts see as `window.featsite`: a test may stand in for parts of it.
    featsite: featsite,
    loaded: loaded,
    find: (text, most) => featsite.search.find(text, () => null, () => true, most),
    // Forgets everything, as a reader who comes for the first time.
    fresh: () => open(site),
  };
}

function address(site, wanted) {
  const { documents } = JSON.parse(fs.readFileSync(path.join(site, "site.json"), "utf8"));
  const found = documents.find((document) => document.path === wanted);
  return found && found.url;
}

async function table(site, file) {
  const tables = JSON.parse(fs.readFileSync(file, "utf8"));
  const taken = tables.find(({ holds }) => address(site, holds));
  if (!taken) return;
  let right = 0;
  const sizes = [];
  for (const [query, wanted] of taken.queries) {
    // Each query as the first one of a reader.
    const opened = open(site);
    const { results } = await opened.find(query);
    const url = address(site, wanted);
    const rank = results.findIndex(({ entry }) => entry.url === url);
    sizes.push([...opened.loaded.values()].reduce((sum, size) => sum + size, 0));
    if (rank === 0) right += 1;
    else console.log(`${rank < 0 ? "not found" : `${rank + 1}.`}: ${query}: ${results.slice(0, 3).map(({ entry }) => entry.title).join(" | ")}`);
  }
  sizes.sort((a, b) => a - b);
  const kb = (size) => Math.round(size / 1024);
  console.log(`loaded: ${kb(sizes[Math.floor(sizes.length / 2)])} KB in the middle, ${kb(sizes[sizes.length - 1])} KB at most`);
  console.log(`${right} of ${taken.queries.length} right`);
}

async function main() {
  const [site, ...rest] = process.argv.slice(2);
  if (rest[0] === "--table") return table(site, rest[1]);
  const opened = open(site);
  for (const query of rest) {
    const { results, total, instead } = await opened.find(query);
    console.log(`${query}: ${total}${instead.map(([word, other]) => ` (no ${word}, ${other})`).join("")}`);
    for (const { entry, score, sections, excerpt } of results) {
      console.log(`  ${score && score.toFixed(1)} ${entry.id} ${entry.title} <${entry.url}>  ${(excerpt || []).map(([text, mark]) => (mark ? `[${text}]` : text)).join("").slice(0, 100)}`);
      for (const one of sections) console.log(`      # ${one.path.join(" › ")}: ${one.excerpt.map(([text, mark]) => (mark ? `[${text}]` : text)).join("")}`);
    }
  }
  console.log([...opened.loaded].map(([name, size]) => `${name} ${size}`).join(", "));
}

module.exports = { open };
if (require.main === module) main();
