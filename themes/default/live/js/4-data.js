// The files of data that scripts of a page load. They change with the documents: what was loaded before a change is loaded
// again at its next use, and where a script has made something of it that it keeps, the page has to be loaded anew.
(function (live) {
  "use strict";

  // No script of a page has to be there.
  const fs = window.featsite;
  live.data = { forget() {}, changed: () => Promise.resolve(false) };
  if (!fs || !fs.load) return;

  const FOLDER = new URL(`${fs.up}views/`, location.href).href;
  // Looked up at each use, and nothing kept of it, unless search keeps it.
  const PASSING = /^(text|peeks|evidence)-\d+$/;
  const waiting = new Map();
  const texts = new Map();
  let loaded = new Map();
  let turn = 0;

  const fetched = (name) => fetch(`${FOLDER}${name}.js`, { cache: "no-store" }).then((answer) => (answer.ok ? answer.text() : ""), () => null);

  // Remembers what a file says, to see whether it says the same later.
  function watch(name) {
    if (!texts.has(name)) texts.set(name, fetched(name));
  }

  for (const script of document.querySelectorAll("head > script[src]")) {
    const name = script.src.startsWith(FOLDER) && script.src.slice(FOLDER.length).replace(/\.js$/, "");
    if (name) watch(name);
  }

  // In place of the theme's own, which keeps what it has loaded for as long as the page is there. An address that was not
  // used before is loaded again.
  const [load, put] = [fs.load, fs.put];
  fs.load = function (name) {
    watch(name);
    if (!turn) return load.call(fs, name);
    if (!loaded.has(name)) {
      const own = loaded;
      own.set(name, new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        fs.script(`${fs.up}views/${name}.js?${turn}`).then(() => {
          if (waiting.has(name)) throw new Error(name);
        }).catch((error) => {
          own.delete(name);
          reject(error);
        });
      }));
    }
    return loaded.get(name);
  };
  fs.put = function (name, value) {
    const resolve = waiting.get(name);
    waiting.delete(name);
    if (resolve) resolve(value);
    else put.call(fs, name, value);
  };

  live.data = {
    // From now on everything is loaded again.
    forget() {
      loaded = new Map();
      turn = Date.now();
    },

    // Whether a file that a script of the page keeps something of is another now.
    async changed() {
      const names = [...texts.keys()].filter((name) => fs.search || !PASSING.test(name));
      for (const name of names) {
        const [was, is] = [await texts.get(name), await fetched(name)];
        if (was !== null && is !== null && was !== is) return true;
      }
      return false;
    },
  };
})(window.featsiteLive);
