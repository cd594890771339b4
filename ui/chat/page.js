/* What the whole page shares: sending, stopping, a new chat, and links inside answers. Each part of the page runs this
   before its own script, and before it what it is made of (see `_shared` in page.py); only the first run counts. */
window.footnote ??= (() => {
  const AWAY = "away"; // What the browser's history keeps while a phone shows what is below the chat.
  const GONE = "Footnote cannot be reached. It may have been stopped, or the connection is down.";
  const RENEWED = "Footnote was started anew, and has forgotten this conversation. Copy what you want to keep of it.";
  const FORGOTTEN = "Footnote keeps only the latest conversations, and has forgotten this one. Copy what you want to keep of it.";
  const BROKEN = "The answer was broken off; its question is back in the box.";
  const BROKEN_OFF = "The answer was broken off.";
  const WAIT = "An answer is on its way. Wait for it, or stop it.";
  const server = window.footnoteServer;
  const clipboard = window.footnoteClipboard;
  const session = window.footnoteSession;
  const { token, before, opened } = session;
  const draft = window.footnoteDraft;
  const scope = window.footnoteScope;
  const scroll = window.footnoteScroll;
  const focus = window.footnoteFocus;
  const form = window.footnoteForm;
  const heard = window.footnoteHeard;
  const { tell, say, listening, hush, hushGone } = window.footnoteTold;
  const hooks = {};
  const votes = window.footnoteVotes((...given) => hooks.vote?.(...given), () => mend());
  const $ = (selector, root = document) => root.querySelector(selector);
  const phone = () => matchMedia("(max-width: 51.25em), (max-height: 30em)").matches; // As in media.css.
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const busy = () => Boolean($("#ask [data-testid=stop-button]"));
  const entity = (c) => `&#${c.charCodeAt(0)};`;
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const inert = (text) => text.split("\n").map((line) => line.trim().replace(/[!-/:-@[-`{-~]/g, entity)).join("\n");
  let sent = ""; // The question on its way.
  let running = 0; // Requests whose end Gradio has not told: until then it may show their last state once more.
  let ending = false; // Whether the next question waits for the end of an answer.
  let ready = false; // Whether the page has what there was before it was loaded.
  let over = ""; // What to tell where nobody knows any more of what stands here.
  let cut = ""; // What became of an answer whose server is gone.
  let behind = ""; // What is written in the box while a question is asked in passing.
  let understood = ""; // How the reader wants the question on its way to be understood.
  let follows = false; // Whether another stood before the question on its way.
  let asking = false; // Whether a question that a click asks is not yet on its way.

  const button = (stop) => ({ __type__: "update", submit_btn: !stop, stop_btn: stop });

  /* The question appears at once, and the empty box waits for the next one. */
  async function submit(question, chat) {
    const text = (question || "").trim();
    const meant = understood;
    const rest = behind;
    understood = behind = "";
    // The last words stand there a moment before Gradio tells that they were the last.
    if (text && busy() && !ending) {
      ending = true;
      await until(() => !busy(), 5);
      ending = false;
    }
    if (text && busy()) say(WAIT);
    // What is not given stays as it is; blanks alone would hide what the box is for.
    if (!text || busy()) {
      return [text && !rest ? undefined : { ...button(busy()), value: draft.joined(text, rest) }, undefined, "", token(), ""];
    }
    await until(() => !running, 20);
    sent = meant || text;
    follows = Boolean(chat?.length);
    session.asked();
    hooks.asked?.();
    tab("Evidence");
    scroll.begin();
    heard.begin();
    if (phone()) scrollTo({ top: 0, behavior: "auto" });
    const message = { role: "user", content: [{ type: "text", text: inert(sent) }], metadata: null, options: null };
    return [{ ...button(true), value: rest }, [...(chat || []), message], text, token(), meant];
  }

  /* Gradio waits for ever for a server that is gone, and then forgets the page: we look first. */
  async function send(asked, _, meant) {
    running += 1;
    await until(() => ready, 100); // Whatever is on its way when a page is loaded is taken for that of an earlier one.
    const found = asked ? await server.reach() : "here";
    if (found === "new") await outlived(2);
    if (found !== "here") throw new Error(GONE); // `failed` is next.
    settle();
    // The token that the page came with may be that of another tab.
    return [asked, token(), meant, scope.chosen().join(" "), follows ? "yes" : ""];
  }

  /* Of a server that is gone Gradio would say "Connection errored out": we look first. Whether it could be asked. */
  async function served(run) {
    if ((await server.missing()) || server.broken()) {
      if (over) say(over);
      else tell(`${GONE} ${cut}`.trim());
      return false;
    }
    run();
    return true;
  }

  /* An answer is there, or the server told that nothing of the conversation is. */
  function ended(chat, forgotten) {
    if (forgotten) over = FORGOTTEN;
    else running -= 1;
    if (!busy()) heard.end(!forgotten); // Enter that was pressed twice ends at once.
    return forgotten ? failed(chat) : [undefined, undefined];
  }

  /* What Gradio's own buttons do no more once its stream was broken. */
  function unserved(target) {
    if (target.closest?.("#copy-all")) copy("");
    if (target.closest?.("#new-chat")) over ? server.reload() : say(GONE);
  }

  /* A question that did not get through, or whose answer was broken off, goes back into the box. */
  async function failed(chat) {
    running -= 1;
    heard.end(false);
    const rest = [...(chat || [])];
    const unanswered = rest.at(-1)?.role === "user";
    if (unanswered) rest.pop();
    const free = !draft.written().trim();
    const what = unanswered ? "The question did not get through; it is back in the box." : free ? BROKEN : BROKEN_OFF;
    const gone = !over && (await server.missing());
    if (gone) cut = what;
    if (over) tellOver(what);
    else tell(gone ? `${GONE} ${what}` : `${what} Ask it again.`);
    return [rest, { ...button(false), value: unanswered || free ? draft.joined(sent) : draft.written() }];
  }

  /* A server that was started anew knows nothing of what stands here: that stays until the reader leaves it. Where there
     are fewer than so many questions, nothing is lost with them; unless it is told which files were not added. */
  async function outlived(questions) {
    const asked = document.querySelectorAll("#chat .user-row").length;
    if (!asked && hooks.unread?.() && !server.broken()) return tell("");
    if (asked < questions) await server.reload();
    if (!over) tellOver(cut);
  }

  function tellOver(what = "") {
    over ||= RENEWED;
    tell(`${over} ${what}`.trim(), "Go on in a new chat", server.reload);
  }

  server.watch({
    busy,
    renewed() { return outlived(1); },
    found() { settle(); },
    lost() {
      const free = !draft.written().trim();
      if (busy() && free) draft.fill(sent);
      if (busy()) cut = free ? BROKEN : BROKEN_OFF;
      tell(`${GONE} ${cut}`.trim());
    },
  });

  /* What is written and not yet answered outlives a reload. */
  addEventListener("pagehide", () => draft.leave(busy() ? sent : ""));

  async function restore(shelf) {
    ready = true;
    scope.draw();
    if (shelf.listed && !shelf.unread && shelf.documents) scope.list(JSON.parse(shelf.documents));
    listening();
    settle();
    await pause(60);
    draft.restore([...document.querySelectorAll("#chat .user-row .message")].at(-1)?.innerText ?? "");
    hooks.arrived?.();
  }

  /* Where all is well, nothing is told but the way back from a new chat. */
  function settle() {
    cut = "";
    const back = session.wayBack();
    if (back) tell("This is a new chat.", "Back to the one before", back);
    else tell("");
  }

  /* The answer that is on its way still belongs to the old chat: it has to end before there is a new one. */
  async function renew() {
    const box = $("#ask textarea");
    await until(() => ready, 100); // What there was before the page was loaded would come back.
    const ended = over || (await stop());
    session.renew(Boolean($("#chat .user-row")) && !over);
    sent = "";
    hooks.renewed?.();
    if (!ended || over) await server.reload();
    settle();
    setTimeout(() => box?.focus(), 60);
    return [[], { kind: "empty", focus: false, at: String(Math.random()) }, button(false)];
  }

  /* Whether nothing of an answer can arrive any more. */
  async function stop() {
    stopping ??= press().finally(() => { stopping = null; });
    return until(() => !busy() && !running, 70);
  }

  /* Stop it, again and again: the server may not have had the question yet. */
  let stopping = null;
  async function press() {
    await pause(0); // Its own presses come after `stopping` is set.
    for (let tries = 0; busy() && tries < 60 && !server.broken(); tries += 1) {
      $("#ask [data-testid=stop-button]").click();
      await until(() => !busy(), 4);
    }
  }

  /* Whether it came true before so many tenths of a second had passed. */
  async function until(test, tenths) {
    for (let tries = 0; !test() && tries < tenths * 5; tries += 1) await pause(20);
    return test();
  }

  /* Ask on behalf of the reader, through the box, so that there is one way in; what is written there stays. Whether it
     was asked. */
  async function ask(text, meant = "") {
    if (busy()) say(WAIT);
    if (busy() || asking) return false;
    asking = true;
    [understood, behind] = [meant, draft.written()];
    draft.fill(text);
    await pause(30);
    $("#ask [data-testid=submit-button]")?.click();
    until(busy, 30).then(() => { asking = false; });
    return true;
  }

  function tab(name) {
    const button = [...document.querySelectorAll("#tabs [role=tab]")].find((b) => b.textContent.trim() === name);
    if (button && button.getAttribute("aria-selected") !== "true") button.click();
    // A hidden part has no size and takes no focus: two frames later it is there.
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }

  let copying = ""; // The answer to be copied; empty for all of them.
  async function copy(turn) {
    copying = turn;
    if (!(await hooks.copying?.(turn))) take(clipboard.ofPage(rowsOf(turn)));
  }

  function copied(clip) {
    const found = JSON.parse(clip);
    if (found.turn !== copying) return; // Another was to be copied meanwhile.
    take(found.text ? found : clipboard.ofPage(rowsOf(found.turn)));
  }

  async function take({ text, html }) {
    if (!text.trim()) say("There is nothing to copy.");
    else if (await clipboard.write(text, html)) say("Copied with footnotes");
    else clipboard.offer(text);
  }

  /* A finished answer with its question, or all that there is. */
  function rowsOf(turn) {
    const rows = [...document.querySelectorAll("#chat .user-row, #chat .bot-row")];
    const at = rows.findIndex((row) => $(`a[href="#copy-${turn}"]`, row));
    return turn ? rows.slice(Math.max(0, at - 1), at + 1) : rows;
  }

  function voted(told) {
    const [head, text] = told.split("\n");
    const [turn, kept] = head.split(" ");
    votes.settle(turn, kept === "kept");
    say(text);
  }

  /* The question that the message of this node answers. */
  function questionOf(node) {
    const own = node.closest(".message-row, .bot-row");
    const rows = [...document.querySelectorAll("#chat .user-row, #chat .bot-row")];
    const before = rows.slice(0, rows.indexOf(own)).reverse().find((row) => row.classList.contains("user-row"));
    return before && $(".message", before).innerText.trim();
  }

  function edit(line) {
    if (line.hidden) return;
    const question = questionOf(line);
    const meant = $("span", line).textContent;
    const again = async (text) => {
      const asked = await ask(question, text);
      // On to the new answer, and not back to this one; on a phone a field with the focus brings up the keyboard.
      if (asked) setTimeout(() => (phone() ? document.activeElement.blur() : $("#ask textarea").focus()));
      return asked;
    };
    const node = form("edit", "Understood as", meant, ["Ask again", "Cancel"], again);
    node.addEventListener("close", () => { line.hidden = false; });
    line.after(node);
    line.hidden = true;
  }

  /* Every link inside the chat and the masthead is one of ours, and each says by its address what it does. */
  const links = {
    async cite(link, [turn, number]) { await leaveFor("Evidence", link); hooks.cite?.(turn, Number(number)); },
    async near(link, [turn, number]) { await leaveFor("Evidence", link); hooks.cite?.(turn, Number(number)); },
    copy(_, [turn]) { copy(turn); },
    async claim(link, [turn, place]) {
      await leaveFor("Evidence", link);
      hooks.cite?.(turn, 0, Number(place));
    },
    retry(link) { const question = questionOf(link); if (question) ask(question); },
    reword(link) { draft.fill(draft.joined(questionOf(link))); $("#ask textarea").focus(); },
    edit(link) { edit(link.closest(".fn-understood")); },
    ask(link) { ask(link.textContent); },
    async documents() { await leaveFor("Documents", null); $("#side").scrollIntoView({ block: "start" }); },
  };

  /* The address of a link without the place in the document, which is for whoever opens it elsewhere. */
  const footnoteOf = (link) => link.getAttribute("href").split("/")[0];

  /* Open a tab from a link of the conversation. On a phone that leads away from it, and the browser's own way back leads
     back. */
  function leaveFor(name, link) {
    hush();
    hooks.origin = link;
    if (phone() && history.state !== AWAY) history.pushState(AWAY, "");
    return tab(name);
  }

  function back() {
    if (history.state === AWAY) history.back();
    else hooks.back?.();
  }

  addEventListener("popstate", () => { if (history.state !== AWAY) hooks.back?.(); });

  /* Gradio reads out a message as its raw Markdown, and drops the names of links: mend both as messages change. */
  function mend() {
    for (const node of document.querySelectorAll("#chat [data-testid=bot][aria-label], #chat [data-testid=user][aria-label]")) {
      node.removeAttribute("aria-label");
    }
    for (const chip of document.querySelectorAll("#chat a:is([href^='#cite-'], [href^='#near-'])[title]")) {
      // A passage may have such words of its own.
      const [, number, leads] = (chip.hash.startsWith("#cite-") && /^Footnote (\d+)(?:: ([^]+))?$/.exec(chip.title)) || [];
      if (number) chip.setAttribute("aria-label", `${chip.classList.contains("fn-better") ? "Better footnote: " : "Footnote "}${number}`);
      chip.dataset.reason = number ? (leads ?? "") : chip.title;
      chip.setAttribute("aria-description", chip.dataset.reason);
      chip.removeAttribute("title");
    }
    for (const text of document.querySelectorAll("#chat .message .prose:not([lang])")) text.lang = "";
    for (const mark of document.querySelectorAll("#chat .fn-verdict[title]")) {
      mark.dataset.reason = mark.title || "There is nothing to check it by.";
      mark.setAttribute("aria-label", `${mark.textContent}: ${mark.dataset.reason}`);
      mark.removeAttribute("title");
    }
    votes.show();
    heard.quiet();
    for (const mark of document.querySelectorAll("#chat .fn-verdict")) {
      mark.classList.toggle("open", footnoteOf(mark) === `#claim-${hooks.claim}`);
    }
    for (const chip of document.querySelectorAll("#chat a[href^='#cite-'], #chat a[href^='#near-']")) {
      chip.classList.toggle("open", footnoteOf(chip).replace(/^#[a-z]+-/, "") === hooks.open);
    }
    focus.keep();
    scroll.follow(busy());
    hushGone();
    for (const question of document.querySelectorAll("#chat .user-row .message .prose:not([role])")) {
      question.setAttribute("role", "heading");
      question.setAttribute("aria-level", "2");
    }
    for (const [column, name] of [["#talk", "Conversation"], ["#side", "Evidence and documents"]]) {
      $(column)?.setAttribute("role", "region");
      $(column)?.setAttribute("aria-label", name);
    }
    // As it says there, in documents.css.
    const dropping = matchMedia("(hover: hover)").matches;
    $("#files button")?.setAttribute("aria-label", dropping ? "Drop documents here, or choose them" : "Choose documents");
    $("#copy-all")?.toggleAttribute("disabled", !$("#chat .user-row"));
    $("#ask textarea")?.setAttribute("aria-label", "Question");
    for (const [name, label, key] of [["submit", "Ask", "Enter"], ["stop", "Stop", "Escape"]]) {
      const button = $(`#ask [data-testid=${name}-button]`);
      button?.setAttribute("aria-label", label);
      button?.setAttribute("aria-keyshortcuts", key);
      button?.setAttribute("title", `${label} (${key})`);
    }
  }

  let due = false;
  new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => { due = false; mend(); });
  }).observe(document.body, { childList: true, subtree: true });

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#ask [data-testid=stop-button]")) stop();
    const thumb = event.target.closest?.("#chat .fn-vote");
    if (thumb) votes.vote(thumb);
    if (server.broken()) unserved(event.target);
    const link = event.target.closest?.("#chat a[href^='#'], #name a[href^='#']");
    if (!link) return;
    event.preventDefault();
    const [name, ...rest] = footnoteOf(link).slice(1).split("-");
    links[name]?.(link, rest);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && server.broken()) say(over || GONE);
    if (event.key === "Escape") hush();
    // The same key leaves a document, a question about a removal, and what an input method proposes.
    const other = event.isComposing || event.defaultPrevented || event.target.closest?.("#side");
    if (event.key === "Escape" && busy() && !other) stop();
  });

  return { $, token, reader: session.reader, before, opened, restore, submit, send, served, ended, failed, renew, tab, until, say, copy, copied, voted, scope, wentOn: focus.wentOn, mend, back, phone, calm, hooks };
})();
