// The button of the theme: as the system, light, dark, and round again.
(function (fs) {
  "use strict";

  // The theme: as the system, light, dark, and round again.
  var order = ["auto", "light", "dark"];
  fs.all("[data-theme-switch]").forEach(function (button) {
    var label = button.getAttribute("aria-label");
    function now() {
      return fs.root.dataset.theme || "auto";
    }
    function tell() {
      var text = label + ": " + button.dataset[now()];
      button.title = text;
      button.setAttribute("aria-label", text);
    }
    button.hidden = false;
    button.addEventListener("click", function () {
      var next = order[(order.indexOf(now()) + 1) % order.length];
      if (next === "auto") delete fs.root.dataset.theme;
      else fs.root.dataset.theme = next;
      fs.store("featsite-theme", next === "auto" ? null : next);
      tell();
    });
    tell();
  });
})(window.featsite);
