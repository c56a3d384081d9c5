// Runs before the first paint: the remembered theme, and that script is there at all.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("featsite-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (error) {
    // Storage is refused in some private windows: the system's theme stays.
  }
})();
