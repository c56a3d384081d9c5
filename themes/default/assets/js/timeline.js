// The timeline.
(function (fs) {
  "use strict";

  // A wide timeline opens with today in sight; else with the bar of the first row, which is the newest of what is over.
  fs.all(".timeline").forEach(function (box) {
    var names = box.querySelector(".name");
    var room = box.clientWidth - (names ? names.offsetWidth : 0);
    var line = box.querySelector("svg.today line");
    var bar = box.querySelector(".line-row > svg > g");
    if (line) box.scrollLeft = Number(line.getAttribute("x1")) - room * 0.6;
    else if (bar) box.scrollLeft = bar.getBBox().x - room * 0.6;
    else box.scrollLeft = box.scrollWidth;
  });

  // What was begun and finished per month opens at the latest month.
  fs.all(".chart .scroll").forEach(function (box) {
    box.scrollLeft = box.scrollWidth;
  });
})(window.featsite);
