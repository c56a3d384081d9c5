// The drawing: what is shown as an SVG that can be moved and brought nearer. Nodes keep their size when the reader
// comes nearer, so that labels find room; boxes of the layers grow with the rest.
(function (fs) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const LABEL = 11;
  const NEAREST = 4;
  const measure = document.createElement("canvas").getContext("2d");
  const widths = new Map();

  function make(name, attributes, ...children) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value);
    }
    node.append(...children);
    return node;
  }

  // How wide a text is, as the reader's font has it.
  function wide(text) {
    if (!widths.has(text)) {
      measure.font = `${LABEL}px ${getComputedStyle(document.body).fontFamily}`;
      widths.set(text, measure.measureText(text).width);
    }
    return widths.get(text);
  }

  // The text cut to a width.
  function fit(text, width, size) {
    const far = (some) => (wide(some) * size) / LABEL;
    if (far(text) <= width) return text;
    const letters = Array.from(text);
    const cut = () => `${letters.join("").trimEnd()}…`;
    while (letters.length > 1 && far(cut()) > width) letters.pop();
    return cut();
  }

  function shape(kind, x, y, radius) {
    if (kind === "feature") return make("circle", { class: "dot", cx: x, cy: y, r: radius });
    if (kind === "decision") {
      const far = radius * 1.25;
      return make("path", { class: "dot", d: `M${x} ${y - far}L${x + far} ${y}L${x} ${y + far}L${x - far} ${y}Z` });
    }
    const side = radius * 1.7;
    return make("rect", { class: "dot", x: x - side / 2, y: y - side / 2, width: side, height: side, rx: kind === "guide" ? side * 0.35 : 1 });
  }

  function spoken(words, record) {
    const status = record.s && record.s !== "unset" ? `, ${words[record.s.replace(/-/g, "_")] || record.s}` : "";
    return (record.i && record.i !== record.t ? `${record.i} ${record.t}` : record.t) + status;
  }

  fs.graph.picture = function (holder, model, layered) {
    const edges = make("g", { class: "edges" });
    const hits = make("g", { class: "hits" });
    const nodes = make("g", { class: "nodes" });
    const moved = make("g", {}, edges, hits, nodes);
    const old = holder.querySelector("svg");
    const none = make("text", { x: 16, y: 32 });
    const svg = make("svg", { class: old.getAttribute("class"), role: "group", "aria-label": old.getAttribute("aria-label") }, old.querySelector("defs").cloneNode(true), none, moved);
    old.replaceWith(svg);
    const view = { k: 1, x: 0, y: 0 };
    const parts = new Map();
    let shown = null;
    let places = null;
    let drawing = false;
    let lines = [];

    function size() {
      return { width: svg.clientWidth || holder.clientWidth || 960, height: svg.clientHeight || 480 };
    }

    // What stands at a place of the picture, on the sheet that is moved.
    const scale = () => (layered ? 1 : view.k);
    const near = () => (layered ? 1 : Math.min(1.4, Math.max(0.6, Math.sqrt(view.k))));

    function node(one) {
      const { record } = one;
      const made = make("a", { class: `node s-${record.s || "unset"} k-${record.n}${record.m ? " marked" : ""}`, href: fs.up + record.h, tabindex: -1 });
      const title = make("title", {}, spoken(model.words, record));
      return { node: made, one: one, build() {
        const at = places.at.get(one);
        if (layered) {
          const { width, height } = fs.graph.BOX;
          const id = record.i && record.i !== record.t ? record.i : null;
          const text = (kind, value, y, fontSize) => make("text", { class: kind, x: at.x + 27, y: at.y + y }, fit(value, width - 36, fontSize));
          made.replaceChildren(title, make("rect", { class: "box", x: at.x, y: at.y, width: width, height: height, rx: 4 }), shape(record.n, at.x + 14, at.y + height / 2, 4.5),
            ...(id ? [text("id", id, 16, 12.5), text("title", record.t, 31, 12)] : [text("title", record.t, 24, 12)]));
          if (record.m) made.append(make("circle", { class: "ring", cx: at.x + 14, cy: at.y + height / 2, r: 7.5 }));
          return;
        }
        const [x, y, radius] = [at.x * scale(), at.y * scale(), one.radius * near()];
        made.replaceChildren(title, shape(record.n, x, y, radius));
        if (record.m) made.append(make("circle", { class: "ring", cx: x, cy: y, r: radius + 3 }));
      } };
    }

    function group(one) {
      const made = make("g", { class: "node group", role: "button", tabindex: -1 });
      return { node: made, one: one, build() {
        const place = places.circles.get(one);
        const [x, y, radius] = [place.x * scale(), place.y * scale(), place.radius * scale()];
        const name = `${one.name}, ${one.kept}`;
        made.setAttribute("aria-expanded", String(Boolean(one.open)));
        made.setAttribute("aria-label", fs.graph.put(one.open ? model.words.fold : model.words.unfold, name));
        made.classList.toggle("open", Boolean(one.open));
        made.replaceChildren(make("circle", { class: one.open ? "hull" : "dot", cx: x, cy: y, r: radius }));
        if (one.open) made.append(make("text", { class: "hull-name", x: x, y: y - radius - 6, "text-anchor": "middle" }, `${one.short} (${one.kept}) ×`));
      } };
    }

    function key(one) {
      return one.record ? one.record.k : `g${one.at}`;
    }

    // Takes in what is shown; elements stay those of what was shown before, so that the focus stays too.
    function draw(next, at) {
      drawing = true;
      shown = next;
      places = at;
      const wanted = new Map();
      const all = shown.groups.filter((one) => one.open).concat(shown.groups.filter((one) => !one.open), shown.nodes, shown.shelf);
      all.forEach((one) => {
        const name = key(one);
        const part = parts.get(name) || (one.record ? node(one) : group(one));
        part.node.dataset.part = name;
        wanted.set(name, part);
      });
      parts.forEach((part, name) => {
        if (!wanted.has(name)) {
          part.node.remove();
          parts.delete(name);
        }
      });
      wanted.forEach((part, name) => parts.set(name, part));
      const order = [...wanted.values()].map((part) => part.node);
      const focused = document.activeElement;
      if (order.some((one, index) => nodes.children[index] !== one)) order.forEach((one) => nodes.append(one));
      none.textContent = order.length ? "" : model.words.nothing_passes;
      const most = shown.edges.reduce((sum, pair) => Math.max(sum, pair.grouped ? pair.count : 0), 1);
      lines = shown.edges.map((pair) => {
        const kind = model.kinds[pair.edge.kind];
        const met = kind === "depends-on" && ["complete", "cancelled"].includes(pair.edge.to.record.c);
        const line = make("path", pair.grouped
          ? { class: pair.a.record || pair.b.record ? "edge out" : "edge", "stroke-width": (0.8 + (pair.count / most) * 4).toFixed(1) }
          : { class: `edge e-${kind}${met ? " met" : ""}`, "marker-end": kind === "links-to" || kind === "related" ? null : "url(#arrow)" });
        return { pair: pair, line: line, hit: make("path", { class: "hit" }) };
      });
      edges.replaceChildren(...lines.map((one) => one.line));
      hits.replaceChildren(...lines.map((one) => one.hit));
      drawing = false;
      build();
      // An element that is moved loses the focus.
      if (focused !== document.activeElement && nodes.contains(focused)) focused.focus({ preventScroll: true });
    }

    function rim(one) {
      const at = places.at.get(one);
      if (at) return { x: at.x * scale(), y: at.y * scale(), radius: one.radius * near() };
      const place = places.circles.get(one);
      return { x: place.x * scale(), y: place.y * scale(), radius: place.radius * scale() };
    }

    function way(pair) {
      if (layered) return fs.graph.wire(places.at.get(pair.a), places.at.get(pair.b));
      const [a, b] = [rim(pair.a), rim(pair.b)];
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const far = Math.hypot(dx, dy);
      if (far < a.radius + b.radius + 2) return ["", false];
      const [from, to] = [(a.radius + 1) / far, (b.radius + 3) / far];
      return [`M${(a.x + dx * from).toFixed(1)} ${(a.y + dy * from).toFixed(1)}L${(b.x - dx * to).toFixed(1)} ${(b.y - dy * to).toFixed(1)}`, false];
    }

    // Everything at its place for the present scale.
    function build() {
      parts.forEach((part) => part.build());
      lines.forEach((one) => {
        const [d, far] = way(one.pair);
        one.line.setAttribute("d", d);
        one.line.classList.toggle("far", far);
        one.hit.setAttribute("d", d);
      });
      svg.classList.toggle("distant", !layered && view.k < 0.5);
      if (!layered) label();
      move();
    }

    function move() {
      moved.setAttribute("transform", `translate(${view.x.toFixed(1)} ${view.y.toFixed(1)})${layered ? ` scale(${view.k.toFixed(3)})` : ""}`);
    }

    // Labels beside nodes: those of what is selected and around it first, then the most connected, as many as find room.
    function label() {
      // What loses the focus while it is taken out asks for labels in the middle of a drawing.
      if (drawing) return;
      const taken = [];
      // A label that the edge of the view would cut off finds another side, or waits.
      const { width, height } = size();
      const cut = (box) => box.x < 2 - view.x || box.y < 2 - view.y || box.x + box.w > width - view.x - 2 || box.y + box.h > height - view.y - 2;
      const inView = (at) => at.x > -view.x && at.y > -view.y && at.x < width - view.x && at.y < height - view.y;
      const meets = (box, at) => (inView(at) && cut(box)) || taken.some((one) => box.x < one.x + one.w && one.x < box.x + box.w && box.y < one.y + one.h && one.y < box.y + box.h);
      const closed = shown.groups.filter((one) => !one.open);
      const all = shown.nodes.concat(shown.shelf);
      all.concat(closed).forEach((one) => {
        const at = rim(one);
        // The circle of a group may hold its own label; a node may not.
        const radius = at.radius + (one.record && one.record.m ? 3 : 1);
        taken.push({ x: at.x - radius, y: at.y - radius, w: radius * 2, h: radius * 2 });
      });
      shown.groups.filter((one) => one.open).forEach((one) => {
        const at = rim(one);
        const w = wide(`${one.short} (${one.kept}) ×`);
        taken.push({ x: at.x - w / 2, y: at.y - at.radius - 17, w: w, h: 14 });
      });
      const weight = (one) => (lit && lit.has(one) ? 1e9 : 0) + (one.total ? 1e6 + one.kept : one.degree);
      closed.concat(all).sort((a, b) => weight(b) - weight(a)).forEach((one) => {
        const part = parts.get(key(one)).node;
        const text = one.total ? `${fit(one.short, 150, LABEL)} (${one.kept})` : fit(one.name, shown.shelf.includes(one) ? 118 : 150, LABEL);
        const at = rim(one);
        const w = wide(text) + 3;
        const gap = at.radius + (one.record && one.record.m ? 6 : 4);
        const spots = [["start", gap, 4], ["end", -gap, 4], ["middle", 0, gap + 9], ["middle", 0, -gap]];
        if (one.total) spots.reverse();
        const spot = spots.find(([anchor, x, y]) => {
          const left = at.x + x - (anchor === "start" ? 0 : anchor === "end" ? w : w / 2);
          const box = { x: left, y: at.y + y - LABEL + 1, w: w, h: LABEL + 2 };
          if (meets(box, at)) return false;
          taken.push(box);
          return true;
        });
        // Where a label is cut, its name is that of the tooltip: a name has to hold what can be read.
        if (one.record && text === one.name) part.setAttribute("aria-label", part.firstChild.textContent);
        else if (one.record) part.removeAttribute("aria-label");
        const found = part.querySelector("text");
        if (found) found.remove();
        if (spot) part.append(make("text", { x: at.x + spot[1], y: at.y + spot[2], "text-anchor": spot[0] }, text));
        // A group without a name says nothing: where there is no room beside it, it stands in its circle.
        else if (one.total && at.radius > 20) part.append(make("text", { x: at.x, y: at.y + 4, "text-anchor": "middle" }, fit(one.short, at.radius * 2 - 4, LABEL)));
      });
    }

    let frame = 0;
    function later() {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(build);
    }

    // Brings the picture nearer around a point of the view.
    function zoom(by, point) {
      const { width, height } = size();
      const at = point || { x: width / 2, y: height / 2 };
      const k = Math.min(NEAREST, Math.max(least(), view.k * by));
      view.x = at.x - ((at.x - view.x) * k) / view.k;
      view.y = at.y - ((at.y - view.y) * k) / view.k;
      view.k = k;
      if (layered) move();
      else later();
    }

    function least() {
      const { width, height } = size();
      return Math.min(0.3, width / (places.box.width + 80), height / (places.box.height + 80));
    }

    // Shows a box of the picture as a whole; without one all of it.
    function show(box, most, legible) {
      const { width, height } = size();
      const whole = box || places.box;
      const pad = layered ? 12 : 44;
      let k = Math.min((width - pad * 2) / Math.max(whole.width, 1), (height - pad * 2) / Math.max(whole.height, 1), most || 1.25);
      // Boxes stay legible; what finds no room is reached by moving.
      if (layered) k = Math.max(Math.min(1, k), legible ? 0.8 : 0.05);
      view.k = Math.max(k, 0.05);
      const start = (from, far, all) => (far * view.k <= all - pad * 2 || !layered ? all / 2 - (from + far / 2) * view.k : pad - from * view.k);
      view.x = start(whole.x, whole.width, width);
      view.y = start(whole.y, whole.height, height);
      build();
    }

    let lit = null;
    let room = null;

    // Keeps the middle of the picture where it is when the room for it changes.
    function resize() {
      const { width, height } = size();
      if (room) {
        view.x += (width - room.width) / 2;
        view.y += (height - room.height) / 2;
      }
      room = { width: width, height: height };
      if (places) build();
    }

    // Dims everything but some nodes and the edges between them and `centre`; null lights everything. `chosen` is marked.
    function light(centre, around, chosen) {
      lit = around;
      parts.forEach((part) => part.node.classList.toggle("chosen", part.one === chosen));
      svg.classList.toggle("dim", Boolean(around));
      parts.forEach((part) => part.node.classList.toggle("lit", Boolean(around && around.has(part.one))));
      lines.forEach((one) => one.line.classList.toggle("lit", Boolean(around && (one.pair.a === centre || one.pair.b === centre))));
      if (!layered) label();
    }

    return {
      resize: resize, svg: svg, view: view, draw: draw, show: show, zoom: zoom, light: light, size: size,
      part: (name) => parts.get(name),
      parts: parts,
      move(dx, dy) {
        view.x += dx;
        view.y += dy;
        move();
      },
      // Where something stands in the view.
      place(one) {
        if (layered) {
          const at = places.at.get(one);
          return { x: view.x + (at.x + fs.graph.BOX.width / 2) * view.k, y: view.y + (at.y + fs.graph.BOX.height / 2) * view.k };
        }
        const at = rim(one);
        return { x: at.x + view.x, y: at.y + view.y };
      },
      // The box around something, at the scale of 1.
      box(one) {
        const at = places.at.get(one) || places.circles.get(one);
        const far = at.radius ? at.radius + 24 : 220;
        return { x: at.x - far, y: at.y - far, width: far * 2, height: far * 2 };
      },
      pairOf: (hit) => (lines.find((one) => one.hit === hit) || {}).pair,
      label: () => !layered && label(),
    };
  };
})(window.featsite);
