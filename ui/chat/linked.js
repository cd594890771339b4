/* A link of an answer that is opened by itself: in a tab of its own, from a bookmark, or pasted into this one. Its address
   tells the place in the document too (see places.py). Runs after page.js; only the first run counts. */
window.footnoteLinked ??= ((fn) => {
  const LEADS = /^#(cite|near|claim)-(\w+)-(\d{1,4})(?:\/(.*))?$/;
  const PRESSED = /^#(copy|edit|retry|reword)-/; // What they do, they do where their answer is.

  function words(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }

  const count = (text) => Math.min(Number(text) || 0, 2 ** 40);

  /* The place in the document: `document/120-180/report.md`. A link may have lost its end on its way here. */
  function place(told, quoted) {
    const [document, range = "", name = ""] = told.split("/");
    const [start, end] = range.split("-").map(count);
    return { document, start: start ?? 0, end: end ?? 0, name: words(name), quoted };
  }

  async function follow() {
    const { hash } = location;
    const [, name, turn, n, told = ""] = LEADS.exec(hash) ?? [];
    if (hash === "#documents") return fn.tab("Documents");
    if (!name && !PRESSED.test(hash)) return undefined;
    await fn.tab("Evidence");
    const number = count(n);
    const [footnote, claim] = name === "claim" ? [0, number] : [number, 0];
    return fn.hooks.follow?.(turn ?? "-", footnote, claim, place(told, name !== "near"));
  }

  /* Once the reader goes elsewhere, a reload leads no longer there. */
  function leave() {
    if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
  }

  addEventListener("hashchange", follow);
  Object.assign(fn.hooks, { arrived: follow, left: leave });
  return true;
})(window.footnote);
