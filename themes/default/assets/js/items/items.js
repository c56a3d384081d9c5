// The state of a list of items: filter, grouping and order, in the address, so that a view can be sent as a link. What
// shows the list (`list-*.js`) is told what passes and in which order.
(function (fs) {
  "use strict";

  const LIFE = ["unrecognised", "draft", "planned", "ready", "in-progress", "partial", "review", "blocked", "on-hold", "done", "cancelled", "superseded", "living", "unset"];
  const RANKS = ["", "low", "medium", "high", "critical"];
  const collator = new Intl.Collator(fs.root.lang || "en", { numeric: true, sensitivity: "base" });
  let ready = null;

  // The items of the site, by key too; a page may have a list of its own.
  function data() {
    if (!ready) {
      ready = fs.load((list && list.file) || "items").then((found) => {
        found.words.said = found.said;
        found.byKey = new Map(found.items.map((record, at) => [record.k, Object.assign(record, { at: at })]));
        return found;
      });
      ready.catch(() => {
        ready = null;
      });
    }
    return ready;
  }

  // What an item is sorted by: numbers and texts; empty ones stand last whichever way.
  const SORTS = {
    id: (record) => record.i || null,
    title: (record) => record.t,
    status: (record) => LIFE.indexOf(record.s),
    priority: (record) => record.p || null,
    owner: (record) => (record.o || []).join(", ") || null,
    phase: (record) => record.ph || null,
    progress: (record) => (record.a ? (record.d || 0) / record.a : null),
    due: (record) => record.du || null,
    updated: (record) => record.up || null,
    findings: (record) => record.m || null,
  };

  // Fields whose most interesting end is the high one: they begin with it.
  const HIGH_FIRST = ["priority", "progress", "updated", "findings"];

  function sorted(records, order) {
    const keys = order.split(",").filter(Boolean).map((key) => ({ get: SORTS[key.replace(/^-/, "")], down: key[0] === "-" })).filter((key) => key.get);
    if (keys.length === 0) return records;
    return records.slice().sort((a, b) => {
      for (const key of keys) {
        const [one, other] = [key.get(a), key.get(b)];
        if (one === other) continue;
        if (one === null || other === null) return one === null ? 1 : -1;
        const found = typeof one === "number" ? one - other : collator.compare(one, other);
        if (found) return key.down ? -found : found;
      }
      return a.at - b.at;
    });
  }

  // The values an item has of a field, as they stand in a filter.
  function values(record, field) {
    switch (field) {
      case "status": return [record.s === "unset" ? "none" : record.s];
      case "priority": return [RANKS[record.p || 0] || "none"];
      case "owner": return record.o && record.o.length ? record.o : ["none"];
      case "tag": return record.g && record.g.length ? record.g : ["none"];
      case "release": return [record.r || "none"];
      case "kind": return [record.n];
      case "path": return record.f && record.f.includes("/") ? [record.f.slice(0, record.f.lastIndexOf("/") + 1)] : [];
      case "quarter": return record.du ? [`${record.du.slice(0, 4)}-Q${Math.ceil(Number(record.du.slice(5, 7)) / 3)}`] : ["none"];
      default: return [];
    }
  }

  // A value in the page's language.
  function label(words, field, value) {
    if (value === "none") return words.no_value;
    if (field === "status" && words.said && words.said[value]) return words.said[value];
    if (field === "status" || field === "priority" || field === "kind") return words[value.replace(/-/g, "_")] || value.replace(/-/g, " ");
    return value;
  }

  // Records by the values of a field, in the field's own order; what has none stands last.
  function grouped(records, field, words) {
    const groups = new Map();
    for (const record of records) {
      for (const value of values(record, field)) {
        const key = field === "tag" || field === "owner" ? fs.filter.fold(value) : value;
        if (!groups.has(key)) groups.set(key, { value: value, label: label(words, field, value), records: [] });
        groups.get(key).records.push(record);
      }
    }
    const rank = (group) => {
      if (group.value === "none") return Infinity;
      if (field === "status") return LIFE.indexOf(group.value);
      return field === "priority" ? -RANKS.indexOf(group.value) : 0;
    };
    return [...groups.values()].sort((a, b) => {
      const [one, other] = [rank(a), rank(b)];
      return one === other ? collator.compare(a.label, b.label) : one - other;
    });
  }

  // The head of a group: its name, how many it holds, how far they are together.
  function summed(group) {
    const sum = (key) => group.records.reduce((total, record) => total + (record[key] || 0), 0);
    const head = [fs.make("span", {}, group.label), " ", fs.make("span", { class: "count" }, String(group.records.length))];
    return sum("a") ? [...head, " ", fs.make("span", { class: "count far" }, `${sum("d")}/${sum("a")}`)] : head;
  }

  const state = { q: "", group: "", sort: "" };

  function read() {
    const query = new URLSearchParams(location.search);
    for (const key of Object.keys(state)) state[key] = query.get(key) || "";
    // What the page cannot group by is no grouping: the list would be empty.
    if (!grouping().includes(state.group)) state.group = "";
  }

  // The fields that the page offers to group by: in the bar, on the timeline among its own tools.
  function grouping() {
    return fs.all("select[data-group] option").map((option) => option.value);
  }

  // The address with the state in it; what is not ours stays.
  function address() {
    const query = new URLSearchParams(location.search);
    for (const [key, value] of Object.entries(state)) {
      if (value) query.set(key, value);
      else query.delete(key);
    }
    const text = query.toString().replace(/%3A/g, ":").replace(/%2C/g, ",");
    return location.pathname + (text ? `?${text}` : "") + location.hash;
  }

  const listeners = [];
  let list = null;
  let turn = 0;

  // Shows what the state asks for.
  function apply() {
    const mine = (turn += 1);
    const plain = !state.q && !state.group && !state.sort;
    if (plain && list.untouched()) {
      listeners.forEach((tell) => tell(null));
      return Promise.resolve();
    }
    return data().then((found) => {
      // A later keystroke has asked for something else.
      if (mine !== turn) return null;
      const now = fs.filter.today();
      const terms = fs.filter.parse(state.q, found.grammar);
      const all = list.candidates(found);
      const passing = all.filter((record) => fs.filter.matches(terms, record, now));
      const view = {
        plain: plain,
        data: found,
        now: now,
        terms: terms,
        all: all,
        records: sorted(passing, state.sort),
        groups: null,
        // Whether nothing else was asked meanwhile: what is still loaded then comes too late.
        current: () => mine === turn,
      };
      if (state.group) view.groups = grouped(view.records, state.group, found.words);
      listeners.forEach((tell) => tell(view));
      return list.show(view);
    });
  }

  // Changes the state; a discrete choice is a step that Back undoes.
  function change(next, discrete) {
    const before = JSON.stringify(state);
    Object.assign(state, next);
    keyed = !discrete;
    if (JSON.stringify(state) === before) return Promise.resolve();
    fs.address(address(), discrete);
    return apply();
  }

  // Whether the last change was a key in the box.
  let keyed = false;

  fs.items = {
    typing: () => keyed,
    RANKS: RANKS,
    HIGH_FIRST: HIGH_FIRST,
    // Rows a table shows at the most.
    MOST: 1000,
    state: state,
    data: data,
    values: values,
    summed: summed,
    label: label,
    change: change,

    // The way the page shows its list: `{ file, untouched(), candidates(data), show(view) }`; `file` where its records are
    // not those of the items.
    shows(shown) {
      list = shown;
    },

    // The records that could stand in the list.
    candidates: (found) => (list ? list.candidates(found) : found.items),

    // Told what passes after each change; null where nothing was asked yet.
    onChange(tell) {
      listeners.push(tell);
    },

    begin() {
      if (!list) return;
      read();
      addEventListener("popstate", () => {
        keyed = false;
        read();
        apply();
      });
      apply();
    },
  };

  document.addEventListener("DOMContentLoaded", () => fs.items.begin());
})(window.featsite);
