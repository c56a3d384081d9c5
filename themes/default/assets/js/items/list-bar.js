// The bar above a list of items: its text box with suggestions, the menus of values, what is active, what passes.
(function (fs) {
  "use strict";

  const bar = document.querySelector("[data-bar]");
  if (!bar) return;

  const MOST_VALUES = 200;
  const MOST_SUGGESTED = 10;
  const input = bar.querySelector("input");
  const suggest = document.getElementById("fsSuggest");
  const menu = document.getElementById("fsMenu");
  const count = bar.querySelector("[data-count]");
  const chips = bar.querySelector("[data-chips]");
  const clear = bar.querySelector("[data-clear]");
  const group = bar.querySelector("[data-group]");
  const { state, change, data, values, label } = fs.items;
  // A list of several pages but for the backlog, whose rows come from all of them, is filtered page by page.
  const paged = bar.dataset.bar === "table" && document.querySelector("nav.pages, [data-rest]");
  let view = null;
  let options = [];
  let chosen = -1;
  let soon = 0;
  let asking = 0;

  // The terms of the state and their text.
  function terms(found) {
    return fs.filter.parse(state.q, found.grammar).map((term) => Object.assign(term, { source: state.q.slice(term.from, term.to) }));
  }

  function write(q, discrete) {
    input.value = q;
    return change({ q: q }, discrete);
  }

  // How many items have which value of a field, among those that pass all other terms.
  function tally(found, field) {
    const others = terms(found).filter((term) => term.field !== field);
    const now = fs.filter.today();
    const counts = new Map();
    for (const record of fs.items.candidates(found)) {
      if (!fs.filter.matches(others, record, now)) continue;
      for (const value of values(record, field)) {
        const key = fs.filter.fold(value);
        const entry = counts.get(key) || { value: value, count: 0 };
        entry.count += 1;
        counts.set(key, entry);
      }
    }
    return [...counts.values()].sort((a, b) => (a.value === "none") - (b.value === "none") || b.count - a.count || (a.value < b.value ? -1 : 1));
  }

  fs.items.onChange((next) => {
    view = next;
    tell();
  });

  // The terms of a field that a menu may write anew: plain values, and not a second one that has to hold beside the first.
  function owned(found, field) {
    const plain = (term) => term.field === field && !term.wrong.length && term.values.every((value) => !/^[<>=]/.test(value))
      && term.tests.every((one) => one.begins === undefined);
    const all = terms(found).filter(plain);
    const first = all.find((term) => !term.not);
    return all.filter((term) => term.not || term === first).map((term) => term.from);
  }

  // What is asked of a field by menus: the values wanted and those not wanted.
  function asked(found, field) {
    const sets = { yes: new Map(), no: new Map() };
    const own = owned(found, field);
    for (const term of terms(found)) {
      if (own.includes(term.from)) term.values.forEach((value) => sets[term.not ? "no" : "yes"].set(fs.filter.fold(value), value));
    }
    return sets;
  }

  // The filter with other values of a field; the other terms stay as they were written.
  function rewritten(found, field, sets) {
    const part = (sign, chosenValues) => {
      const written = [...chosenValues.values()].map((value) => (value === "none" ? value : fs.filter.quote(value)));
      return written.length ? `${sign}${field}:${written.join(",")}` : "";
    };
    const own = owned(found, field);
    const rest = terms(found).filter((term) => !own.includes(term.from)).map((term) => term.source);
    return [...rest, part("", sets.yes), part("-", sets.no)].filter(Boolean).join(" ");
  }

  // A menu of the values of a field, each with its count; wanted, not wanted or neither.
  function fill(found, field) {
    const sets = asked(found, field);
    const { words } = found;
    const all = tally(found, field);
    for (const [key, value] of [...sets.yes, ...sets.no]) {
      if (!all.some((entry) => fs.filter.fold(entry.value) === key)) all.push({ value: value, count: 0 });
    }
    const rows = all.slice(0, MOST_VALUES).map((entry) => {
      const key = fs.filter.fold(entry.value);
      const box = fs.make("input", { type: "checkbox" });
      box.checked = sets.yes.has(key);
      const toggle = (which, other) => {
        if (!sets[which].delete(key)) sets[which].set(key, entry.value);
        sets[other].delete(key);
        box.checked = sets.yes.has(key);
        not.setAttribute("aria-pressed", String(sets.no.has(key)));
        write(rewritten(found, field, sets), true);
      };
      box.addEventListener("change", () => toggle("yes", "no"));
      const name = label(words, field, entry.value);
      const not = fs.make("button", { type: "button", "aria-pressed": String(sets.no.has(key)), "aria-label": `${words.not_value}: ${name}`, on: { click: () => toggle("no", "yes") } }, words.not_value);
      return fs.make("li", {}, fs.make("label", {}, box, fs.make("span", {}, name), fs.make("span", { class: "count" }, String(entry.count))), not);
    });
    const menuList = fs.make("ul", {}, ...rows);
    menu.replaceChildren(menuList);
    if (all.length > 12) {
      const find = fs.make("input", { type: "search", "aria-label": menu.getAttribute("aria-label"), autocomplete: "off" });
      find.addEventListener("input", () => {
        const wanted = fs.filter.fold(find.value);
        rows.forEach((row) => {
          row.hidden = !fs.filter.fold(row.textContent).includes(wanted);
        });
      });
      menu.prepend(find);
    }
    if (all.length > MOST_VALUES) menu.append(fs.make("p", { class: "muted" }, words.at_most.replace("{}", MOST_VALUES)));
  }

  fs.all("[data-facet]", bar).forEach((button) => {
    // A press beside a popover closes it before the click comes: whether it was open is asked at the press.
    let open = false;
    const isOpen = () => menu.dataset.of === button.dataset.facet && menu.matches(":popover-open");
    button.addEventListener("pointerdown", () => {
      open = isOpen();
    });
    button.addEventListener("click", (event) => {
      const shut = event.detail ? open : isOpen();
      open = false;
      if (shut) {
        if (isOpen()) menu.hidePopover();
        return;
      }
      data().then((found) => {
        menu.dataset.of = button.dataset.facet;
        menu.setAttribute("aria-label", button.textContent);
        fill(found, button.dataset.facet);
        menu.showPopover();
        const box = button.getBoundingClientRect();
        const room = document.documentElement.clientWidth - menu.offsetWidth - 8;
        menu.style.insetInlineStart = `${Math.max(8, Math.min(box.left, room))}px`;
        menu.style.insetBlockStart = `${box.bottom + 4}px`;
        const first = menu.querySelector("input");
        if (first) first.focus();
      });
    });
  });
  menu.addEventListener("toggle", (event) => {
    fs.all("[data-facet]", bar).forEach((button) => {
      const own = button.dataset.facet === menu.dataset.of;
      button.setAttribute("aria-expanded", String(own && event.newState === "open"));
    });
  });

  // What is active, each piece with a way to take it out.
  function tell() {
    const found = view && view.data;
    fs.all(".offer", bar).forEach((node) => node.remove());
    clear.hidden = !(state.q || state.sort || state.group);
    if (group) group.value = [...group.options].some((option) => option.value === state.group) ? state.group : "";
    if (document.activeElement !== input) input.value = state.q;
    fs.all("[data-facet]", bar).forEach((button) => button.classList.toggle("on", Boolean(found && view.terms.some((term) => term.field === button.dataset.facet))));
    if (!found || !state.q) {
      count.textContent = "";
      chips.replaceChildren();
      return;
    }
    const { words } = found;
    count.textContent = (paged ? words.filter_count_page : words.of_total).replace("{shown}", view.records.length).replace("{total}", view.all.length);
    if (view.records.length > fs.items.MOST) count.textContent += ` · ${words.at_most.replace("{}", fs.items.MOST)}`;
    const own = terms(found);
    chips.replaceChildren(...own.map((term, at) => {
      const without = () => write(own.filter((_, other) => other !== at).map((other) => other.source).join(" "), true).then(() => {
        // The button that had the focus is gone: the next one gets it, else the box.
        (chips.querySelectorAll("button")[Math.min(at, own.length - 2)] || input).focus();
      });
      const wrong = term.wrong && (term.wrong.length > 0 || term.tests.some((one) => one.said && !found.items.some((record) => fs.filter.matches([{ field: "status", tests: [one], not: false }], record, 0))));
      const note = wrong ? fs.make("span", { class: "wrong" }, ` ${words.wrong_term}`) : null;
      return fs.make("li", {}, fs.make("button", { type: "button", "aria-label": words.remove_term.replace("{}", term.source), on: { click: without } }, fs.make("code", {}, term.source), note, " ×"));
    }));
    if (view.records.length === 0) {
      count.textContent = words.nothing_passes;
      const now = fs.filter.today();
      const offers = own.map((term, at) => {
        const rest = own.filter((_, other) => other !== at);
        const left = view.all.filter((record) => fs.filter.matches(rest, record, now)).length;
        return { term: term, rest: rest, left: left };
      }).filter((offer) => offer.left > 0).sort((a, b) => a.left - b.left);
      if (offers.length && own.length > 1) {
        const offer = offers[0];
        const text = words.without_term.replace("{count}", offer.left).replace("{term}", offer.term.source);
        const drop = () => write(offer.rest.map((term) => term.source).join(" "), true).then(() => input.focus());
        chips.after(fs.make("button", { type: "button", class: "offer", on: { click: drop } }, text));
      }
    }
  }

  // What could stand where the caret is, with what it would leave.
  function offers(found) {
    const caret = input.selectionStart;
    const before = input.value.slice(0, caret);
    let from = 0;
    let quoted = false;
    for (let at = 0; at < before.length; at += 1) {
      if (before[at] === "\\" && quoted) at += 1;
      else if (before[at] === '"') quoted = !quoted;
      else if (!quoted && fs.filter.SPACE.test(before[at])) from = at + 1;
    }
    const token = before.slice(from);
    const sign = token[0] === "-" ? "-" : "";
    const bare = token.slice(sign.length);
    const colon = bare.indexOf(":");
    const put = (text, behind) => ({ text: text, from: from, to: caret, behind: behind });
    const fields = found.grammar;
    if (colon < 0) {
      const wanted = fs.filter.fold(bare);
      const named = fields.filter((field) => wanted && field[0].startsWith(wanted)).map((field) => Object.assign(put(`${sign}${field[0]}:`, ""), { note: "" }));
      const valued = wanted.length < 2 ? [] : ["status", "owner", "tag", "priority", "release"].flatMap((field) =>
        tally(found, field).filter((entry) => entry.value !== "none" && fs.filter.fold(`${entry.value} ${label(found.words, field, entry.value)}`).split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted)))
          .slice(0, 4).map((entry) => Object.assign(put(`${sign}${field}:${fs.filter.quote(entry.value)}`, " "), { note: String(entry.count) })));
      return named.concat(valued).slice(0, MOST_SUGGESTED);
    }
    const field = fields.find((entry) => entry[0] === bare.slice(0, colon).toLowerCase() || entry[1].includes(bare.slice(0, colon).toLowerCase()));
    if (!field) return [];
    const cut = Math.max(colon, bare.lastIndexOf(",")) + 1;
    const wanted = fs.filter.fold(bare.slice(cut).replace(/^[<>="]+/, ""));
    const lead = sign + bare.slice(0, cut) + (/^[<>]=?/.exec(bare.slice(cut)) || [""])[0];
    const known = ["status", "owner", "tag", "priority", "release", "kind"].includes(field[0]);
    // A status is offered under the word the items have for it.
    const noted = (entry) => {
      const said = field[0] === "status" ? label(found.words, "status", entry.value) : entry.value;
      return fs.filter.fold(said).replace(/ /g, "-") === entry.value || entry.value === "none" || field[0] !== "status" ? String(entry.count) : `${said} ${entry.count}`;
    };
    const all = known ? tally(found, field[0]).map((entry) => ({ value: entry.value, note: noted(entry) })) : field[3].map((value) => {
      const term = fs.filter.parse(`${field[0]}:${value}`, found.grammar);
      const now = fs.filter.today();
      return { value: value, note: String(fs.items.candidates(found).filter((record) => fs.filter.matches(term, record, now)).length) };
    });
    const days = { ahead: ["<0d", "<1w", "<2w", "<1m", "none"], past: ["<1w", "<1m", ">30d", ">90d", "none"], number: [] }[field[2]];
    const offered = days ? days.map((value) => ({ value: value, note: "", raw: true })) : all;
    return offered.filter((entry) => fs.filter.fold(`${entry.value} ${entry.raw ? "" : label(found.words, field[0], entry.value)}`).includes(wanted)).slice(0, MOST_SUGGESTED)
      .map((entry) => Object.assign(put(lead + (entry.raw || entry.value === "none" ? entry.value : fs.filter.quote(entry.value)), " "), { note: entry.note }));
  }

  // What is still asked for when the reader is done with the suggestions does not open them again.
  function shut() {
    clearTimeout(soon);
    asking += 1;
    suggest.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(at) {
    chosen = at;
    fs.all("li", suggest).forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `fsOffer${at}`);
  }

  function take(option) {
    const behind = input.value.slice(option.to);
    const text = input.value.slice(0, option.from) + option.text + (behind.startsWith(" ") ? "" : option.behind);
    input.value = text + behind;
    input.setSelectionRange(text.length, text.length);
    chosen = -1;
    change({ q: input.value.trim() }, false).then(propose);
  }

  // Suggestions told anew keep the one that was chosen: a list that comes late must not undo an arrow key.
  function propose() {
    asking += 1;
    const own = asking;
    return data().then((found) => {
      if (own !== asking || document.activeElement !== input) return;
      const kept = chosen >= 0 ? options[chosen].text : null;
      options = offers(found).filter((option) => option.text !== input.value.slice(option.from, option.to));
      if (options.length === 0) {
        shut();
        return;
      }
      suggest.replaceChildren(...options.map((option, at) => fs.make("li", {
        role: "option", id: `fsOffer${at}`, "aria-selected": "false",
        on: { mousedown: (event) => { event.preventDefault(); take(option); } },
      }, fs.make("code", {}, option.text), option.note ? fs.make("span", { class: "count" }, option.note) : null)));
      suggest.hidden = false;
      input.setAttribute("aria-expanded", "true");
      choose(options.findIndex((option) => option.text === kept));
    });
  }

  input.addEventListener("input", () => {
    change({ q: input.value.trim() }, false);
    clearTimeout(soon);
    soon = setTimeout(propose, 60);
  });
  // Whoever comes to the box is going to type: the items are made ready a few at a time.
  input.addEventListener("focus", () => data().then((found) => {
    let at = 0;
    const some = () => {
      fs.filter.warm(found.items.slice(at, at + 100));
      at += 100;
      if (at < found.items.length) setTimeout(some, 0);
    };
    some();
  }, () => null));
  input.addEventListener("blur", shut);
  input.addEventListener("keydown", (event) => {
    const open = !suggest.hidden;
    if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(((chosen + step + 1 + options.length + 1) % (options.length + 1)) - 1);
    } else if (open && chosen >= 0 && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      take(options[chosen]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (open) shut();
      else input.blur();
    } else if (event.key === "Enter") {
      event.preventDefault();
      shut();
      openExactly();
    }
  });

  // Enter on an id that one item has opens it.
  function openExactly() {
    data().then((found) => {
      const wanted = fs.filter.comparable(input.value);
      const own = wanted ? found.items.filter((record) => record.i && fs.filter.comparable(record.i) === wanted) : [];
      if (own.length === 1) location.href = fs.up + own[0].h;
    });
  }

  if (group) group.addEventListener("change", () => change({ group: group.value }, true));
  clear.addEventListener("click", () => fs.items.clear().then(() => input.focus()));
  fs.items.clear = () => {
    input.value = "";
    return change({ q: "", group: "", sort: "" }, true);
  };

  const copy = bar.querySelector("[data-copy-link]");
  if (!navigator.clipboard) copy.hidden = true;
  copy.addEventListener("click", () => {
    const text = copy.textContent;
    navigator.clipboard.writeText(location.href).then(() => data()).then((found) => {
      copy.textContent = found.words.copied;
      setTimeout(() => {
        copy.textContent = text;
      }, 1500);
    });
  });

  // What is narrowed is downloaded narrowed: the whole lies in the file behind the link.
  fs.all("[data-download]", bar).forEach((link) => link.addEventListener("click", (event) => {
    if (!view || view.records.length === view.all.length) return;
    event.preventDefault();
    const names = { i: "id", t: "title", n: "kind", s: "status", w: "word", c: "column", p: "priority", o: "owners", g: "tags", r: "release", st: "start", du: "target", fi: "completed", up: "updated", d: "done", a: "total", h: "page" };
    const told = (record, key) => {
      if (key === "p") return fs.items.RANKS[record.p || 0];
      if (key === "d" || key === "a") return record[key] || 0;
      return Array.isArray(record[key]) ? record[key].join("; ") : record[key] || "";
    };
    const plain = view.records.map((record) => Object.fromEntries(Object.entries(names).map(([key, name]) => [name, told(record, key)])));
    const cell = (value) => {
      const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
      return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
    };
    const csv = link.dataset.download === "csv";
    const text = csv ? [Object.values(names), ...plain.map((row) => Object.values(row))].map((row) => row.map(cell).join(",") + "\r\n").join("") : JSON.stringify(plain, null, 1);
    const address = URL.createObjectURL(new Blob([text], { type: csv ? "text/csv" : "application/json" }));
    fs.make("a", { href: address, download: `backlog.${link.dataset.download}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }));
})(window.featsite);
