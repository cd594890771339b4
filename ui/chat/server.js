/* The server behind the page: whether it is there, whether it is still the one that the page came from, and a watch over
   both. What a reader is told of it says page.js. Runs before that; only the first run counts. */
window.footnoteServer ??= (() => {
  let away = false;
  let missed = 0;

  /* The server that this page came from is "here", it is "gone", or there is a "new" one that knows of no answers. */
  async function reach() {
    try {
      const answer = await fetch("gradio_api/app_id", { cache: "no-store", signal: AbortSignal.timeout(8000) });
      if (!answer.ok) return "gone";
      return (await answer.json()).app_id === window.gradio_config.app_id ? "here" : "new";
    } catch {
      return "gone";
    }
  }

  /* Whether it is gone; if so the watch looks for it from now on. */
  async function missing() {
    away = (await reach()) === "gone";
    return away;
  }

  function reload() {
    location.reload();
    return new Promise((done) => setTimeout(done, 60_000));
  }

  /* While `page.busy()` and while the server is gone, look for it: `page.found()` where it is back, `page.renewed()` where
     another is there, `page.lost()` where it went with an answer on its way. Gradio sends nothing more from a page whose stream was broken: that one is loaded anew. */
  async function watch(page) {
    if (page.busy() || away) {
      const server = await reach();
      missed = server === "gone" ? missed + 1 : 0;
      if (server === "here" && document.body.classList.contains("fn-lost")) await reload();
      if (server === "new") await page.renewed();
      if (server === "here" && away) page.found();
      away &&= server === "gone";
      if (missed > 1 && page.busy()) {
        away = true;
        document.body.classList.add("fn-lost");
        page.lost();
      }
    }
    setTimeout(() => watch(page), 2000);
  }

  return { reach, missing, reload, watch: (page) => setTimeout(() => watch(page), 2000) };
})();
