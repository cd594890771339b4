/* The thumbs below each answer. Runs before page.js; only the first run counts. `send(turn, vote, comment)` tells whether
   the vote is kept; `changed` draws what has changed. */
window.footnoteVotes ??= (send, changed) => {
  const { wentOn } = window.footnoteFocus;
  const given = {}; // What was voted since the page was loaded; before that, the messages say it.
  let casting = Promise.resolve(); // Votes and comments are sent in the order in which they were given.

  function cast(...vote) {
    casting = casting.then(() => send(...vote));
    return casting;
  }

  async function vote(button) {
    const [, turn, kind] = button.id.split("-");
    const wanted = button.getAttribute("aria-pressed") === "true" ? "" : kind;
    const origin = document.activeElement;
    const earlier = given[turn];
    given[turn] = wanted;
    changed();
    const kept = await cast(turn, wanted, "");
    if (given[turn] !== wanted) return; // Another vote came meanwhile.
    if (kept) comment(document.getElementById(button.id), turn, wanted, origin);
    else if (earlier === undefined) delete given[turn];
    else given[turn] = earlier;
    changed();
  }

  /* Who votes it down is asked what is wrong; who takes that back is not asked any more. */
  function comment(button, turn, wanted, origin) {
    button?.closest(".message, .bot-row").querySelector(".fn-form.why")?.remove();
    if (!button || wanted !== "down") return;
    const say = (text) => cast(turn, "down", text);
    const labels = ["Send", "No comment"];
    const node = window.footnoteForm("why", "What is wrong with it? (if you like)", "", labels, say, origin);
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

  return { vote, show };
};
