// Conveniences of a page with a document's text.
(function (fs) {
  "use strict";

  // Copies a text and says so on the button for a moment.
  function copies(button, text) {
    if (!navigator.clipboard) return;
    var label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(text()).then(function () {
        button.textContent = "✓";
        setTimeout(function () {
          button.textContent = label;
        }, 1500);
      });
    });
  }
  function codes() {
    fs.all("[data-copy][hidden]").forEach(function (button) {
      if (button.parentElement.querySelector("pre")) copies(button, () => button.parentElement.querySelector("pre").textContent);
    });
  }
  codes();
  fs.all(".actions [data-copy-link]").forEach(function (button) {
    copies(button, () => location.href);
  });

  // A link into a fold opens it, in browsers that do not do that themselves.
  function unfold() {
    var target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (error) {
      // An address that is no text leads nowhere.
    }
    var opened = false;
    for (var fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      opened = opened || !fold.open;
      fold.open = true;
    }
    if (opened) target.scrollIntoView();
  }
  addEventListener("hashchange", unfold);
  unfold();

  // The table of contents follows the reader.
  var toc = null;
  var entries = [];
  var current = null;
  function follow() {
    var found = null;
    for (var at = 0; at < entries.length; at += 1) {
      if (entries[at].heading.getBoundingClientRect().top > 96) break;
      found = entries[at];
    }
    if (found === current) return;
    if (current) current.link.removeAttribute("aria-current");
    current = found;
    if (current) {
      current.link.setAttribute("aria-current", "location");
      if (!toc.matches(":popover-open")) current.link.scrollIntoView({ block: "nearest" });
    }
  }
  function shut(event) {
    if (event.target.closest("a") && toc.matches(":popover-open")) toc.hidePopover();
  }
  var observer = "IntersectionObserver" in window && new IntersectionObserver(follow, { rootMargin: "-96px 0px 0px 0px", threshold: [0, 1] });
  function contents() {
    toc = document.getElementById("fsToc");
    if (!observer) return;
    observer.disconnect();
    entries = [];
    if (!toc) {
      current = null;
      return;
    }
    entries = fs.all("a", toc).map(function (link) {
      var id = decodeURIComponent(link.hash.slice(1));
      return { link: link, heading: document.getElementById(id) };
    }).filter(function (entry) {
      return entry.heading;
    });
    entries.forEach(function (entry) {
      observer.observe(entry.heading);
    });
    toc.addEventListener("click", shut);
  }
  contents();
  // While the author writes, `featsite serve` changes the page in place.
  document.addEventListener("featsite:updated", function () {
    codes();
    contents();
  });
})(window.featsite);
