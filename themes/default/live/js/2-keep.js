// What the reader sees stays where it is: while a page is changed, and, where it has to be loaded anew, across the load.
(function (live) {
  "use strict";

  const KEY = "featsite-live";
  // How long a page may take to become as long as it was, in milliseconds.
  const PATIENCE = 3000;

  // The way to an element: from the nearest one that has a name.
  function way(node) {
    const steps = [];
    for (let at = node; at && at !== document.documentElement; at = at.parentElement) {
      if (at.id) return [`#${CSS.escape(at.id)}`, ...steps].join(" > ");
      const item = at.dataset && at.dataset.item;
      if (item) return [`[data-item="${CSS.escape(item)}"]`, ...steps].join(" > ");
      const same = at.parentElement ? Array.from(at.parentElement.children).filter((one) => one.localName === at.localName) : [at];
      steps.unshift(`${CSS.escape(at.localName)}:nth-of-type(${same.indexOf(at) + 1})`);
    }
    return ["html", ...steps].join(" > ");
  }

  function find(selector) {
    try {
      return selector && document.querySelector(selector);
    } catch (error) {
      return null;
    }
  }

  // The elements at the upper edge of what is read, the one that is most exactly there first, then those that follow it.
  function marks() {
    if (scrollY < 1) return [];
    const bar = document.querySelector(".top");
    const edge = bar && getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().bottom : 0;
    let at = document.querySelector("main") || document.body;
    for (;;) {
      const inner = Array.from(at.children).find((one) => {
        const box = one.getBoundingClientRect();
        return box.height > 0 && box.bottom > edge + 1 && box.top < innerHeight && getComputedStyle(one).display !== "inline";
      });
      if (!inner || inner.namespaceURI !== document.documentElement.namespaceURI) break;
      at = inner;
    }
    const found = [at];
    for (let next = at; next && found.length < 24;) {
      next = next.nextElementSibling || (next.parentElement && next.parentElement.nextElementSibling);
      if (next) found.push(next);
    }
    return found.map((node) => ({ node: node, top: node.getBoundingClientRect().top }));
  }

  // Does the work, and leaves what is read where it is in the window.
  live.still = function (work) {
    const before = marks();
    const { style } = document.documentElement;
    // The browser would correct the place a second time.
    if (before.length) style.overflowAnchor = "none";
    try {
      return work();
    } finally {
      const mark = before.find(({ node }) => node.isConnected && node.getBoundingClientRect().height > 0);
      const by = mark ? mark.node.getBoundingClientRect().top - mark.top : 0;
      if (by) scrollBy({ top: by, behavior: "instant" });
      if (before.length) {
        requestAnimationFrame(() => requestAnimationFrame(() => {
          style.overflowAnchor = "";
          if (!style.length) document.documentElement.removeAttribute("style");
        }));
      }
    }
  };

  function point(node, offset) {
    if (!node) return null;
    if (node.nodeType === 1) return [way(node), -1, offset];
    return node.parentElement ? [way(node.parentElement), Array.from(node.parentElement.childNodes).indexOf(node), offset] : null;
  }

  // Loads the page anew with all that would be lost by it. `more` is what the next page is to know.
  live.reload = function (more) {
    const active = document.activeElement;
    const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = getSelection();
    const [mark] = marks();
    const state = {
      ...more,
      address: location.href,
      top: scrollY,
      mark: mark ? [way(mark.node), mark.top] : null,
      folds: Array.from(document.querySelectorAll("details"), (fold) => [way(fold), fold.open]),
      scrolled: Array.from(document.querySelectorAll("body *")).filter((node) => node.scrollTop || node.scrollLeft).map((node) => [way(node), node.scrollTop, node.scrollLeft]),
      focus: active && active !== document.body ? way(active) : null,
      value: active && typeof active.value === "string" ? active.value : null,
      caret: active && typeof active.selectionStart === "number" ? [active.selectionStart, active.selectionEnd] : null,
      selection: isCollapsed ? null : [point(anchorNode, anchorOffset), point(focusNode, focusOffset)],
    };
    try {
      sessionStorage.setItem(KEY, JSON.stringify(state));
      history.scrollRestoration = "manual";
    } catch (error) {
      // Without a memory the page loads as any other.
    }
    location.reload();
  };

  // What the page before this one left, once.
  function left() {
    try {
      const state = JSON.parse(sessionStorage.getItem(KEY));
      sessionStorage.removeItem(KEY);
      return state && state.address === location.href ? state : null;
    } catch (error) {
      return null;
    }
  }

  // Each of these is tried until it can be done: what scripts load and make comes later than the page.
  function steps(state) {
    const scrolled = ([selector, top, start]) => () => {
      const node = find(selector);
      if (!node) return false;
      [node.scrollTop, node.scrollLeft] = [top, start];
      return Math.abs(node.scrollTop - top) < 2 && Math.abs(node.scrollLeft - start) < 2;
    };
    const folded = ([selector, open]) => () => {
      const node = find(selector);
      if (node && node.open !== open) node.open = open;
      return Boolean(node);
    };
    const focused = () => {
      const node = find(state.focus);
      // A box is filled from the address by its script, which leaves it alone once it has the focus.
      if (!node || !node.checkVisibility() || (state.value !== null && node.value !== state.value)) return false;
      node.focus({ preventScroll: true });
      if (state.caret && node.setSelectionRange) node.setSelectionRange(...state.caret);
      return document.activeElement === node;
    };
    const selected = () => {
      const ends = state.selection.map((end) => {
        const node = end && find(end[0]);
        return node && end[1] >= 0 ? node.childNodes[end[1]] : node;
      });
      if (!ends[0] || !ends[1]) return false;
      try {
        getSelection().setBaseAndExtent(ends[0], state.selection[0][2], ends[1], state.selection[1][2]);
      } catch (error) {
        // The text has become shorter.
      }
      return true;
    };
    const placed = () => {
      const node = state.mark && find(state.mark[0]);
      const by = node && node.getBoundingClientRect().height ? node.getBoundingClientRect().top - state.mark[1] : state.top - scrollY;
      scrollBy({ top: by, behavior: "instant" });
      return !node || Math.abs(node.getBoundingClientRect().top - state.mark[1]) < 2;
    };
    return [
      ...state.folds.map(folded),
      ...state.scrolled.map(scrolled),
      ...(state.focus ? [focused] : []),
      ...(state.selection ? [selected] : []),
      ...(state.top > 0 ? [placed] : []),
    ];
  }

  live.left = left();
  if (live.left) {
    const until = performance.now() + PATIENCE;
    let open = steps(live.left);
    const go = () => {
      open = open.filter((step) => !step());
    };
    const end = () => {
      open = [];
      history.scrollRestoration = "auto";
    };
    // Whoever scrolls or types is somewhere else.
    for (const event of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(event, end, { once: true, passive: true, capture: true });
    go();
    // What page scripts do when all is there may undo what was done before: then all of it once more.
    addEventListener("DOMContentLoaded", () => {
      if (performance.now() < until && history.scrollRestoration === "manual") open = steps(live.left);
      const again = () => {
        go();
        if (open.length && performance.now() < until) setTimeout(again, 40);
        else end();
      };
      again();
    });
  }
})(window.featsiteLive);
