// What each page weighs when it is sent compressed: its HTML, the scripts it loads and its stylesheets.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { gzipSync } = require("node:zlib");

const MOST = { html: 60, script: 25, style: 15 };
const LOADED = { script: /<script\b[^>]*\bsrc="([^"]+)"/g, style: /<link rel="stylesheet" href="([^"]+)"/g };

async function run({ site, check }) {
  const sizes = new Map();
  const size = (file) => {
    if (!sizes.has(file)) sizes.set(file, gzipSync(fs.readFileSync(file)).length);
    return sizes.get(file);
  };
  const heaviest = { html: [0], script: [0], style: [0] };
  for (const url of site.pages) {
    const file = path.join(site.folder, url);
    const text = fs.readFileSync(file, "utf8");
    const weight = { html: size(file) };
    for (const [kind, tag] of Object.entries(LOADED)) {
      const files = [...text.matchAll(tag)].map((match) => path.join(path.dirname(file), decodeURIComponent(match[1])));
      weight[kind] = files.reduce((sum, each) => sum + size(each), 0);
    }
    for (const kind of Object.keys(MOST)) if (weight[kind] > heaviest[kind][0]) heaviest[kind] = [weight[kind], url];
    const over = Object.keys(MOST).filter((kind) => weight[kind] > MOST[kind] * 1024);
    check(`${url} is light`, over.map((kind) => `${kind}: ${(weight[kind] / 1024).toFixed(1)} KB, ${MOST[kind]} allowed`));
  }
  console.log(Object.entries(heaviest).map(([kind, [bytes, url]]) => `${kind} ${(bytes / 1024).toFixed(1)} KB (${url})`).join(", "));
}

module.exports = { run };
