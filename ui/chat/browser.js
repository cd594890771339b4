/* What browser and Gradio would do with the page by themselves: its language, its colours on paper, a file dropped on it.
   Runs after page.js; only the first run counts. */
window.footnoteBrowser ??= ((fn) => {
  /* Gradio gives the page the language of the browser; all that is ours is English, whatever documents and answers are. */
  function speakEnglish() {
    if (document.documentElement.lang !== "en") document.documentElement.lang = "en";
  }
  speakEnglish();
  new MutationObserver(speakEnglish).observe(document.documentElement, { attributeFilter: ["lang"] });

  /* On paper ink is dark. */
  let dark = false;
  addEventListener("beforeprint", () => {
    dark = document.body.classList.contains("dark");
    document.body.classList.remove("dark");
  });
  addEventListener("afterprint", () => document.body.classList.toggle("dark", dark));

  /* A file is added wherever on the page it is dropped; the browser would leave the page and open it. */
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, async (event) => {
      if (!event.dataTransfer?.types.includes("Files") || event.target.closest?.("#files")) return;
      event.preventDefault();
      const files = [...event.dataTransfer.files];
      if (name !== "drop" || !files.length) return;
      fn.tab("Documents");
      // The tab may never have been opened before.
      if (await fn.until(() => fn.hooks.choose && fn.$("#files input[type=file]"), 50)) fn.hooks.choose(files);
    });
  }

  return true;
})(window.footnote);
