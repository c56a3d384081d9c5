// Diagrams and formulas: drawn without script, named, in the colours of the theme, scrolling by themselves.
"use strict";
const harness = require("./harness.cjs");
const { need } = harness;
const fs = require("node:fs");

const AXE = fs.readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");
const chain = Array.from({ length: 12 }, (_, at) => `  n${at}[Step number ${at}] --> n${at + 1}[Step number ${at + 1}]`).join("\n");
const kinds = [
  "graph TD\n  A[Read] -->|then| B{Link}\n  style B fill:#ffee88",
  "sequenceDiagram\n  Ana->>Ben: Hello\n  Note over Ben: thinks\n  alt yes\n  Ben-->>Ana: Yes\n  end",
  'pie title Boxes\n  "done" : 60\n  "open" : 30\n  "late" : 10',
  "gantt\n  dateFormat YYYY-MM-DD\n  section Build\n  First :done, a, 2026-01-05, 5d\n  Second :active, b, after a, 5d\n  Third :crit, c, after b, 9d",
  'gitGraph\n  commit id: "one"\n  branch side\n  commit id: "two"',
  "mindmap\n  root\n    leaf\n    other",
];
const FILES = {
  "a.md": `# A\n\n\`\`\`mermaid\ngraph LR\n${chain}\n\`\`\`\n\nBy $x_1 = \\frac{a}{b}$ here.\n\n$$\n${Array.from({ length: 60 }, (_, at) => `x_{${at}}`).join(" + ")}\n$$\n\n\`\`\`mermaid\ngraph TD\n  A -->\n\`\`\`\n`,
  "kinds.md": `# Kinds\n\n${kinds.map((text) => `\`\`\`mermaid\n${text}\n\`\`\`\n`).join("\n")}`,
};

// What differs from what was expected: `{ name: [found, expected] }`.
function differ(pairs) {
  return Object.entries(pairs).filter(([, [found, expected]]) => JSON.stringify(found) !== JSON.stringify(expected)).map(([name, [found, expected]]) => `${name}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
}

const facts = () => {
  const canvas = document.querySelector(".canvas");
  const svg = canvas.querySelector("svg");
  const text = svg.querySelector("text");
  const math = document.querySelector("p math");
  const wide = document.querySelector(".math");
  return {
    name: [canvas.getAttribute("aria-label"), svg.getAttribute("aria-label")],
    scrolls: canvas.scrollWidth > canvas.clientWidth + 200 && wide.scrollWidth > wide.clientWidth,
    page: document.documentElement.scrollWidth <= innerWidth,
    size: Math.round(text.getBoundingClientRect().height) >= 14,
    math: math.getBoundingClientRect().height > 12 && getComputedStyle(math).color === getComputedStyle(math.parentElement).color,
    font: getComputedStyle(math).fontFamily.split(",").length > 4,
    fault: document.querySelector(".fault").textContent.startsWith("This diagram could not be drawn: line 2:"),
  };
};

// How strongly the text of every diagram stands out from what is painted below its middle.
const contrasts = () => {
  const channels = (colour) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => {
    const [r, g, b] = channels(colour).map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = getComputedStyle(document.documentElement).backgroundColor;
  const found = [];
  for (const text of document.querySelectorAll(".canvas text")) {
    text.scrollIntoView({ block: "center", inline: "center" });
    const box = text.getBoundingClientRect();
    const below = document.elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2).find((node) => node.closest("svg") && !node.closest("text") && node.tagName !== "svg" && getComputedStyle(node).fill !== "none" && getComputedStyle(node).fillOpacity > 0.5);
    const [a, b] = [light(getComputedStyle(text).fill), light(below ? getComputedStyle(below).fill : ground)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push(`${text.textContent}: ${ratio.toFixed(2)}`);
  }
  return found;
};

exports.run = async function run({ browser, check }) {
  const site = await harness.site(FILES);
  for (const [where, options, base] of [
    ["served", {}, site.base],
    ["from disk", {}, site.disk],
    ["on a phone", { width: 390 }, site.base],
  ]) {
    const tab = await harness.tab(browser, options);
    const page = await tab.open(base, "a.html");
    const name = "Flowchart: Step number 0, Step number 1, Step number 2";
    const found = await page.evaluate(facts);
    check(`a diagram and a formula are drawn, ${where}`, differ({
      name: [[found.name[0], found.name[1].startsWith(name)], ["Flowchart", true]],
      facts: [{ ...found, name: null }, { name: null, scrolls: true, page: true, size: true, math: true, font: true, fault: true }],
    }).concat(tab.problems.splice(0)));
    await tab.close();
  }
  for (const colorScheme of ["light", "dark"]) {
    const tab = await harness.tab(browser, { colorScheme, bypassCSP: true });
    for (const url of ["a.html", "kinds.html"]) {
      const page = await tab.open(site.base, url);
      check(`text of diagrams stands out on ${url}, ${colorScheme}`, await page.evaluate(contrasts));
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => window.axe.run(".prose"));
      check(`axe finds nothing on ${url}, ${colorScheme}`, violations.map((one) => `${one.id}: ${one.nodes[0].html}`));
    }
    const page = await tab.open(site.base, "kinds.html");
    const fill = await page.$eval(".canvas rect", (node) => getComputedStyle(node).fill);
    check(`colours follow the theme, ${colorScheme}`, differ({ fill: [fill !== "rgb(0, 0, 0)" && fill !== "none", true] }));
    await tab.close();
  }
  const plain = await harness.tab(browser, { javaScriptEnabled: false });
  const page = await plain.open(site.base, "a.html");
  await page.keyboard.press("Tab");
  check("without script all is there", differ({ drawn: [await page.locator(".canvas svg").count(), 1], math: [await page.locator("math").count(), 2] }).concat(plain.problems.splice(0)));
  await page.locator(".canvas").focus();
  await page.keyboard.press("ArrowRight");
  await page.locator(".diagram-source summary").click();
  check("the source unfolds", differ({ open: [await page.locator(".diagram-source pre").isVisible(), true] }));
  await plain.close();
};
