// The box that finds a document in the graph: an id or some letters of a title.
(function (fs) {
  "use strict";

  fs.graph.finder = function (tools, model, choose) {
    const find = tools.querySelector("[data-net-find]");
    const offers = tools.querySelector(".suggest");
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
      choose(node);
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
  };
})(window.featsite);
