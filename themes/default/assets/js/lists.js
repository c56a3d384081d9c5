// Boxes that filter lists.
(function (fs) {
  "use strict";

  // Long lists get a box that filters them.
  fs.all("[data-filter]").forEach(function (list) {
    var rows = fs.all(":scope > li", list);
    if (rows.length < 12) return;
    var box = document.createElement("input");
    box.type = "search";
    box.className = "filter";
    box.placeholder = list.dataset.filter;
    box.setAttribute("aria-label", list.dataset.filter);
    box.setAttribute("data-focus", "");
    var none = document.createElement("p");
    none.className = "muted";
    none.setAttribute("role", "status");
    list.before(box, none);
    box.addEventListener("input", function () {
      var words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      var left = 0;
      rows.forEach(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !words.every(function (word) {
          return text.indexOf(word) >= 0;
        });
        if (!row.hidden) left += 1;
      });
      none.textContent = left ? "" : list.dataset.none;
    });
  });
})(window.featsite);
