// A table of items: sorting by its heads, grouping, and the rows that pass.
(function (fs) {
  "use strict";

  const table = document.querySelector("table[data-items]");
  const bar = document.querySelector("[data-bar]");
  if (!table || !bar) return;

  // How many rows fill the window below the bar: a row has at least 35 pixels, and what stands above the table 160.
  const AT_ONCE = Math.max(12, Math.ceil((innerHeight - 160) / 35));
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

  function nodes(entry) {
    return entry.parts ? [entry.row, entry.parts] : [entry.row];
  }

  // A row that stands in more than one group stands there as a copy.
  function copied(entry, used) {
    if (!used.has(entry)) {
      used.add(entry);
      return entry;
    }
    return { row: entry.row.cloneNode(true), parts: entry.parts && entry.parts.cloneNode(true) };
  }

  function head(group) {
    const cell = fs.make("th", { colspan: table.tHead.rows[0].cells.length, scope: "rowgroup" }, ...fs.items.summed(group));
    return fs.make("tr", { class: "group-head" }, cell);
  }

  // Puts rows into the table, and only what is not there yet: what stays in place is not laid out anew.
  function fill(entries) {
    const wanted = entries.flatMap(nodes);
    const staying = new Set(wanted);
    const leaving = Array.from(body.rows).filter((row) => !staying.has(row));
    // Many rows leave faster all at once than one by one.
    if (leaving.length > wanted.length) {
      body.replaceChildren(...wanted);
      return;
    }
    leaving.forEach((row) => row.remove());
    let at = body.firstElementChild;
    for (const row of wanted) {
      if (row === at) at = at.nextElementSibling;
      else body.insertBefore(row, at);
    }
  }

  function arrange(view, keys) {
    const groups = view.groups;
    fs.all("tbody.group", table).forEach((node) => node.remove());
    clearTimeout(rest);
    waiting = [];
    body.hidden = Boolean(groups);
    if (groups) {
      const used = new Set();
      for (const group of groups) {
        const entries = group.records.map((record) => rows.get(record.k)).filter(Boolean);
        const into = fs.make("tbody", { class: "group" }, head(group));
        into.append(...entries.flatMap((entry) => nodes(copied(entry, used))));
        table.append(into);
      }
      return;
    }
    // A table is laid out and painted as a whole: while the reader types only the first rows are shown, so that a key
    // never waits for the others. They follow when the keys rest, when the reader comes near their place, and on paper.
    const passing = keys.map((key) => rows.get(key));
    const first = fs.items.typing() ? passing.slice(0, AT_ONCE) : passing;
    waiting = passing.slice(first.length);
    fill(first);
    if (waiting.length) rest = setTimeout(follow, REST);
  }

  // Whoever comes to the box is going to type: what is out of sight leaves now, so that the first key does not wait for
  // it, and is back when the reader goes away without a word.
  const box = bar.querySelector("input");
  box.addEventListener("focus", () => {
    if (touched || rows.size < 3 * AT_ONCE || table.getBoundingClientRect().top < 0) return;
    freeze();
    const own = first.map((key) => rows.get(key));
    fill(own.slice(0, AT_ONCE));
    waiting = own.slice(AT_ONCE);
  });
  box.addEventListener("blur", () => {
    if (waiting.length && !touched) reveal(waiting.length);
  });

  let waiting = [];
  let rest = 0;
  function reveal(most) {
    body.append(...waiting.splice(0, most).flatMap(nodes));
  }

  function follow() {
    reveal(AT_ONCE);
    if (waiting.length) rest = setTimeout(follow, 30);
  }
  addEventListener("beforeprint", () => reveal(waiting.length));
  addEventListener("scroll", () => {
    if (waiting.length && table.getBoundingClientRect().bottom < innerHeight * 2) reveal(AT_ONCE);
  }, { passive: true });

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
    const menu = bar.querySelector("[data-sort-by]");
    if (menu) menu.value = [...menu.options].some((option) => option.value === keys.join()) ? keys.join() : "";
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

  // Where the heads have no room, a menu of them sorts.
  const menu = bar.querySelector("[data-sort-by]");
  if (menu) {
    menu.append(...fs.all("[data-sort]", table.tHead).map((cell) => {
      const name = cell.dataset.sort;
      return fs.make("option", { value: fs.items.HIGH_FIRST.includes(name) ? `-${name}` : name }, cell.textContent);
    }));
    menu.addEventListener("change", () => fs.items.change({ sort: menu.value }, true).then(heads));
  }

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
