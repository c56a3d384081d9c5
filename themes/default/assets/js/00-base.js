// What every other script of the theme shares, as `window.featsite`. The scripts are joined in the order of their names.
// Everything in them is a convenience: each page is complete without script.
(function () {
  "use strict";

  const waiting = new Map();
  const loaded = new Map();
  const scripts = new Map();

  window.featsite = {
    root: document.documentElement,

    // From this page to the root of the site.
    up: document.documentElement.dataset.root || "",

    // The elements that match, as an array.
    all(selector, from) {
      return Array.from((from || document).querySelectorAll(selector));
    },

    // An element with attributes and children; what is null is left out.
    make(name, attributes, ...children) {
      const node = document.createElement(name);
      for (const [key, value] of Object.entries(attributes || {})) {
        if (key === "on") Object.entries(value).forEach(([event, act]) => node.addEventListener(event, act));
        else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
      }
      node.append(...children.filter((child) => child !== null && child !== undefined));
      return node;
    },

    // Reads, sets or (with null) removes what the browser keeps for this site.
    store(key, value) {
      try {
        if (value === undefined) return localStorage.getItem(key);
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch (error) {
        // Storage is refused in some private windows.
      }
      return null;
    },

    // Puts a state into the address: a choice is a step that Back undoes, a key in a box is none.
    address(to, discrete) {
      try {
        history[discrete ? "pushState" : "replaceState"](null, "", to);
      } catch (error) {
        // Some browsers keep the address of a file on disk as it is.
      }
    },

    // Whether a key press belongs to a field the reader types in, or to a shortcut of the browser.
    typing(event) {
      const field = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
      return Boolean(field || event.ctrlKey || event.metaKey || event.altKey);
    },

    // What a file of data holds: it is loaded once, as a script, which works from disk too.
    load(name) {
      if (!loaded.has(name)) {
        loaded.set(name, new Promise((resolve, reject) => {
          waiting.set(name, resolve);
          this.script(`${this.up}views/${name}.js`).then(() => {
            // A file that could not be made is empty.
            if (waiting.has(name)) throw new Error(name);
          }).catch((error) => {
            loaded.delete(name);
            reject(error);
          });
        }));
      }
      return loaded.get(name);
    },

    // Loads a script by its address from this page, once; one that did not come may be asked for again.
    script(address) {
      if (!scripts.has(address)) {
        scripts.set(address, new Promise((resolve, reject) => {
          const node = this.make("script", { src: address });
          node.addEventListener("load", resolve);
          node.addEventListener("error", () => {
            scripts.delete(address);
            reject(new Error(address));
          });
          document.head.append(node);
        }));
      }
      return scripts.get(address);
    },

    // Called by the files of data.
    put(name, value) {
      const resolve = waiting.get(name);
      waiting.delete(name);
      if (resolve) resolve(value);
    },

    // A piece of HTML that leads from the root, as elements of this page. It was escaped when the site was built.
    piece(html) {
      const holder = document.createElement("template");
      holder.innerHTML = html;
      for (const link of holder.content.querySelectorAll("a[href]")) {
        const to = link.getAttribute("href");
        if (!/^([a-z][a-z0-9+.-]*:|#)/i.test(to)) link.setAttribute("href", this.up + to);
      }
      return holder.content;
    },
  };
})();
