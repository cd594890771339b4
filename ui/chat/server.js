/* The server behind the page: whether it is there, whether it is still the one that the page came from, and a watch over
   both. What a reader is told of it says page.js. Runs before that; only the first run counts. */
window.footnoteServer ??= (() => {
  let away = false;
  let missed = 0;
  let told = false; // Whether the page knows of what was broken off.
  const broken = () => document.body.classList.contains("fn-lost");

  /* Gradio looks for its server with an address of this kind once its stream was broken: from then on it does nothing
     more, and would load the page anew as soon as any server is there, whatever stands on the page. It finds none. */
  const real = window.fetch;
  window.fetch = (what, ...rest) => {
    if (!(what instanceof URL && what.pathname.endsWith("/app_id"))) return real(what, ...rest);
    document.body.classList.add("fn-lost");
    return Promise.reject(new TypeError("Left to the watch"));
  };

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
     another is there, `page.lost()` once where it went with something on its way. Gradio sends nothing more from a page
     whose stream was broken: that one is loaded anew. */
  async function watch(page) {
    if (page.busy() || away || broken()) {
      const server = await reach();
      missed = server === "gone" ? missed + 1 : 0;
      if (server === "here" && broken()) await reload();
      if (!told && (broken() || (missed > 1 && page.busy()))) {
        told = away = true;
        document.body.classList.add("fn-lost");
        page.lost();
      }
      if (server === "new") await page.renewed();
      if (server === "here" && away) page.found();
      away &&= server === "gone";
    }
    setTimeout(() => watch(page), 2000);
  }

  return { reach, missing, broken, reload, watch: (page) => setTimeout(() => watch(page), 2000) };
})();
