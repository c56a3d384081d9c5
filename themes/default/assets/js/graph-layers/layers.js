// Where what is shown stands in the layers, in pixels at the scale of 1: `{ at: Map, circles: Map, box }`.
(function (fs) {
  "use strict";

  const BOX = { width: 204, height: 40, gap: 72, row: 14, part: 28 };
  const HIGH = 24;
  const WIDE = 4;

  // The layers: every connected part for itself, what is needed first at the left, as `layered.rs` does it.
  function layers(model, shown) {
    const parts = new Map();
    shown.nodes.forEach((node) => {
      if (!parts.has(node.part)) parts.set(node.part, new Map());
      const own = parts.get(node.part);
      if (!own.has(node.layer)) own.set(node.layer, []);
      own.get(node.layer).push(node);
    });
    const at = new Map();
    let [top, left, high, wide, beside, below] = [0, 0, 0, WIDE, 0, 0];
    for (const [, byLayer] of [...parts].sort((a, b) => a[0] - b[0])) {
      const rows = [...byLayer].sort((a, b) => a[0] - b[0]).map(([, nodes]) => nodes.sort((a, b) => a.order - b.order));
      const highest = Math.min(HIGH, Math.max(...rows.map((row) => row.length)));
      const columns = rows.reduce((sum, row) => sum + Math.ceil(row.length / HIGH), 0);
      wide = Math.max(wide, columns);
      if (left > 0 && left + columns > wide) {
        [top, left, high, beside, below] = [top + high, 0, 0, 0, below + 1];
      }
      let column = left;
      for (const row of rows) {
        for (let from = 0; from < row.length; from += HIGH) {
          const chunk = row.slice(from, from + HIGH);
          const lead = Math.floor((highest - chunk.length) / 2);
          chunk.forEach((node, index) => at.set(node, {
            x: column * (BOX.width + BOX.gap) + beside * BOX.part,
            y: (top + lead + index) * (BOX.height + BOX.row) + below * BOX.part,
          }));
          column += 1;
        }
      }
      [left, high, beside] = [column, Math.max(high, highest), beside + 1];
    }
    const places = [...at.values()];
    const width = Math.max(0, ...places.map((place) => place.x)) + BOX.width;
    const height = Math.max(0, ...places.map((place) => place.y)) + BOX.height;
    return { at: at, circles: new Map(), box: { x: 0, y: 0, width: width, height: height } };
  }

  // The way of an edge from a box to what it needs, and whether it passes other boxes: then it goes below or above their
  // row, where it can be seen.
  function wire(from, to) {
    const { width, height, gap, row } = BOX;
    const back = to.x < from.x;
    const [x, y, tox, toy] = [from.x + (back ? 0 : width), from.y + height / 2, to.x + (back ? width + 3 : -3), to.y + height / 2];
    const side = back ? -1 : 1;
    if (Math.abs(tox - x) <= gap) {
      const bend = (Math.abs(tox - x) / 2) * side;
      return [`M${x} ${y}C${x + bend} ${y} ${tox - bend} ${toy} ${tox} ${toy}`, false];
    }
    const lane = to.y + (from.y < to.y ? -row / 2 : height + row / 2);
    const [half, part] = [(gap / 2) * side, (gap / 4) * side];
    return [`M${x} ${y}C${x + half} ${y} ${x + part} ${lane} ${x + half * 2} ${lane}L${tox - half * 2} ${lane}C${tox - part} ${lane} ${tox - half} ${toy} ${tox} ${toy}`, true];
  }

  // As many as one picture holds of those that hang together, from the most connected one on.
  function outwards(nodes, on, most) {
    const kept = new Set(nodes);
    const weight = new Map(nodes.map((node) => [node, node.edges.filter(on).length]));
    const rank = (a, b) => weight.get(b) - weight.get(a) || a.at - b.at;
    const out = new Set();
    for (const start of nodes.slice().sort(rank)) {
      for (let rim = [start]; rim.length && out.size < most;) {
        rim = rim.filter((node) => !out.has(node)).sort(rank).slice(0, most - out.size);
        rim.forEach((node) => out.add(node));
        rim = [...new Set(rim.flatMap((node) => node.edges.filter(on).map((edge) => fs.graph.other(edge, node))))].filter((node) => kept.has(node));
      }
      if (out.size >= most) break;
    }
    return [...out];
  }

  Object.assign(fs.graph, { BOX: BOX, layers: layers, outwards: outwards, wire: wire });
})(window.featsite);
