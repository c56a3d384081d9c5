// The graph's page: its state in the address, its tools, and what the keyboard does in the picture. Without script the
// page shows the same picture, still, with links.
(function (fs) {
  "use strict";

  const holder = document.querySelector("[data-graph]");
  if (!holder || !fs.items || !document.querySelector("[data-bar]")) return;

  const layered = holder.dataset.graph === "layers";
  const tools = document.querySelector("[data-net-tools]");
  const told = document.querySelector("[data-net-told]");
  const count = document.querySelector("[data-net-count]");
  const find = tools.querySelector("[data-net-find]");
  const offers = tools.querySelector(".suggest");
  const depth = tools.querySelector("[data-net-depth]");
  const boxes = { done: tools.querySelector("[data-net-done]"), lone: tools.querySelector("[data-net-lone]") };
  const state = { arrangement: holder.dataset.graph, at: null, depth: 0, off: new Set(), done: false, lone: false, open: new Set() };
  let model = null;
  let picture = null;
  let panel = null;
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
    if (look === true) picture.show();
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
    return forms[number === 1 ? 0 : forms.length - 1].replace("{}", number);
  }

  function tell() {
    const pieces = [model.words.of_total.replace("{shown}", shown.drawn + shown.grouped).replace("{total}", model.nodes.length)];
    if (shown.left > 0) pieces.push(model.words.hidden_nodes.replace("{}", shown.left));
    if (shown.edges.left > 0) pieces.push(several(model.words.weaker_ties, shown.edges.left));
    if (note) pieces.push(note);
    count.textContent = pieces.join(" · ");
    note = "";
  }

  // What is computed is loaded when it is asked for.
  function similar() {
    return state.off.has("related") ? Promise.resolve() : fs.graph.similar(model);
  }

  // Brings something into view and comes near enough to see what is around it.
  function bring(one) {
    if (!picture.part(name(one))) {
      picture.show();
      return;
    }
    if (one.record && !layered && !state.depth) {
      picture.show(picture.box(one), Math.max(picture.view.k, 1));
      return;
    }
    // All of it where what has unfolded can still be read, else that alone.
    picture.show();
    if (!state.depth && picture.view.k < 0.6) picture.show(picture.box(one));
  }

  function light(node) {
    if (!node) {
      picture.light(null, null);
      return;
    }
    const around = new Set([node]);
    shown.edges.forEach((pair) => {
      if (pair.a === node) around.add(pair.b);
      if (pair.b === node) around.add(pair.a);
    });
    picture.light(node, around);
  }

  // Selects a document: its panel opens, groups around it unfold.
  function choose(node, stay) {
    state.at = node;
    if (!node) state.depth = 0;
    if (node && !state.depth) unfold(fs.graph.around(model, node));
    if (node) current = node.record.k;
    write(true);
    panel.fill(node);
    picture.resize();
    draw(node && !stay ? node : null);
    if (node && stay) reveal(node);
    picture.label();
    if (!node) focus();
  }

  // Unfolds groups; where the picture would hold too much, those unfolded first are folded again.
  function unfold(groups) {
    groups.forEach((group) => {
      state.open.delete(group.key);
      state.open.add(group.key);
    });
    const keep = new Set(groups.map((group) => group.key));
    const gone = [];
    for (const key of [...state.open]) {
      const drawn = fs.graph.visible(model, state, passing);
      if (drawn.drawn + drawn.groups.length < model.most && drawn.left <= 0) break;
      const related = [...keep].some((kept) => kept === key || kept.startsWith(`${key}/`) || key.startsWith(`${kept}/`));
      if (related) continue;
      state.open.delete(key);
      gone.push(key.split("/").pop());
    }
    if (gone.length) note = model.words.made_room.replace("{}", gone.join(", "));
  }

  function toggle(group) {
    if (group.open) {
      [...state.open].forEach((key) => {
        if (key === group.key || key.startsWith(`${group.key}/`)) state.open.delete(key);
      });
    } else {
      unfold([group]);
    }
    current = name(group);
    write(true);
    draw(state.open.has(group.key) ? group : null);
    if (!state.open.size) picture.show();
    focus();
  }

  function centre(node) {
    state.at = node;
    state.depth = state.depth || 1;
    write(true);
    draw(true);
  }

  function focus() {
    const part = current && picture.part(current);
    if (part) part.node.focus({ preventScroll: true });
  }

  // One part of the picture is reached by Tab, the others from it by arrows.
  function rove() {
    picture.parts.forEach((part, key) => part.node.setAttribute("tabindex", key === current ? "0" : "-1"));
  }

  function partOf(event) {
    const node = event.target.closest("[data-part]");
    return node && picture.part(node.dataset.part);
  }

  function keys(event) {
    const part = partOf(event);
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (way && part) {
      const next = fs.graph.towards(picture, part, ...way);
      if (next) {
        current = next.node.dataset.part;
        rove();
        focus();
        reveal(next.one);
      }
      return true;
    }
    switch (event.key) {
      case "Enter":
        if (!part || part.one.record) return false;
        toggle(part.one);
        return true;
      case " ":
        if (!part) return false;
        if (part.one.record) choose(part.one, true);
        else toggle(part.one);
        return true;
      case "Backspace": {
        const inner = part && fs.graph.around(model, part.one).filter((group) => group.open).pop();
        if (!inner) return false;
        toggle(inner);
        return true;
      }
      case "+": case "=": picture.zoom(1.3); return true;
      case "-": picture.zoom(1 / 1.3); return true;
      case "0": picture.show(); return true;
      case "Escape":
        if (!state.at) return false;
        choose(null);
        return true;
      default: return false;
    }
  }

  // Moves the picture where what has the focus lies outside of it.
  function reveal(one) {
    const at = picture.place(one);
    const { width, height } = picture.size();
    const over = (value, most) => (value < 40 ? 40 - value : value > most - 40 ? most - 40 - value : 0);
    const [dx, dy] = [over(at.x, width), over(at.y, height)];
    if (dx || dy) picture.move(dx, dy);
  }

  function listen() {
    const { svg } = picture;
    svg.addEventListener("keydown", (event) => {
      if (!keys(event)) return;
      event.preventDefault();
      event.stopPropagation();
    });
    svg.addEventListener("click", (event) => {
      const part = partOf(event);
      // Enter on a link opens it; so does a click that asks for a new tab.
      if (!part || event.ctrlKey || event.metaKey || event.shiftKey || event.detail === 0) return;
      event.preventDefault();
      if (part.one.record) choose(part.one, true);
      else toggle(part.one);
    });
    const over = (event) => {
      const part = partOf(event);
      if (part) {
        if (part.one.record) {
          light(part.one);
          told.textContent = fs.graph.told(model, part.one, shown.on);
        } else {
          light(part.one.open ? null : part.one);
          told.textContent = `${part.one.name} · ${part.one.kept}`;
        }
      } else if (event.target.classList.contains("hit")) {
        const pair = picture.pairOf(event.target);
        if (!pair) return;
        picture.light(pair.a, new Set([pair.a, pair.b]));
        fs.graph.toldEdge(model, pair).then((text) => {
          told.textContent = text;
        });
      }
    };
    const out = () => {
      light(state.at && shown.nodes.includes(state.at) ? state.at : null);
      told.textContent = told.dataset.hint;
    };
    svg.addEventListener("pointerover", over);
    svg.addEventListener("focusin", over);
    svg.addEventListener("pointerout", out);
    svg.addEventListener("focusout", out);
    fs.graph.hand(picture, holder);

    fs.all("[data-net-zoom]").forEach((button) => button.addEventListener("click", () => {
      if (button.dataset.netZoom === "fit") picture.show();
      else picture.zoom(button.dataset.netZoom === "in" ? 1.4 : 1 / 1.4);
    }));
    fs.all("[data-net-kind]").forEach((box) => box.addEventListener("change", () => {
      if (box.checked) state.off.delete(box.value);
      else state.off.add(box.value);
      write(true);
      similar().then(() => draw(null));
    }));
    boxes.done.addEventListener("change", () => {
      state.done = boxes.done.checked;
      write(true);
      draw(null);
    });
    boxes.lone.addEventListener("change", () => {
      state.lone = !boxes.lone.checked;
      write(true);
      draw(true);
    });
    depth.addEventListener("change", () => {
      state.depth = Number(depth.value) || 0;
      write(true);
      draw(true);
    });
    tools.querySelector("[data-net-reset]").addEventListener("click", () => {
      Object.assign(state, { at: null, depth: 0, off: new Set(["related"]), done: false, lone: false, open: new Set() });
      panel.fill(null);
      write(true);
      fs.items.change({ q: "" }, true);
      draw(true);
    });
    new ResizeObserver(() => picture.resize()).observe(holder.querySelector(".picture"));
    addEventListener("popstate", () => {
      read();
      panel.fill(state.at);
      similar().then(() => draw(true));
    });
  }

  // The box that finds a document: an id or some letters of a title.
  function finder() {
    let options = [];
    let chosen = 0;
    const mark = () => {
      fs.all("li", offers).forEach((row, at) => row.setAttribute("aria-selected", String(at === chosen)));
      if (options.length) find.setAttribute("aria-activedescendant", `fsNode${chosen}`);
      else find.removeAttribute("aria-activedescendant");
    };
    const shut = () => {
      offers.hidden = true;
      find.setAttribute("aria-expanded", "false");
      options = [];
      mark();
    };
    const take = (node) => {
      find.value = "";
      shut();
      if (layered && node.part < 0) {
        note = `${node.name}: ${model.words.stand_alone}`;
        tell();
        return;
      }
      // What the filter leaves out is no answer to who looks for it.
      if (!passing.has(node.record)) fs.items.change({ q: "" }, true).then(() => choose(node));
      else choose(node);
    };
    const propose = () => {
      const text = fs.filter.fold(find.value);
      if (!text) {
        shut();
        return;
      }
      const words = text.split(" ");
      const id = fs.filter.comparable(find.value);
      // A number alone is the number of an id.
      const number = /^\d+$/.test(text) ? new RegExp(`(?:^|[^\\d.])0*${text}$`) : null;
      const rank = (node) => {
        const own = node.record.i ? fs.filter.comparable(node.record.i) : "";
        const title = fs.filter.fold(node.record.t);
        if (own && (own === id || (number && number.test(node.record.i)))) return 0;
        if (own && own.startsWith(id)) return 1;
        if (title.startsWith(text)) return 2;
        return words.every((word) => title.includes(word)) ? 3 : 9;
      };
      options = model.nodes.map((node) => [rank(node), node]).filter(([at]) => at < 9)
        .sort((a, b) => a[0] - b[0] || b[1].degree - a[1].degree || a[1].at - b[1].at).slice(0, 10).map(([, node]) => node);
      chosen = 0;
      offers.replaceChildren(...(options.length ? options.map((node, at) => fs.make("li", { role: "option", id: `fsNode${at}`, "aria-selected": "false", on: { mousedown: (event) => {
        event.preventDefault();
        take(node);
      } } }, fs.make("span", {}, node.full))) : [fs.make("li", { class: "muted" }, model.words.nothing_found)]));
      offers.hidden = false;
      find.setAttribute("aria-expanded", "true");
      mark();
    };
    find.addEventListener("input", propose);
    find.addEventListener("blur", shut);
    find.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !offers.hidden) shut();
      else if (event.key === "Enter" && options[chosen]) take(options[chosen]);
      else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
        chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
        mark();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  function begin(found) {
    model = fs.graph.read(found);
    picture = fs.graph.picture(holder.querySelector(".picture"), model, layered);
    panel = fs.graph.panel(holder.querySelector("[data-net-panel]"), model, choose, centre);
    read();
    write(false);
    listen();
    finder();
    holder.classList.add("live");
    panel.fill(state.at);
    if (!state.off.has("related")) similar().then(() => draw(null));
  }

  fs.items.shows({
    file: "nodes",
    untouched: () => false,
    candidates: (found) => found.items,
    show(view) {
      const first = !model;
      if (first) begin(view.data);
      const before = passing.size;
      passing = new Set(view.records);
      // What a filter leaves is shown where it is: groups unfold while there is room.
      if (state.at && !state.depth && first) unfold(fs.graph.around(model, state.at));
      draw(first || before !== passing.size ? (first && state.at ? state.at : true) : null);
      return Promise.resolve();
    },
  });
})(window.featsite);
