// The graph's page: its state in the address, its tools, and what the keyboard does in the picture. Without script the
// page shows the same picture, still, with links.
(function (fs) {
  "use strict";

  const holder = document.querySelector("[data-graph]");
  if (!holder || !fs.items || !document.querySelector("[data-bar]")) return;

  const layered = holder.dataset.graph === "layers";
  const tools = document.querySelector("[data-net-tools]");
  const count = document.querySelector("[data-net-count]");
  const asBuilt = count.textContent;
  const depth = tools.querySelector("[data-net-depth]");
  const boxes = { done: tools.querySelector("[data-net-done]"), lone: tools.querySelector("[data-net-lone]") };
  const state = { arrangement: holder.dataset.graph, at: null, depth: 0, off: new Set(), done: false, lone: false, open: new Set(), few: null };
  let model = null;
  let picture = null;
  let passing = new Set();
  let shown = null;
  let current = null;
  let note = "";

  // The address says what is shown: `at`, `steps`, `off`, `done`, `lone`, `open`.
  function read() {
    const query = new URLSearchParams(location.search);
    const list = (name) => (query.get(name) || "").split("|").filter(Boolean);
    state.at = model.byKey.get(query.get("at")) || null;
    state.depth = state.at ? Math.min(3, Math.max(0, Number(query.get("steps")) || 0)) : 0;
    state.off = new Set(query.has("off") ? list("off") : ["related"]);
    state.done = query.has("done");
    state.lone = query.has("lone");
    state.open = new Set(list("open"));
  }

  function write(discrete) {
    const to = new URL(location.href);
    const put = (name, value) => (value ? to.searchParams.set(name, value) : to.searchParams.delete(name));
    const off = [...state.off].sort().join("|");
    put("at", state.at && state.at.record.k);
    put("steps", state.depth ? String(state.depth) : "");
    if (off === "related") to.searchParams.delete("off");
    else to.searchParams.set("off", off);
    put("done", state.done ? "1" : "");
    put("lone", state.lone ? "1" : "");
    put("open", [...state.open].join("|"));
    fs.address(to, discrete);
    // The other arrangement shows the same documents.
    fs.all("nav.tabs a").forEach((tab) => {
      tab.search = to.search;
    });
  }

  // Draws what the state shows. `look`: a node or group to bring into view, true for all, null to stay.
  function draw(look) {
    shown = fs.graph.visible(model, state, passing);
    picture.draw(shown, layered ? fs.graph.layers(model, shown) : fs.graph.map(model, shown));
    if (look === true) picture.show(null, 0, true);
    else if (look) bring(look);
    if (!current || !picture.part(current)) {
      const first = state.at || shown.nodes.reduce((best, node) => (!best || node.degree > best.degree ? node : best), null) || shown.groups[0];
      current = first ? name(first) : null;
    }
    rove();
    light(state.at && shown.nodes.includes(state.at) ? state.at : null);
    tell();
    const legend = fs.all("[data-net-kind]");
    legend.forEach((box) => {
      box.checked = !state.off.has(box.value);
    });
    boxes.done.checked = state.done;
    boxes.lone.checked = !state.lone;
    depth.value = String(state.depth || "");
    depth.disabled = !state.at;
  }

  const name = (one) => (one.record ? one.record.k : `g${one.at}`);

  // The form of a word for a number: one, or many.
  function several(text, number) {
    const forms = text.split("#");
    return fs.graph.put(forms[number === 1 ? 0 : forms.length - 1], number);
  }

  function tell() {
    const pieces = [model.words.of_total.replace("{shown}", shown.drawn + shown.grouped).replace("{total}", model.nodes.length)];
    if (shown.left > 0) pieces.push(fs.graph.put(model.words.hidden_nodes, shown.left));
    if (shown.hidden > 0) pieces.push(several(model.words.hidden_alone, shown.hidden));
    if (shown.edges.left > 0) pieces.push(several(model.words.weaker_ties, shown.edges.left));
    if (note) pieces.push(note);
    // What was told when the site was built holds until something is asked for.
    count.textContent = location.search || note ? pieces.join(" · ") : asBuilt;
    note = "";
  }

  // Brings something into view and comes near enough to see what is around it.
  function bring(one) {
    if (!picture.part(name(one))) {
      picture.show(null, 0, true);
      return;
    }
    if (one.record && !layered && !state.depth) {
      picture.show(picture.box(one), Math.max(picture.view.k, 1));
      return;
    }
    // All of it where what has unfolded can still be read, else that alone.
    picture.show(null, 0, true);
    if (!state.depth && picture.view.k < 0.6) picture.show(picture.box(one));
  }

  function light(node) {
    if (!node) {
      picture.light(null, null, state.at);
      return;
    }
    const around = new Set([node]);
    shown.edges.forEach((pair) => {
      if (pair.a === node) around.add(pair.b);
      if (pair.b === node) around.add(pair.a);
    });
    picture.light(node, around, state.at);
  }

  // Unfolds groups; where the picture would hold too much, those unfolded first are folded again.
  function unfold(groups) {
    const open = state.few || state.open;
    groups.forEach((group) => {
      open.delete(group.key);
      open.add(group.key);
    });
    const within = (one, outer) => one === outer || (one.within >= 0 && within(model.groups[one.within], outer));
    const gone = [];
    for (const key of [...open]) {
      const drawn = fs.graph.visible(model, state, passing);
      if (drawn.drawn + drawn.groups.length <= model.most && drawn.left <= 0) break;
      const old = model.groups.find((group) => group.key === key);
      if (old && groups.some((group) => within(group, old) || within(old, group))) continue;
      open.delete(key);
      if (old) gone.push(old.short);
    }
    if (gone.length) note = fs.graph.put(model.words.made_room, gone.join(", "));
  }

  // One part of the picture is reached by Tab, the others from it by arrows.
  function rove() {
    picture.parts.forEach((part, key) => part.node.setAttribute("tabindex", key === current ? "0" : "-1"));
  }

  function begin(found) {
    model = fs.graph.read(found);
    picture = fs.graph.picture(holder.querySelector(".picture"), model, layered);
    read();
    write(false);
    new ResizeObserver(() => picture.resize()).observe(holder.querySelector(".picture"));
    holder.classList.add("drawn");
    holder.querySelector(".picture").removeAttribute("tabindex");
    // What a hand needs comes behind the first picture.
    fs.script(holder.dataset.hand).then(() => {
      fs.graph.work({
        holder: holder, tools: tools, boxes: boxes, depth: depth, layered: layered, state: state, model: model, picture: picture,
        read: read, write: write, draw: draw, light: light, unfold: unfold, rove: rove, name: name,
        passing: () => passing,
        shown: () => shown,
        current: () => current,
        go(to) {
          current = to;
        },
        say(text) {
          note = text;
          tell();
        },
      });
      holder.classList.add("live");
    }, () => null);
  }

  // Where the data does not come the picture stays as it was built.
  fs.load("nodes").catch(() => holder.removeAttribute("data-hand"));
  fs.items.shows({
    file: "nodes",
    untouched: () => false,
    candidates: (found) => found.items,
    show(view) {
      const first = !model;
      if (first) begin(view.data);
      const had = passing;
      passing = new Set(view.records);
      const other = had.size !== passing.size || view.records.some((record) => !had.has(record));
      if (first) unfold(state.at && !state.depth ? fs.graph.around(model, state.at) : []);
      if (other && fs.graph.narrow) fs.graph.narrow(passing);
      draw(first || other ? (first && state.at ? state.at : true) : null);
      return Promise.resolve();
    },
  });
})(window.featsite);
