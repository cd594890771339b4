/* Where the chat is scrolled to while an answer arrives. Runs before page.js; only the first run counts. */
window.footnoteScroll ??= (() => {
  let following = true; // From a question until its answer is there, the chat stays with them; at first with the last ones.

  function begin() { following = true; }

  /* The question at the top, or everything where that fits: a long answer is read from its beginning. */
  function follow(busy) {
    if (!following) return;
    const scroller = document.querySelector("#chat .panel-wrap");
    const rows = [...document.querySelectorAll("#chat .user-row, #chat .bot-row")];
    const question = rows.filter((row) => row.classList.contains("user-row")).pop();
    if (!scroller || !question) return;
    // In a very low window the page scrolls, and not a part of it.
    const page = getComputedStyle(scroller).overflowY === "visible";
    const top = question.getBoundingClientRect().top - 12;
    if (page) scrollBy({ top, behavior: "auto" });
    else scroller.scrollTop += top - scroller.getBoundingClientRect().top;
    if (rows.at(-1) !== question && !busy) following = false;
  }

  /* Whoever scrolls decides what is in view. */
  const SCROLLS = ["PageUp", "PageDown", "ArrowUp", "ArrowDown", "Home", "End", " "];
  const leave = (event) => { if (event.target.closest?.("#chat")) following = false; };
  for (const name of ["wheel", "touchmove", "pointerdown"]) {
    document.addEventListener(name, leave, { capture: true, passive: true });
  }
  document.addEventListener("keydown", (event) => {
    if (SCROLLS.includes(event.key) && !event.target.closest?.("input, textarea")) following = false;
  });

  return { begin, follow };
})();
