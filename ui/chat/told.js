/* How the page tells something: a line that stays, a notice that goes, a reason beside a mark. Runs before page.js; only
   the first run counts. */
window.footnoteTold ??= (() => {
  const $ = (selector) => document.querySelector(selector);
  // Outside of it Gradio lets no rule for small windows, paper or calm motion hold.
  const place = (node) => $(".gradio-container .contain").append(node);

  /* A line above the box that stays until it is no longer true; with what can be done about it. */
  function tell(text, label = "", act = null) {
    let line = $("#fn-told");
    if (!line && text) {
      line = document.createElement("p");
      line.id = "fn-told";
      line.setAttribute("role", "alert");
      $("#talk > #ask, #talk > :has(#ask)").before(line);
    }
    if (!line) return;
    line.textContent = text;
    line.classList.toggle("calm", Boolean(label));
    if (!label) return;
    const button = document.createElement("button");
    button.textContent = label;
    button.addEventListener("click", act);
    line.append(" ", button);
  }

  /* A notice, which goes by itself. Where it is not `shown`, it is for those alone who listen. */
  function say(text, shown = true) {
    const live = listening();
    live.textContent = text;
    live.classList.toggle("shown", shown);
    clearTimeout(say.timer);
    say.timer = setTimeout(() => live.classList.remove("shown"), 2400 + 40 * text.length);
  }

  /* What is read out must have been there, empty, before it says something. */
  function listening() {
    const there = $("#fn-live");
    if (there) return there;
    const live = document.createElement("div");
    live.id = "fn-live";
    live.setAttribute("role", "status");
    place(live);
    return live;
  }

  /* The reason of a verdict beside its mark, or what a footnote leads to beside its number, for whoever points at it or
     comes to it by keyboard. */
  function hint(mark) {
    clearTimeout(pointing);
    clearTimeout(leaving);
    if (!mark.isConnected || !mark.dataset.reason) return;
    let tip = $("#fn-tip");
    if (!tip) {
      tip = document.createElement("div");
      tip.id = "fn-tip";
      tip.addEventListener("mouseenter", () => clearTimeout(leaving));
      tip.addEventListener("mouseleave", hush);
      tip.setAttribute("aria-hidden", "true"); // The mark's own name or description says the same.
      place(tip);
    }
    pointed = mark;
    tip.textContent = mark.dataset.reason;
    tip.classList.add("shown");
    const at = mark.getBoundingClientRect();
    const size = tip.getBoundingClientRect();
    // Below: the words that it is about end where the mark is.
    const below = at.bottom + 8;
    tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
    tip.style.top = `${below + size.height < innerHeight - 8 ? below : at.top - size.height - 8}px`;
  }

  function lead(mark) {
    if (document.activeElement !== mark) return;
    hint(mark);
    led = true;
  }

  let pointed = null;
  let led = false; // Whether the keyboard led to what is shown: whoever takes up the pointer may want what it covers.
  let pointing; // When to show what the pointer has come to: on its way over the text nothing jumps up.
  let leaving; // When to hide it: on the way from the mark to its words, to read them closer or copy them, it stays.
  function hush() {
    led = false;
    clearTimeout(pointing);
    clearTimeout(leaving);
    $("#fn-tip")?.classList.remove("shown");
  }

  /* A mark that is gone tells nobody that the pointer has left it. */
  function hushGone() { if (pointed && !pointed.isConnected) hush(); }

  const markOf = (event) => event.target.closest?.("#chat a[data-reason]");
  document.addEventListener("mouseover", (event) => {
    const mark = markOf(event);
    clearTimeout(pointing);
    if (mark) pointing = setTimeout(hint, 150, mark);
  });
  document.addEventListener("focusin", (event) => {
    const mark = markOf(event);
    // A frame later: what was out of view is scrolled to, which would hush it.
    if (mark?.matches(":focus-visible")) requestAnimationFrame(() => lead(mark));
  });
  document.addEventListener("pointermove", (event) => { if (led && (event.movementX || event.movementY)) hush(); });
  document.addEventListener("mouseout", (event) => {
    if (!markOf(event)) return;
    clearTimeout(pointing);
    clearTimeout(leaving);
    leaving = setTimeout(hush, 250);
  });
  document.addEventListener("focusout", (event) => { if (markOf(event)) hush(); });
  document.addEventListener("scroll", hush, true);

  return { tell, say, listening, hush, hushGone };
})();
