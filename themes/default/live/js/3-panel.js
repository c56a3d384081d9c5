// The panel at the lower right: what the server has to say about the files. It stands in a shadow tree of its own, so that
// no theme reaches into it and an update of the page does not see it.
(function (live) {
  "use strict";

  const DISMISSED = "featsite-live-dismissed";
  const MOST = 20;
  // How long a text that has changed is marked, in milliseconds, and in how many steps the mark fades.
  const MARKED = [1400, 350, 350];

  function make(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "click") node.addEventListener("click", value);
      else if (value !== null) node.setAttribute(key, value);
    }
    node.append(...children.filter((child) => child !== null));
    return node;
  }

  const style = () => make("link", { rel: "stylesheet", href: "/.featsite/live.css" });
  const host = make("div", { id: "featsite-live" });
  const root = host.attachShadow({ mode: "open" });
  // What is said aloud stands apart from what is shown: a list that is drawn anew would be read out as a whole.
  const alarm = make("p", { class: "aloud", role: "alert" });
  const note = make("p", { class: "note", role: "status" });
  const panel = make("section", { class: "panel", "aria-label": "featsite serve" });
  root.append(style(), alarm, note, panel);
  panel.hidden = true;
  document.head.append(style());
  document.body.append(host);

  const key = (problem) => [problem.severity, problem.check, problem.message, problem.place].join("\n");
  let shown = [];
  let counted = 0;
  let said = "";
  let before = null;
  let dismissed = new Set();
  try {
    dismissed = new Set(JSON.parse(sessionStorage.getItem(DISMISSED)) || []);
  } catch (error) {
    // Nothing was dismissed.
  }

  function remember() {
    try {
      sessionStorage.setItem(DISMISSED, JSON.stringify([...dismissed]));
    } catch (error) {
      // Then the next page shows it once more.
    }
  }

  // A message with what stands between backquotes as code.
  const coded = (text) => text.split(/\x60/).map((part, at) => (at % 2 ? make("code", {}, part) : part));

  function entry(problem) {
    const { severity, check, message, place, excerpt, help, url } = problem;
    const leads = place && url && `/${url}` !== location.pathname;
    return make("li", { class: severity },
      make("p", { class: "message" }, make("span", { class: "severity" }, severity), " ", ...coded(message)),
      make("p", { class: "place" }, place ? (leads ? make("a", { href: `/${url}` }, place) : place) : null, place ? " · " : null, check),
      // Lines that only hold the frame together say nothing.
      excerpt ? make("pre", { tabindex: "0", role: "region", "aria-label": "Source" }, excerpt.replace(/^\s*\|\s*\n|\n\s*\|\s*$/g, "")) : null,
      help ? make("p", { class: "help" }, ...coded(help)) : null);
  }

  function dismiss() {
    shown.forEach((problem) => dismissed.add(key(problem)));
    remember();
    const inside = root.activeElement;
    panel.hidden = true;
    if (inside && before && before.isConnected) before.focus({ preventScroll: true });
  }

  panel.addEventListener("focusin", (event) => {
    if (event.relatedTarget && !root.contains(event.relatedTarget)) before = event.relatedTarget;
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    // The key closes one thing at a time.
    event.stopPropagation();
    event.preventDefault();
    dismiss();
  });

  // Elsewhere the key is for whatever else it closes, or for the field that is typed in.
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || panel.hidden) return;
    if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (document.querySelector("dialog[open], :popover-open")) return;
    dismiss();
  });

  // Shows the problems there are now: none, and the panel goes. After it was dismissed it comes back for others only. `more`
  // are known of and not told one by one.
  live.tell = function (problems, more) {
    const all = [...new Map(problems.map((problem) => [key(problem), problem])).values()];
    all.sort((one, other) => (one.severity === "error" ? 0 : 1) - (other.severity === "error" ? 0 : 1));
    const keys = new Set(all.map(key));
    const known = dismissed.size;
    dismissed = new Set([...dismissed].filter((one) => keys.has(one)));
    if (dismissed.size !== known) remember();
    const count = all.length + more;
    const same = JSON.stringify(all) === JSON.stringify(shown) && count === counted;
    const open = all.some((problem) => !dismissed.has(key(problem)));
    if (!open || !same) [shown, counted] = [all, count];
    if (!open) {
      panel.hidden = true;
      said = "";
      alarm.textContent = "";
      return;
    }
    if (same && !panel.hidden) return;
    const title = count === 1 ? "1 problem" : `${count} problems`;
    const focused = root.activeElement && root.activeElement.localName === "button";
    const close = make("button", { type: "button", "aria-label": "Dismiss", title: "Dismiss (Esc)", click: dismiss }, "×");
    panel.replaceChildren(
      make("header", {}, make("strong", {}, title), close),
      make("ul", { tabindex: "0", role: "list", "aria-label": title }, ...all.slice(0, MOST).map(entry)),
      ...(count > MOST ? [make("p", { class: "more" }, `and ${count - Math.min(all.length, MOST)} more; featsite check lists all`)] : []),
    );
    panel.hidden = false;
    if (focused) close.focus({ preventScroll: true });
    const first = `${title}: ${all[0].message}${all[0].place ? `, ${all[0].place}` : ""}`;
    if (first !== said) alarm.textContent = said = first;
  };

  // A calm line of its own, or none: the server has stopped, the document is gone.
  const notes = new Map();
  live.note = function (name, text) {
    if (text) notes.set(name, text);
    else notes.delete(name);
    const [line = ""] = notes.values();
    if (note.textContent !== line) note.textContent = line;
  };

  // Marks for a moment what is new in a document's text. Nothing of the page is changed for it.
  let fading = 0;
  live.mark = function (ranges) {
    const inText = ranges.filter((range) => {
      const node = range.commonAncestorContainer;
      return (node.nodeType === 1 ? node : node.parentElement || document.body).closest(".prose");
    });
    if (!inText.length || !window.Highlight || !CSS.highlights) return;
    clearTimeout(fading);
    const step = (at) => {
      MARKED.forEach((_, other) => CSS.highlights.delete(`featsite-new-${other}`));
      if (at === MARKED.length) return;
      CSS.highlights.set(`featsite-new-${at}`, new window.Highlight(...inText));
      fading = setTimeout(() => step(at + 1), MARKED[at]);
    };
    step(0);
  };
})(window.featsiteLive);
