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

function drawReports(reports) {
  const list = make("ul", "reports");
  list.setAttribute("role", "status");
  for (const report of reports) {
    const item = make("li", report.bad ? "bad" : "good");
    if (report.name) item.append(make("strong", "", report.name), " ");
    item.append(make("span", "", [report.status, report.detail].filter(Boolean).join(": ")));
    list.append(item);
  }
  return list;
}

function confirmRemoval(row, doc) {
  const box = make("div", "confirm");
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", `Remove ${doc.title}?`);
  const keep = action("Keep", "quiet", () => { box.remove(); row.querySelector(".remove").focus(); });
  const go = action("Remove", "danger", () => {
    go.disabled = true;
    trigger("remove_document", { document: doc.id });
  });
  box.append(make("p", "", "Remove this document? Its text and passages are deleted from Footnote."), go, keep);
  row.querySelector(".confirm")?.remove();
  row.append(box);
  go.focus();
}

function drawRow(doc) {
  const row = make("li", "document");
  row.dataset.id = doc.id;
  const main = make("div", "row");
  const open = action("", "open", () => fn.hooks.read?.(doc.id));
  open.append(make("span", "title", doc.title), make("span", "where", [doc.source, doc.facts].filter(Boolean).join(" · ")));
  main.append(open);
  if (doc.state !== "ready") main.append(make("span", "state", doc.state));
  main.append(action("Remove", "remove quiet", () => confirmRemoval(row, doc), `Remove ${doc.title}`));
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

let wanted = ""; // Kept when the list is drawn again.
const MANY = 8;

function draw() {
  const value = props.value ?? { documents: [], reports: [] };
  const parts = [action("Back to the chat", "back quiet", fn.top)];
  if (value.progress) parts.push(drawProgress(value.progress));
  if (value.reports.length) parts.push(drawReports(value.reports));
  const count = value.documents.length;
  const heading = make("h2", "", count === 1 ? "1 document" : `${count} documents`);
  const list = make("ul", "documents");
  list.append(...value.documents.map(drawRow));
  parts.push(heading);
  const typing = document.activeElement?.matches?.("#shelf-root .find");
  if (count > MANY) parts.push(drawFind(heading, list));
  parts.push(count ? list : make("p", "none", "Nothing here yet. Add a file above: text, Markdown, HTML, PDF or Word."));
  root.replaceChildren(...parts);
  if (typing) root.querySelector(".find")?.focus();
}

watch("value", draw);
draw();
// Another tab or the command line may have changed the library: look again whenever the list comes into view.
document.addEventListener("click", (event) => {
  const tab = event.target.closest?.("#tabs [role=tab]");
  if (tab?.textContent.trim() === "Documents") trigger("refresh", {});
});
