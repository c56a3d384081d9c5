// A box in each place with `data-filter`: it filters whatever list, table or group of entries stands in the element
// around it. The terms stand in the address, so a filtered list can be sent to others.
(function (fs) {
  "use strict";

  var ROWS = ".row, .card, .finding, .later > li, .told > div, .lesson, .values > li, tbody > tr";
  var GROUPS = "section, ul, dl, table";

  // The terms of a text: words, "several words", -without.
  function terms(text) {
    return (text.match(/-?"[^"]*"?|\S+/g) || []).map(function (said) {
      var not = said[0] === "-" && said.length > 1;
      return { said: said, not: not, text: fs.filter.fold(said.slice(not ? 1 : 0).replace(/"/g, "")) };
    }).filter(function (term) {
      return term.text;
    });
  }

  // What a row says, with the headings it stands under.
  function told(row, box) {
    var text = row.textContent;
    for (var up = row; up && up !== box; up = up.parentElement) {
      var before = up.previousElementSibling;
      if (before && before.tagName === "H3") text += " " + before.textContent;
      var head = up.tagName === "SECTION" && up.querySelector(":scope > h2");
      if (head) text += " " + head.textContent;
    }
    return fs.filter.fold(text);
  }

  function fits(text, wanted) {
    return wanted.every(function (term) {
      return (text.indexOf(term.text) >= 0) !== term.not;
    });
  }

  function remember(value) {
    var address = new URL(location.href);
    if (value) address.searchParams.set("q", value);
    else address.searchParams.delete("q");
    fs.address(address, false);
  }

  function set(bar) {
    var box = bar.parentElement;
    var rows = fs.all(ROWS, box).filter(function (row) {
      return !row.parentElement.closest(ROWS);
    });
    var words = bar.dataset;
    var field = document.createElement("input");
    field.type = "search";
    field.className = "filter";
    field.placeholder = words.filter;
    field.setAttribute("aria-label", words.filter);
    field.setAttribute("data-focus", "");
    var count = document.createElement("p");
    count.setAttribute("role", "status");
    var drop = document.createElement("button");
    drop.type = "button";
    drop.hidden = true;
    bar.append(field, count, drop);

    var texts = null;
    function show() {
      var wanted = terms(field.value);
      texts = texts || rows.map(function (row) {
        return told(row, box);
      });
      var left = 0;
      rows.forEach(function (row, at) {
        row.hidden = !fits(texts[at], wanted);
        if (!row.hidden) left += 1;
      });
      fs.all(GROUPS, box).forEach(function (group) {
        if (group.closest(".row, .finding, tbody") || !group.querySelector(ROWS)) return;
        group.hidden = !rows.some(function (row) {
          return !row.hidden && group.contains(row);
        });
        var before = group.previousElementSibling;
        if (before && before.tagName === "H3") before.hidden = group.hidden;
      });
      // What matches inside a fold is unfolded while the filter lasts.
      fs.all("details", box).forEach(function (fold) {
        var inside = rows.filter(function (row) {
          return fold.contains(row);
        });
        if (!inside.length) return;
        if (!("was" in fold.dataset)) fold.dataset.was = fold.open ? "1" : "";
        fold.open = wanted.length ? true : fold.dataset.was === "1";
        fold.hidden = inside.every(function (row) {
          return row.hidden;
        });
        if (!wanted.length) delete fold.dataset.was;
      });
      count.textContent = !wanted.length ? "" : left ? words.of.replace("{shown}", left).replace("{total}", rows.length) : words.none;
      drop.hidden = true;
      if (left || wanted.length < 2) return;
      // Nothing matches: the term whose absence leaves most.
      var best = { left: 0 };
      wanted.forEach(function (term) {
        var others = wanted.filter(function (other) {
          return other !== term;
        });
        var found = texts.filter(function (text) {
          return fits(text, others);
        }).length;
        if (found > best.left) best = { left: found, term: term, others: others };
      });
      if (!best.left) return;
      drop.hidden = false;
      drop.textContent = words.without.replace("{}", best.left).replace("{term}", best.term.said);
      drop.onclick = function () {
        field.value = best.others.map(function (term) {
          return term.said;
        }).join(" ");
        remember(field.value);
        field.focus();
        show();
      };
    }
    field.addEventListener("input", function () {
      remember(field.value.trim());
      show();
    });
    box.addEventListener("regroup", function () {
      texts = null;
      show();
    });
    function recall() {
      field.value = new URL(location.href).searchParams.get("q") || "";
    }
    addEventListener("popstate", function () {
      recall();
      show();
    });
    recall();
    if (field.value) show();
  }

  fs.all("[data-filter]").forEach(set);
})(window.featsite);
