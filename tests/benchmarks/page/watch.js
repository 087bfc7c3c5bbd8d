// Watches a page from its first moment: paints, long tasks, when it listens, and each key until it is painted.
window.__bench = (() => {
  let painted = 0, text = 0, largest = 0, busyUntil = 0, listens = 0, clicked = 0, caret = 0;
  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch("paint", (one) => { if (one.name === "first-contentful-paint") painted = one.startTime; });
  watch("largest-contentful-paint", (one) => { largest = Math.max(largest, one.renderTime || one.startTime); });
  watch("longtask", (one) => { busyUntil = Math.max(busyUntil, one.startTime + one.duration); });

  // Called before a frame is drawn, acts once it was.
  const onceDrawn = (act) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = act;
    port2.postMessage(0);
  };
  const afterPaint = (act) => requestAnimationFrame(() => onceDrawn(act));
  const look = () => {
    if (document.querySelector("READY")) listens = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const read = () => {
    if (document.querySelector("TEXT")?.getBoundingClientRect().height > 0) onceDrawn(() => { text = performance.now(); });
    else requestAnimationFrame(read);
  };
  requestAnimationFrame(read);

  const keys = [];
  addEventListener("keydown", ({ timeStamp }) => afterPaint(() => keys.push(performance.now() - timeStamp)), true);
  const writes = () => {
    if (document.activeElement?.isContentEditable) onceDrawn(() => { caret = performance.now(); });
    else requestAnimationFrame(writes);
  };
  addEventListener("click", ({ timeStamp }) => { clicked = timeStamp; requestAnimationFrame(writes); }, { capture: true, once: true });

  return {
    keys,
    quiet: (ms) => listens > 0 && text > 0 && performance.now() - Math.max(listens, busyUntil, text, largest) > ms,
    loaded: () => ({ painted, readable: Math.max(painted, text), largest, listens, interactive: Math.max(listens, busyUntil) }),
    sinceClick: () => Math.max(0, caret - clicked),
    async scrollThrough() {
      for (let y = 0; y < document.scrollingElement.scrollHeight; y += 700) {
        scrollTo(0, y);
        await new Promise(requestAnimationFrame);
      }
    },
  };
})();
