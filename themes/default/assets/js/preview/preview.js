// What a link to a document leads to: id, status, title and its first paragraph, or the section that the link names. Shown
// after a moment, it stays while the pointer is on the link or on it, and goes with Esc.
(function (fs) {
  "use strict";

  const WAIT = 300;
  const LEAVE = 200;
  const MOST = 320;
  const SVG = "http://www.w3.org/2000/svg";
  // The drawing inside the ring of a status; those that are not named have the ring alone.
  const SIGNS = {
    "in-progress": ["pie", "50 100"],
    partial: ["pie", "50 100"],
    review: ["pie", "75 100"],
    done: ["mark", "M4.2 7.3 6.2 9.2 9.9 5.1"],
    blocked: ["stroke", "M4.2 7h5.6"],
    "on-hold": ["stroke", "M5.4 4.8v4.4M8.6 4.8v4.4"],
    cancelled: ["stroke", "m4.9 4.9 4.2 4.2m0-4.2L4.9 9.1"],
    superseded: ["stroke", "M4.2 7h5.4M7.6 4.9 9.7 7 7.6 9.1"],
    unrecognised: ["stroke", "M5.5 5.6a1.5 1.5 0 1 1 2.2 1.3c-.5.3-.7.5-.7 1M7 9.8v.2"],
    living: ["disc", 2],
    draft: ["dashes", "2.2 1.57"],
  };
  const root = new URL(fs.up || ".", location.href).href;
  const panel = fs.make("div", { class: "preview", id: "fsPreview", role: "tooltip", popover: "manual" });
  document.getElementById("fsMain").append(panel);

  let link = null;
  let timer = 0;
  let shown = null;

  function hash(text) {
    let sum = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193);
    return sum >>> 0;
  }

  // Where a link leads within the site, as `[address, anchor]`; null where it is none that is looked at.
  function target(node) {
    if (node.closest("svg, .toc, .anchor, .footnote-reference")) return null;
    const to = new URL(node.href, location.href);
    const page = to.href.split(/[?#]/)[0];
    if (!page.startsWith(root) || page === location.href.split(/[?#]/)[0]) return null;
    try {
      const path = decodeURIComponent(page.slice(root.length));
      return [path === "" || path.endsWith("/") ? `${path}index.html` : path, decodeURIComponent(to.hash.slice(1))];
    } catch (error) {
      // An address that is no text leads nowhere.
      return null;
    }
  }

  function entry([address, anchor]) {
    const count = Number(fs.root.dataset.texts);
    const find = (name) => fs.load(`text-${hash(name) & (count - 1)}`).then((all) => all.find((one) => one[0] === name));
    return find(address).then((found) => {
      if (!anchor || (found && found[8].some((section) => section[0] === anchor))) return found;
      // A row of a tracker has its anchor in its address.
      return find(`${address}#${anchor}`).then((row) => row || found);
    });
  }

  function cut(text) {
    const flat = (text || "").replace(/\s+/g, " ").trim();
    if (flat.length <= MOST) return flat;
    const end = flat.lastIndexOf(" ", MOST);
    return `${flat.slice(0, end > MOST / 2 ? end : MOST).replace(/[\ud800-\udbff]$/, "")}…`;
  }

  function drawn(name, attributes, ...children) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  function glyph(status) {
    const [kind, what] = SIGNS[status] || ["", ""];
    const ring = kind === "mark" ? { class: "disc", r: 6.5 } : { class: "rim", r: 6 };
    if (kind === "dashes") ring["stroke-dasharray"] = what;
    const parts = [drawn("circle", { cx: 7, cy: 7, ...ring })];
    if (kind === "pie") parts.push(drawn("circle", { class: "pie", cx: 7, cy: 7, r: 2, pathLength: 100, "stroke-dasharray": what, transform: "rotate(-90 7 7)" }));
    else if (kind === "disc") parts.push(drawn("circle", { class: "disc", cx: 7, cy: 7, r: what }));
    else if (kind && kind !== "dashes") parts.push(drawn("path", { class: kind, d: what }));
    return drawn("svg", { class: `glyph s-${status}`, viewBox: "0 0 14 14", width: 14, height: 14, "aria-hidden": "true" }, ...parts);
  }

  function fill([, title, id, status, word, , excerpt, language, sections], anchor) {
    const at = anchor ? sections.findIndex((one) => one[0] === anchor) : -1;
    const section = at >= 0 && sections[at][1] ? sections[at] : null;
    // A section that begins with another one shows what that says.
    const text = section ? (section[3] || (sections[at + 1] && sections[at + 1][2] === at ? sections[at + 1][3] : "")) : excerpt;
    const said = (status && (word || status.replace(/-/g, " "))) || "";
    const head = [id ? fs.make("code", {}, id) : null, said ? fs.make("span", { class: "pill" }, glyph(status), said) : null];
    const lang = language || null;
    panel.replaceChildren(
      ...(head.some(Boolean) ? [fs.make("p", { class: "muted" }, ...head)] : []),
      fs.make("strong", { lang: lang }, title),
      ...(section ? [fs.make("p", { lang: lang }, `# ${section[1]}`)] : []),
      ...(cut(text) ? [fs.make("p", { lang: lang }, cut(text))] : []),
    );
  }

  // Below the link, or above it where there is more room, and never out of the window.
  function place(node, x) {
    const boxes = [...node.getClientRects()];
    const box = boxes.find((one) => x >= one.left && x <= one.right) || boxes[0];
    if (!box) return;
    const { offsetWidth: width, offsetHeight: height } = panel;
    const below = box.bottom + height + 8 <= innerHeight || box.top < innerHeight / 2;
    panel.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
    panel.style.top = `${below ? box.bottom + 4 : box.top - height - 4}px`;
  }

  function close() {
    clearTimeout(timer);
    if (shown) {
      shown.removeAttribute("aria-describedby");
      panel.hidePopover();
    }
    link = null;
    shown = null;
  }

  // Whether the reader is still there: the script and its data may come after the pointer has left.
  const held = (node) => node.isConnected && node.matches(":hover, :focus-visible");

  function open(node, where, x) {
    entry(where).then((found) => {
      if (!found || link !== node || !held(node)) return;
      fill(found, where[1]);
      panel.showPopover();
      place(node, x);
      // A link to another site has a description of its own, and is not looked at.
      node.setAttribute("aria-describedby", panel.id);
      shown = node;
    }, () => null);
  }

  fs.preview = (event) => {
    const node = event.target.closest("a[href]");
    const pointed = event.type === "pointerover";
    if (!node || (pointed ? event.pointerType === "touch" : !node.matches(":focus-visible")) || !held(node)) return;
    if (node === link) {
      clearTimeout(shown ? timer : 0);
      return;
    }
    const where = target(node);
    if (!where || !panel.showPopover) return;
    close();
    link = node;
    const leave = (left) => {
      if (link !== node || (left.relatedTarget && (node.contains(left.relatedTarget) || panel.contains(left.relatedTarget)))) return;
      clearTimeout(timer);
      timer = setTimeout(() => link === node && close(), shown ? LEAVE : 0);
    };
    if (!node.dataset.looked) {
      node.dataset.looked = "";
      node.addEventListener("pointerleave", leave);
      node.addEventListener("blur", leave);
    }
    timer = setTimeout(() => open(node, where, pointed ? event.clientX : -1), WAIT);
  };

  panel.addEventListener("pointerenter", () => clearTimeout(timer));
  panel.addEventListener("pointerleave", (left) => {
    if (!left.relatedTarget || !shown || !shown.contains(left.relatedTarget)) close();
  });
  // A link that is reached by keyboard may scroll into sight before anything is shown.
  addEventListener("scroll", () => shown && close(), { passive: true, capture: true });
  addEventListener("pagehide", close);
  // A dialog takes the focus, and the reader from the link.
  addEventListener("focusin", (event) => event.target.closest("dialog") && close());
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    // The key closes one thing at a time.
    event.stopPropagation();
    event.preventDefault();
    const kept = link;
    close();
    // Until the reader comes again, it stays closed.
    link = kept;
  }, true);
})(window.featsite);
