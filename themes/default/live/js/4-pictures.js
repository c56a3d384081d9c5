// Pictures whose file was written: the page that shows them is the same, so they are asked for anew.
(function (live) {
  "use strict";

  // `assets` says of each written file since which version it differs; pictures of a later one than `seen` are exchanged.
  live.pictures = function (assets, seen) {
    for (const [address, version] of Object.entries(assets || {})) {
      if (version <= seen) continue;
      for (const image of document.images) {
        const place = new URL(image.src, location.href);
        if (place.origin !== location.origin || place.pathname !== `/${address}`) continue;
        place.search = `?${version}`;
        image.src = place.href;
      }
    }
  };
})(window.featsiteLive);
