/* What browser and Gradio would do with the page by themselves: its language, its colours on paper, a file dropped on it.
   Runs after page.js; only the first run counts. */
window.footnoteBrowser ??= ((fn) => {
  /* Gradio gives the page the language of the browser; all that is ours is English, whatever documents and answers are. */
  function speakEnglish() {
    if (document.documentElement.lang !== "en") document.documentElement.lang = "en";
  }
  speakEnglish();
  new MutationObserver(speakEnglish).observe(document.documentElement, { attributeFilter: ["lang"] });

  /* Of the tabs the chosen one is a stop of the Tab key; from it arrows, Home and End lead to the others. */
  const tabs = () => [...document.querySelectorAll("#tabs [role=tab]")];
  function stop() {
    for (const tab of tabs()) {
      tab.tabIndex = tab.getAttribute("aria-selected") === "true" ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls"))?.setAttribute("aria-labelledby", tab.id);
    }
  }
  stop();
  new MutationObserver(stop).observe(document.body, { subtree: true, attributeFilter: ["aria-selected"] });

  const STEPS = { ArrowLeft: (at) => at - 1, ArrowRight: (at) => at + 1, Home: () => 0, End: () => -1 };
  document.addEventListener("keydown", (event) => {
    const step = event.target.closest?.("#tabs [role=tab]") && STEPS[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const shown = tabs().filter((tab) => tab.checkVisibility({ visibilityProperty: true }));
    const next = shown.at(step(shown.indexOf(event.target)) % shown.length);
    next.click();
    next.focus();
  });

  /* On paper ink is dark, and each answer says where its footnotes lead to: of one alone the evidence is open. */
  let dark = false;
  addEventListener("beforeprint", () => {
    dark = document.body.classList.contains("dark");
    document.body.classList.remove("dark");
    for (const row of document.querySelectorAll("#chat .bot-row")) {
      const lines = document.createElement("p");
      lines.className = "fn-sources";
      lines.textContent = window.footnoteClipboard.sources(row).join("\n");
      row.querySelector(".message").append(lines);
    }
  });
  addEventListener("afterprint", () => {
    document.body.classList.toggle("dark", dark);
    for (const lines of document.querySelectorAll(".fn-sources")) lines.remove();
  });

  /* While a file is held over the page, and so asks again and again whether it may, the page says what a drop does. */
  let leaving;
  function hold(held) {
    clearTimeout(leaving);
    document.body.classList.toggle("fn-drop", held);
    if (held) leaving = setTimeout(hold, 500, false);
  }

  /* What is dropped, and whether it is a folder, which is only known now. */
  function dropped({ items }) {
    const held = [...items].filter((item) => item.kind === "file");
    return held.map((item) => ({ file: item.getAsFile(), folder: item.webkitGetAsEntry()?.isDirectory }));
  }

  /* A file is added wherever on the page it is dropped; the browser would leave the page and open it. */
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, async (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      hold(name === "dragover");
      event.preventDefault();
      if (name !== "drop") return;
      event.stopImmediatePropagation();
      const files = dropped(event.dataTransfer);
      if (!files.length) return;
      fn.tab("Documents");
      // The tab may never have been opened before.
      if (await fn.until(() => fn.hooks.send, 50)) fn.hooks.send(files);
    }, true);
  }

  return true;
})(window.footnote);
