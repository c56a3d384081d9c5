// What is selected: a panel beside the picture with its neighbours, each with what the edge is written as; and the line
// below the picture that says what the pointer is on.
(function (fs) {
  "use strict";

  const MOST = 40;
  // Out and in: the words for a kind of edge from either end.
  const SIDES = {
    "depends-on": ["depends_on", "needed_by"],
    parent: ["parent", "children"],
    supersedes: ["supersedes", "superseded_by"],
    "guide-for": ["guide_for", "guided_by"],
    "links-to": ["links_to", "linked_from"],
    related: ["similar_to", "similar_to"],
  };

  // What an edge is written as.
  function evidence(model, edge) {
    return fs.load(`evidence-${Math.floor(edge.at / model.perFile) + 1}`).then((texts) => texts[edge.at % model.perFile] || "", () => "");
  }

  // Takes in the edges that are computed, once.
  fs.graph.similar = function (model) {
    if (!model.similar) {
      model.similar = fs.load("similar").then((pairs) => {
        const kind = model.kinds.indexOf("related");
        for (let at = 0; at < pairs.length; at += 2) fs.graph.tie(model.edges, model.nodes[pairs[at]], model.nodes[pairs[at + 1]], kind);
      }, () => null);
    }
    return model.similar;
  };

  function status(model, record) {
    if (!record.s || record.s === "unset") return null;
    return fs.make("span", { class: `state s-${record.s}` }, record.w || model.words[record.s.replace(/-/g, "_")]);
  }

  // The neighbours of a node by kind and direction: `[[label, [[other, edge], …]], …]`.
  function sides(model, node) {
    const found = new Map();
    for (const edge of node.edges) {
      const kind = model.kinds[edge.kind];
      const label = SIDES[kind][edge.from === node ? 0 : 1];
      if (!found.has(label)) found.set(label, []);
      found.get(label).push([fs.graph.other(edge, node), edge]);
    }
    const order = Object.values(SIDES).flat();
    return [...found].sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
  }

  fs.graph.panel = function (panel, model, choose, centre) {
    let of = null;
    // What an edge is written as is loaded when its row comes into sight.
    const whys = new WeakMap();
    const watch = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
      watch.unobserve(target);
      evidence(model, whys.get(target)).then((text) => {
        target.textContent = text;
      });
    }), { root: panel, rootMargin: "120px" });

    function section(label, all) {
      const rows = all.slice(0, MOST).map(([other, edge]) => {
        const why = fs.make("p", { class: "why muted" });
        whys.set(why, edge);
        watch.observe(why);
        return fs.make("li", {}, fs.make("button", { type: "button", on: { click: () => choose(other) } }, ...named(other.record)), why);
      });
      const more = all.length - rows.length;
      return fs.make("section", {}, fs.make("h3", {}, model.words[label], " ", fs.make("span", { class: "count" }, String(all.length))),
        fs.make("ul", {}, ...rows), more > 0 ? fs.make("p", { class: "muted" }, `+${more}`) : null);
    }

    function fill(node) {
      const inside = panel.contains(document.activeElement);
      of = node;
      panel.hidden = !node;
      watch.disconnect();
      if (!node) {
        panel.replaceChildren();
        return;
      }
      const { record } = node;
      const { words } = model;
      const similar = (all) => all.filter(([label]) => label === "similar_to").map((one) => section(...one));
      if (!model.similar) fs.graph.similar(model).then(() => of === node && panel.append(...similar(sides(model, node))));
      const lists = sides(model, node).map((one) => section(...one));
      const close = fs.make("button", { type: "button", class: "icon", "aria-label": panel.dataset.close, on: { click: () => choose(null) } }, "×");
      const facts = [record.f, (record.o || []).join(", "), (record.g || []).map((tag) => `#${tag}`).join(" ")].filter(Boolean);
      panel.setAttribute("aria-label", node.full);
      panel.replaceChildren(
        fs.make("header", {}, fs.make("h2", {}, fs.make("a", { href: fs.up + record.h }, ...named(record))), close),
        fs.make("p", {}, status(model, record)),
        ...facts.map((text) => fs.make("p", { class: "muted fact" }, text)),
        fs.make("p", { class: "net-acts" }, fs.make("a", { href: fs.up + record.h }, words.open_document), fs.make("button", { type: "button", on: { click: () => centre(node) } }, words.centre)),
        ...lists,
      );
      panel.scrollTop = 0;
      // What had the focus is gone with the panel before.
      if (inside) panel.querySelector("h2 a").focus();
    }

    return { fill: fill };
  };

  function named(record) {
    return record.i && record.i !== record.t ? [fs.make("span", { class: "id" }, record.i), " ", record.t] : [record.t];
  }

  // A node and its neighbours in one line, of the kinds that are shown.
  fs.graph.told = function (model, node, on) {
    const lists = sides(model, node).map(([label, all]) => [label, all.filter(([, edge]) => on(edge))]).filter(([, all]) => all.length);
    const said = lists.map(([label, all]) => `${model.words[label]}: ${all.slice(0, 6).map(([other]) => other.name).join(", ")}${all.length > 6 ? ` +${all.length - 6}` : ""}`);
    return [node.full, ...said].join(" · ");
  };

  // An edge in one line, with what it is written as.
  fs.graph.toldEdge = function (model, pair) {
    if (pair.grouped) return Promise.resolve(`${pair.a.name} – ${pair.b.name}: ${pair.count}`);
    const { edge } = pair;
    const head = `${edge.from.name} → ${edge.to.name} · ${model.words[SIDES[model.kinds[edge.kind]][0]]}`;
    return evidence(model, edge).then((text) => (text ? `${head} · ${text}` : head));
  };
})(window.featsite);
