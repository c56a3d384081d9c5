// The keyboard: views, the filter, items one by one, a look at one, help.
(function (fs) {
  "use strict";

  const help = document.getElementById("fsKeys");
  let going = false;

  function items() {
    return fs.all("[data-item]").filter((node) => node.checkVisibility());
  }

  function here() {
    return document.activeElement && document.activeElement.closest("[data-item]");
  }

  function main(node) {
    return node.querySelector("th a, h3 a, .what a, a");
  }

  // The item that had the focus when the reader left the page, for those who come back to it.
  const LEFT = `featsite-at ${location.pathname}`;
  const back = performance.getEntriesByType("navigation").some((entry) => entry.type === "back_forward");
  let resumed = !back;
  addEventListener("pagehide", () => {
    const node = here();
    try {
      sessionStorage.setItem(LEFT, node ? node.dataset.item : "");
    } catch (error) {
      // Some browsers keep nothing for a file on disk.
    }
  });
  fs.resume = () => {
    if (resumed) return null;
    resumed = true;
    try {
      const key = sessionStorage.getItem(LEFT);
      return key ? items().find((node) => node.dataset.item === key) : null;
    } catch (error) {
      return null;
    }
  };

  // The item some steps on from where the focus is; null where there is none.
  function step(by) {
    const all = items();
    const at = all.indexOf(here() || fs.resume());
    const next = at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[at + by];
    const link = next && main(next);
    if (!link) return null;
    link.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
    return next;
  }

  // The link that stands for an item.
  fs.mainLink = main;

  function view(letter) {
    const link = document.querySelector(`[data-letter="${CSS.escape(letter)}"]`);
    if (link) location.href = link.href;
    return Boolean(link);
  }

  function act(event) {
    const { key } = event;
    if (going) {
      going = false;
      if (/^[a-z]$/.test(key)) return view(key);
    }
    switch (key) {
      case "g":
        going = true;
        setTimeout(() => {
          going = false;
        }, 1500);
        return true;
      case "/":
        return fs.jump ? fs.jump() : false;
      case "f": {
        const box = document.querySelector("[data-focus]");
        if (box) box.focus();
        return Boolean(box);
      }
      case "x":
        if (!fs.items || !fs.items.clear) return false;
        fs.items.clear();
        return true;
      case "?":
        help.showModal();
        return true;
      case " ":
        return event.target.closest("button, summary, input") || !here() || !fs.peek ? false : fs.peek(here());
      default:
    }
    if (fs.board && fs.board.key(event)) return true;
    if (key === "j" || key === "k") return Boolean(step(key === "j" ? 1 : -1));
    return false;
  }

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && fs.jump) {
      event.preventDefault();
      fs.jump();
      return;
    }
    if (fs.typing(event) || document.querySelector("dialog[open], :popover-open:not(.side, .toc, .preview)")) return;
    if (act(event)) event.preventDefault();
  });

  fs.all("[data-help]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => help.showModal());
  });
  fs.all("dialog").forEach((box) => {
    fs.all("[data-close]", box).forEach((button) => button.addEventListener("click", () => box.close()));
    // A click beside a dialog closes it.
    box.addEventListener("click", (event) => {
      if (event.target === box) box.close();
    });
  });
})(window.featsite);
