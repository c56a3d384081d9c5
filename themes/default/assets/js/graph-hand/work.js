// What a reader does in the graph: selecting, unfolding, the tools, and what the keyboard does in the picture.
(function (fs) {
  "use strict";

  // Documents that a filter leaves before they are shown one by one.
  const FEW = 100;

  fs.graph.work = function (app) {
    const { holder, tools, boxes, depth, layered, state, model, picture } = app;
    const told = document.querySelector("[data-net-told]");
    const panel = fs.graph.panel(holder.querySelector("[data-net-panel]"), model, take, centre);

    // Selects a document: its panel opens, groups around it unfold.
    function choose(node, stay) {
      state.at = node;
      if (!node) state.depth = 0;
      if (node && !state.depth) app.unfold(fs.graph.around(model, node));
      if (node) app.go(node.record.k);
      app.write(true);
      panel.fill(node);
      // The panel takes room from the picture: what is looked at is brought into what is left.
      picture.resize();
      app.draw(node && !stay ? node : null);
      if (node && stay) reveal(node);
      picture.label();
      if (!node) focus();
    }

    function toggle(group) {
      const open = state.few || state.open;
      if (group.open) {
        const shut = (one) => {
          open.delete(one.key);
          one.groups.forEach(shut);
        };
        shut(group);
      } else {
        app.unfold([group]);
      }
      app.go(app.name(group));
      app.write(true);
      app.draw(open.has(group.key) ? group : null);
      if (!open.size) picture.show(null, 0, true);
      focus();
    }

    function centre(node) {
      state.at = node;
      state.depth = state.depth || 1;
      app.write(true);
      app.draw(true);
    }

    function focus() {
      const part = picture.part(app.current());
      if (part) part.node.focus({ preventScroll: true });
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
          app.go(next.node.dataset.part);
          app.rove();
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
      // The edge that the pointer is on: what it is written as may come after the pointer has gone.
      let on = null;
      [holder, tools].forEach((box) => box.addEventListener("keydown", (event) => {
        if (box === tools ? event.key !== "Escape" || !keys(event) : !keys(event)) return;
        event.preventDefault();
        event.stopPropagation();
      }));
      svg.addEventListener("click", (event) => {
        const part = partOf(event);
        // Enter on a link opens it; so does a click that asks for a new tab.
        if (!part || event.ctrlKey || event.metaKey || event.shiftKey || (event.detail === 0 && part.one.record)) return;
        event.preventDefault();
        if (part.one.record) choose(part.one, true);
        else toggle(part.one);
      });
      const over = (event) => {
        const part = partOf(event);
        if (part) {
          if (part.one.record) {
            app.light(part.one);
            told.textContent = fs.graph.told(model, part.one, app.shown().on);
          } else {
            app.light(part.one.open ? null : part.one);
            told.textContent = `${part.one.name} · ${part.one.kept}`;
          }
        } else if (event.target.classList.contains("hit")) {
          const pair = picture.pairOf(event.target);
          if (!pair) return;
          picture.light(pair.a, new Set([pair.a, pair.b]), state.at);
          on = pair;
          fs.graph.toldEdge(model, pair).then((text) => {
            if (on === pair) told.textContent = text;
          });
        }
      };
      const out = () => {
        on = null;
        app.light(state.at && app.shown().nodes.includes(state.at) ? state.at : null);
        told.textContent = told.dataset.hint;
      };
      svg.addEventListener("pointerover", over);
      svg.addEventListener("focusin", over);
      svg.addEventListener("pointerout", out);
      svg.addEventListener("focusout", out);
      fs.all("[data-net-zoom]").forEach((button) => button.addEventListener("click", () => {
        if (button.dataset.netZoom === "fit") picture.show();
        else picture.zoom(button.dataset.netZoom === "in" ? 1.4 : 1 / 1.4);
      }));
      fs.all("[data-net-kind]").forEach((box) => box.addEventListener("change", () => {
        if (box.checked) state.off.delete(box.value);
        else state.off.add(box.value);
        app.write(true);
        similar().then(() => app.draw(null));
      }));
      boxes.done.addEventListener("change", () => {
        state.done = boxes.done.checked;
        app.write(true);
        app.draw(null);
      });
      boxes.lone.addEventListener("change", () => {
        state.lone = !boxes.lone.checked;
        app.write(true);
        app.draw(true);
      });
      depth.addEventListener("change", () => {
        state.depth = Number(depth.value) || 0;
        app.write(true);
        app.draw(true);
      });
      tools.querySelector("[data-net-reset]").addEventListener("click", () => {
        Object.assign(state, { at: null, depth: 0, off: new Set(["related"]), done: false, lone: false, open: new Set() });
        panel.fill(null);
        app.write(true);
        fs.items.change({ q: "" }, false);
        app.draw(true);
      });
      addEventListener("popstate", () => {
        const inside = holder.contains(document.activeElement);
        app.read();
        panel.fill(state.at);
        similar().then(() => {
          app.draw(true);
          if (inside && !holder.contains(document.activeElement)) focus();
        });
      });
    }

    // Selects what was looked for; what the filter leaves out is no answer to who looks for it.
    function take(node) {
      if (!node) {
        choose(null);
      } else if (layered && node.part < 0) {
        app.say(`${node.name}: ${model.words.stand_alone}`);
      } else if (app.passing().has(node.record)) {
        choose(node);
      } else {
        fs.items.change({ q: "" }, true).then(() => choose(node));
      }
    }

    // What is computed is loaded when it is asked for.
    function similar() {
      return state.off.has("related") ? Promise.resolve() : fs.graph.similar(model);
    }

    // Unfolds what a filter leaves where it is little; what the reader had unfolded comes back with the end of the filter.
    fs.graph.narrow = (passing) => {
      const had = state.few;
      state.few = null;
      if (passing.size <= FEW && passing.size < model.nodes.length) {
        state.few = new Set();
        passing.forEach((record) => fs.graph.around(model, model.byKey.get(record.k)).forEach((group) => state.few.add(group.key)));
      } else if (had && state.at && !state.depth) {
        app.unfold(fs.graph.around(model, state.at));
        app.write(false);
      }
      return state.few;
    };
    if (fs.graph.narrow(app.passing())) app.draw(true);

    listen();
    fs.graph.hand(picture, holder);
    fs.graph.finder(tools, model, take);
    panel.fill(state.at);
    if (!state.off.has("related")) similar().then(() => app.draw(null));
  };
})(window.featsite);
