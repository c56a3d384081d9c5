// What `featsite check --format sarif` prints against the schema of SARIF 2.1.0, which a published package holds.
// FEATSITE is the program, SARIF_SCHEMA the schema's file.
"use strict";
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const Ajv = require("ajv");

// A folder with findings of many kinds: with a fix, with other places, about a whole file, allowed, in odd names.
const FILES = {
  "featsite.yaml": "base_url: https://example.org/plans/\nchecks: {placeholder: {level: warning, 'odd/**': error}}\n",
  "a.md": "# A\n\n**ID**: PAY-1\n**Status**: Simmering\n**Start Date**: 2026-02-30\n**Owner**: [Name]\n\nSee [x](b.md#none), [y](c.md).\n",
  "b.md": "---\nid: PAY-1\nowner: @me\n---\n# B\n\n**Status**: Done\n**Status**: Planned\n\n**Depends on**: PAY-77\n",
  "odd/c.md": "# C\n\n<!-- featsite: allow(broken-link) because it comes next week -->\nSee [x](gone.md).\n\n<!-- featsite: allow(stale) -->\n",
  "odd/ü, 1 %: x.md": "# Odd\n\n**Owner**: {name}\n\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n",
  "board.md": "# A page of the reserved name\n",
};

const schema = JSON.parse(fs.readFileSync(process.env.SARIF_SCHEMA, "utf8"));
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false });
const valid = ajv.compile(schema);
let failed = 0;
let passed = 0;

function verify(name, right, said) {
  if (right) passed += 1;
  else failed += 1;
  console.log(`${right ? "ok" : "FAILED"} ${name}${right ? "" : `: ${said}`}`);
}

function check(folder) {
  const run = spawnSync(process.env.FEATSITE, ["check", folder, "--format", "sarif"], { encoding: "utf8", maxBuffer: 1 << 28 });
  verify(`${folder} is checked`, run.status === 0 || run.status === 1, run.stderr);
  const log = JSON.parse(run.stdout);
  verify(`the log of ${folder} fits the schema`, valid(log), JSON.stringify(valid.errors?.slice(0, 5), null, 1));
  return log.runs[0].results;
}

check("content");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "featsite-sarif-"));
for (const [name, text] of Object.entries(FILES)) {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
}
const results = check(folder);
fs.rmSync(folder, { recursive: true });
const has = (what, test) => verify(`a result with ${what}`, results.some(test), JSON.stringify(results.map((result) => result.ruleId)));
has("a fix", (result) => result.fixes);
has("other places", (result) => result.relatedLocations);
has("a reason to be allowed", (result) => result.suppressions.length > 0);
has("a place without lines", (result) => result.locations.length > 0 && !result.locations[0].physicalLocation.region);
verify("results of many checks", new Set(results.map((result) => result.ruleId)).size >= 9, results.map((result) => result.ruleId));
verify("a wrong log is refused", !valid({ version: "2.1.0", runs: [{ tool: {} }] }), "");

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
