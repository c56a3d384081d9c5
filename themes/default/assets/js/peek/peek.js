// A look at an item without leaving the list: a panel that goes down the list with the reader.
(function (fs) {
  "use strict";

  const box = document.getElementById("fsPeek");
  const piece = box.querySelector("[data-piece]");
  box.tabIndex = -1;
  let from = null;

  function fill(node) {
    from = node;
    return fs.items.data().then((data) => {
      const record = data.byKey.get(node.dataset.item);
      if (!record) return;
      const file = `peeks-${Math.floor(record.at / data.perPeek) + 1}`;
      return fs.load(file).then((pieces) => {
        if (from !== node || !pieces[record.k]) return;
        piece.replaceChildren(fs.piece(pieces[record.k]));
        fs.days(piece);
        box.setAttribute("aria-label", record.t);
        piece.scrollTop = 0;
        // What had the focus is gone with the piece before.
        if (box.open && !box.contains(document.activeElement)) box.focus();
      });
    });
  }

  // Opens the panel for a row or card; true, since the key is used.
  fs.peek = (node) => {
    fill(node).then(() => {
      if (!box.open && piece.firstChild) box.showModal();
    }, () => null);
    return true;
  };

  box.addEventListener("keydown", (event) => {
    if (fs.typing(event)) return;
    const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (by && from) {
      event.preventDefault();
      const all = fs.all("[data-item]").filter((node) => node.checkVisibility());
      const next = all[all.indexOf(from) + by];
      if (!next) return;
      fill(next).then(() => next.scrollIntoView({ block: "nearest" }));
    } else if (event.key === " " && !event.target.closest("button, summary")) {
      event.preventDefault();
      // The list below would take the same key to open it again.
      event.stopPropagation();
      box.close();
    } else if (event.key === "Enter" && !event.target.closest("a, button, summary") && from) {
      location.href = fs.mainLink(from).href;
    }
  });
  // The focus comes back to where the reader had gone on to.
  box.addEventListener("close", () => {
    const link = from && fs.mainLink(from);
    if (link) link.focus();
  });
})(window.featsite);
