/* What those who listen are told of an answer: that it is on its way, and once, when it is there, all of it. The chat by
   itself would be read out anew with each word that arrives, from its beginning. Runs before page.js; only the first run
   counts. */
window.footnoteHeard ??= (() => {
  const $ = (selector) => document.querySelector(selector);
  let waiting; // Since a question was asked; when to say how it goes on.
  let leaving; // When what was said goes: whoever reads on to the end of the page finds no answer a second time.

  function hear(text) {
    const line = listening();
    line.textContent = text;
    clearTimeout(leaving);
    leaving = setTimeout(() => { line.textContent = ""; }, 5000);
  }

  /* What is read out must have been there, empty, before it says something. */
  function listening() {
    if ($("#fn-heard")) return $("#fn-heard");
    const line = document.createElement("div");
    line.id = "fn-heard";
    line.setAttribute("role", "status");
    $(".gradio-container .contain").append(line);
    return line;
  }

  /* A question was asked. Quick answers need no word of it; of long work it is said how far that is. */
  function begin() {
    clearTimeout(waiting);
    waiting = setTimeout(wait, 1000, "An answer is on its way. Escape stops it.");
  }

  function wait(text) {
    if (window.footnoteServer.broken()) return;
    hear(text);
    waiting = setTimeout(() => wait([...document.querySelectorAll("#chat .fn-progress")].at(-1)?.textContent ?? ""), 15_000);
  }

  /* Its answer is there, whole or as far as it came; or none, of which an alert tells. */
  function end(answered) {
    const asked = waiting;
    clearTimeout(waiting);
    waiting = undefined;
    // Gradio draws the last of it a moment after it has told that it was the last.
    if (asked && answered) setTimeout(tellLast, 150);
  }

  function tellLast() {
    const row = [...document.querySelectorAll("#chat .bot-row")].at(-1);
    if (row) hear(window.footnoteClipboard.spoken(row)); // In a new chat there is none.
  }

  /* What is drawn anew as it arrives is not read out. */
  function quiet() {
    listening();
    $("#chat [role=log]")?.setAttribute("aria-live", "off");
  }

  return { begin, end, quiet };
})();
