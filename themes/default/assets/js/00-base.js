// What every other script of the theme shares, as `window.featsite`. The scripts are joined in the order of their names.
// Everything in them is a convenience: each page is complete without script.
window.featsite = {
  root: document.documentElement,

  // The elements that match, as an array.
  all(selector, from) {
    return Array.from((from || document).querySelectorAll(selector));
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

  // Whether a key press belongs to a field the reader types in.
  typing(event) {
    return Boolean(event.target.closest("input, textarea, select, [contenteditable]"));
  },
};
