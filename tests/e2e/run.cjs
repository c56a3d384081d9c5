// Drives featsite's own site in a browser.
//
//   node tests/e2e/run.cjs [--only NAME] [--content FOLDER]
//
// `--only` runs one of the modules; `--content` takes another folder, of which fewer pages are opened, and leaves out
// the modules that know what is in `content/`. FEATSITE is the program (target/release/featsite), CHROMIUM the
// browser (/usr/bin/chromium), packages are where `tests/run` installs them. The last line says how much passed.
//
// A module exports `async run({ browser, site, base, disk, few, check })`: `site` is as `harness.cjs` makes it, `base`
// and `disk` are its two addresses; `check(name, problems)` counts one test and fails if there are problems.
"use strict";
const path = require("node:path");
const harness = require("./harness.cjs");

// In the order of their names.
const MODULES = ["budgets", "documents", "figures", "graph", "items", "keyboard", "live", "preview", "search", "sweep", "timeline", "views"];

function option(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? null : process.argv[at + 1];
}

async function main() {
  const content = option("--content");
  const only = option("--only");
  if (only && !MODULES.includes(only)) throw new Error(`no module ${only}: ${MODULES.join(", ")}`);
  const site = await harness.site(content || path.join(harness.ROOT, "content"));
  const browser = await harness.launch();
  const test = { browser, site, base: site.base, disk: site.disk, few: Boolean(content), check: harness.check };
  for (const name of only ? [only] : MODULES) {
    const { run, anyContent } = require(`./${name}.cjs`);
    if (content && !only && !anyContent) continue;
    const begun = Date.now();
    try {
      await run(test);
    } catch (error) {
      harness.check(name, [error.stack]);
    }
    console.log(`${name}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  }
}

main()
  .catch((error) => harness.check("the tests themselves", [error.stack]))
  .finally(async () => {
    await harness.finish();
    const { passed, failed } = harness.tally;
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed ? 1 : 0;
  });
