/* The questions of a report: filtered, searched, opened one by one. All text comes in as text, never as markup. */
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const list = document.getElementById("list");
  if (!list) return;
  const STEP = 100;
  const AROUND = 240;
  const FILTERS = {
    all: () => true,
    missed: (row) => row.outcome === "missed" || row.outcome === "should be refused",
    refused: (row) => row.outcome.endsWith("ly refused"),
    failed: (row) => row.outcome === "failed",
  };
  /* In an earlier run these came out otherwise. */
  const good = (outcome) => outcome === "right" || outcome === "rightly refused";
  if (data.rows.some((row) => row.was)) {
    FILTERS.lost = (row) => row.was && good(row.was);
    FILTERS.gained = (row) => row.was && good(row.outcome);
  }
  const state = { filter: "all", variant: "", words: [], shown: STEP };

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) { element.textContent = text; element.dir = "auto"; }
    return element;
  };
  const add = (parent, ...children) => { parent.append(...children.filter(Boolean)); return parent; };

  const searched = data.rows.map((row) =>
    [row.id, row.question, row.text, row.part, row.error, ...(row.answers || [])].join("\n").toLowerCase());
  const fits = (row, at) =>
    FILTERS[state.filter](row) && (!state.variant || row.variant === state.variant) &&
    state.words.every((word) => searched[at].includes(word));

  /* Offsets count code points, and JavaScript's own strings do not: texts are taken apart first. */
  const points = new Map();
  const pieces = (number) => {
    if (!points.has(number)) {
      points.set(number, data.documents[number][1].map(([start, text]) => [start, Array.from(text)]));
    }
    return points.get(number);
  };
  /* From one piece only, the one that holds `at`; what lies between pieces is not in the report. */
  const cut = (number, from, to, at = from) => {
    for (const [start, chars] of pieces(number)) {
      if (start <= at && at < start + chars.length) {
        return [Math.max(from, start), chars.slice(Math.max(from - start, 0), to - start)];
      }
    }
    return [from, []];
  };
  const inside = (at, spans) => spans.some(([, start, end]) => start <= at && at < end);

  const marked = (number, from, to, gold, cited, at = from) => {
    const [start, chars] = cut(number, from, to, at);
    const text = make("p", "text");
    text.dir = "auto";
    let kind = null, run = "";
    const flush = () => {
      if (!run) return;
      if (kind) { const mark = make("mark", kind, run); mark.dataset.label = kind; text.append(mark); }
      else text.append(run);
      run = "";
    };
    chars.forEach((char, offset) => {
      const at = start + offset, isGold = inside(at, gold), isCited = inside(at, cited);
      const now = isGold && isCited ? "both" : isGold ? "gold" : isCited ? "shown" : null;
      if (now !== kind) { flush(); kind = now; }
      run += char;
    });
    flush();
    return text;
  };

  const pieceOf = (number, at) => pieces(number).findIndex(([start, chars]) => start <= at && at < start + chars.length);
  const windows = (spans) => {
    const found = [];
    for (const [number, start, end] of [...spans].sort((one, two) => one[1] - two[1])) {
      const last = found[found.length - 1];
      if (last && start - AROUND <= last[1] && pieceOf(number, start) === pieceOf(number, last[2])) last[1] = Math.max(last[1], end + AROUND);
      else found.push([Math.max(start - AROUND, 0), end + AROUND, start]);
    }
    return found;
  };

  const evidence = (row) => {
    const gold = row.gold || [], cited = row.cited || [];
    const box = make("div");
    const numbers = [...new Set([...gold, ...cited].map((span) => span[0]))];
    for (const number of numbers) {
      const of = (spans) => spans.filter((span) => span[0] === number);
      add(box, make("h5", "", data.documents[number][0]));
      for (const [from, to, at] of windows([...of(gold), ...of(cited)])) {
        box.append(marked(number, from, to, of(gold), of(cited), at));
      }
    }
    return numbers.length ? box : null;
  };

  const covers = (outer, inner) => outer[0] === inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2];
  const meets = (one, two) => one[0] === two[0] && one[1] < two[2] && two[1] < one[2];
  const misses = (row) => {
    const passages = row.passages || [], cited = row.cited || [], found = [];
    for (const span of row.gold || []) {
      if (cited.some((own) => covers(own, span))) continue;
      const rank = passages.findIndex((own) => covers(own, span)) + 1;
      const partly = cited.some((own) => meets(own, span)) ? "shown in part" : "not shown";
      found.push([span, `${partly}; ${rank ? `stands in passage ${rank}` : "in none of the first five passages"}`]);
    }
    const documents = (row.relevant || []).filter((number) => !passages.some((own) => own[0] === number));
    return { spans: found, documents };
  };
  const missed = (row) => {
    const { spans, documents } = misses(row);
    if (!spans.length && !documents.length) return null;
    const items = make("ul");
    for (const [span, says] of spans) {
      add(items, add(make("li"), make("q", "", cut(span[0], span[1], span[2])[1].join("")), ` ${says}`));
    }
    for (const number of documents) {
      add(items, make("li", "", `${data.documents[number][0]}: in none of the first five passages`));
    }
    return items;
  };

  const part = (title, content) => (content ? add(make("section"), make("h4", "", title), content) : null);
  const lines = (texts) => (texts && texts.length ? add(make("div"), ...texts.map((text) => make("p", "", text))) : null);
  const history = (row) => row.history &&
    lines(row.history.flatMap(([question, answer]) => [`Q: ${question}`, answer ? `A: ${answer}` : ""]).filter(Boolean));
  const passages = (row) => {
    if (!row.passages) return null;
    const box = make("ol");
    for (const [number, start, end] of row.passages) {
      const item = make("details");
      add(item, make("summary", "", `${data.documents[number][0]}, characters ${start} to ${end}`));
      item.addEventListener("toggle", () => {
        const of = (spans) => (spans || []).filter((span) => span[0] === number);
        if (item.children.length === 1) item.append(marked(number, start, end, of(row.gold), of(row.cited)));
      }, { once: true });
      add(box, add(make("li"), item));
    }
    return box;
  };
  const values = (row) => {
    const box = make("dl", "values");
    data.measures.forEach((name, at) => {
      if (row.values[at] !== null) add(box, add(make("div"), make("dt", "", name), make("dd", "", row.values[at])));
    });
    return box.children.length ? box : null;
  };

  const fill = (body, row) => add(body,
    part("Error", row.error && make("p", "", row.error)),
    part("Conversation before", history(row)),
    part("Understood as", row.understood && make("p", "", row.understood)),
    part(row.answered === false ? "Answer that the refusal held back" : "Answer", row.text && make("p", "", row.text)),
    part("Right answers", lines(row.answers)),
    part("Missed", missed(row)),
    part(row.answered === false ? "Evidence that the refusal held back" : "Evidence in its text", evidence(row)),
    part("Passages, best first", passages(row)),
    part("Measures", values(row)));

  const entry = (row) => {
    const details = make("details", "question");
    const kinds = [row.variant, row.language, row.part].filter(Boolean).join(" · ");
    const sure = row.confidence === undefined ? "" : ` · sure ${row.confidence.toFixed(2)}`;
    add(details, add(make("summary"),
      make("span", `badge ${row.outcome.replaceAll(" ", "-")}`, row.outcome),
      row.was && make("span", "kinds", `was ${row.was}`),
      make("span", "asked", row.question), make("span", "kinds", kinds + sure)));
    details.addEventListener("toggle", () => details.append(fill(make("div", "body"), row)), { once: true });
    return details;
  };

  let found = [];
  const more = document.getElementById("more");
  const extend = () => {
    const before = list.children.length;
    list.append(...found.slice(before, state.shown).map(entry));
    more.hidden = found.length <= state.shown;
  };
  const draw = () => {
    found = data.rows.filter(fits);
    state.shown = STEP;
    list.replaceChildren();
    document.getElementById("count").textContent = `${found.length} of ${data.rows.length} questions`;
    extend();
  };
  more.addEventListener("click", () => { state.shown += STEP; extend(); });

  const filters = document.getElementById("filters");
  for (const [name, keeps] of Object.entries(FILTERS)) {
    const button = make("button", "", `${name} (${data.rows.filter(keeps).length})`);
    button.type = "button";
    button.setAttribute("aria-pressed", String(name === state.filter));
    button.addEventListener("click", () => {
      state.filter = name;
      for (const other of filters.children) other.setAttribute("aria-pressed", String(other === button));
      draw();
    });
    filters.append(button);
  }
  const variant = document.getElementById("variant");
  for (const name of ["", ...new Set(data.rows.map((row) => row.variant))]) {
    const option = make("option", "", name || "every kind");
    option.value = name;
    variant.append(option);
  }
  variant.addEventListener("change", () => { state.variant = variant.value; draw(); });
  let waiting = 0;
  document.getElementById("search").addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      state.words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
      draw();
    }, 120);
  });
  draw();
})();
