/* Which documents this tab asks: those that the reader has chosen, or all. Runs before page.js; only the first run counts. */
window.footnoteScope ??= (() => {
  const NAMED = 2; // More are told by how many they are.
  const session = window.footnoteSession;
  let chosen = session.chosen(); // Id and title of each.
  const changed = [];

  function become(documents) {
    chosen = documents.map(({ id, title }) => ({ id, title }));
    session.choose(chosen);
    draw();
    for (const tell of changed) tell();
  }

  const has = (id) => chosen.some((doc) => doc.id === id);

  /* A document that is no longer there is not asked. */
  function list(all) {
    const there = all.filter((doc) => has(doc.id));
    if (JSON.stringify(there.map((doc) => doc.title)) !== JSON.stringify(chosen.map((doc) => doc.title))) become(there);
  }

  function toggle(doc) {
    become(has(doc.id) ? chosen.filter((other) => other.id !== doc.id) : [...chosen, doc]);
  }

  /* Above the box, so that nobody forgets what is asked. */
  function draw() {
    let line = document.querySelector("#fn-scope");
    if (!chosen.length) return line?.remove();
    if (!line) {
      line = document.createElement("p");
      line.id = "fn-scope";
      document.querySelector("#talk > #ask, #talk > :has(#ask)")?.before(line);
    }
    const what = document.createElement("span");
    what.textContent = chosen.length > NAMED ? `${chosen.length} documents` : chosen.map((doc) => `“${doc.title}”`).join(" and ");
    const all = document.createElement("button");
    all.type = "button";
    all.textContent = "Ask all";
    all.addEventListener("click", () => { become([]); document.querySelector("#ask textarea")?.focus(); });
    line.replaceChildren("Asking only ", what, " ", all);
  }

  return { list, toggle, draw, has, chosen: () => chosen.map((doc) => doc.id), watch: (tell) => changed.push(tell) };
})();
