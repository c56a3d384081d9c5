// The frame around every page.
(function () {
  "use strict";

  // The sidebar keeps its place from page to page.
  const side = document.getElementById("fsSide");
  if (side) {
    try {
      side.scrollTop = Number(sessionStorage.getItem("featsite-side")) || 0;
      addEventListener("pagehide", () => {
        sessionStorage.setItem("featsite-side", String(side.scrollTop));
      });
    } catch (error) {
      // No storage, no memory.
    }
  }
})();
