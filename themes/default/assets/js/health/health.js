// Health: the findings by check, as the page has them, or by document or by how grave they are.
(function (fs) {
  "use strict";

  var bar = document.querySelector("[data-group-by]");
  if (!bar) return;
  var box = bar.nextElementSibling;
  var homes = fs.all(".finding", box).map(function (row) {
    return { row: row, home: row.parentElement };
  });
  var own = fs.all(".findings, .checks");
  var made = [];

  // What a finding is grouped by, with the place of the group in the order.
  function key(row, by) {
    var level = ["f-error", "f-warning", "f-note"].findIndex(function (name) {
      return row.classList.contains(name);
    });
    if (by === "severity") return { name: row.querySelector(".severity").textContent, level: level };
    var place = row.querySelector(".place");
    var path = place ? place.textContent.replace(/:\d+$/, "") : "featsite.yaml";
    return { name: path, level: level, href: place && place.href ? place.href.split("#")[0] : "" };
  }

  function section(group) {
    var section = document.createElement("section");
    section.className = "findings";
    var head = document.createElement("h2");
    var name = document.createElement(group.href ? "a" : "span");
    if (group.href) name.href = group.href;
    name.textContent = group.name;
    var count = document.createElement("span");
    count.className = "count";
    count.textContent = group.rows.length;
    head.append(name, " ", count);
    var list = document.createElement("ul");
    list.append.apply(list, group.rows);
    section.append(head, list);
    return section;
  }

  function show(by) {
    made.forEach(function (section) {
      section.remove();
    });
    made = [];
    homes.forEach(function (one) {
      one.home.append(one.row);
    });
    own.forEach(function (part) {
      part.toggleAttribute("data-away", by !== "check");
    });
    if (by !== "check") {
      var groups = new Map();
      homes.forEach(function (one) {
        var found = key(one.row, by);
        var group = groups.get(found.name) || Object.assign(found, { rows: [] });
        group.level = Math.min(group.level, found.level);
        group.rows.push(one.row);
        groups.set(found.name, group);
      });
      made = Array.from(groups.values()).sort(function (a, b) {
        return a.level - b.level || b.rows.length - a.rows.length || (a.name < b.name ? -1 : 1);
      }).map(section);
      box.append.apply(box, made);
    }
    fs.all("button", bar).forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.by === by));
    });
    box.dispatchEvent(new Event("regroup"));
  }

  function asked() {
    var by = new URL(location.href).searchParams.get("group");
    return by === "document" || by === "severity" ? by : "check";
  }

  bar.hidden = false;
  bar.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    var address = new URL(location.href);
    if (button.dataset.by === "check") address.searchParams.delete("group");
    else address.searchParams.set("group", button.dataset.by);
    fs.address(address, true);
    show(button.dataset.by);
  });
  addEventListener("popstate", function () {
    show(asked());
  });
  if (asked() !== "check") show(asked());
})(window.featsite);
