// The stream of states. A browser opens at most six connections to one server, so of all pages that are seen one holds the
// stream and tells the others what it hears; when it goes the next one takes its place.
(function (live) {
  "use strict";

  const ADDRESS = "/.featsite/events";
  const NAME = "featsite-live";

  // Calls `hear` with each state and `lost` once when the stream ends. Gives what ends it.
  live.listen = function (hear, lost) {
    let source = null;
    const open = (told, failed) => {
      source = new EventSource(ADDRESS);
      source.addEventListener("message", (event) => told(event.data));
      source.addEventListener("error", failed);
    };
    // Locks are only there where the browser trusts the connection: on this machine, not over a network.
    let channel = null;
    try {
      if (navigator.locks) channel = new BroadcastChannel(NAME);
    } catch (error) {
      // A page in a frame of nobody's has no channel.
      channel = null;
    }
    if (!channel) {
      open(hear, lost);
      return { close: () => source.close() };
    }
    const waiting = new AbortController();
    let last = null;
    let release = null;
    let closed = false;
    const say = (message) => !closed && channel.postMessage(message);
    channel.addEventListener("message", ({ data }) => {
      if (closed) return;
      if (data.state) hear(data.state);
      else if (data.lost) lost();
      else if (data.asks && last) say({ state: last });
    });
    const hold = () => new Promise((resolve) => {
      if (closed) {
        resolve();
        return;
      }
      release = resolve;
      open((state) => {
        last = state;
        say({ state });
        hear(state);
      }, () => {
        say({ lost: true });
        lost();
      });
    });
    // Who stops waiting is told so by an error; who may not have a lock listens alone.
    navigator.locks.request(NAME, { signal: waiting.signal }, hold).catch(() => {
      if (!closed && !source) open(hear, lost);
    });
    say({ asks: true });
    return {
      close() {
        closed = true;
        waiting.abort();
        if (source) source.close();
        if (release) release();
        channel.close();
      },
    };
  };
})(window.featsiteLive);
