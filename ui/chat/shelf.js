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

function drawProgress(progress) {
  const box = make("div", "progress");
  const bar = make("progress");
  bar.max = 1;
  bar.value = progress.fraction;
  bar.setAttribute("aria-label", "Adding documents");
  const text = make("p", "", progress.text);
  text.setAttribute("role", "status");
  box.append(bar, text);
  return box;
}

/* What the last change did. Of many files that went well it is enough to know how many; each that did not has its line. */
const FEW = 4;
function drawReports(reports) {
  const box = make("div", "told");
  const list = make("ul", "reports");
  list.setAttribute("role", "status");
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
  const dismiss = () => { shown.reports = refused = []; box.remove(); fn.$("#files button")?.focus(); };
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
  if (await fn.served(() => trigger("remove_document", { document: doc.id }))) return;
  removing.delete(doc.id);
  doubted = doc.id;
  draw();
}

const scroller = () => root.closest("#tab-documents");

/* After a removal the next document stands where the removed one stood, and has the focus if nothing else has. */
function settle(place, top) {
  const rows = [...root.querySelectorAll(".document")];
  const row = rows.slice(place).find((row) => !row.hidden) ?? rows.slice(0, place).reverse().find((row) => !row.hidden);
  if (row) scroller().scrollTop += row.getBoundingClientRect().top - top;
  const next = row?.querySelector(".remove") ?? root.querySelector(".find") ?? fn.$("#files button");
  if (document.activeElement === document.body) next?.focus({ preventScroll: true });
}

function drawRow(doc) {
  const row = make("li", "document");
  row.dataset.id = doc.id;
  const main = make("div", "row");
  const open = action("", "open", () => fn.hooks.read?.(doc.id));
  open.append(make("span", "title", doc.title), make("span", "where", [doc.source, doc.facts].filter(Boolean).join(" · ")));
  main.append(open);
  if (doc.state !== "ready") main.append(make("span", "state", doc.state));
  if (removing.has(doc.id)) main.append(make("span", "state", "Removing…"));
  else main.append(action("Remove", "remove quiet", () => confirmRemoval(row, doc).focus(), `Remove ${doc.title}`));
  row.append(main);
  for (const note of doc.notes) row.append(make("p", "remark", note));
  return row;
}

/* A field that shows only the documents with these words in title or file name; nothing where all can be seen anyway. */
function drawFind(heading, list) {
  const field = make("input", "find");
  field.type = "search";
  field.placeholder = "Find a document";
  field.setAttribute("aria-label", "Find a document");
  field.value = wanted;
  const count = list.children.length;
  const sift = () => {
    wanted = field.value;
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of list.children) {
      const text = row.querySelector(".open").textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
    const shown = [...list.children].filter((row) => !row.hidden).length;
    heading.textContent = words.length ? `${shown} of ${count} documents` : `${count} documents`;
  };
  field.addEventListener("input", sift);
  sift();
  return field;
}

let later; // When to ask how an upload goes on.
let refused = []; // Reports on files that were too large to be sent.
let doubted = ""; // The document whose removal is asked about: the list may be drawn anew before that is answered.
const removing = new Set(); // Those whose removal was asked for and not yet told of.
const shown = { documents: [], listed: 0, progress: null, at: 0, reports: [] };
const told = new Set(); // Reports that were shown: they come twice.
let wanted = ""; // Kept when the list is drawn again.
const MANY = 8;

/* What is told may have been overtaken on its way: the list that was read last counts, and no report is lost to it. */
function take(value) {
  shown.reports = [...shown.reports, ...value.reports.filter((report) => !told.has(report.id))];
  for (const report of value.reports) told.add(report.id);
  removing.delete(value.removed);
  if (value.at >= shown.at) [shown.at, shown.progress] = [value.at, value.progress];
  if (value.listed < shown.listed) return;
  [shown.listed, shown.documents] = [value.listed, value.documents];
  if (!value.unread) fn.hooks.listed?.(value.documents.map((doc) => doc.id), value.listed);
}

/* With the reader's next step the reports on those before are gone, once all of these are told. */
function forget() {
  refused = [];
  if (!shown.progress && !removing.size) shown.reports = [];
}

function draw() {
  const refocus = held();
  const { documents, progress } = shown;
  const asked = documents.find((doc) => doc.id === doubted);
  const parts = [action("Back to the chat", "back quiet", fn.back)];
  if (progress) parts.push(drawProgress(progress));
  const reports = [...shown.reports, ...refused];
  if (reports.length) parts.push(drawReports(reports));
  const count = documents.length;
  const heading = make("h2", "", count === 1 ? "1 document" : `${count} documents`);
  const list = make("ul", "documents");
  list.append(...documents.map(drawRow));
  parts.push(heading);
  if (count > MANY) parts.push(drawFind(heading, list));
  parts.push(count ? list : make("p", "none", "Nothing here yet. Add a file above: text, Markdown, HTML, CSV, PDF or Word."));
  root.replaceChildren(...parts);
  if (asked) confirmRemoval(list.children[documents.indexOf(asked)], asked);
  else doubted = "";
  refocus();
}

/* Where the focus is, for it to stay there when all is drawn anew. */
function held() {
  const at = document.activeElement;
  if (!root.contains(at)) return () => {};
  const row = at.closest(".document");
  const place = `${row ? `[data-id="${row.dataset.id}"] ` : ""}.${[...at.classList].join(".")}`;
  return () => root.querySelector(place)?.focus({ preventScroll: true });
}

function show() {
  const value = props.value;
  const before = JSON.stringify([shown.listed, shown.reports]);
  const gone = root.querySelector(`[data-id="${value.removed}"]`);
  const [place, top] = [[...root.querySelectorAll(".document")].indexOf(gone), gone?.getBoundingClientRect().top];
  take(value);
  clearTimeout(later);
  // After a reload nobody tells this page how an upload of its own goes on.
  if (shown.progress) later = setTimeout(() => trigger("refresh", {}), 1500);
  const box = root.querySelector(".progress");
  const same = before === JSON.stringify([shown.listed, shown.reports]);
  // Ten times a second: who works in the list is not disturbed.
  if (same && box && shown.progress) return box.replaceWith(drawProgress(shown.progress));
  draw();
  if (!gone) return;
  settle(place, top);
  const list = root.querySelector(".reports");
  if (list) fn.say(list.innerText, list.getBoundingClientRect().bottom < Math.max(0, scroller().getBoundingClientRect().top));
}

watch("value", show);
show();
// Another tab or the command line may have changed the library: look again whenever the list comes into view.
document.addEventListener("click", (event) => {
  const tab = event.target.closest?.("#tabs [role=tab]");
  if (tab?.textContent.trim() === "Documents") fn.served(() => { forget(); trigger("refresh", {}); });
});

/* As if the reader had chosen these files. */
function choose(files) {
  const input = document.querySelector("#files input[type=file]");
  const chosen = new DataTransfer();
  for (const file of files) chosen.items.add(file);
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/* For one file that is too large Gradio would refuse all that were chosen, in bytes: we leave that one out and say so. */
function sift(event) {
  const input = document.querySelector("#files input[type=file]");
  const dropped = event.type === "drop";
  if (!input || !(dropped ? event.target.closest?.("#files") : event.target === input)) return;
  const most = window.gradio_config.max_file_size;
  const files = [...(dropped ? event.dataTransfer.files : input.files)];
  const large = files.filter((file) => most && file.size > most);
  forget();
  if (!large.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const rest = files.filter((file) => !large.includes(file));
  if (rest.length) choose(rest);
  const detail = `A file may have ${Math.floor(most / 2 ** 20)} MB at most.`;
  refused = large.map((file) => ({ name: file.name, status: "Not added", detail, bad: true }));
  draw();
}
fn.hooks.choose = choose;
for (const name of ["change", "drop"]) document.addEventListener(name, sift, true);
