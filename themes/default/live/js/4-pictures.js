// Pictures whose file was written: the page that shows them is the same, so they are asked for anew.
(function (live) {
  "use strict";

  const exchange = (image, place, version) => {
    place.search = `?${version}`;
    image.src = place.href;
  };

  // `assets` says of each written file since which version it differs; pictures of a later one than `seen` are exchanged.
  // What was written before another run of the server nobody knows: then all are.
  live.pictures = function (assets, seen, run) {
    for (const image of run ? document.images : []) {
      const place = new URL(image.src, location.href);
      if (place.origin === location.origin) exchange(image, place, run);
    }
    if (run) return;
    for (const [address, version] of Object.entries(assets || {})) {
      if (version <= seen) continue;
      for (const image of document.images) {
        const place = new URL(image.src, location.href);
        if (place.origin !== location.origin || place.pathname !== `/${address}`) continue;
        exchange(image, place, version);
      }
    }
  };
})(window.featsiteLive);
