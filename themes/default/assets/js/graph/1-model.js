// The graph as the page knows it: nodes, edges, groups, and which of them a state shows.
(function (fs) {
  "use strict";

  const DONE = "complete";
  // Edges one picture holds.
  const MOST_EDGES = 900;

  // What `views/nodes.js` holds, ready to be walked.
  function read(found) {
    const { graph, items } = found;
    const nodes = items.map((record, at) => ({
      at: at, record: record, name: record.i || record.t, full: record.i && record.i !== record.t ? `${record.i} ${record.t}` : record.t,
      x: graph.at[at * 2], y: graph.at[at * 2 + 1], group: graph.group[at],
      part: graph.ranks[at * 3], layer: graph.ranks[at * 3 + 1], order: graph.ranks[at * 3 + 2],
      edges: [], needed: 0,
    }));
    const edges = [];
    for (let at = 0; at < graph.edges.length; at += 3) {
      tie(edges, nodes[graph.edges[at]], nodes[graph.edges[at + 1]], graph.edges[at + 2]).to.needed += 1;
    }
    nodes.forEach((node) => {
      if (!node.record.h) node.record.h = encodeURI(node.record.f.replace(/\.md$/, ".html"));
      node.radius = 4 + Math.sqrt(Math.min(node.needed, 36)) * 1.5;
      node.degree = node.edges.length;
    });
    const groups = graph.groups.map(([key, name, short, within, x, y, radius, total], at) => ({
      at: at, key: key, name: name, short: short, within: within, x: x, y: y, radius: radius, total: total, groups: [], nodes: [],
    }));
    groups.forEach((group) => {
      if (group.within >= 0) groups[group.within].groups.push(group);
    });
    const alone = nodes.filter((node) => node.group < 0);
    if (groups.length && alone.length) groups.push(shelf(groups, alone, found.words.stand_alone));
    nodes.forEach((node) => {
      if (node.group >= 0) groups[node.group].nodes.push(node);
    });
    groups.forEach((group) => group.nodes.sort((a, b) => b.degree - a.degree || a.at - b.at));
    return { words: found.words, kinds: graph.kinds, nodes: nodes, edges: edges, groups: groups, most: graph.most, ties: graph.ties, perFile: graph.perFile, similar: null,
      byKey: new Map(nodes.map((node) => [node.record.k, node])) };
  }

  // The radius of a folded group, as `placed.rs` has it.
  function circle(count) {
    return Math.min(64, 7 + Math.sqrt(count) * 2.4);
  }

  // What is tied to nothing, as a group beside the others; what lies in it stands in rows.
  function shelf(groups, nodes, name) {
    const columns = Math.ceil(Math.sqrt(nodes.length / 3.3));
    const rows = Math.ceil(nodes.length / columns);
    nodes.forEach((node, at) => {
      node.group = groups.length;
      node.x = ((at % columns) - (columns - 1) / 2) * 150;
      node.y = (Math.floor(at / columns) - (rows - 1) / 2) * 28;
    });
    const radius = circle(nodes.length);
    const outer = groups.filter((group) => group.within < 0);
    const x = Math.max(...outer.map((group) => group.x + group.radius)) + radius + 60;
    return { at: groups.length, key: "alone", name: name, short: name, within: -1, x: x, y: 0, radius: radius, total: nodes.length, groups: [], nodes: [] };
  }

  // A word with a value in its gap.
  function put(text, value) {
    return text.split("{}").join(value);
  }

  function tie(edges, from, to, kind) {
    const edge = { at: edges.length, from: from, to: to, kind: kind };
    edges.push(edge);
    from.edges.push(edge);
    to.edges.push(edge);
    return edge;
  }

  function other(edge, node) {
    return edge.from === node ? edge.to : edge.from;
  }

  // Those within some steps of one, the nearest first, as many as one picture holds.
  function near(centre, depth, keeps, on, most) {
    const away = new Map([[centre, 0]]);
    let rim = [centre];
    for (let step = 1; step <= depth; step += 1) {
      const next = new Set();
      for (const node of rim) {
        for (const edge of node.edges) {
          const to = other(edge, node);
          if (on(edge) && keeps(to) && !away.has(to)) next.add(to);
        }
      }
      rim = [...next].sort((a, b) => b.degree - a.degree || a.at - b.at);
      for (const node of rim) if (away.size < most) away.set(node, step);
      rim = rim.filter((node) => away.has(node));
    }
    return away;
  }

  // What a state shows: `{ nodes, groups, shelf, away, edges, drawn, grouped, left, hidden, on }`. A group is shown folded;
  // those in `open` are not, and what lies in them is. `left` says how many that could be shown are not drawn, `hidden` how
  // many without a connection are left out.
  function visible(model, state, passing) {
    const { kinds, most } = model;
    const layers = state.arrangement === "layers";
    const order = kinds.indexOf("depends-on");
    const on = (edge) => (layers ? edge.kind === order : !state.off.has(kinds[edge.kind]));
    const passes = (node) => passing.has(node.record) && !(state.done && node.record.c === DONE) && (!layers || node.part >= 0);
    let all = model.nodes.filter(passes);
    let away = null;
    if (state.at && state.depth) {
      away = near(state.at, state.depth, passes, on, most);
      all = all.filter((node) => away.has(node));
      if (!all.includes(state.at)) all.push(state.at);
    }
    const kept = new Set(all);
    const grouped = model.groups.length && !away && !layers;
    // What a filter leaves is shown though what it is tied to is left out.
    const lone = all.filter((node) => !node.edges.some(on));
    const hidden = state.lone ? [] : lone.filter((node) => node !== state.at);
    const off = new Set(grouped ? hidden : lone);
    const total = all.length - hidden.length;
    let drawn = all.filter((node) => !off.has(node));
    let groups = [];
    if (grouped) {
      ({ drawn, groups } = folded(model, state, drawn));
    } else if (layers && drawn.length > most) {
      drawn = fs.graph.outwards(drawn, on, most);
    }
    const room = most - drawn.length - groups.length;
    const rows = grouped ? [] : lone.filter((node) => state.lone || node === state.at).slice(0, Math.max(0, room));
    const inGroups = groups.reduce((sum, group) => sum + (group.open ? 0 : group.kept), 0);
    return {
      nodes: drawn, groups: groups, shelf: rows, away: away, edges: between(model, drawn.concat(rows), groups, on, kept),
      drawn: drawn.length + rows.length, grouped: inGroups, left: total - drawn.length - rows.length - inGroups, hidden: hidden.length, on: on,
    };
  }

  // Groups and nodes where some groups are unfolded; the rest of `nodes` stands in a folded group.
  function folded(model, state, nodes) {
    model.groups.forEach((group) => {
      group.kept = 0;
      group.open = (state.few || state.open).has(group.key);
      group.shown = [];
    });
    const up = (group) => (group.within >= 0 ? model.groups[group.within] : null);
    for (const node of nodes) {
      for (let group = model.groups[node.group]; group; group = up(group)) group.kept += 1;
    }
    const seen = (group) => !up(group) || (up(group).open && seen(up(group)));
    const groups = model.groups.filter((group) => group.kept && seen(group));
    groups.forEach((group) => {
      group.circle = circle(group.kept);
    });
    const kept = new Set(nodes);
    let room = model.most - groups.length;
    const drawn = [];
    for (const group of groups) {
      if (!group.open) continue;
      group.shown = group.nodes.filter((node) => kept.has(node) && node.x !== null).slice(0, Math.max(0, room));
      room -= group.shown.length;
      drawn.push(...group.shown);
    }
    return { drawn: drawn, groups: groups };
  }

  // The edges between what is shown, one for each pair: the strongest kind of it, and how many it stands for.
  function between(model, nodes, groups, on, kept) {
    const stands = new Map(nodes.map((node) => [node, node]));
    groups.filter((group) => !group.open).forEach((group) => {
      const inside = (one) => {
        one.nodes.forEach((node) => {
          if (kept.has(node)) stands.set(node, group);
        });
        one.groups.forEach(inside);
      };
      inside(group);
    });
    const pairs = new Map();
    for (const edge of model.edges) {
      const a = stands.get(edge.from);
      const b = stands.get(edge.to);
      if (!a || !b || a === b || !on(edge)) continue;
      const grouped = Boolean(a.total || b.total);
      const [one, two] = grouped && key(a) > key(b) ? [b, a] : [a, b];
      const name = `${key(one)} ${key(two)}`;
      const pair = pairs.get(name);
      if (!pair) pairs.set(name, { a: one, b: two, edge: edge, count: 1, grouped: grouped });
      else {
        pair.count += 1;
        if (edge.kind < pair.edge.kind) pair.edge = edge;
      }
    }
    const strongest = (list, most) => (list.length <= most ? list : list.sort((a, b) => b.count - a.count || a.edge.kind - b.edge.kind || a.edge.at - b.edge.at).slice(0, most));
    // A plain link back says nothing beside what is stronger.
    const all = [...pairs.values()].filter((pair) => pair.grouped || model.kinds[pair.edge.kind] !== "links-to" || !pairs.has(`${key(pair.b)} ${key(pair.a)}`) || later(pair, pairs));
    const closed = groups.filter((group) => !group.open).length;
    const grouped = strongest(all.filter((pair) => pair.grouped), Math.max(model.ties * closed, model.ties * 8));
    const shown = grouped.concat(strongest(all.filter((pair) => !pair.grouped), MOST_EDGES - grouped.length));
    shown.left = all.length - shown.length;
    return shown;
  }

  // Whether of two links to and fro this is the one that is kept.
  function later(pair, pairs) {
    const back = pairs.get(`${key(pair.b)} ${key(pair.a)}`).edge;
    return back.kind === pair.edge.kind && back.at > pair.edge.at;
  }

  function key(shown) {
    return shown.record ? `n${shown.at}` : `g${shown.at}`;
  }

  // The groups a node or a group lies in, the outermost first.
  function around(model, one) {
    const groups = [];
    for (let group = model.groups[one.record ? one.group : one.within]; group; group = model.groups[group.within]) groups.unshift(group);
    return groups;
  }

  fs.graph = { read: read, tie: tie, put: put, visible: visible, other: other, around: around };
})(window.featsite);
