/* Where the reader is: what is drawn anew must not take the focus, and nobody is called back from elsewhere. Runs before
   page.js; only the first run counts. */
window.footnoteFocus ??= (() => {
  const ASKS = "#ask button, #chat a:is([href='#ask'], [href^='#retry-'])"; // What asks or stops is gone once it is pressed.
  let held = null; // What the focus was last on inside the chat.
  let asks = false; // Whether that was one of those.

  document.addEventListener("focusin", ({ target }) => {
    held = target.closest?.(`#chat .fn-vote, #chat a[href^='#'], ${ASKS}`);
    asks = Boolean(held?.matches(ASKS));
  });

  /* Gradio draws an answer anew when anything of it changes, and what had the focus is gone: its like gets it; after a
     question the box for the next one, but not on a phone, where that brings up the keyboard. */
  function keep() {
    if (!held || held.isConnected || document.activeElement !== document.body) return;
    if (asks) {
      if (matchMedia("(hover: hover)").matches) document.querySelector("#ask textarea")?.focus({ preventScroll: true });
      held = null;
      return;
    }
    const own = held.id ? `#${CSS.escape(held.id)}` : `#chat a[href="${CSS.escape(held.getAttribute("href"))}"]`;
    document.querySelector(own)?.focus({ preventScroll: true });
  }

  /* Whether the reader has left where they were `from`, as to type the next question, and is not to be called back; in
     `part` all is drawn anew. */
  function wentOn(from, part) {
    const at = document.activeElement;
    return at && at !== document.body && at !== from && !part?.contains(at);
  }

  return { keep, wentOn };
})();
