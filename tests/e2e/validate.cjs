// Every page of a site through html-validate. Rules of taste are off; what is wrong in the standard is on.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { need } = require("./harness.cjs");

const rules = {
  // Addresses, ids and classes come from documents and from GitHub's rule for anchors.
  "id-pattern": "off",
  "valid-id": ["error", { relaxed: true }],
  "class-pattern": "off",
  // Taste.
  "no-inline-style": "off",
  "long-title": "off",
  "no-trailing-whitespace": "off",
  "doctype-style": "off",
  "require-sri": "off",
  "prefer-tbody": "off",
  "tel-non-breaking": "off",
  "void-style": "off",
  "attribute-boolean-style": "off",
  // Bodies are what the author wrote: headings may begin anywhere and skip levels.
  "heading-level": "off",
  "no-raw-characters": "off",
};

// The messages for one page, as `rule: message (line)`.
async function validator() {
  const { HtmlValidate, StaticConfigLoader } = need("html-validate");
  const loader = new StaticConfigLoader({ root: true, extends: ["html-validate:standard"], rules });
  const validate = new HtmlValidate(loader);
  return async (file) => {
    const report = await validate.validateString(fs.readFileSync(file, "utf8"), path.basename(file));
    return report.results.flatMap((result) => result.messages).map((message) => `${message.ruleId}: ${message.message} (line ${message.line})`);
  };
}

module.exports = { validator };
