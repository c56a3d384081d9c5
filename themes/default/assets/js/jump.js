// The box that goes to any document: an id or some letters of a title, and Enter.
(function (fs) {
  "use strict";

  const box = document.getElementById("fsJump");
  if (!box) return;

  const MOST = 12;
  const input = box.querySelector("input");
  const list = document.getElementById("fsFound");
  const note = box.querySelector("[role=status]");
  let all = null;
  let chosen = 0;
  let rows = [];
  let finding = Promise.resolve();

  // `[title, address, id, path]` of every document and row, with what a search compares.
  function entries() {
    return fs.load("titles").then((found) => {
      if (!all) {
        all = found.entries.map(([title, href, id, path]) => ({
          title: title, href: href, id: id || "", path: path || "",
          plain: fs.filter.fold(title), own: id ? fs.filter.comparable(id) : "", all: fs.filter.fold(`${id || ""} ${title} ${path || ""}`),
        }));
        note.dataset.none = found.none;
      }
      return all;
    });
  }

  // How well an entry fits: the exact id first, then the beginnings of titles and words, then anything.
  function rank(entry, text, words, id, number) {
    if (id && entry.own === id) return 0;
    if (number && number.test(entry.id)) return 0;
    if (id && entry.own.startsWith(id)) return 1;
    if (entry.plain.startsWith(text)) return 2;
    if (!words.every((word) => entry.all.includes(word))) return null;
    const begins = words.every((word) => (` ${entry.plain}`).includes(` ${word}`));
    return begins ? 3 : words.every((word) => entry.plain.includes(word)) ? 4 : 5;
  }

  function choose(at) {
    chosen = at;
    fs.all("li", list).forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
    if (rows.length) {
      input.setAttribute("aria-activedescendant", `fsFound${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function go(entry, event) {
    const to = fs.up + entry.href;
    if (event && (event.ctrlKey || event.metaKey)) window.open(to);
    else location.href = to;
  }

  function find() {
    return entries().then((found) => {
      const text = fs.filter.fold(input.value);
      const words = text.split(" ").filter(Boolean);
      const id = fs.filter.comparable(input.value);
      // A number alone is the number of an id.
      const number = /^\d+$/.test(text) ? new RegExp(`(?:^|[^\\d.])0*${text}$`) : null;
      const fitting = [];
      if (words.length) {
        for (const entry of found) {
          const at = rank(entry, text, words, id, number);
          if (at !== null) fitting.push([at, entry]);
        }
      }
      fitting.sort((a, b) => a[0] - b[0] || a[1].title.length - b[1].title.length);
      rows = fitting.slice(0, MOST).map(([, entry]) => entry);
      list.replaceChildren(...rows.map((entry, at) => fs.make("li", { role: "option", id: `fsFound${at}`, "aria-selected": "false", on: { click: (event) => go(entry, event) } },
        entry.id ? fs.make("span", { class: "id" }, entry.id) : null, fs.make("span", { class: "what" }, entry.title), fs.make("span", { class: "place" }, entry.path.replace(/\/?[^/]*$/, "")))));
      note.textContent = words.length && !rows.length ? note.dataset.none : "";
      choose(0);
    });
  }

  function look() {
    finding = find();
  }

  fs.jump = () => {
    if (!box.open) box.showModal();
    input.select();
    look();
    return true;
  };

  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (rows.length) choose((chosen + (event.key === "ArrowDown" ? 1 : -1) + rows.length) % rows.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      // What was typed last counts, also where the titles are still on their way.
      finding.then(() => {
        if (rows[chosen]) go(rows[chosen], event);
      });
    }
  });
  fs.all("[data-jump]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", fs.jump);
  });
})(window.featsite);
