// Moving the picture by pointer and keyboard: drag, pinch, wheel, arrows from node to node.
(function (fs) {
  "use strict";

  // A press that moves by no more is a click.
  const STILL = 4;

  fs.graph.hand = function (picture, holder) {
    const { svg } = picture;
    const down = new Map();
    let dragged = false;

    const spot = (event) => {
      const box = svg.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };

    const up = (event) => {
      down.delete(event.pointerId);
      svg.classList.remove("moving");
      if (dragged) picture.label();
    };
    svg.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      down.set(event.pointerId, spot(event));
      if (down.size === 1) dragged = false;
    });
    svg.addEventListener("pointermove", (event) => {
      const before = down.get(event.pointerId);
      if (!before) return;
      // The button was let go where the picture did not see it.
      if (!event.buttons) {
        up(event);
        return;
      }
      const now = spot(event);
      if (!dragged && Math.hypot(now.x - before.x, now.y - before.y) < STILL) return;
      if (!dragged) {
        dragged = true;
        down.forEach((_, id) => svg.setPointerCapture(id));
        svg.classList.add("moving");
      }
      if (down.size === 2) {
        const other = [...down].find(([id]) => id !== event.pointerId)[1];
        const far = (point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
        picture.zoom(far(now) / far(before), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
      } else {
        picture.move(now.x - before.x, now.y - before.y);
      }
      down.set(event.pointerId, now);
    });
    svg.addEventListener("pointerup", up);
    svg.addEventListener("pointercancel", up);
    // A touch is at first held by what lies below it, and lost there when the picture takes it.
    svg.addEventListener("lostpointercapture", (event) => event.target === svg && up(event));
    // What ends a move is no click on what lies below.
    svg.addEventListener("click", (event) => {
      if (!dragged) return;
      event.preventDefault();
      event.stopPropagation();
      dragged = false;
    }, true);
    svg.addEventListener("dragstart", (event) => event.preventDefault());

    // A wheel scrolls the page unless the picture is in use, or the keys of a pinch are held.
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey && !holder.contains(document.activeElement)) return;
      event.preventDefault();
      const lines = event.deltaMode ? 24 : 1;
      picture.zoom(Math.exp(-Math.max(-80, Math.min(80, event.deltaY * lines)) / (event.ctrlKey ? 60 : 200)), spot(event));
    }, { passive: false });
  };

  // The part that lies nearest in a direction.
  fs.graph.towards = function (picture, from, dx, dy) {
    const start = picture.place(from.one);
    let best = null;
    picture.parts.forEach((part) => {
      if (part === from) return;
      const at = picture.place(part.one);
      const [x, y] = [at.x - start.x, at.y - start.y];
      const along = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (along <= 1 || aside > along * 2) return;
      const far = along + aside * 1.6;
      if (!best || far < best.far) best = { far: far, part: part };
    });
    return best && best.part;
  };
})(window.featsite);
