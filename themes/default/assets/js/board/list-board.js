// The board: cards that pass, lanes by a value, and the way over it by keyboard.
(function (fs) {
  "use strict";

  const board = document.querySelector("[data-board]");
  if (!board || !document.querySelector("[data-bar]")) return;

  // The least height of a card in pixels, and how long the keys have to rest in milliseconds.
  const CARD = 90;
  const REST = 500;
  const cards = new Map();
  let rest = 0;
  let later = [];
  let touched = false;

  const columns = fs.all("[data-column]", board).map((node) => {
    const list = node.querySelector("ul");
    const own = list ? Array.from(list.children) : [];
    own.forEach((card) => cards.set(card.dataset.item, card));
    const count = node.querySelector("h2 .count, summary .count");
    const more = node.querySelector(".more a");
    const open = node.querySelector("header p");
    return {
      node: node, list: list, name: node.dataset.column, most: Number(node.dataset.most) || 25,
      first: own.map((card) => card.dataset.item), count: count, counted: count ? count.textContent : "",
      open: open, openText: open ? open.textContent : "", more: more, href: more ? more.getAttribute("href") : "", moreText: more ? more.textContent : "",
    };
  });
  const names = columns.map((column) => column.name);

  // Finished work by the day it ended, the newest first, as the board shows it; the rest in the order of the backlog.
  function inOrder(name, records) {
    const of = records.filter((record) => (record.c || "") === name);
    const ended = (record) => record.fi || record.up || "";
    return name === "complete" ? of.sort((a, b) => (ended(a) < ended(b) ? 1 : ended(a) > ended(b) ? -1 : a.at - b.at)) : of;
  }

  function fetch(records, data) {
    const files = new Set(records.filter((record) => !cards.has(record.k) && data.cards[record.k]).map((record) => data.cards[record.k]));
    return Promise.all([...files].map((file) => fs.load(`cards-${file}`).then((pieces) => {
      for (const [key, html] of Object.entries(pieces)) {
        if (cards.has(key)) continue;
        const card = fs.piece(html).firstElementChild;
        fs.days(card);
        cards.set(key, card);
      }
    })));
  }

  function fill(list, keys, used) {
    const nodes = keys.map((key) => cards.get(key)).filter(Boolean).map((card) => {
      const node = used.has(card) ? card.cloneNode(true) : card;
      used.add(card);
      return node;
    });
    // What stands there already is not put there again: a column would be laid out anew for each key.
    const same = nodes.length === list.children.length && nodes.every((node, at) => node === list.children[at]);
    if (!same) list.replaceChildren(...nodes);
  }

  function show(view) {
    touched = true;
    const { words } = view.data;
    const plan = columns.filter((column) => column.list).map((column) => {
      const records = inOrder(column.name, view.records);
      const all = view.plain ? records.length : view.all.filter((record) => (record.c || "") === column.name).length;
      return { column: column, records: records, shown: records.slice(0, column.most), all: all };
    });
    const lanes = (view.groups || []).map((group) => ({
      group: group,
      cells: columns.map((column) => ({ column: column, records: inOrder(column.name, group.records) })).filter((cell) => cell.column.name),
    }));
    const needed = view.groups ? lanes.flatMap((lane) => lane.cells.flatMap((cell) => cell.records.slice(0, cell.column.most))) : plan.flatMap((one) => one.shown);
    return fetch(needed, view.data).then(() => {
      if (!view.current()) return;
      fs.all(".lane", board).forEach((lane) => lane.remove());
      board.classList.toggle("laned", Boolean(view.groups));
      const used = new Set();
      later = [];
      clearTimeout(rest);
      for (const { column, records, shown, all } of plan) {
        const limit = Number(column.node.dataset.limit);
        column.count.textContent = !fs.items.state.q ? column.counted : `${records.length}/${all}${limit ? ` (${limit})` : ""}`;
        // How many boxes are open is told of all cards of the column.
        if (column.open) column.open.textContent = fs.items.state.q ? "" : column.openText;
        const keys = view.plain ? column.first : shown.map((record) => record.k);
        // A key in the box waits only for the cards in sight; the others follow when the keys rest.
        const now = fs.items.typing() ? keys.slice(0, Math.ceil(innerHeight / CARD)) : keys;
        if (!view.groups || !column.name) fill(column.list, now, used);
        if (now.length < keys.length && !view.groups) {
          later.push(() => column.list.append(...keys.slice(now.length).map((key) => cards.get(key)).filter(Boolean)));
        }
        if (column.more) {
          const rest = records.length > shown.length;
          column.more.parentElement.hidden = !rest;
          column.more.textContent = view.plain ? column.moreText : words.all.replace("{}", records.length);
          column.more.setAttribute("href", column.href + (view.plain || !fs.items.state.q ? "" : `?q=${encodeURIComponent(fs.items.state.q)}`));
        }
      }
      for (const { group, cells } of lanes) {
        const rows = cells.map(({ column, records }) => {
          const list = fs.make("ul", { class: column.node.className, "data-cell": column.name });
          fill(list, records.slice(0, column.most).map((record) => record.k), used);
          const left = records.length - column.most;
          if (left > 0) list.append(fs.make("li", { class: "more muted" }, words.all.replace("{}", records.length)));
          return list;
        });
        const head = fs.make("summary", {}, ...fs.items.summed(group));
        board.append(fs.make("details", { class: "lane", open: true }, head, fs.make("div", { class: "lane-row" }, ...rows)));
      }
      rove(null);
      if (later.length) rest = setTimeout(follow, REST);
    });
  }

  // The cards that waited for the keys to rest stand behind those that are there, which keep the focus.
  function follow() {
    later.splice(0).forEach((more) => more());
    rove(document.activeElement.closest("[data-board] [data-item]"));
  }
  addEventListener("beforeprint", () => {
    if (later.length) follow();
  });

  fs.items.shows({
    untouched: () => !touched,
    candidates: (data) => data.items.filter((record) => !(record.x || "").includes("a") && record.s !== "living" && names.includes(record.c || "")),
    show: show,
  });

  // One card at a time can be reached by Tab; arrows go from card to card.
  function links(card) {
    return fs.all("a", card);
  }

  function lists() {
    const open = fs.all("ul", board).filter((list) => list.querySelector("[data-item]") && list.checkVisibility());
    return open.map((list) => fs.all("[data-item]", list));
  }

  function rove(card) {
    const all = fs.all("[data-item]", board);
    const here = card || all.find((one) => one.checkVisibility()) || null;
    all.forEach((one) => links(one).forEach((link) => {
      if (one === here) link.removeAttribute("tabindex");
      else link.tabIndex = -1;
    }));
    return here;
  }

  // A card is told as `FEAT-012 Login, In progress, 14 of 22, card 3 of 7`.
  function tell(card, cell) {
    const link = card.querySelector("h3 a");
    fs.items.data().then((data) => {
      const record = data.byKey.get(card.dataset.item);
      if (!record) return;
      const { words } = data;
      const tasks = record.a ? words.of_total.replace("{shown}", record.d || 0).replace("{total}", record.a) : "";
      const state = record.w || fs.items.label(words, "status", record.s === "unset" ? "none" : record.s);
      const place = words.card_at.replace("{at}", cell.indexOf(card) + 1).replace("{of}", cell.length);
      link.setAttribute("aria-label", [`${record.i || ""} ${link.textContent}`.trim(), state, tasks, place].filter(Boolean).join(", "));
    }, () => null);
  }

  // What follows from the focus is done where it arrives.
  function go(card) {
    card.querySelector("h3 a").focus();
    card.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  const STEPS = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0], j: [0, 1], k: [0, -1], l: [1, 0], h: [-1, 0] };

  // Whether a key moved over the board.
  fs.board = {
    key(event) {
      const all = lists();
      if (all.length === 0) return false;
      const within = event.target.closest && event.target.closest("[data-item]");
      const card = within || (STEPS[event.key] && !event.key.startsWith("Arrow") ? fs.resume() : null);
      const at = card ? all.findIndex((cell) => cell.includes(card)) : -1;
      const row = at >= 0 ? all[at].indexOf(card) : 0;
      const arrow = event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End";
      if (at < 0) {
        if (arrow || !STEPS[event.key]) return false;
        go(all[0][0]);
        return true;
      }
      if (event.key === "Home" || event.key === "End") {
        go(all[at][event.key === "Home" ? 0 : all[at].length - 1]);
        return true;
      }
      const step = STEPS[event.key];
      if (!step) return false;
      const cell = step[0] ? all[at + step[0]] : all[at];
      if (cell) go(cell[Math.min(Math.max(row + step[1], 0), cell.length - 1)]);
      return true;
    },
  };
  board.addEventListener("focusin", (event) => {
    const card = event.target.closest("[data-item]");
    if (!card) return;
    rove(card);
    const cell = lists().find((one) => one.includes(card));
    if (cell) tell(card, cell);
  });
  rove(null);
})(window.featsite);
