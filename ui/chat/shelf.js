/* The list of documents: open, remove (asked twice), progress of an upload and its report. Text nodes only. */
const fn = window.footnote;
const root = element.querySelector("#shelf-root");

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

const progressBox = make("div", "progress");
const bar = make("progress");
bar.max = 1;
bar.setAttribute("aria-label", "Adding documents");
const doing = make("p");
doing.setAttribute("role", "status");
const halt = action("Stop", "halt quiet", stopAdding, "Stop adding documents");
progressBox.append(bar, doing, halt);
function drawProgress({ upload, fraction, text }) {
  bar.value = fraction;
  const told = upload === stopped ? "Stopping …" : text;
  if (doing.textContent !== told) doing.textContent = told;
  halt.style.visibility = upload === stopped ? "hidden" : "visible"; // Its room stays, so that the list stands still.
  return progressBox;
}

let stopped = 0; // The upload that was asked to end. What is searchable by then stays.
async function stopAdding() {
  const { upload } = shown.progress ?? {};
  if (!upload || !(await fn.served(() => trigger("stop_adding", { upload })))) return;
  stopped = upload;
  draw();
  fn.$("#files button")?.focus();
}

/* What the last change did. Of many files that went well it is enough to know how many; each that did not has its line. */
const FEW = 4;
function drawReports(reports) {
  const box = make("div", "told");
  const list = make("ul", "reports");
  const well = reports.filter((report) => !report.bad);
  const counts = new Map();
  for (const { status } of well.length > FEW ? well : []) counts.set(status, (counts.get(status) ?? 0) + 1);
  const sums = [...counts].map(([status, n]) => ({ status: `${n} ${n === 1 ? "file" : "files"}: ${status[0].toLowerCase()}${status.slice(1)}` }));
  const rest = counts.size ? reports.filter((report) => report.bad) : reports;
  for (const report of [...sums, ...rest]) {
    const item = make("li", report.bad ? "bad" : "good");
    if (report.name) item.append(make("strong", "", report.name), " ");
    item.append(make("span", "", [report.status, report.detail].filter(Boolean).join(": ")));
    list.append(item);
  }
  const dismiss = () => { shown.reports = refused = []; shown.unread = ""; draw(); fn.$("#files button")?.focus(); };
  box.append(list, action("Dismiss", "dismiss quiet", dismiss, "Dismiss what the last change reported"));
  return box;
}

function confirmRemoval(row, doc) {
  const box = make("div", "confirm");
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", `Remove ${doc.title}?`);
  const close = () => { box.remove(); doubted = ""; row.querySelector(".remove").focus(); };
  const go = action("Remove", "danger", () => remove(doc), `Remove ${doc.title}`);
  const keep = action("Keep", "keep quiet", close, `Keep ${doc.title}`);
  box.append(make("p", "", "Remove this document? Its text and passages are deleted from Footnote."), go, keep);
  box.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); close(); } });
  root.querySelectorAll(".confirm").forEach((other) => other.remove());
  row.append(box);
  doubted = doc.id;
  return keep; // Pressed twice by mistake, Enter takes nothing away.
}

async function remove(doc) {
  forget();
  removing.add(doc.id);
  doubted = "";
  draw();
  if (await fn.served(() => trigger("remove_document", { document: doc.id, reader: fn.reader() }))) return follow();
  removing.delete(doc.id);
  doubted = doc.id;
  draw();
}

const scroller = () => root.closest("#tab-documents");

/* After a removal the next document stands where the removed one stood, and has the focus if nothing else has. */
function settle(place, top) {
  const all = [...list.children];
  const row = all.slice(place).find((row) => !row.hidden) ?? all.slice(0, place).reverse().find((row) => !row.hidden);
  if (row) scroller().scrollTop += row.getBoundingClientRect().top - top;
  const next = row?.querySelector(".remove") ?? (field.isConnected ? field : null) ?? fn.$("#files button");
  if (document.activeElement === document.body) next?.focus({ preventScroll: true });
}

/* Chosen documents are asked, and no others. */
function drawChoice(doc) {
  const room = make("label", "pick"); // A finger need not hit the box itself.
  const choice = make("input", "choose");
  choice.type = "checkbox";
  choice.checked = fn.scope.has(doc.id);
  choice.title = "Ask only this document, and others that you choose";
  choice.setAttribute("aria-label", `Ask only ${doc.title}`);
  choice.addEventListener("change", () => fn.scope.toggle(doc));
  room.append(choice);
  return room;
}
function tick() {
  for (const choice of list.querySelectorAll(".choose")) choice.checked = fn.scope.has(choice.closest(".document").dataset.id);
}
fn.scope.watch(tick);

function drawRow(doc) {
  const row = make("li", "document");
  row.dataset.id = doc.id;
  const main = make("div", "row");
  if (shown.documents.length > 1 && doc.state === "ready") main.append(drawChoice(doc));
  const open = action("", "open", () => fn.hooks.read?.(doc.id));
  open.append(make("span", "title", doc.title), make("span", "where", [doc.source, doc.facts.replace(/(?<=\d) /g, "\u00a0")].filter(Boolean).join(" · ")));
  main.append(open);
  if (doc.state !== "ready") main.append(make("span", "state", doc.state));
  if (removing.has(doc.id)) main.append(make("span", "state", "Removing…"));
  else main.append(action("Remove", "remove quiet", () => confirmRemoval(row, doc).focus(), `Remove ${doc.title}`));
  row.append(main);
  for (const note of doc.notes) row.append(make("p", "remark", note));
  return row;
}

/* Above many documents stands a field that shows only those with these words in title or file name. */
const MANY = 8;
const heading = make("h2");
const hint = make("p", "hint", "Tick some to ask only those.");
const list = make("ul", "documents");
const missing = make("p", "none", "No document has these words in its title or file name.");
const field = make("input", "find");
field.type = "search";
field.placeholder = "Find a document";
field.setAttribute("aria-label", "Find a document");
field.addEventListener("input", () => { most = STEP; sift(); });
/* Thirty contracts with one party are not ticked one by one. */
const these = action("", "these quiet", () => fn.scope.only(askable()));
const askable = () => found.filter(({ state }) => state === "ready");
/* Found without its accents too, and however the system that a file comes from writes these. */
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let names = null; // By which each of the documents is found.
let found = []; // Those that the list shows.
function sift() {
  const { documents } = shown;
  const count = documents.length;
  const words = count > MANY ? folded(field.value).split(/\s+/).filter(Boolean) : [];
  if (words.length) names ??= documents.map(({ title, source }) => folded(`${title} ${source}`));
  found = words.length ? documents.filter((_, at) => words.every((word) => names[at].includes(word))) : documents;
  fill();
  heading.setAttribute("aria-live", words.length ? "polite" : "off"); // Who types hears how many are left.
  list.hidden = words.length > 0 && !found.length;
  missing.hidden = !list.hidden;
  const all = count === 1 ? "1 document" : `${count} documents`;
  heading.textContent = words.length ? `${found.length} of ${all}` : all;
  these.hidden = !words.length || askable().length < 2;
  these.textContent = `Ask only these ${askable().length}`;
}

/* A browser takes seconds for thousands of rows: so many are drawn, and more when the reader comes near their end. */
const STEP = 200;
const NEAR = 20;
let most = STEP;
const more = action("", "rest quiet", grow);
const nearEnd = new IntersectionObserver((seen) => { if (seen.some((row) => row.isIntersecting)) grow(); });
function grow() {
  most += STEP;
  fill();
}
function fill() {
  const several = shown.documents.length > 1;
  place(list, found.slice(0, most).map((doc) => drawn(rows, doc.id, [doc, removing.has(doc.id), several], () => drawRow(doc))));
  tick();
  const left = found.length - most;
  more.hidden = left <= 0;
  more.textContent = `Show ${Math.min(left, STEP)} more`;
  nearEnd.disconnect();
  for (const row of left > 0 ? [...list.children].slice(-NEAR) : []) nearEnd.observe(row); // Whoever jumps passes some.
}

let later; // When to ask how it goes on.
let refused = []; // Reports on what cannot be sent.
let doubted = ""; // The document whose removal is asked about: its row may be drawn anew before that is answered.
const removing = new Set(); // Those whose removal was asked for and not yet told of.
const shown = { documents: [], listed: 0, progress: null, at: 0, reports: [], unread: "" };
const told = new Set(); // Reports that were shown: each comes until this page has said that it has it.

/* What is told may have been overtaken on its way: the list that was read last counts, and no report is lost to it.
   How many reports are new. */
function take(value) {
  const news = value.reports.filter((report) => !told.has(report.id));
  shown.reports = [...shown.reports, ...news];
  for (const report of news) {
    told.add(report.id);
    removing.delete(report.removed);
  }
  if (value.at >= shown.at) [shown.at, shown.progress, shown.unread] = [value.at, value.progress, value.unread];
  if (value.listed > shown.listed && (value.unread || value.documents)) takeList(value);
  return news.length;
}

function takeList(value) {
  shown.listed = value.listed;
  if (value.unread) return;
  shown.documents = JSON.parse(value.documents);
  names = null;
  fn.scope.list(shown.documents);
  fn.hooks.listed?.(shown.documents.map((doc) => doc.id), value.listed);
}

/* With the reader's next step the reports on those before are gone, once all of these are told. */
function forget() {
  refused = [];
  if (!shown.progress && !removing.size) shown.reports = [];
}

const rows = new Map();
const reported = new Map();

/* As it was drawn from the same before: what the reader has in hand stays the same in the page. */
function drawn(kept, name, from, draw) {
  const key = JSON.stringify(from);
  if (kept.get(name)?.key !== key) kept.set(name, { key, node: draw(from) });
  return kept.get(name).node;
}

/* Let `parent` hold these, and leave alone what stands where it should. */
function place(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let next = parent.firstElementChild;
  for (const node of nodes) {
    if (node === next) next = next.nextElementSibling;
    else parent.insertBefore(node, next);
  }
}

/* On a phone the way back stays in view above a long list. */
const way = make("div", "pane-bar");
way.append(action("Back to the chat", "back", fn.back));
const none = make("p", "none", "Nothing here yet. Add a file above: text, Markdown, HTML, CSV, PDF, Word or subtitles.");

let listing = ""; // What the list was drawn from.
function drawList(documents) {
  const from = JSON.stringify([shown.listed, [...removing]]);
  if (listing === from) return; // Ten times a second while files are added.
  listing = from;
  const ids = new Set(documents.map((doc) => doc.id));
  for (const id of rows.keys()) if (!ids.has(id)) rows.delete(id);
  sift();
}

function draw() {
  const refocus = held();
  const { documents, progress, unread } = shown;
  const reports = [...shown.reports, ...refused, ...(unread ? [{ status: unread, bad: true }] : [])];
  drawList(documents);
  if (!way.isConnected) scroller()?.prepend(way);
  const parts = [progress && drawProgress(progress), reports.length && drawn(reported, "", reports, drawReports)];
  // Before it was read, nothing is said of the list.
  if (shown.listed) parts.push(heading, documents.length > 1 && hint, documents.length > MANY && field, documents.length > MANY && these, documents.length ? list : none, missing, more);
  place(root, parts.filter(Boolean));
  const asked = documents.find((doc) => doc.id === doubted);
  const row = asked && rows.get(doubted)?.node;
  if (!asked) doubted = "";
  else if (row && !row.querySelector(".confirm")) confirmRemoval(row, asked);
  refocus();
}

/* Where the focus is, for it to stay there when that is drawn anew. */
function held() {
  const at = document.activeElement;
  if (!root.contains(at)) return () => {};
  const row = at.closest(".document");
  const place = `${row ? `[data-id="${row.dataset.id}"] ` : ""}.${[...at.classList].join(".")}`;
  return () => { if (document.activeElement !== at) root.querySelector(place)?.focus({ preventScroll: true }); };
}

/* Ask how it stands; what has been told needs not be told again. */
function look() {
  trigger("refresh", { told: [...told], reader: fn.reader(), listed: shown.listed });
  follow();
}

/* Ask again for as long as something is under way: Gradio may drop an answer, and after a reload nobody tells this page
   how an upload of its own goes on. */
function follow() {
  clearTimeout(later);
  if (shown.progress || removing.size) later = setTimeout(look, 1500);
}

function show() {
  const value = props.value;
  const ended = value.reports.find((report) => report.removed && !told.has(report.id));
  const gone = ended && root.querySelector(`[data-id="${ended.removed}"]`);
  const [place, top] = [[...list.children].indexOf(gone), gone?.getBoundingClientRect().top];
  const news = take(value);
  follow();
  if (news) setTimeout(look);
  draw();
  if (gone && !gone.isConnected) settle(place, top);
  const reports = root.querySelector(".reports");
  if (news && reports) {
    const above = reports.getBoundingClientRect().bottom < Math.max(0, scroller().getBoundingClientRect().top);
    fn.say(reports.innerText, above);
  }
}

watch("value", show);
show();
// Another tab or the command line may have changed the library: look again whenever the list comes into view.
document.addEventListener("click", (event) => {
  const tab = event.target.closest?.("#tabs [role=tab]");
  if (tab?.textContent.trim() !== "Documents") return;
  forget(); // At once: what is reported while the server is looked for is news.
  fn.served(look);
});
