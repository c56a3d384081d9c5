// Days as the reader's clock tells them: the page holds the day, the clock the distance.
(function (fs) {
  "use strict";

  function away(time) {
    const day = fs.filter.dayOf(time.getAttribute("datetime"));
    return day === null ? null : day - fs.filter.today();
  }

  const words = window.Intl && Intl.RelativeTimeFormat && new Intl.RelativeTimeFormat(fs.root.lang || "en", { numeric: "auto" });

  // Writes the distances below an element.
  fs.days = (from) => {
    fs.all("time[data-since]", from).forEach((time) => {
      const days = away(time);
      if (days === null || days > 0) return;
      const forms = time.dataset.since.split("#");
      time.title = time.textContent;
      time.textContent = forms[days === -1 ? 0 : forms.length - 1].replace("{}", String(-days));
    });
    if (!words) return;
    fs.all("time[data-due]", from).forEach((time) => {
      const days = away(time);
      if (days === null) return;
      const far = Math.abs(days);
      const text = far < 15 ? words.format(days, "day") : far < 60 ? words.format(Math.round(days / 7), "week") : words.format(Math.round(days / 30.4), "month");
      time.after(fs.make("span", { class: days < 0 ? "overdue" : "muted" }, ` ${text}`));
    });
  };

  document.addEventListener("DOMContentLoaded", () => fs.days(document));
})(window.featsite);
