// Where what is shown stands on the map, in pixels at the scale of 1: `{ at: Map, circles: Map, box }`.
(function (fs) {
  "use strict";

  // Nodes without a connection stand in rows below the others.
  const SHELF = { width: 150, height: 28, gap: 56 };

  // The map: nodes in their groups, an unfolded group with room for what lies in it, what is beside it pushed away.
  function map(model, shown) {
    const at = new Map();
    const circles = new Map();
    if (shown.groups.length) {
      const roots = shown.groups.filter((group) => group.within < 0);
      settle(roots, shown.groups).forEach(([group, place]) => put(group, place, shown.groups, at, circles));
    } else if (shown.away && model.groups.length) {
      rings(shown).forEach((place, node) => at.set(node, place));
    } else {
      shown.nodes.forEach((node) => at.set(node, { x: node.x, y: node.y }));
    }
    shelf(shown, at, circles);
    return { at: at, circles: circles, box: around(at, circles) };
  }

  // Groups beside each other: each that is unfolded pushes the others away by what it has grown.
  function settle(groups, all) {
    const places = groups.map((group) => ({ group: group, x: group.x, y: group.y, radius: reach(group, all) }));
    const open = places.filter((place) => place.group.open);
    const moved = places.map((place) => {
      let [x, y] = [place.x, place.y];
      for (const wide of open) {
        const [dx, dy] = [place.x - wide.x, place.y - wide.y];
        const far = Math.hypot(dx, dy);
        const by = far ? (wide.radius - wide.group.radius) / far : 0;
        x += dx * by;
        y += dy * by;
      }
      return [place.group, { x: x, y: y, radius: place.radius }];
    });
    return moved;
  }

  // The radius a group takes: its circle while it is folded, else what lies in it.
  function reach(group, all) {
    if (!group.open) return group.circle;
    const inner = all.filter((other) => other.within === group.at);
    const far = inner.length
      ? settle(inner, all).map(([, place]) => Math.hypot(place.x, place.y) + place.radius)
      : group.shown.map((node) => Math.hypot(node.x, node.y) + node.radius);
    return Math.max(group.radius, ...far) + 34;
  }

  function put(group, place, all, at, circles) {
    circles.set(group, place);
    if (!group.open) return;
    group.shown.forEach((node) => at.set(node, { x: place.x + node.x, y: place.y + node.y }));
    settle(all.filter((other) => other.within === group.at), all).forEach(([inner, own]) => {
      put(inner, { x: place.x + own.x, y: place.y + own.y, radius: own.radius }, all, at, circles);
    });
  }

  // One document in the middle, what is near it around, ring by ring, each beside what leads to it.
  function rings(shown) {
    const byStep = new Map();
    shown.away.forEach((step, node) => {
      if (!byStep.has(step)) byStep.set(step, []);
      byStep.get(step).push(node);
    });
    const angle = new Map();
    const places = new Map();
    let radius = 0;
    for (const [step, nodes] of [...byStep].sort((a, b) => a[0] - b[0])) {
      if (step === 0) {
        angle.set(nodes[0], 0);
        places.set(nodes[0], { x: 0, y: 0 });
        continue;
      }
      const from = (node) => {
        const inner = node.edges.map((edge) => fs.graph.other(edge, node)).filter((one) => shown.away.get(one) === step - 1);
        return inner.length ? angle.get(inner[0]) : 0;
      };
      const ring = nodes.map((node) => [from(node), node]).sort((a, b) => a[0] - b[0] || a[1].at - b[1].at);
      radius = Math.max(radius + 110, (ring.length * 30) / (2 * Math.PI));
      ring.forEach(([, node], index) => {
        const turn = (index / ring.length) * 2 * Math.PI - Math.PI;
        angle.set(node, turn);
        places.set(node, { x: Math.cos(turn) * radius * 1.35, y: Math.sin(turn) * radius });
      });
    }
    return places;
  }

  function shelf(shown, at, circles) {
    if (!shown.shelf.length) return;
    const box = around(at, circles);
    const columns = Math.max(3, Math.floor((box.width || 900) / SHELF.width), Math.ceil(Math.sqrt(shown.shelf.length / 3.3)));
    shown.shelf.forEach((node, index) => at.set(node, {
      x: box.x + 12 + (index % columns) * SHELF.width,
      y: box.y + box.height + SHELF.gap + Math.floor(index / columns) * SHELF.height,
    }));
  }

  function around(at, circles) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    const take = (place, radius) => {
      left = Math.min(left, place.x - radius);
      top = Math.min(top, place.y - radius);
      right = Math.max(right, place.x + radius);
      bottom = Math.max(bottom, place.y + radius);
    };
    at.forEach((place, node) => take(place, node.radius + 3));
    circles.forEach((place) => take(place, place.radius));
    return left > right ? { x: 0, y: 0, width: 0, height: 0 } : { x: left, y: top, width: right - left, height: bottom - top };
  }

  fs.graph.map = map;
})(window.featsite);
