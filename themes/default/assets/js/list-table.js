// A table of items: sorting by its heads, grouping, and the rows that pass.
(function (fs) {
  "use strict";

  const table = document.querySelector("table[data-items]");
  const bar = document.querySelector("[data-bar]");
  if (!table || !bar) return;

  const AT_ONCE = 60;
  const REST = 700;
  const body = table.tBodies[0];
  const rows = new Map();
  let first = [];
  let touched = false;
  let frozen = false;

  function take(nodes) {
    let last = null;
    for (const row of nodes) {
      if (row.dataset.item) {
        last = { row: row, parts: null };
        if (!rows.has(row.dataset.item)) rows.set(row.dataset.item, last);
      } else if (last) {
        last.parts = row;
      }
    }
  }
  take(Array.from(body.rows));
  first = Array.from(rows.keys());

  // Rows that stand on further pages come from files of data.
  function fetch(keys, data) {
    const files = new Set(keys.filter((key) => !rows.has(key) && data.rows[key]).map((key) => data.rows[key]));
    return Promise.all([...files].map((file) => fs.load(`rows-${file}`).then((pieces) => {
      for (const html of Object.values(pieces)) {
        // Rows are only read inside a table.
        take(Array.from(fs.piece(`<table><tbody>${html}</tbody></table>`).querySelectorAll("tr")));
      }
    })));
  }

  // Columns keep their width while rows come and go: a table that jumps cannot be read.
  function freeze() {
    if (frozen || getComputedStyle(table.tHead).position === "absolute") return;
    frozen = true;
    const widths = Array.from(table.tHead.rows[0].cells, (cell) => cell.offsetWidth);
    table.style.tableLayout = "fixed";
    Array.from(table.tHead.rows[0].cells).forEach((cell, at) => {
      cell.style.inlineSize = `${widths[at]}px`;
    });
  }
  addEventListener("resize", () => {
    if (!frozen) return;
    frozen = false;
    table.style.tableLayout = "";
    Array.from(table.tHead.rows[0].cells).forEach((cell) => {
      cell.style.inlineSize = "";
    });
  });

  function put(into, entry) {
    into.append(...[entry.row, entry.parts].filter(Boolean));
  }

  // A row that stands in more than one group stands there as a copy.
  function copied(entry, used) {
    hide(entry, false);
    if (!used.has(entry)) {
      used.add(entry);
      return entry;
    }
    return { row: entry.row.cloneNode(true), parts: entry.parts && entry.parts.cloneNode(true) };
  }

  function head(group, words) {
    const cell = fs.make("th", { colspan: table.tHead.rows[0].cells.length, scope: "rowgroup" }, ...fs.items.summed(group, words));
    return fs.make("tr", { class: "group-head" }, cell);
  }

  function arrange(view, keys) {
    const groups = view.groups;
    fs.all("tbody.group", table).forEach((node) => node.remove());
    const wanted = keys.join();
    if (groups) {
      body.hidden = true;
      const used = new Set();
      for (const group of groups) {
        const into = fs.make("tbody", { class: "group" });
        into.append(head(group, view.data.words));
        for (const record of group.records) {
          const entry = rows.get(record.k);
          if (!entry) continue;
          put(into, copied(entry, used));
        }
        table.append(into);
      }
      return;
    }
    body.hidden = false;
    const shown = new Set(keys);
    // Where the rows already stand in this order it is enough to hide the others.
    const standing = Array.from(body.rows, (row) => row.dataset.item).filter((key) => key && shown.has(key));
    if (standing.join() !== wanted) {
      const all = document.createDocumentFragment();
      keys.forEach((key) => put(all, rows.get(key)));
      for (const [key, entry] of rows) {
        if (!shown.has(key)) all.append(...[entry.row, entry.parts].filter(Boolean));
      }
      body.append(all);
    }
    // A table is laid out and painted as a whole: while the reader types only the first rows are shown, so that a key
    // never waits for the others. They follow when the keys rest, when the reader comes near their place, and on paper.
    const typing = fs.items.typing();
    const passing = keys.map((key) => rows.get(key));
    const now = new Set(passing.filter((entry, at) => at < AT_ONCE || (!typing && !entry.row.hidden)));
    for (const entry of rows.values()) hide(entry, !now.has(entry));
    waiting = passing.filter((entry) => !now.has(entry));
    clearTimeout(rest);
    rest = setTimeout(follow, typing ? REST : 0);
  }

  let waiting = [];
  let rest = 0;
  function reveal(most) {
    waiting.splice(0, most).forEach((entry) => hide(entry, false));
  }

  function follow() {
    reveal(AT_ONCE);
    if (waiting.length) rest = setTimeout(follow, 30);
  }
  addEventListener("beforeprint", () => reveal(waiting.length));
  addEventListener("scroll", () => {
    if (waiting.length && table.getBoundingClientRect().bottom < innerHeight * 2) reveal(AT_ONCE);
  }, { passive: true });

  function hide(entry, hidden) {
    if (entry.row.hidden !== hidden) entry.row.hidden = hidden;
    if (entry.parts && entry.parts.hidden !== hidden) entry.parts.hidden = hidden;
  }

  fs.items.shows({
    untouched: () => !touched,
    candidates(data) {
      if (bar.dataset.bar === "backlog") return data.items.filter((record) => !(record.x || "").includes("a"));
      return first.map((key) => data.byKey.get(key)).filter(Boolean);
    },
    show(view) {
      const all = view.plain ? first : view.records.map((record) => record.k);
      const keys = all.slice(0, fs.items.MOST);
      freeze();
      touched = true;
      fs.root.dataset.narrowed = view.plain ? "" : "yes";
      return fetch(keys, view.data).then(() => {
        if (!view.current()) return;
        arrange(view, keys.filter((key) => rows.has(key)));
        heads();
      });
    },
  });

  // The heads are buttons: a click sorts, with Shift a further key is added, a third one takes the order back.
  function heads() {
    const keys = fs.items.state.sort.split(",").filter(Boolean);
    fs.all("[data-sort]", table.tHead).forEach((cell) => {
      const name = cell.dataset.sort;
      const at = keys.findIndex((key) => key.replace(/^-/, "") === name);
      if (at < 0) cell.removeAttribute("aria-sort");
      else cell.setAttribute("aria-sort", keys[at][0] === "-" ? "descending" : "ascending");
    });
  }

  fs.all("[data-sort]", table.tHead).forEach((cell) => {
    const name = cell.dataset.sort;
    const button = fs.make("button", { type: "button" });
    button.append(...cell.childNodes);
    cell.append(button);
    button.addEventListener("click", (event) => {
      const keys = fs.items.state.sort.split(",").filter(Boolean);
      const at = keys.findIndex((key) => key.replace(/^-/, "") === name);
      const begin = fs.items.HIGH_FIRST.includes(name) ? `-${name}` : name;
      const turned = begin[0] === "-" ? name : `-${name}`;
      const next = at < 0 ? begin : keys[at] === begin ? turned : "";
      const rest = event.shiftKey ? keys.slice() : [];
      if (event.shiftKey && at >= 0) rest.splice(at, 1, next);
      else rest.push(next);
      fs.items.change({ sort: rest.filter(Boolean).join(",") }, true).then(heads);
    });
  });

  const dense = bar.querySelector("[data-density]");
  if (dense) {
    const tell = (on) => {
      table.classList.toggle("dense", on);
      dense.setAttribute("aria-pressed", String(on));
    };
    tell(fs.store("featsite-dense") === "yes");
    dense.addEventListener("click", () => {
      const on = dense.getAttribute("aria-pressed") !== "true";
      fs.store("featsite-dense", on ? "yes" : null);
      tell(on);
    });
  }
})(window.featsite);
