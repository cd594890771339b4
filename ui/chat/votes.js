/* The thumbs below each answer. Runs before page.js; only the first run counts. `send(turn, vote, comment)` tells whether
   the server could be asked, which then tells what is kept; `changed` draws what has changed. */
window.footnoteVotes ??= (send, changed) => {
  const { wentOn } = window.footnoteFocus;
  const given = {}; // What was voted since the page was loaded; before that, the messages say it.
  const held = {}; // What of that the server has.
  let casting = Promise.resolve(); // Votes and comments are sent in the order in which they were given.

  function cast(...vote) {
    casting = casting.then(() => send(...vote));
    return casting;
  }

  async function vote(button) {
    const [, turn, kind] = button.id.split("-");
    const wanted = button.getAttribute("aria-pressed") === "true" ? "" : kind;
    const origin = document.activeElement;
    given[turn] = wanted;
    changed();
    const asked = await cast(turn, wanted, "");
    if (given[turn] !== wanted) return; // Another vote came meanwhile.
    if (asked) comment(document.getElementById(button.id), turn, wanted, origin);
    else settle(turn, false);
    changed();
  }

  /* What became of the last vote: one that is not kept is not shown as if it were. */
  function settle(turn, kept) {
    if (kept) held[turn] = given[turn];
    else if (turn in held) given[turn] = held[turn];
    else delete given[turn];
    if (!kept) leave(document.getElementById(`vote-${turn}-down`));
    changed();
  }

  function leave(button) { button?.closest(".message, .bot-row").querySelector(".fn-form.why")?.remove(); }

  /* Who votes it down is asked what is wrong; who takes that back is not asked any more. */
  function comment(button, turn, wanted, origin) {
    leave(button);
    if (!button || wanted !== "down") return;
    const say = (text) => cast(turn, "down", text);
    const labels = ["Send", "No comment"];
    const node = window.footnoteForm("why", "What is wrong with it? (optional)", "", labels, say, origin);
    button.closest(".prose").after(node);
    if (!wentOn(origin)) requestAnimationFrame(() => node.scrollIntoView({ block: "nearest" }));
  }

  /* The names and states of the thumbs that are there now. */
  function show() {
    for (const button of document.querySelectorAll("#chat .fn-vote")) {
      const [, turn, kind] = button.id.split("-");
      const pressed = turn in given ? given[turn] === kind : button.classList.contains("on");
      button.setAttribute("aria-label", button.title);
      button.setAttribute("aria-pressed", String(pressed));
    }
  }

  return { vote, settle, show };
};
