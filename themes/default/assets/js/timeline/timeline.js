// The timeline: zoom, range, lanes and arrows. Its picture is made of shares of its width, so that to zoom is to widen
// it and to thin the labels anew. What was chosen stands in the address.
(function (fs) {
  "use strict";

  var DAY = 864e5;
  // Pixels per day from which on weeks, and weekends, can be told apart; `axis.rs` has the same.
  var FINE = 2.5;
  var NEAR = 4;

  // What was begun and finished per month opens at the latest month.
  fs.all(".chart .scroll").forEach((chart) => {
    chart.scrollLeft = chart.scrollWidth;
  });

  var box = document.querySelector(".timeline");
  var tools = document.querySelector(".timeline-tools");
  if (!box || !tools) return;

  var days = Number(box.dataset.days);
  var first = Date.parse(box.dataset.first);
  var lines = box.querySelector(".lines");
  var rows = fs.all(".line-group", lines);
  var line = lines.querySelector("svg.today line");
  var today = line && parseFloat(line.getAttribute("x1")) / 100;
  var pick = tools.querySelector("[data-group]");
  var all = tools.querySelector("[data-arrows]");
  var told = document.querySelector(".timeline-told");
  var scales = {};
  fs.all("[data-scale]", tools).forEach((button) => {
    scales[button.dataset.zoom] = Number(button.dataset.scale);
  });

  var layer = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  layer.setAttribute("class", "arrows");
  layer.setAttribute("aria-hidden", "true");
  lines.insertBefore(layer, lines.querySelector("svg.today"));

  var state = {};
  var scale = Number(box.dataset.built);
  var width = 0;
  var left = 0;
  var copies = [];
  var focus = null;

  function room() {
    return box.clientWidth - box.querySelector(".name").offsetWidth;
  }

  function read() {
    var query = new URLSearchParams(location.search);
    var day = (name) => {
      var at = Math.round((Date.parse(query.get(name)) - first) / DAY);
      return isNaN(at) ? null : Math.max(0, Math.min(days - 1, at));
    };
    var zoom = query.get("zoom");
    state = {
      zoom: scales[zoom] || zoom === "fit" ? zoom : "",
      from: day("from"),
      to: day("to"),
      group: query.get("group") || "",
      arrows: query.get("arrows") || "",
    };
    // A range that lies outside of the picture is none.
    if (query.has("to") && !(state.to > state.from)) state.from = state.to = null;
  }

  // What is scrolled replaces the address, what is chosen adds to the history, so that Back undoes it.
  function write(chosen) {
    var query = new URLSearchParams(location.search);
    var iso = (day) => day === null ? "" : new Date(first + day * DAY).toISOString().slice(0, 10);
    var values = { zoom: state.zoom, from: iso(state.from), to: iso(state.to), group: state.group, arrows: state.arrows };
    Object.keys(values).forEach((key) => {
      if (values[key]) query.set(key, values[key]);
      else query.delete(key);
    });
    var text = query.toString();
    fs.address(location.pathname + (text && "?" + text) + location.hash, chosen);
  }

  // Hides the labels that would run into the next: of the upper tier each by itself, of the lower all but every nth.
  function thin() {
    var wide = scale * days;
    var labels = (tier) => {
      return fs.all((box.classList.contains("coarse") ? ".rough ." : ".fine .") + tier, box).map((node) => {
        node.classList.remove("thin");
        return { node: node, x: parseFloat(node.getAttribute("x")) * wide / 100, long: 0 };
      });
    };
    var upper = labels("upper");
    var lower = labels("lower");
    upper.concat(lower).forEach((label) => {
      label.long = label.node.getComputedTextLength();
    });
    var step = Infinity;
    var longest = 0;
    lower.forEach((label, at) => {
      if (at) step = Math.min(step, label.x - lower[at - 1].x);
      longest = Math.max(longest, label.long + 10);
    });
    var nth = Math.max(1, Math.ceil(longest / step));
    lower.forEach((label, at) => {
      label.node.classList.toggle("thin", at % nth > 0 || label.x + label.long + 4 > wide);
    });
    upper.forEach((label, at) => {
      var end = upper[at + 1] ? upper[at + 1].x : wide;
      label.node.classList.toggle("thin", label.x + label.long + 12 > end);
    });
    var now = box.querySelector(".axis text.now");
    if (now) {
      var half = now.getComputedTextLength() / 2;
      now.setAttribute("text-anchor", today * wide < half ? "start" : today * wide + half > wide ? "end" : "middle");
    }
  }

  function widen() {
    var space = room();
    if (state.zoom) scale = scales[state.zoom] || space / days;
    else if (state.from !== null && state.to > state.from) scale = space / (state.to - state.from + 1);
    else scale = Math.max(Number(box.dataset.built), Math.min(space / days, scales.month || 0));
    width = box.clientWidth;
    box.style.setProperty("--wide", scale * days + "px");
    box.classList.add("scaled");
    box.classList.toggle("coarse", scale < FINE || !box.querySelector(".axis .fine"));
    box.classList.toggle("far", scale < NEAR);
    fs.all("[data-zoom]", tools).forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.zoom === state.zoom));
    });
    thin();
  }

  // The month that begins left of the window keeps its name in sight.
  function stick() {
    var wide = scale * days;
    fs.all(".axis .upper", box).forEach((label, at, labels) => {
      var x = parseFloat(label.getAttribute("x")) * wide / 100;
      var next = labels[at + 1];
      var end = next && next.parentNode === label.parentNode ? parseFloat(next.getAttribute("x")) * wide / 100 : wide;
      var shift = Math.min(box.scrollLeft - x, end - x - label.getComputedTextLength() - 12);
      label.setAttribute("dx", 6 + Math.max(0, shift));
    });
  }

  function scroll(to) {
    box.scrollLeft = to;
    left = box.scrollLeft;
    stick();
  }

  // At the day the address names; else with today in sight; else with the bar of the first row, which is the newest of
  // what is over.
  function start() {
    var bar = box.querySelector(".line-row > svg > g");
    if (state.from !== null) scroll(state.from * scale);
    else if (line) scroll(today * days * scale - room() * 0.6);
    else scroll(bar ? bar.getBBox().x - room() * 0.6 : box.scrollWidth);
  }

  // A row that stands in several lanes is copied into all but the first.
  function group() {
    rows.forEach((row) => {
      lines.insertBefore(row, layer);
    });
    fs.all(".band", lines).forEach((lane) => {
      lane.remove();
    });
    copies = [];
    var found = fs.all("template[data-lanes]").find((template) => template.dataset.lanes === state.group);
    if (pick) pick.value = found ? state.group : "";
    if (!found) return;
    var lanes = fs.all(".band", found.content.cloneNode(true));
    rows.forEach((row) => {
      var inside = new RegExp("(?:^| )" + state.group + ":([\\d,]+)").exec(row.dataset.in || "");
      if (!inside) return;
      inside[1].split(",").forEach((lane, at) => {
        var copy = at ? row.cloneNode(true) : row;
        if (at) copies.push({ of: row, node: copy });
        lanes[lane].append(copy);
      });
    });
    lines.insertBefore(lanes.reduce((all, lane) => {
      all.append(lane);
      return all;
    }, document.createDocumentFragment()), layer);
  }

  function element(name, attributes, text) {
    var node = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach((key) => {
      node.setAttribute(key, attributes[key]);
    });
    node.textContent = text || "";
    return node;
  }

  // What the row in focus needs and what needs it; all of it where that is chosen.
  function arrows() {
    layer.replaceChildren();
    if (all) all.checked = state.arrows === "all";
    var at = (row, end) => {
      return { x: Number(row.dataset.ends.split(" ")[end]) * scale * days / 100, y: row.offsetTop + 18 };
    };
    rows.forEach((row) => {
      if (!row.dataset.needs) return;
      row.dataset.needs.split(" ").forEach((need) => {
        var other = rows[parseInt(need, 10)];
        var wanted = state.arrows === "all" || row === focus || other === focus;
        if (!wanted || row.hidden || other.hidden) return;
        var from = at(other, 1);
        var to = at(row, 0);
        to.x = Math.max(to.x, 9);
        var early = need.slice(-1) === "!";
        var edge = to.y + (to.y > from.y ? -18 : 18);
        var way = to.x - from.x > 11 ? "H" + (from.x + 6) + "V" + to.y : "h6V" + edge + "H" + (to.x - 8) + "V" + to.y;
        layer.append(element("path", { class: early ? "early" : "", d: "M" + from.x + " " + from.y + way + "H" + to.x + "m-5-3.5 5 3.5-5 3.5" }));
        if (early) layer.append(element("text", { class: "late", x: from.x + 9, y: edge - 4 }, "!"));
      });
    });
  }

  function show() {
    if (!box.offsetWidth) return;
    group();
    widen();
    start();
    arrows();
  }

  // A choice keeps today where it is, if it is in sight, else the middle of the picture.
  function choose() {
    var now = line ? today * days * scale - box.scrollLeft : -1;
    var at = now >= 0 && now <= room() ? now : room() / 2;
    var day = (box.scrollLeft + at) / scale;
    widen();
    scroll(day * scale - at);
    state.from = Math.round(left / scale);
    state.to = null;
    write(true);
    arrows();
  }

  tools.addEventListener("click", (event) => {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.zoom) {
      state.zoom = button.dataset.zoom === state.zoom ? "" : button.dataset.zoom;
      state.to = null;
      choose();
    } else {
      scroll(today * days * scale - room() * 0.6);
      state.from = Math.round(left / scale);
      write(true);
    }
  });
  tools.addEventListener("change", (event) => {
    if (event.target === pick) {
      state.group = pick.value;
      // The address is shared with the filter, which would take out what it does not know of.
      fs.items.state.group = state.group;
    }
    if (event.target === all) state.arrows = all.checked ? "all" : "";
    group();
    arrows();
    write(true);
  });

  var timer = 0;
  box.addEventListener("scroll", () => {
    stick();
    if (Math.abs(box.scrollLeft - left) < 2) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      left = box.scrollLeft;
      var far = state.to === null ? null : state.to - state.from;
      state.from = Math.round(left / scale);
      if (far !== null) state.to = Math.min(days - 1, state.from + far);
      write(false);
    }, 200);
  });
  box.addEventListener("keydown", (event) => {
    if (event.target !== box || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    box.scrollLeft = event.key === "Home" ? 0 : box.scrollWidth;
  });

  // The row under the pointer or in focus: its arrows, and its dates as a sentence under the picture.
  function point(event) {
    var row = event.target.closest(".line-row");
    var own = row && row.parentElement;
    var of = copies.find((copy) => copy.node === own);
    var next = of ? of.of : own;
    if (told && row) told.textContent = row.querySelector(".bars-row").getAttribute("aria-label");
    if (next === focus) return;
    focus = next;
    if (state.arrows !== "all") arrows();
  }
  box.addEventListener("mouseover", point);
  box.addEventListener("focusin", point);

  // Copies and arrows follow what a filter hides, the picture its window.
  new MutationObserver(() => {
    copies.forEach((copy) => {
      if (copy.node.hidden !== copy.of.hidden) copy.node.hidden = copy.of.hidden;
    });
    arrows();
  }).observe(lines, { subtree: true, attributes: true, attributeFilter: ["hidden", "open"] });
  new ResizeObserver(() => {
    if (box.clientWidth === width) return;
    if (!width) return show();
    var day = box.scrollLeft / scale;
    widen();
    scroll(day * scale);
    arrows();
  }).observe(box);
  addEventListener("popstate", () => {
    read();
    show();
  });

  // The filter above: what it leaves stands in the picture, the agenda, the table and the list of the unscheduled.
  var marked = fs.all("[data-item], [data-of]");
  var key = (node) => node.dataset.item || node.dataset.of;
  var filtered = false;
  if (document.querySelector("[data-bar]")) {
    fs.items.shows({
      untouched: () => !filtered,
      candidates: (data) => {
        return Array.from(new Set(marked.map(key)), (one) => data.byKey.get(one)).filter(Boolean);
      },
      show: (view) => {
        var left = new Set(view.records.map((record) => record.k));
        filtered = true;
        marked.forEach((node) => {
          node.hidden = !left.has(key(node));
        });
      },
    });
    fs.items.onChange(() => {
      if (fs.items.state.group === state.group) return;
      state.group = fs.items.state.group;
      group();
      arrows();
    });
  }

  read();
  show();
})(window.featsite);
