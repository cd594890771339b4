/* What is written in the box for questions: none of it is lost, neither to a reload nor to a question that comes back.
   Runs before page.js; only the first run counts. */
window.footnoteDraft ??= (() => {
  const session = window.footnoteSession;
  const box = () => document.querySelector("#ask textarea");
  const written = () => box()?.value ?? "";
  const flat = (text) => text.split(/\s+/).join(" ").trim();
  let restored = false; // Whether what was written before a reload is back in the box.

  function fill(text) {
    if (!box() || box().value === text) return;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box(), text);
    box().dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* What comes back into the box stands before what was written there meanwhile. */
  function joined(back, meanwhile = written()) {
    return meanwhile.startsWith(back) ? meanwhile : [back, meanwhile].filter((text) => text.trim()).join("\n");
  }

  /* For the next page: what is written, and the question that is still on its way. */
  function leave(sent) {
    const [question, draft] = restored ? ["", ""] : session.draft();
    session.leave(sent || question, joined(draft));
  }

  /* What the page before this one left; without the question that stands last in the chat. */
  function restore(asked) {
    const [sent, draft] = session.draft();
    const here = (text) => flat(text) === flat(asked);
    fill(joined(joined(here(sent) ? "" : sent, here(draft) ? "" : draft)));
    restored = true;
    session.leave("", "");
  }

  return { written, fill, joined, leave, restore };
})();
