// What has changed between two states of a page's HTML, as the server sent them, is done to the page as it is now, with
// all that its scripts and its reader have made of it. What has not changed is not touched. Nothing here knows the server.
(function () {
  "use strict";

  const live = (window.featsiteLive = {});

  // Thrown where the page is not as the server's HTML lets expect: then only loading it anew is right.
  class Unclear extends Error {}

  // These are made anew when they differ: scripts or a drawing hold their inside together.
  const WHOLE = /^(time|svg|math|template|script|style|select|textarea|iframe|video|audio|object)$/i;
  // Texts that share too little are two texts, of which one went and one came.
  const TEXTS = /^(p|li|tr|dt|dd|pre|blockquote|h[1-6])$/;
  const ALIKE = 0.3;
  // Attributes that the reader or a script sets for good: there their word counts.
  const THEIRS = /^(open|hidden|title|tabindex|style|aria-.*)$/;
  // What scripts keep a memory of. A change within is theirs to make, and they make it when the page loads.
  const SCRIPTED = "[data-bar], [data-board], [data-graph], table[data-items], .timeline, [data-group-by]";
  // Tables of comparisons beyond this many cells take too long.
  const MOST_CELLS = 4e6;
  // So do more comparisons of texts than these.
  const MOST_FITS = 2.5e6;

  const sign = (node) => (node.nodeType === 1 ? node.outerHTML : `${node.nodeType} ${node.data}`);

  // How much of two texts is the same at their ends, from 0 to 1.
  function shared(one, other) {
    const short = Math.min(one.length, other.length);
    if (!short) return one.length === other.length ? 1 : 0;
    const [before, after] = ends(one, other);
    return (before + after) / Math.max(one.length, other.length);
  }

  function ends(one, other) {
    const short = Math.min(one.length, other.length);
    let before = 0;
    while (before < short && one[before] === other[before]) before += 1;
    let after = 0;
    while (after < short - before && one[one.length - 1 - after] === other[other.length - 1 - after]) after += 1;
    return [before, after];
  }

  const sameKind = (one, other) => one.nodeType === other.nodeType && (one.nodeType !== 1 || (one.localName === other.localName && one.id === other.id));

  // How well a new node continues an old one; 0 where it is another.
  function continues(one, other, text) {
    if (!sameKind(one, other) || (one.nodeType === 1 && WHOLE.test(one.localName))) return 0;
    const much = shared(text(one), text(other));
    return TEXTS.test(one.localName) && !one.id && much < ALIKE ? 0 : 1 + much;
  }

  // How well a node of the page stands for one of the HTML it was made of: scripts change little.
  const standsFor = (one, other, text) => (sameKind(one, other) ? 1 + shared(text(one), text(other)) : 0);

  // For each node of one list its place in the other, or -1: equal ones in their order first, then in the gaps between
  // them those that fit best.
  function align(all, others, fit) {
    const numbers = new Map();
    const number = (node) => {
      const text = sign(node);
      if (!numbers.has(text)) numbers.set(text, numbers.size);
      return numbers.get(text);
    };
    const [one, other] = [all.map(number), others.map(number)];
    const to = new Array(all.length).fill(-1);
    let [low, high, end] = [0, all.length, others.length];
    while (low < high && low < end && one[low] === other[low]) to[low] = low++;
    while (high > low && end > low && one[high - 1] === other[end - 1]) to[--high] = --end;
    equal(one, other, low, high, end, to);
    const texts = new Map();
    // The text of a node is put together at each question, and each is compared with many.
    const text = (node) => {
      if (!texts.has(node)) texts.set(node, node.textContent);
      return texts.get(node);
    };
    let fits = 0;
    let next = low;
    for (let at = low; at < high; at += 1) {
      if (to[at] < 0) {
        let stop = at;
        while (stop < high && to[stop] < 0) stop += 1;
        const until = stop < high ? to[stop] : end;
        let best = 0;
        fits += until - next;
        if (fits > MOST_FITS) throw new Unclear("too much has changed");
        for (let place = next; place < until; place += 1) {
          const much = fit(all[at], others[place], text);
          if (much > best) [best, to[at]] = [much, place];
        }
      }
      if (to[at] >= 0) next = to[at] + 1;
    }
    return to;
  }

  // The longest row of equal numbers in both.
  function equal(one, other, low, high, end, to) {
    const [rows, columns] = [high - low, end - low];
    if (!rows || !columns) return;
    if (rows * columns > MOST_CELLS) throw new Unclear("too much has changed");
    const wide = columns + 1;
    const table = new Uint16Array((rows + 1) * wide);
    for (let row = rows - 1; row >= 0; row -= 1) {
      for (let column = columns - 1; column >= 0; column -= 1) {
        const at = row * wide + column;
        table[at] = one[low + row] === other[low + column] ? table[at + wide + 1] + 1 : Math.max(table[at + wide], table[at + 1]);
      }
    }
    for (let row = 0, column = 0; row < rows && column < columns;) {
      const at = row * wide + column;
      if (one[low + row] === other[low + column]) to[low + row++] = low + column++;
      else if (table[at + wide] >= table[at + 1]) row += 1;
      else column += 1;
    }
  }

  // Old, new and live node of one place.
  function merge(old, next, node, done) {
    if (old.isEqualNode(next)) return;
    if (old.nodeType !== 1) {
      write(old, next, node, done);
      return;
    }
    const scripted = old.localName === "main" && (old.querySelector(SCRIPTED) || next.querySelector(SCRIPTED));
    if (scripted || old.querySelector(":scope > [data-filter]")) throw new Unclear("a script holds this part of the page");
    attributes(old, next, node);
    children(old, next, node, done);
  }

  // Only the letters that differ are exchanged, so that a selection beside them stays.
  function write(old, next, node, done) {
    if (node.data !== old.data) throw new Unclear("a script wrote this text");
    const [before, after] = ends(old.data, next.data);
    const text = next.data.slice(before, next.data.length - after);
    node.replaceData(before, old.data.length - after - before, text);
    if (!text.trim()) return;
    const range = document.createRange();
    const space = /\s/;
    let [from, to] = [before, before + text.length];
    // Whole words are told better than letters.
    while (from > 0 && !space.test(node.data[from - 1] + node.data[from])) from -= 1;
    while (to < node.data.length && !space.test(node.data[to - 1] + node.data[to])) to += 1;
    range.setStart(node, from);
    range.setEnd(node, to);
    done.changed.push(range);
  }

  function attributes(old, next, node) {
    for (const name of new Set([...old.getAttributeNames(), ...next.getAttributeNames()])) {
      const [was, is] = [old.getAttribute(name), next.getAttribute(name)];
      if (was === is) continue;
      if (name === "class") {
        old.classList.forEach((one) => next.classList.contains(one) || node.classList.remove(one));
        next.classList.forEach((one) => old.classList.contains(one) || node.classList.add(one));
      } else if (node.getAttribute(name) === was) {
        if (is === null) node.removeAttribute(name);
        else node.setAttribute(name, is);
        if (name === "checked") node.checked = is !== null;
      } else if (!THEIRS.test(name)) {
        throw new Unclear(`a script set ${name}`);
      }
    }
  }

  function children(old, next, node, done) {
    const [before, after, now] = [old, next, node].map((one) => Array.from(one.childNodes));
    const here = align(before, now, standsFor);
    const place = align(before, after, continues);
    const from = new Map(place.map((to, at) => [to, at]));
    const standing = (at) => {
      if (here[at] < 0) throw new Unclear("a script moved this part of the page");
      return now[here[at]];
    };
    // What days.js told of a day stands behind it, goes with it, and stays beside it.
    const told = (day) => {
      const span = day.localName === "time" && day.nextSibling;
      return span && span.localName === "span" && now.includes(span) && !here.includes(now.indexOf(span)) ? span : null;
    };
    const drop = (gone) => {
      const span = told(gone);
      if (span) span.remove();
      if (gone.contains(document.activeElement) && document.activeElement !== document.body) done.focus = document.activeElement;
      gone.remove();
    };
    place.forEach((to, at) => to < 0 && drop(standing(at)));
    let last = null;
    after.forEach((child, to) => {
      if (from.has(to)) {
        const at = from.get(to);
        merge(before[at], child, before[at].isEqualNode(child) ? null : standing(at), done);
        last = at;
        return;
      }
      const piece = made(child);
      const fresh = piece.lastChild;
      if (child.textContent.trim()) {
        const range = document.createRange();
        done.fresh.push([range, piece.firstChild]);
      }
      if (last === null) node.prepend(piece);
      else if (typeof last === "number") (told(standing(last)) || standing(last)).after(piece);
      else last.after(piece);
      last = fresh;
    });
  }

  // A node of the HTML as one of this page, with what a page's scripts do for every new piece.
  function made(child) {
    const piece = document.createDocumentFragment();
    piece.append(document.importNode(child, true));
    const { days } = window.featsite || {};
    if (days) days(piece);
    return piece;
  }

  // Two documents as the server sent them are merged into this page: the body and the element around it. Gives the ranges
  // of the texts that are new, and throws where the page has to be loaded anew.
  live.merge = function (old, next) {
    const done = { changed: [], fresh: [], focus: null };
    attributes(old.documentElement, next.documentElement, document.documentElement);
    merge(old.body, next.body, document.body, done);
    if (done.focus) refocus(done.focus);
    for (const [range, node] of done.fresh) {
      if (!node.isConnected) continue;
      range.selectNodeContents(node);
      done.changed.push(range);
    }
    return done.changed;
  };

  // What had the focus was made anew: the focus goes to what took its place.
  function refocus(gone) {
    const link = gone.getAttribute("href");
    const found = gone.id ? document.getElementById(gone.id) : link && document.querySelector(`a[href="${CSS.escape(link)}"]`);
    if (found) found.focus({ preventScroll: true });
  }
})();
