// Follows the server: it tells when a page may have changed, this script then looks, and brings the page up to date.
//
// A message is the whole state: `{ run, version, all, pages, assets, problems, fresh, more }`. The page may differ from the
// one that was seen at an earlier version where `all` or its own number in `pages` is higher.
(function (live) {
  "use strict";

  const self = document.querySelector('script[src="/.featsite/live.js"]');
  const own = self.dataset.url;
  const [SOON, LATE] = [500, 5000];

  // The HTML the page was made of, and its tag; null until the server has been asked for it.
  let base = null;
  let tag = self.dataset.etag;
  // The last state, the version the page was last compared at, and the run of the server that counted it.
  let state = null;
  let seen = -1;
  let run = null;
  let source = null;
  let wait = 0;
  let retry = 0;
  // When a look that was in vain is tried again, and how long was waited the last time.
  let again = 0;
  let pause = 0;
  // From which version on all may differ, as of the last look at data.
  let whole = -1;
  // What a page that is loaded anew is to know, where that waits for the server.
  let owed = null;
  let looking = false;
  let asked = false;
  let gone = false;
  let leaving = false;

  const parsed = (text) => {
    const made = new DOMParser().parseFromString(text, "text/html");
    made.querySelectorAll('script[src="/.featsite/live.js"]').forEach((node) => node.remove());
    return made;
  };

  // A mark in the tab tells the page from the published one.
  const icon = document.querySelector("link[rel=icon]");
  if (icon) {
    icon.type = "image/svg+xml";
    icon.href = "/.featsite/favicon.svg";
  }

  // What is exchanged by itself in the head, and what no reader sees: it is said to programs.
  const APART = "title, link[rel=icon], link[rel=stylesheet], link[rel=canonical], link[rel=alternate], meta[property], meta[name=description]";

  // What differs in the head: a title or a stylesheet is exchanged, anything else asks for a new load. Gives whether it was
  // that little.
  function head(old, next) {
    const parts = (from) => Array.from(from.head.children).filter((node) => !node.matches(APART)).map((node) => node.outerHTML).join("\n");
    if (parts(old) !== parts(next)) return false;
    if (old.title !== next.title) document.title = next.title;
    const sheets = (from) => Array.from(from.head.querySelectorAll("link[rel=stylesheet]"), (node) => node.getAttribute("href"));
    const [were, are] = [sheets(old), sheets(next)];
    if (were.join() === are.join()) return true;
    if (were.length !== are.length) return false;
    were.forEach((address, at) => {
      const before = address !== are[at] && document.head.querySelector(`link[rel=stylesheet][href="${CSS.escape(address)}"]`);
      if (!before) return;
      const after = before.cloneNode();
      // The old style stays until the new one is there.
      after.addEventListener("load", () => before.remove());
      after.setAttribute("href", are[at]);
      before.after(after);
    });
    return true;
  }

  // Once what is open over the page is closed: it would be lost.
  function reload(more) {
    leaving = true;
    const open = document.querySelector("dialog[open]");
    // Without the server nothing would be there: then its next message is waited for.
    const go = () => {
      if (source) live.reload(more);
      else owed = more || {};
    };
    if (open) open.addEventListener("close", go, { once: true });
    else go();
  }

  function update(text) {
    const next = parsed(text);
    let ranges = null;
    try {
      ranges = live.still(() => (head(base, next) ? live.merge(base, next) : null));
    } catch (error) {
      // The page is not as it was expected: it is loaded anew, whatever the reason.
      ranges = null;
    }
    base = next;
    if (!ranges) {
      reload();
      return;
    }
    live.mark(ranges);
    document.dispatchEvent(new CustomEvent("featsite:updated"));
  }

  // Asks for the page, and does what the answer says. Without the HTML it was made of, the page itself is asked for. Gives
  // whether there was an answer.
  async function look() {
    // The compressed page has a tag of its own, and the browser chooses which of the two it takes.
    const headers = base ? { "If-None-Match": `"${tag}", "${tag}-gz"` } : {};
    const answer = await fetch(location.href.split("#")[0], { cache: "no-store", headers: headers });
    if (answer.status === 404) {
      gone = own !== "404.html";
      live.note("gone", gone ? "This document was removed or renamed. The page stays as it was, and follows when the document is back." : "");
      return true;
    }
    // The server has too much to do, or failed.
    if (answer.status !== 200 && answer.status !== 304) return false;
    gone = false;
    live.note("gone", "");
    if (answer.status === 304) return true;
    const text = await answer.text();
    const before = tag;
    tag = (answer.headers.get("ETag") || "").replace(/^W\/|"/g, "").replace(/-gz$/, "");
    if (!base) {
      // What the page was made of is known if it is the same; else it changed before anything was known of it. A page
      // that was loaded for that reason does it once more only where the answer is another one again: else it would
      // never end.
      base = parsed(text);
      if (tag !== before && !(live.left && live.left.unknown === tag)) reload({ unknown: tag });
    } else if (tag !== before) {
      update(text);
    }
    return true;
  }

  // One look at a time; what came meanwhile is looked at afterwards.
  async function follow() {
    asked = true;
    if (looking) return;
    looking = true;
    while (asked && source && !leaving) {
      asked = false;
      const { version, all } = state;
      let done = false;
      try {
        done = await look();
        // After a draft data is as it was, and the whole follows.
        if (done && seen >= 0 && all !== whole && !leaving && (await live.data.changed())) reload();
      } catch (error) {
        done = false;
      }
      if (!done) {
        // Where the server has gone the events tell of it, and of its return.
        pause = Math.min(pause ? pause * 2 : SOON, LATE);
        clearTimeout(again);
        again = setTimeout(follow, pause);
        break;
      }
      [seen, whole, pause] = [version, all, 0];
    }
    looking = false;
  }

  function told(message, first) {
    const before = state;
    state = JSON.parse(message);
    if (owed) {
      live.reload(owed);
      return;
    }
    live.tell([...(state.problems || []), ...(state.fresh || [])], state.more || 0);
    const moved = before && (state.run !== before.run || state.version !== before.version);
    if (moved) live.data.forget();
    const other = state.run !== run;
    if (before) live.pictures(state.assets, before.version, other && state.run);
    if (other) whole = -1;
    run = state.run;
    // A page that was not found has no number of its own.
    const number = own === "404.html" || gone ? state.version : Math.max(state.all || 0, (state.pages || {})[own] || 0);
    if (first || other || number > seen) follow();
  }

  function connect() {
    clearTimeout(retry);
    if (source || document.hidden) return;
    let first = true;
    source = live.listen((message) => {
      wait = 0;
      live.note("stopped", "");
      told(message, first);
      first = false;
    }, () => {
      leave();
      // A server that is started again is not missed for a moment.
      if (wait) live.note("stopped", "featsite serve cannot be reached; this page does not follow the files");
      wait = Math.min(wait ? wait * 2 : SOON, LATE);
      retry = setTimeout(connect, wait);
    });
  }

  // Only a page that is seen listens.
  function leave() {
    clearTimeout(retry);
    if (source) source.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : connect()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", connect);
  connect();
})(window.featsiteLive);
