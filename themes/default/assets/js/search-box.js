// The box of search opens at once and takes what is typed; its script comes when it is first opened.
(function (fs) {
  "use strict";

  const box = document.getElementById("fsSearch");
  if (!box) return;

  const input = box.querySelector("input");
  let early = null;

  fs.jump = () => {
    if (!box.open) box.showModal();
    input.select();
    fs.script(box.dataset.script).then(() => {
      if (box.open) fs.search.open(box, early);
      early = null;
    }, () => {
      box.querySelector("[role=status]").textContent = box.dataset.failed;
    });
    return true;
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !fs.search) early = event;
  });
  // Who closes the box or types on has taken Enter back.
  for (const event of ["close", "input"]) box.addEventListener(event, () => (early = null));
  fs.all("[data-jump]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", fs.jump);
  });
})(window.featsite);
