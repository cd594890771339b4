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

let value = props.value ?? { kind: "empty" }; // What is shown.
/* What the reader asked for last, by a number of its own: where the focus was then (taken at the click, as the next
   question may be typed before the tab has opened), to which footnote of which answer they step and which way, or which
   way they left the part that was shown, as the next one is read on from there. */
let wish = { id: 0 };
let before = 0; // The wish before the question whose answer may bring evidence.
let listed = null; // The documents, as they were listed last.

const call = (name, data) => fn.served(() => trigger(name, data));
const show = async (data, how = {}) => {
  if (!data.place) fn.hooks.left?.();
  const mine = { id: wish.id + 1, from: document.activeElement, ...how };
  wish = mine;
  const asked = await fn.served(() => { if (mine === wish) trigger("show", { token: fn.token(), wish: mine.id, place: null, ...data }); });
  if (!asked) Object.assign(mine, { number: 0, onwards: 0 });
};
const cite = (turn, number, claim = 0, how = {}) =>
  show({ turn, number, claim, document: "", start: -1 }, { turn, number, ...how });
const none = { turn: "", number: 0, claim: 0 };
const read = (doc, start, { turn, number, claim, place } = none, how = {}) =>
  show({ turn: turn ?? "", number: number ?? 0, claim: claim ?? 0, document: doc, start, place: place ?? null }, how);
fn.hooks.follow = (turn, number, claim, place) => show({ turn, number, claim, document: "", start: -1, place });
fn.hooks.cite = (turn, number, claim) => cite(turn, number, claim, { from: fn.hooks.origin });
fn.hooks.vote = (turn, vote, comment) => call("voting", { token: fn.token(), turn, vote, comment });
/* A document that is no longer listed is no longer shown. */
fn.hooks.listed = (ids, at) => {
  const { reason } = current();
  listed = { ids, at };
  if (current().reason === reason) return;
  draw();
  // It may have been replaced: the server knows, and has what was quoted.
  if (value.turn && (value.wish ?? before) === wish.id) cite(value.turn, value.number, value.claim, { from: null });
};
fn.hooks.asked = () => { before = wish.id; fn.hooks.left?.(); };
/* In a new chat nothing counts that was asked for in the one before. */
fn.hooks.renewed = () => { wish = { id: wish.id + 1 }; before = wish.id; };
fn.hooks.read = async (doc) => {
  const from = document.activeElement;
  fn.hooks.origin = null;
  await fn.tab("Evidence");
  read(doc, 0, none, { from });
};
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

const placeOf = (number) => value.notes.findIndex((note) => note.number === number);

/* To the next or the one before. Pressed again before that is here, it leads on from there. `way` is the button that
   gets the focus; without one the words do. */
function step(by, way = by) {
  const onTheWay = wish.id !== value.wish && wish.turn === value.turn && wish.number;
  const next = value.notes[placeOf(onTheWay ? wish.number : value.number) + by];
  if (next) cite(value.turn, next.number, 0, { way });
}

function drawBar(value) {
  const bar = make("div", "pane-bar");
  bar.append(value.turn ? action("Back to the answer", "back", fn.back) : action("Back to the documents", "back", toDocuments));
  if (value.notes?.length) {
    const index = placeOf(value.number);
    const what = value.kind === "nearest" ? "Nearest passage" : "Footnote";
    const previous = action("‹", "step", () => step(-1), `Previous ${what.toLowerCase()}`);
    const next = action("›", "step", () => step(1), `Next ${what.toLowerCase()}`);
    previous.disabled = index <= 0;
    next.disabled = index >= value.notes.length - 1;
    const count = make("span", "count", index < 0 ? "No footnote" : `${what} ${index + 1} of ${value.notes.length}`);
    count.id = "fn-count";
    for (const [button, key, sign] of [[previous, "ArrowLeft", "←"], [next, "ArrowRight", "→"]]) {
      button.setAttribute("aria-describedby", count.id);
      button.setAttribute("aria-keyshortcuts", key);
      button.title = `${button.getAttribute("aria-label")} (${sign})`;
    }
    const steps = make("span", "steps"); // Where the bar is too narrow, both go below it.
    steps.append(previous, next);
    bar.append(count, drawAsked(value), steps);
  } else if (value.told) bar.append(make("span", "count", value.told));
  return bar;
}

/* A document that was opened from the list leads back to its place there. */
async function toDocuments() {
  const { id } = value.document ?? {};
  await fn.tab("Documents");
  const open = [...document.querySelectorAll("#shelf .document")].find((row) => row.dataset.id === id)?.querySelector(".open");
  open?.scrollIntoView({ block: "center", behavior: "auto" });
  open?.focus({ preventScroll: true });
}

/* Whose footnotes these are, and the way there, wherever the chat is scrolled to. */
function drawAsked(value) {
  const asked = spoken(action(value.asked, "asked", fn.back, `Back to the answer to: ${value.asked}`));
  asked.title = value.asked;
  return asked;
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
  return action(label, "more", () => read(value.document.id, start, value, { onwards: way }));
}

function drawPage(value) {
  const doc = { ...value.document, ...survey(value.document) };
  const page = make("div", "page");
  page.tabIndex = 0;
  page.setAttribute("role", "region");
  page.setAttribute("aria-label", `Text of ${doc.title}`);
  if (doc.start > 0) page.append(drawMore("Earlier text", value, Math.max(0, doc.start - doc.window), -1));
  const body = spoken(make("div", "text"));
  setText(body, doc);
  page.append(body);
  const end = doc.start + doc.points.length;
  if (end < doc.length) page.append(drawMore("Later text", value, end, 1));
  return page;
}

function drawDocument(value) {
  const doc = value.document;
  const sheet = make("article", "sheet");
  sheet.append(drawHead(doc), drawPage(value));
  return sheet;
}

function drawHead(doc) {
  const head = make("header");
  head.append(make("h2", "", doc.title));
  const facts = [doc.source, doc.page ? `page ${doc.page}` : "", doc.heading !== doc.title ? doc.heading : ""];
  head.append(make("p", "where", facts.filter(Boolean).join(" · ")));
  return head;
}

/* What was quoted from a document that another text has taken the place of. */
function drawKept(value) {
  const kept = value.kept;
  const sheet = make("article", "sheet");
  const page = make("div", "page");
  const text = spoken(make("div", "text"));
  const quote = value.kind === "nearest" ? make("span", "passage", kept.quote) : make("mark", "", kept.quote);
  quote.tabIndex = -1;
  text.append(quote);
  page.append(make("p", "kept", kept.reason), text);
  page.append(action("Open the document as it is now", "more", () => read(kept.newer, 0)));
  sheet.append(drawHead(kept), page);
  return sheet;
}

/* Why there is no document, and the way to the one that has its name now. */
function drawReason(value) {
  const box = make("p", "pane-empty", value.reason);
  box.tabIndex = -1; // Who listens is led to it, as else to the words.
  if (value.newer) box.append(action("Open the document as it is now", "more", () => read(value.newer, 0)));
  return box;
}

/* The list of footnotes may have more than it shows: the one that is open is among these. */
function list() {
  const [notes, note] = [root.querySelector(".notes"), root.querySelector(".note[aria-current]")];
  if (note && notes.scrollHeight > notes.clientHeight) {
    notes.scrollTop += Math.max(0, note.getBoundingClientRect().bottom - notes.getBoundingClientRect().bottom + 14);
  }
}

function reveal(value) {
  list();
  const page = root.querySelector(".page");
  const answers = value.wish === wish.id && !fn.wentOn(wish.from, root);
  if (wish.onwards && value.wish === wish.id && page) return readOn(page, answers);
  const target = root.querySelector("mark") ?? root.querySelector(".passage");
  if (page && target && page.scrollHeight > page.clientHeight) {
    const inside = target.getBoundingClientRect().top - page.getBoundingClientRect().top;
    page.scrollTop += inside - Math.max(24, (page.clientHeight - target.getBoundingClientRect().height) / 3);
  }
  if (target) {
    bring(target);
    aside(target);
  }
  if (!answers) return;
  const card = value.claim ? root.querySelector(".claim") : null;
  if (card) {
    const both = target ? target.getBoundingClientRect().bottom - card.getBoundingClientRect().top + 80 : 0;
    if (fn.phone()) lead(card, both && both < innerHeight ? "start" : "center");
    return card.focus({ preventScroll: true });
  }
  if (fn.phone()) lead(target ?? root);
  (stepper() ?? root.querySelector("mark") ?? page ?? root.querySelector("p.pane-empty"))?.focus({ preventScroll: true });
}

/* On a phone all of the window is for the evidence, however near to its top the words are. */
function lead(target, block = "center") {
  const side = root.closest("#side");
  target.scrollIntoView({ block, behavior: "auto" });
  aside(target);
  if (side.getBoundingClientRect().top > 0) side.scrollIntoView({ block: "start", behavior: "auto" });
}

/* The button that was pressed to come here, drawn anew; at either end the other one. */
function stepper() {
  const [previous, next] = root.querySelectorAll(".pane-bar .step");
  if (!wish.way) return undefined;
  return (wish.way < 0 ? [previous, next] : [next, previous]).find((one) => !one.disabled);
}

/* The part before is read from its end, the part after from its beginning. */
function readOn(page, focus) {
  const up = wish.onwards < 0;
  wish.onwards = 0;
  page.scrollTop = up ? page.scrollHeight : 0;
  if (fn.phone()) page.scrollIntoView({ block: up ? "end" : "start", behavior: "auto" });
  if (focus) page.focus({ preventScroll: true });
}

/* On a low window the pane scrolls too: its notes and cards must not keep the words out of sight. */
function bring(target) {
  const pane = root.getBoundingClientRect();
  const at = target.getBoundingClientRect();
  const bottom = Math.min(at.bottom, at.top + pane.height / 2); // What is tall is shown from its beginning.
  if (root.scrollHeight > root.clientHeight) root.scrollTop += Math.max(0, bottom - pane.bottom + 24);
}

/* A table may be wider than the pane: it is shown from where the words begin. */
function aside(target) {
  const page = target.closest(".page");
  if (!page) return;
  const row = target.querySelector(".table-row") ?? target.closest(".table-row");
  const pane = page.getBoundingClientRect();
  const at = (target.querySelector(".table-row") ?? target).getBoundingClientRect();
  const [left, right] = [at.left - pane.left + page.scrollLeft, at.right - pane.left + page.scrollLeft];
  if (row?.dir === "rtl") page.scrollLeft = right - page.clientWidth + 24;
  else page.scrollLeft = left > page.clientWidth - 80 ? left - 24 : 0;
}

/* Escape leaves the document for its footnote, and the arrows to either side lead to the footnotes beside it. */
const ARROWS = { ArrowLeft: -1, ArrowRight: 1 };
root.addEventListener("keydown", (event) => {
  const way = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey ? 0 : ARROWS[event.key];
  // Whoever reads goes on reading; whoever is on a button stays on it.
  if (way && unseen(event.target.closest(".page"), way)) return event.preventDefault();
  if (way && value.notes?.length) step(way, event.target.closest(".step") ? way : 0);
  if (event.key !== "Escape") return;
  if (!value.turn && value.document) return toDocuments();
  const chip = opener();
  chip?.scrollIntoView({ block: fn.phone() ? "center" : "nearest", behavior: "auto" });
  chip?.focus({ preventScroll: true });
});

/* Whether there was more of a wide table that way: an arrow shows that before it leads on. */
function unseen(page, way) {
  const from = page?.scrollLeft;
  page?.scrollBy({ left: way * 0.8 * page.clientWidth, behavior: "instant" });
  return page?.scrollLeft !== from;
}

/* The link in the chat that leads to what is shown: the one that was chosen, or where the pane came by itself or was
   stepped through since, the first of its like. The chat may have been drawn anew meanwhile. */
function opener() {
  const { turn, number, claim } = value;
  const places = [`#cite-${turn}-${number}`, `#near-${turn}-${number}`, `#claim-${turn}-${claim}`];
  const chosen = fn.hooks.origin;
  const href = chosen?.getAttribute("href");
  const onTheWay = (value.wish ?? before) !== wish.id;
  if (href && (onTheWay || places.includes(href.split("/")[0]))) return chosen.isConnected ? chosen : fn.$(`#chat a[href="${href}"]`);
  return fn.$(places.flatMap((place) => [`#chat a[href="${place}"]`, `#chat a[href^="${place}/"]`]).join());
}

/* What there is to show. It is no longer the document once a list that was read later is without that. */
function current() {
  const gone = value.document && value.at < listed?.at && !listed.ids.includes(value.document.id);
  return gone ? { ...value, document: null, reason: REMOVED } : value;
}

function draw() {
  const value = current();
  root.dataset.kind = value.kind;
  fn.hooks.open = value.turn ? `${value.turn}-${value.number}` : null;
  const places = value.notes?.map((note) => `${note.document} ${note.citation?.page ?? ""}`);
  root.classList.toggle("several", new Set(places).size > 1);
  fn.hooks.claim = value.claim ? `${value.turn}-${value.claim}` : null;
  if (value.turn) fn.opened(value.turn, value.number, value.claim ?? 0);
  fn.mend();
  if (value.kind === "empty") return root.replaceChildren(...drawEmpty());
  const parts = [drawBar(value)];
  // A sentence and what it cites need the room; the bar still steps through all footnotes.
  if (value.notes?.length && !(value.claim && value.number)) parts.push(drawNotes(value));
  if (value.claims?.length) {
    const cards = make("div", "claims");
    cards.append(...value.claims.map((claim) => drawClaim(value, claim)));
    parts.push(cards);
  }
  if (value.document) parts.push(drawDocument(value));
  if (value.kept) parts.push(drawKept(value));
  if (value.reason) parts.push(drawReason(value));
  const stepping = value.wish === wish.id && root.contains(document.activeElement);
  root.replaceChildren(...parts);
  // At once: whoever steps on with Enter may press it before the next frame.
  if (stepping) (stepper() ?? root.querySelector("mark"))?.focus({ preventScroll: true });
  requestAnimationFrame(() => { if (parts[0].isConnected) reveal(value); }); // Unless it was drawn over meanwhile.
}

/* What answers a click is shown if that was the last one; what comes by itself, if nothing was clicked meanwhile. */
watch("value", () => {
  if ((props.value.wish ?? before) !== wish.id) return;
  value = props.value;
  draw();
});
draw();
/* Another page or the command line may have changed the library since the reader was here: an empty chat tells of what
   there is to ask about, unless it tells of answers that are gone. */
addEventListener("focus", () => {
  if (!fn.$("#chat .user-row, #chat .placeholder em")) fn.served(() => trigger("greeting", {}));
});
