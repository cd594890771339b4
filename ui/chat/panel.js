/* The evidence pane. Document text enters the page here and only as text nodes. */
const fn = window.footnote;
const root = element.querySelector("#pane-root");

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function action(label, className, run, name) {
  const node = make("button", className, label);
  node.type = "button";
  if (name) node.setAttribute("aria-label", name);
  node.addEventListener("click", run);
  return node;
}

const cite = (turn, number, claim = 0) => trigger("cite", { token: fn.token(), turn, number, claim });
const read = (doc, start) => trigger("read", { document: doc, start });
fn.hooks.cite = cite;
fn.hooks.vote = (turn, vote, comment) => trigger("voting", { token: fn.token(), turn, vote, comment });
fn.hooks.read = async (doc) => { fn.hooks.origin = null; await fn.tab("Evidence"); read(doc, 0); };
fn.hooks.copying = (turn) => trigger("copying", { token: fn.token(), turn });

function drawEmpty() {
  const box = make("div", "pane-empty");
  box.append(
    make("p", "lead", "The evidence appears here."),
    make("p", "", "Ask a question, then choose a footnote: its document opens at the exact words that are quoted."),
  );
  return [box];
}

function drawBar(value) {
  const bar = make("div", "pane-bar");
  const back = action("Back to the answer", "back", () => {
    const chip = fn.hooks.origin;
    const target = chip?.isConnected ? chip : fn.$("#chat");
    target.scrollIntoView({ block: "center", behavior: fn.calm() ? "auto" : "smooth" });
    chip?.focus?.({ preventScroll: true });
  });
  bar.append(back);
  if (value.notes?.length) {
    const index = value.notes.findIndex((note) => note.number === value.number);
    const what = value.kind === "nearest" ? "Nearest passage" : "Footnote";
    const step = (by) => cite(value.turn, value.notes[index + by].number);
    const previous = action("‹", "step", () => step(-1), `Previous ${what.toLowerCase()}`);
    const next = action("›", "step", () => step(1), `Next ${what.toLowerCase()}`);
    previous.disabled = index <= 0;
    next.disabled = index >= value.notes.length - 1;
    const count = index < 0 ? "No footnote" : `${what} ${index + 1} of ${value.notes.length}`;
    bar.append(make("span", "count", count), previous, next);
  }
  return bar;
}

function drawNotes(value) {
  const list = make("ol", "notes");
  list.setAttribute("aria-label", value.kind === "nearest" ? "Nearest passages" : "Footnotes of this answer");
  for (const note of value.notes) {
    const item = make("li");
    const open = action("", "note", () => cite(value.turn, note.number));
    open.append(make("span", "number", String(note.number)));
    const words = make("span", "words");
    const quoted = value.kind === "nearest" ? note.quote : `“${note.quote}”`;
    words.append(make("span", "quote", quoted), make("span", "where", note.where));
    open.append(words);
    if (note.number === value.number) {
      open.setAttribute("aria-current", "true");
      // What is in doubt has a card of its own below.
      for (const sentence of value.claims?.length ? [] : value.sentences) {
        const badge = make("span", `verdict ${sentence.verdict}`, sentence.label);
        if (sentence.reason) badge.title = sentence.reason;
        words.append(badge);
      }
    }
    item.append(open);
    list.append(item);
  }
  return list;
}

/* A sentence in doubt: the verdict with its reason, then what the answer says beside what the document says. */
function drawClaim(value, claim) {
  const card = make("section", `claim ${claim.verdict}`);
  card.setAttribute("aria-label", `Sentence of the answer: ${claim.label}`);
  card.tabIndex = -1;
  const head = make("p", "finding");
  head.append(make("strong", "", claim.label[0].toUpperCase() + claim.label.slice(1)));
  if (claim.reason) head.append(make("span", "", claim.reason));
  const sides = make("div", "sides");
  sides.append(drawSide("The answer says", [make("blockquote", "", claim.text)]));
  const said = claim.quotes.map((item) => drawQuoted(value, item));
  sides.append(drawSide("The document says", said.length ? said : [make("p", "none", "Nothing is quoted for it.")]));
  card.append(head, sides);
  if (claim.better.length) {
    card.append(drawSide("Better footnote", claim.better.map((item) => drawQuoted(value, item)), "better"));
  }
  return card;
}

function drawSide(title, parts, className = "") {
  const side = make("div", `side ${className}`);
  side.append(make("p", "title", title), ...parts);
  return side;
}

function drawQuoted(value, item) {
  const open = action("", "quoted", () => cite(value.turn, item.number), `Footnote ${item.number}: ${item.quote}`);
  open.append(make("span", "number", String(item.number)), make("span", "quote", `“${item.quote}”`));
  if (item.number === value.number) open.setAttribute("aria-current", "true");
  return open;
}

/* Append text[from, to) as text nodes; heading lines, or what of them is inside, and page starts get their own element. */
function flow(parent, points, doc, from, to) {
  let at = from;
  const text = (a, b) => points.slice(a, b).join("");
  const events = [
    ...doc.headings.filter(([a, b]) => a < to && b > from)
      .map(([a, b]) => ({ a: Math.max(a, from), b: Math.min(b, to), opens: a >= from })),
    ...doc.pages.filter(([a, n]) => a >= from && a < to && n > 1).map(([a, n]) => ({ a, b: a, page: n })),
  ].sort((x, y) => x.a - y.a || x.b - y.b);
  for (const event of events) {
    if (event.a < at) continue;
    plain(parent, text(at, event.a));
    if (event.page) {
      const rule = make("span", "page-break");
      rule.dataset.page = `Page ${event.page}`;
      parent.append(rule);
    } else {
      const line = text(event.a, event.b);
      const mark = (event.opens && /^\s*#{1,6}\s+/.exec(line)?.[0]) || "";
      const heading = make("span", "heading");
      if (mark) heading.append(make("span", "markup", mark));
      heading.append(line.slice(mark.length));
      parent.append(heading);
    }
    at = event.b;
  }
  plain(parent, text(at, to));
}

/* Text without the line below the head of a table, which only parts it. */
function plain(parent, text) {
  for (const [at, piece] of text.split(/^(\|(?: ?:?-{2,}:? ?\|)+)$/m).entries()) {
    parent.append(at % 2 ? make("span", "markup", piece) : piece);
  }
}

/* The same, lightly marked; line by line, so that the space between paragraphs stays white. */
function shade(parent, points, doc, from, to) {
  for (let at = from; at < to; ) {
    const blank = points[at] === "\n";
    let end = at;
    while (end < to && (points[end] === "\n") === blank) end += 1;
    const piece = blank ? parent : make("span", "passage");
    flow(piece, points, doc, at, end);
    if (!blank) parent.append(piece);
    at = end;
  }
}

function drawPage(doc) {
  const points = Array.from(doc.text); // The server counts code points.
  const page = make("div", "page");
  page.tabIndex = 0;
  page.setAttribute("role", "region");
  page.setAttribute("aria-label", `Text of ${doc.title}`);
  if (doc.start > 0) page.append(action("Earlier text", "more", () => read(doc.id, doc.start - doc.window)));
  const body = make("div", "text");
  const [a, b] = doc.passage ?? doc.quote ?? [0, 0];
  const [c, d] = doc.quote ?? [b, b];
  const from = Math.min(a, c);
  const to = Math.max(b, d);
  flow(body, points, doc, 0, from);
  shade(body, points, doc, from, c);
  if (d > c) {
    const mark = make("mark");
    mark.tabIndex = -1;
    flow(mark, points, doc, c, d);
    body.append(mark);
  }
  shade(body, points, doc, d, to);
  flow(body, points, doc, to, points.length);
  page.append(body);
  const end = doc.start + points.length;
  if (end < doc.length) page.append(action("Later text", "more", () => read(doc.id, end)));
  return page;
}

function drawDocument(doc) {
  const sheet = make("article", "sheet");
  const head = make("header");
  head.append(make("h2", "", doc.title));
  const facts = [doc.source, doc.page ? `page ${doc.page}` : "", doc.heading !== doc.title ? doc.heading : ""];
  head.append(make("p", "where", facts.filter(Boolean).join(" · ")));
  sheet.append(head, drawPage(doc));
  return sheet;
}

function reveal(value) {
  const page = root.querySelector(".page");
  const target = root.querySelector("mark") ?? root.querySelector(".passage");
  if (page && target && page.scrollHeight > page.clientHeight) {
    const inside = target.getBoundingClientRect().top - page.getBoundingClientRect().top;
    page.scrollTop += inside - Math.max(24, (page.clientHeight - target.getBoundingClientRect().height) / 3);
  }
  if (!value.focus) return;
  const card = value.claim ? root.querySelector(".claim") : null;
  if (card) {
    if (fn.phone()) card.scrollIntoView({ block: "center", behavior: "auto" });
    return card.focus({ preventScroll: true });
  }
  if (fn.phone()) (target ?? root).scrollIntoView({ block: "center", behavior: "auto" });
  (root.querySelector("mark") ?? page ?? root).focus?.({ preventScroll: true });
}

function draw() {
  const value = props.value ?? { kind: "empty" };
  root.dataset.kind = value.kind;
  fn.hooks.open = value.turn ? `${value.turn}-${value.number}` : null;
  fn.hooks.claim = value.claim ? `${value.turn}-${value.claim}` : null;
  fn.mend();
  if (value.kind === "empty") return root.replaceChildren(...drawEmpty());
  if (value.kind === "unavailable") return root.replaceChildren(drawBar(value), make("p", "pane-empty", value.reason));
  const parts = [drawBar(value)];
  // A sentence and what it cites need the room; the bar still steps through all footnotes.
  if (value.notes.length && !(value.claim && value.number)) parts.push(drawNotes(value));
  parts.push(...(value.claims ?? []).map((claim) => drawClaim(value, claim)));
  if (value.document) parts.push(drawDocument(value.document));
  root.replaceChildren(...parts);
  requestAnimationFrame(() => reveal(value));
}

watch("value", draw);
draw();
