/* The evidence pane. Document text enters the page here and only as text nodes. */
const fn = window.footnote;
const root = element.querySelector("#pane-root");
const REMOVED = "This document has been removed from the library.";

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

/* Words of a document or an answer, which are of whatever language. */
function spoken(node) {
  node.lang = "";
  return node;
}

function action(label, className, run, name) {
  const node = make("button", className, label);
  node.type = "button";
  if (name) node.setAttribute("aria-label", name);
  node.addEventListener("click", run);
  return node;
}

let stepped = { way: 0, number: 0 }; // Which way the reader steps to which footnote: the focus stays where that goes on.
let onwards = 0; // Which way the reader left the part that was shown: the next part is read on from there.

let asked = 0; // How often the reader has asked for something to be shown: only the latest counts.
let from = null; // Where the focus was when that was asked for.
let unlisted = null; // The payload whose document was taken off the list after it was drawn.

const call = (name, data) => fn.served(() => trigger(name, data));
const show = (data) => {
  const mine = ++asked;
  from = document.activeElement;
  return fn.served(() => { if (mine === asked) trigger("show", { token: fn.token(), ...data }); });
};
const cite = (turn, number, claim = 0, way = 0) => {
  stepped = { way, number };
  return show({ turn, number, claim, document: "", start: -1 });
};
const none = { turn: "", number: 0, claim: 0 };
const read = (doc, start, { turn, number, claim } = none) =>
  show({ turn: turn ?? "", number: number ?? 0, claim: claim ?? 0, document: doc, start });
fn.hooks.cite = cite;
fn.hooks.vote = (turn, vote, comment) => call("voting", { token: fn.token(), turn, vote, comment });
/* A document that is no longer listed is no longer shown. */
fn.hooks.listed = (ids) => {
  const { document: doc, at } = props.value ?? {};
  const gone = doc && !ids.includes(doc.id) ? at : null;
  if (gone === unlisted) return;
  unlisted = gone;
  draw();
};
fn.hooks.read = async (doc) => { fn.hooks.origin = null; await fn.tab("Evidence"); read(doc, 0); };
fn.hooks.copying = (turn) => call("copying", { token: fn.token(), turn });

function drawEmpty() {
  const box = make("div", "pane-empty");
  box.append(
    make("p", "lead", "The evidence appears here."),
    make("p", "", "Ask a question, then choose a footnote: its document opens at the exact words that are quoted."),
  );
  return [box];
}

fn.hooks.back = () => {
  const chip = opener();
  if (chip) chip.scrollIntoView({ block: "center", behavior: fn.calm() ? "auto" : "smooth" });
  else scrollTo({ top: 0, behavior: fn.calm() ? "auto" : "smooth" });
  chip?.focus?.({ preventScroll: true });
};

function drawBar(value) {
  const bar = make("div", "pane-bar");
  bar.append(action("Back to the answer", "back", fn.back));
  if (value.notes?.length) {
    const index = value.notes.findIndex((note) => note.number === value.number);
    const what = value.kind === "nearest" ? "Nearest passage" : "Footnote";
    const step = (way) => cite(value.turn, value.notes[index + way].number, 0, way);
    const previous = action("‹", "step", () => step(-1), `Previous ${what.toLowerCase()}`);
    const next = action("›", "step", () => step(1), `Next ${what.toLowerCase()}`);
    previous.disabled = index <= 0;
    next.disabled = index >= value.notes.length - 1;
    const count = make("span", "count", index < 0 ? "No footnote" : `${what} ${index + 1} of ${value.notes.length}`);
    count.id = "fn-count";
    for (const button of [previous, next]) button.setAttribute("aria-describedby", count.id);
    bar.append(count, previous, next);
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
    words.append(spoken(make("span", "quote", quoted)), make("span", "where", note.where));
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
  sides.append(drawSide("The answer says", [spoken(make("blockquote", "", claim.text))]));
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
  const words = make("span", "words");
  words.append(spoken(make("span", "quote", `“${item.quote}”`)), make("span", "where", item.where));
  open.append(make("span", "number", String(item.number)), words);
  if (item.number === value.number) open.setAttribute("aria-current", "true");
  return open;
}

function drawMore(label, value, start, way) {
  return action(label, "more", async () => {
    onwards = way;
    if (!(await read(value.document.id, start, value))) onwards = 0;
  });
}

function drawPage(value) {
  const doc = { ...value.document, ...survey(value.document) };
  const page = make("div", "page");
  page.tabIndex = 0;
  page.setAttribute("role", "region");
  page.setAttribute("aria-label", `Text of ${doc.title}`);
  if (doc.start > 0) page.append(drawMore("Earlier text", value, Math.max(0, doc.start - doc.window), -1));
  const body = spoken(make("div", "text"));
  const [a, b] = doc.passage ?? doc.quote ?? [0, 0];
  const [c, d] = doc.quote ?? [b, b];
  const from = Math.min(a, c);
  const to = Math.max(b, d);
  const [before, after] = [make("span", "around"), make("span", "around")];
  body.append(before);
  flow(before, doc, 0, from);
  shade(body, doc, from, c);
  if (d > c) {
    const mark = make("mark");
    mark.tabIndex = -1;
    flow(mark, doc, c, d);
    body.append(mark);
  }
  shade(body, doc, d, to);
  body.append(after);
  flow(after, doc, to, doc.points.length);
  page.append(body);
  const end = doc.start + doc.points.length;
  if (end < doc.length) page.append(drawMore("Later text", value, end, 1));
  return page;
}

function drawDocument(value) {
  const doc = value.document;
  const sheet = make("article", "sheet");
  const head = make("header");
  head.append(make("h2", "", doc.title));
  const facts = [doc.source, doc.page ? `page ${doc.page}` : "", doc.heading !== doc.title ? doc.heading : ""];
  head.append(make("p", "where", facts.filter(Boolean).join(" · ")));
  sheet.append(head, drawPage(value));
  return sheet;
}

/* Whoever has gone on meanwhile, as to type the next question, is not called back. */
function wentOn() {
  const at = document.activeElement;
  return at && at !== document.body && at !== from && !root.contains(at);
}

function reveal(value) {
  const page = root.querySelector(".page");
  if (onwards && page) return readOn(page);
  const target = root.querySelector("mark") ?? root.querySelector(".passage");
  if (page && target && page.scrollHeight > page.clientHeight) {
    const inside = target.getBoundingClientRect().top - page.getBoundingClientRect().top;
    page.scrollTop += inside - Math.max(24, (page.clientHeight - target.getBoundingClientRect().height) / 3);
  }
  if (target) bring(target);
  if (!value.focus || wentOn()) return;
  const card = value.claim ? root.querySelector(".claim") : null;
  if (card) {
    const both = target ? target.getBoundingClientRect().bottom - card.getBoundingClientRect().top + 80 : 0;
    if (fn.phone()) card.scrollIntoView({ block: both && both < innerHeight ? "start" : "center", behavior: "auto" });
    return card.focus({ preventScroll: true });
  }
  if (fn.phone()) (target ?? root).scrollIntoView({ block: "center", behavior: "auto" });
  (stepper(value) ?? root.querySelector("mark") ?? page ?? root).focus?.({ preventScroll: true });
}

/* The button that was pressed to come here, drawn anew; at either end the other one. */
function stepper(value) {
  const [previous, next] = root.querySelectorAll(".pane-bar .step");
  if (!stepped.way || stepped.number !== value.number) return undefined; // What is drawn may be older than the step.
  return (stepped.way < 0 ? [previous, next] : [next, previous]).find((one) => !one.disabled);
}

/* The part before is read from its end, the part after from its beginning. */
function readOn(page) {
  const up = onwards < 0;
  onwards = 0;
  page.scrollTop = up ? page.scrollHeight : 0;
  if (fn.phone()) page.scrollIntoView({ block: up ? "end" : "start", behavior: "auto" });
  if (!wentOn()) page.focus({ preventScroll: true });
}

/* On a low window the pane scrolls too: its notes and cards must not keep the words out of sight. */
function bring(target) {
  const pane = root.getBoundingClientRect();
  const at = target.getBoundingClientRect();
  const bottom = Math.min(at.bottom, at.top + pane.height / 2); // What is tall is shown from its beginning.
  if (root.scrollHeight > root.clientHeight) root.scrollTop += Math.max(0, bottom - pane.bottom + 24);
}

/* Escape leaves the document for the footnote that opened it. */
root.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const chip = opener();
  chip?.scrollIntoView({ block: fn.phone() ? "center" : "nearest", behavior: "auto" });
  chip?.focus({ preventScroll: true });
});

/* The link in the chat that the pane was opened from; the chat may have been drawn anew since. */
function opener() {
  const chip = fn.hooks.origin;
  if (!chip || chip.isConnected) return chip;
  return fn.$(`#chat a[href="${chip.getAttribute("href")}"]`);
}

/* What there is to show. It is no longer the document once that was taken off the list. */
function current() {
  const value = props.value ?? { kind: "empty" };
  return unlisted && value.at === unlisted ? { ...value, kind: "unavailable", reason: REMOVED, focus: false } : value;
}

function draw() {
  const value = current();
  root.dataset.kind = value.kind;
  fn.hooks.open = value.turn ? `${value.turn}-${value.number}` : null;
  root.classList.toggle("several", new Set(value.notes?.map((note) => note.document)).size > 1);
  fn.hooks.claim = value.claim ? `${value.turn}-${value.claim}` : null;
  if (value.turn) fn.opened(value.turn, value.number, value.claim ?? 0);
  fn.mend();
  if (value.kind === "empty") return root.replaceChildren(...drawEmpty());
  if (value.kind === "unavailable") return root.replaceChildren(drawBar(value), make("p", "pane-empty", value.reason));
  const parts = [drawBar(value)];
  // A sentence and what it cites need the room; the bar still steps through all footnotes.
  if (value.notes.length && !(value.claim && value.number)) parts.push(drawNotes(value));
  if (value.claims?.length) {
    const cards = make("div", "claims");
    cards.append(...value.claims.map((claim) => drawClaim(value, claim)));
    parts.push(cards);
  }
  if (value.document) parts.push(drawDocument(value));
  root.replaceChildren(...parts);
  requestAnimationFrame(() => { if (parts[0].isConnected) reveal(value); }); // Unless it was drawn over meanwhile.
}

watch("value", draw);
draw();
