/* Which documents this tab asks: those that the reader has chosen, or all. Runs before page.js; only the first run counts. */
window.footnoteScope ??= (() => {
  const NAMED = 2; // More are told by how many they are.
  const session = window.footnoteSession;
  let chosen = session.chosen(); // Id, title and file name of each.
  let lost = false; // Whether none of them is there any more. Nobody asked for all instead: that is for the reader to say.
  let shown = false; // Whether the reader wants to see which they are, where they are only counted.
  let before = new Set(); // The ids of the list that was read last.
  let ids = new Set(chosen.map(({ id }) => id));
  const changed = [];

  function become(documents) {
    lost = false;
    chosen = documents.map(({ id, title, source }) => ({ id, title, source }));
    ids = new Set(chosen.map(({ id }) => id));
    session.choose(chosen);
    draw();
    for (const tell of changed) tell();
  }

  const has = (id) => ids.has(id);

  /* Of what was chosen, that is asked which is there, or what has taken its place since. */
  function list(all) {
    const listed = new Map(all.map((doc) => [doc.id, doc]));
    const fresh = all.filter(({ id }) => !before.has(id));
    const there = chosen.map((doc) => listed.get(doc.id) ?? heir(doc, fresh));
    const now = [...new Set(there)].filter(Boolean);
    const gone = chosen.length > 0 && !now.length;
    before = new Set(listed.keys());
    if (gone && !lost) {
      lost = true;
      draw();
    } else if (!gone && titles(now) !== titles(lost ? [] : chosen)) become(now);
  }

  const titles = (documents) => JSON.stringify(documents.map((doc) => [doc.id, doc.title]));

  /* The new document of the same file name, where there is one; one that stood beside it has not taken its place. */
  function heir({ source }, fresh) {
    const named = fresh.filter((doc) => doc.source === source);
    return named.length === 1 ? named[0] : null;
  }

  function toggle(doc) {
    const there = lost ? [] : chosen;
    become(has(doc.id) ? there.filter((other) => other.id !== doc.id) : [...there, doc]);
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
    const titles = chosen.map((doc) => `“${doc.title}”`);
    const what = document.createElement(chosen.length > NAMED ? "button" : "span");
    what.textContent = chosen.length > NAMED ? `${chosen.length} documents` : titles.join(" and ");
    const names = document.createElement("span");
    names.className = "names";
    names.textContent = titles.join(", ");
    if (chosen.length <= NAMED) shown = false;
    else {
      what.type = "button";
      what.title = titles.join("\n");
      what.setAttribute("aria-expanded", String(shown));
      what.addEventListener("click", () => { shown = !shown; draw(); document.querySelector("#fn-scope button").focus(); });
    }
    const all = document.createElement("button");
    all.type = "button";
    all.textContent = "Ask all";
    all.addEventListener("click", () => { become([]); document.querySelector("#ask textarea")?.focus(); });
    line.replaceChildren(lost ? "What you chose to ask is no longer there: " : "Asking only ", what, " ", all, ...(shown ? [names] : []));
  }

  return { list, toggle, only: become, draw, has, chosen: () => chosen.map((doc) => doc.id), watch: (tell) => changed.push(tell) };
})();
