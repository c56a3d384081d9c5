// Days as the reader's clock tells them.
(function (fs) {
  "use strict";

  // How far away a day is: the page holds the day, the reader's clock the distance.
  function away(time) {
    var parts = time.getAttribute("datetime").split("-");
    if (parts.length !== 3 || parts[1][0] === "W") return null;
    var midnight = new Date();
    midnight.setHours(0, 0, 0, 0);
    return Math.round((new Date(Number(parts[0]), Number(parts[1]) - 1, Number(parts[2])) - midnight) / 864e5);
  }
  fs.all("time[data-since]").forEach(function (time) {
    var days = away(time);
    if (days === null || days > 0) return;
    var forms = time.dataset.since.split("#");
    time.title = time.textContent;
    time.textContent = forms[days === -1 ? 0 : forms.length - 1].replace("{}", String(-days));
  });
  if (window.Intl && Intl.RelativeTimeFormat) {
    var words = new Intl.RelativeTimeFormat(fs.root.lang || "en", { numeric: "auto" });
    fs.all("time[data-due]").forEach(function (time) {
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
})(window.featsite);
