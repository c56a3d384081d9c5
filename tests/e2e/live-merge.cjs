// How the page's script of `featsite serve` does to a page what has changed in its HTML, without a server.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { ROOT, tab } = require("./harness.cjs");

const MERGE = fs.readFileSync(path.join(ROOT, "themes/default/live/js/1-merge.js"), "utf8");

// Merges `next` into a page that was made of `old` and that `touch` has changed since, as scripts and readers do. Gives the
// page as it is then, whether nodes that `mark` names are still the same, and what was thrown. It runs in the page.
function merged({ old, next, touch, mark }) {
  const parse = (html) => new DOMParser().parseFromString(`<!doctype html><html><head></head><body>${html}</body></html>`, "text/html");
  document.body.replaceChildren(...document.importNode(parse(old).body, true).childNodes);
  if (touch) new Function(touch)();
  const nodes = mark ? [...document.querySelectorAll(mark)] : [];
  try {
    const ranges = window.featsiteLive.merge(parse(old), parse(next));
    const checked = [...document.querySelectorAll("input")].map((box) => box.checked);
    return { html: document.body.innerHTML, checked, same: nodes.every((node) => node.isConnected), texts: ranges.map(String) };
  } catch (error) {
    return { thrown: error.message };
  }
}

// Pages made at random and changed at random: what comes out must be the new page. It runs in the page.
function random(rounds) {
  let seed = 7;
  const chance = (most) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * most);
  };
  const word = () => ["one", "two", "three", "four", "five"][chance(5)];
  const node = (deep) => {
    const kind = chance(deep ? 7 : 2);
    if (kind === 0) return `${word()} ${word()} `;
    if (kind === 1) return `<p class="${word()}">${word()} <b>${word()}</b></p>`;
    const name = ["div", "section", "ul", "details", "figure"][kind - 2];
    const id = chance(4) ? "" : ` id="i${chance(1e6)}"`;
    return `<${name}${id} data-a="${word()}">${many(deep - 1)}</${name}>`;
  };
  const many = (deep) => Array.from({ length: chance(5) }, () => node(deep)).join("");
  const parse = (html) => new DOMParser().parseFromString(`<!doctype html><html><head></head><body>${html}</body></html>`, "text/html");
  const wrong = [];
  for (let round = 0; round < rounds; round += 1) {
    const old = parse(many(4));
    const next = parse(old.body.innerHTML);
    for (let edit = chance(4) + 1; edit > 0; edit -= 1) {
      const all = [...next.body.querySelectorAll("*")];
      const at = all[chance(all.length)];
      if (!at) continue;
      const what = chance(5);
      if (what === 0) at.remove();
      else if (what === 1) at.insertAdjacentHTML("beforebegin", node(2));
      else if (what === 2) at.setAttribute("data-a", word());
      else if (what === 3) at.append(`${word()}!`);
      else at.parentElement.prepend(at);
    }
    const plain = parse(next.body.innerHTML);
    document.body.replaceChildren(...document.importNode(old.body, true).childNodes);
    window.featsiteLive.merge(old, plain);
    if (document.body.innerHTML !== plain.body.innerHTML) wrong.push(`${old.body.innerHTML}\n  became ${document.body.innerHTML}\n  not ${plain.body.innerHTML}`);
  }
  return wrong;
}

// How long it takes to merge a text of which each paragraph was edited, and how it ends. It runs in the page.
function long(count) {
  const parse = (html) => new DOMParser().parseFromString(`<!doctype html><html><head></head><body>${html}</body></html>`, "text/html");
  const text = (word) => Array.from({ length: count }, (_, at) => `<p>The paragraph of number ${at} begins like all of them and then says ${at * 7919} ${word} until its end.</p>`).join("");
  const [old, next] = [parse(text("old")), parse(text("new"))];
  document.body.replaceChildren(...document.importNode(old.body, true).childNodes);
  const begun = performance.now();
  let end = "";
  try {
    window.featsiteLive.merge(old, next);
    end = document.body.innerHTML === next.body.innerHTML ? "the new text" : "another text";
  } catch (error) {
    end = error.message;
  }
  return [performance.now() - begun, end];
}

const CASES = {
  "a text changes in its letters alone": {
    old: "<p id=a>one two three</p><p id=b>four</p>", next: "<p id=a>one 2 three</p><p id=b>four</p>", mark: "p",
    html: '<p id="a">one 2 three</p><p id="b">four</p>', texts: ["2"],
  },
  "a paragraph that comes leaves the others": {
    old: "<p>a b c</p><p>d e f</p>", next: "<p>a b c</p><p>new one</p><p>d e f</p>", mark: "p",
    html: "<p>a b c</p><p>new one</p><p>d e f</p>", texts: ["new one"],
  },
  "a paragraph that comes before one that changes is told from it": {
    old: "<p>a long text that stays</p>", next: "<p>x</p><p>a long text that stays!</p>", mark: "p",
    html: "<p>x</p><p>a long text that stays!</p>", texts: ["stays!", "x"],
  },
  "what a script made stays where it is": {
    old: "<div><p>a text</p></div>", next: "<div><p>b text</p><p>c</p></div>", mark: "i, p",
    touch: 'document.querySelector("div").append(document.createElement("i")); document.querySelector("div").prepend(document.createElement("i"))',
    html: "<div><i></i><p>b text</p><p>c</p><i></i></div>",
  },
  "a fold stays as the reader left it": {
    old: "<details><summary>a</summary>b</details>", next: "<details><summary>a!</summary>b c</details>", mark: "details",
    touch: 'document.querySelector("details").open = true', html: '<details open=""><summary>a!</summary>b c</details>',
  },
  "classes of scripts stay, those of the page follow": {
    old: '<p class="a b">x</p>', next: '<p class="b c">x</p>', mark: "p",
    touch: 'document.querySelector("p").classList.add("mine")', html: '<p class="b mine c">x</p>',
  },
  "a box that is ticked in the file is ticked": {
    old: '<input type="checkbox" disabled="">', next: '<input type="checkbox" disabled="" checked="">', mark: "input",
    html: '<input type="checkbox" disabled="" checked="">', checked: [true],
  },
  "what comes behind a day comes behind what a script told of it": {
    old: "<p><time>1 May</time></p>", next: "<p><time>1 May</time><b>new</b></p>", mark: "time, span",
    touch: 'document.querySelector("time").after(document.createElement("span"))', html: "<p><time>1 May</time><span></span><b>new</b></p>",
  },
  "a text that a script wrote is not written over": {
    old: "<div>a</div>", next: "<div>b</div>", touch: 'document.querySelector("div").textContent = "mine"', thrown: "a script wrote this text",
  },
  "a list that is filtered is left to its script": {
    old: '<section><div data-filter="x"></div><p>a</p></section>', next: '<section><div data-filter="x"></div><p>b</p></section>',
    thrown: "a script holds this part of the page",
  },
  "a drawing is exchanged as a whole": {
    old: '<figure><svg><g><path d="M0 0"></path></g></svg>a</figure>', next: '<figure><svg><g><path d="M1 1"></path></g></svg>a</figure>', mark: "figure",
    html: '<figure><svg><g><path d="M1 1"></path></g></svg>a</figure>',
  },
};

exports.run = async function run({ browser, check }) {
  const made = await tab(browser);
  await made.page.goto("about:blank");
  await made.page.evaluate(MERGE);
  for (const [name, { html, texts, thrown, checked, ...given }] of Object.entries(CASES)) {
    const found = await made.page.evaluate(merged, given);
    const problems = [];
    if (found.thrown !== thrown) problems.push(`thrown: ${found.thrown}, not ${thrown}`);
    if (html && found.html !== html) problems.push(`${found.html}, not ${html}`);
    if (html && !found.same) problems.push("a node was made anew");
    if (checked && JSON.stringify(found.checked) !== JSON.stringify(checked)) problems.push(`checked: ${found.checked}`);
    if (texts && JSON.stringify(found.texts) !== JSON.stringify(texts)) problems.push(`marked: ${JSON.stringify(found.texts)}, not ${JSON.stringify(texts)}`);
    check(name, problems);
  }
  // Either merged or given up: both take less time than a reader would wait.
  const [took, end] = await made.page.evaluate(long, 2000);
  check("a long text that is edited everywhere holds nobody up", took < 10000 && /new|too much/.test(end) ? [] : [`${took} ms: ${end}`]);
  check("whatever changes, the new page comes out", [...await made.page.evaluate(random, 400), ...made.problems]);
  await made.close();
};
