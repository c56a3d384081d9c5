// What a link leads to is shown beside it: the script for that comes with the first link that is pointed at or reached
// by keyboard. Without a pointer that hovers nothing is shown.
(function (fs) {
  "use strict";

  const content = document.querySelector("[data-preview]");
  if (!content || !matchMedia("(hover: hover)").matches) return;
  const look = (event) => {
    if (event.target.closest("a[href]")) fs.script(content.dataset.preview).then(() => fs.preview(event), () => null);
  };
  content.addEventListener("pointerover", look);
  content.addEventListener("focusin", look);
})(window.featsite);
