// The overview's list of what changed since the reader was last here. The day is kept in the browser and goes nowhere.
(function (fs) {
  "use strict";

  const box = document.querySelector("[data-visit]");
  if (!box) return;

  const MOST = 8;
  // Sites that share a host have memories of their own.
  const key = `featsite-visit ${new URL(fs.up || ".", location.href).pathname}`;
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  let [day, before] = (fs.store(key) || "").split(" ");
  if (day !== today) {
    before = day || "";
    fs.store(key, `${today} ${before}`.trim());
  }
  if (!before) return;

  fs.items.data().then(({ items }) => {
    const changed = items.filter((record) => record.up && record.up >= before && record.up <= today && !(record.x || "").includes("a"));
    if (changed.length === 0) return;
    changed.sort((a, b) => (a.up < b.up ? 1 : a.up > b.up ? -1 : a.at - b.at));
    const list = box.querySelector("ul");
    list.append(...changed.slice(0, MOST).map((record) => fs.make("li", { class: "row", "data-item": record.k },
      fs.make("span", { class: "what" }, fs.make("a", { href: fs.up + record.h }, record.t), record.i ? " " : null, record.i ? fs.make("span", { class: "id" }, record.i) : null),
      fs.make("time", { class: "note muted", datetime: record.up }, new Intl.DateTimeFormat(fs.root.lang, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(record.up))))));
    box.querySelector(".count").textContent = String(changed.length);
    const more = box.querySelector("[data-more]");
    more.hidden = changed.length <= MOST;
    more.querySelector("a").href = `${fs.up}backlog.html?q=${encodeURIComponent(`updated:${before}..`)}&sort=-updated`;
    box.hidden = false;
  }, () => null);
})(window.featsite);
