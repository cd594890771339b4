/* What the whole page shares: the tab's secret token, sending, stopping, and links inside answers.
   Each part of the page runs this before its own script; only the first run counts. */
window.footnote ??= (() => {
  const KEY = "footnote-conversation";
  const hooks = {};
  const $ = (selector, root = document) => root.querySelector(selector);
  const phone = () => matchMedia("(max-width: 820px)").matches;
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const busy = () => Boolean($("#ask [data-testid=stop-button]"));
  const entity = (c) => `&#${c.charCodeAt(0)};`;
  const inert = (text) => text.split("\n").map((line) => line.trim().replace(/[!-/:-@[-`{-~]/g, entity)).join("\n");
  let following = false; // From a question until its answer is there, the chat stays with them.
  let memory = null; // Where storage is refused, the token lives as long as the page.

  function token(fresh = false) {
    let value = memory;
    try { value = sessionStorage.getItem(KEY) || memory; } catch { /* storage refused */ }
    if (!value || fresh) {
      value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
      memory = value;
      try { sessionStorage.setItem(KEY, value); } catch { /* storage refused */ }
    }
    return value;
  }

  const button = (stop) => ({ __type__: "update", submit_btn: !stop, stop_btn: stop });

  /* The question appears at once, and the empty box waits for the next one. */
  function submit(question, chat) {
    const text = (question || "").trim();
    if (!text || busy()) return [question, chat, "", token()];
    tab("Evidence");
    following = true;
    if (phone()) scrollTo({ top: 0, behavior: "auto" });
    const message = { role: "user", content: [{ type: "text", text: inert(text) }], metadata: null, options: null };
    return [{ ...button(true), value: "" }, [...(chat || []), message], text, token()];
  }

  const ready = () => button(false);

  function renew() {
    if (busy()) $("#ask [data-testid=stop-button]").click();
    token(true);
    setTimeout(() => $("#ask textarea")?.focus(), 60);
    return [[], { kind: "empty", focus: false, at: String(Math.random()) }, { ...ready(), value: "" }];
  }

  /* Ask on behalf of the reader: through the box, so that there is one way in. */
  async function ask(text) {
    if (busy()) return;
    const box = $("#ask textarea");
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, text);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => setTimeout(done, 30));
    $("#ask [data-testid=submit-button]")?.click();
  }

  function tab(name) {
    const button = [...document.querySelectorAll("#tabs [role=tab]")].find((b) => b.textContent.trim() === name);
    if (button && button.getAttribute("aria-selected") !== "true") button.click();
    // A hidden part has no size and takes no focus: two frames later it is there.
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }

  function say(text) {
    let live = $("#fn-live");
    if (!live) {
      live = document.createElement("div");
      live.id = "fn-live";
      live.setAttribute("role", "status");
      document.body.append(live);
    }
    live.textContent = text;
    live.classList.add("shown");
    clearTimeout(say.timer);
    say.timer = setTimeout(() => live.classList.remove("shown"), 2400);
  }

  async function copied(text) {
    if (!text) return say("There is nothing to copy.");
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    say("Copied with footnotes");
  }

  /* Every link inside the chat and the masthead is one of ours, and each says by its address what it does. */
  const links = {
    async cite(link, [turn, number]) { hooks.origin = link; await tab("Evidence"); hooks.cite?.(turn, Number(number)); },
    async near(link, [turn, number]) { hooks.origin = link; await tab("Evidence"); hooks.cite?.(turn, Number(number)); },
    copy(_, [turn]) { hooks.copying?.(turn); },
    retry(link) {
      const own = link.closest(".message-row, .bot-row");
      const rows = [...document.querySelectorAll("#chat .user-row, #chat .bot-row")];
      const before = rows.slice(0, rows.indexOf(own)).reverse().find((row) => row.classList.contains("user-row"));
      if (before) ask($(".message", before).innerText.trim());
    },
    ask(link) { ask(link.textContent); },
    async documents() { await tab("Documents"); $("#side").scrollIntoView({ block: "start" }); },
  };

  /* The question at the top, or everything where that fits: a long answer is read from its beginning. */
  function follow() {
    const scroller = $("#chat .bubble-wrap");
    const rows = [...document.querySelectorAll("#chat .user-row, #chat .bot-row")];
    const question = rows.filter((row) => row.classList.contains("user-row")).pop();
    if (!scroller || !question) return;
    scroller.scrollTop += question.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 12;
    if (rows.at(-1) !== question && !busy()) following = false;
  }

  function top() {
    scrollTo({ top: 0, behavior: calm() ? "auto" : "smooth" });
  }

  /* Gradio reads out a message as its raw Markdown, and drops the names of links: mend both as messages change. */
  function mend() {
    for (const node of document.querySelectorAll("#chat [data-testid=bot][aria-label], #chat [data-testid=user][aria-label]")) {
      node.removeAttribute("aria-label");
    }
    for (const chip of document.querySelectorAll("#chat a[href^='#cite-']:not([aria-label])")) {
      chip.setAttribute("aria-label", chip.title);
    }
    for (const chip of document.querySelectorAll("#chat a[href^='#cite-'], #chat a[href^='#near-']")) {
      chip.classList.toggle("open", chip.getAttribute("href").replace(/^#\w+-/, "") === hooks.open);
    }
    if (following) follow();
    $("#ask textarea")?.setAttribute("aria-label", "Question");
    $("#ask [data-testid=submit-button]")?.setAttribute("aria-label", "Ask");
    $("#ask [data-testid=stop-button]")?.setAttribute("aria-label", "Stop");
  }
  let due = false;
  new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => { due = false; mend(); });
  }).observe(document.body, { childList: true, subtree: true });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#chat a[href^='#'], #name a[href^='#']");
    if (!link) return;
    event.preventDefault();
    const [name, ...rest] = link.getAttribute("href").slice(1).split("-");
    links[name]?.(link, rest);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && busy()) $("#ask [data-testid=stop-button]").click();
  });

  return { $, token, submit, ready, renew, tab, copied, mend, top, phone, calm, hooks };
})();
