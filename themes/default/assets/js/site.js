// Everything here is a convenience: each page is complete without it.
(function () {
  "use strict";
  var root = document.documentElement;

  function all(selector, from) {
    return Array.prototype.slice.call((from || document).querySelectorAll(selector));
  }

  function store(key, value) {
    try {
      if (value === undefined) return localStorage.getItem(key);
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch (error) {
      // Storage is refused in some private windows.
    }
    return null;
  }

  // The theme: as the system, light, dark, and round again.
  var order = ["auto", "light", "dark"];
  all("[data-theme-switch]").forEach(function (button) {
    var label = button.getAttribute("aria-label");
    function now() {
      return root.dataset.theme || "auto";
    }
    function tell() {
      var text = label + ": " + button.dataset[now()];
      button.title = text;
      button.setAttribute("aria-label", text);
    }
    button.hidden = false;
    button.addEventListener("click", function () {
      var next = order[(order.indexOf(now()) + 1) % order.length];
      if (next === "auto") delete root.dataset.theme;
      else root.dataset.theme = next;
      store("featsite-theme", next === "auto" ? null : next);
      tell();
    });
    tell();
  });

  // How far away a day is: the page holds the day, the reader's clock the distance.
  function away(time) {
    var parts = time.getAttribute("datetime").split("-");
    if (parts.length !== 3 || parts[1][0] === "W") return null;
    var midnight = new Date();
    midnight.setHours(0, 0, 0, 0);
    return Math.round((new Date(Number(parts[0]), Number(parts[1]) - 1, Number(parts[2])) - midnight) / 864e5);
  }
  all("time[data-since]").forEach(function (time) {
    var days = away(time);
    if (days === null || days > 0) return;
    var forms = time.dataset.since.split("#");
    time.title = time.textContent;
    time.textContent = forms[days === -1 ? 0 : forms.length - 1].replace("{}", String(-days));
  });
  if (window.Intl && Intl.RelativeTimeFormat) {
    var words = new Intl.RelativeTimeFormat(root.lang || "en", { numeric: "auto" });
    all("time[data-due]").forEach(function (time) {
      var days = away(time);
      if (days === null) return;
      var far = Math.abs(days);
      var text = far < 15 ? words.format(days, "day") : far < 60 ? words.format(Math.round(days / 7), "week") : words.format(Math.round(days / 30.4), "month");
      var note = document.createElement("span");
      note.className = days < 0 ? "overdue" : "muted";
      note.textContent = " " + text;
      time.after(note);
    });
  }

  // Copy buttons of code.
  all("[data-copy]").forEach(function (button) {
    var code = button.parentElement.querySelector("pre");
    if (!code || !navigator.clipboard) return;
    var label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(code.textContent).then(function () {
        button.textContent = "✓";
        setTimeout(function () {
          button.textContent = label;
        }, 1500);
      });
    });
  });

  // The table of contents follows the reader.
  var toc = document.getElementById("fsToc");
  if (toc && "IntersectionObserver" in window) {
    var entries = all("a", toc).map(function (link) {
      var id = decodeURIComponent(link.hash.slice(1));
      return { link: link, heading: document.getElementById(id) };
    }).filter(function (entry) {
      return entry.heading;
    });
    var current = null;
    var follow = function () {
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
    };
    var observer = new IntersectionObserver(follow, { rootMargin: "-96px 0px 0px 0px", threshold: [0, 1] });
    entries.forEach(function (entry) {
      observer.observe(entry.heading);
    });
    toc.addEventListener("click", function (event) {
      if (event.target.closest("a") && toc.matches(":popover-open")) toc.hidePopover();
    });
  }

  // Long lists get a box that filters them.
  all("[data-filter]").forEach(function (list) {
    var rows = all(":scope > li", list);
    if (rows.length < 12) return;
    var box = document.createElement("input");
    box.type = "search";
    box.className = "filter";
    box.placeholder = list.dataset.filter;
    box.setAttribute("aria-label", list.dataset.filter);
    box.setAttribute("data-focus", "");
    var none = document.createElement("p");
    none.className = "muted";
    none.setAttribute("role", "status");
    list.before(box, none);
    box.addEventListener("input", function () {
      var words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      var left = 0;
      rows.forEach(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !words.every(function (word) {
          return text.indexOf(word) >= 0;
        });
        if (!row.hidden) left += 1;
      });
      none.textContent = left ? "" : list.dataset.none;
    });
  });

  // `/` goes to the page's filter or search box.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    var box = document.querySelector("[data-focus]");
    if (!box) return;
    event.preventDefault();
    box.focus();
  });

  // A wide timeline opens with today in sight; else with the bar of the first row, which is the newest of what is over.
  all(".timeline").forEach(function (box) {
    var names = box.querySelector(".name");
    var room = box.clientWidth - (names ? names.offsetWidth : 0);
    var line = box.querySelector("svg.today line");
    var bar = box.querySelector(".line-row > svg > g");
    if (line) box.scrollLeft = Number(line.getAttribute("x1")) - room * 0.6;
    else if (bar) box.scrollLeft = bar.getBBox().x - room * 0.6;
    else box.scrollLeft = box.scrollWidth;
  });

  // What was begun and finished per month opens at the latest month.
  all(".chart .scroll").forEach(function (box) {
    box.scrollLeft = box.scrollWidth;
  });

  // The sidebar keeps its place from page to page.
  var side = document.getElementById("fsSide");
  if (side) {
    try {
      side.scrollTop = Number(sessionStorage.getItem("featsite-side")) || 0;
      addEventListener("pagehide", function () {
        sessionStorage.setItem("featsite-side", String(side.scrollTop));
      });
    } catch (error) {
      // No storage, no memory.
    }
  }
})();
