/* How the text of a document is set in the pane: as text nodes only, each character of it, in its order. */

/* What of a text is written for programs, by code point: the hashes of headings, the pipes and dashes of tables, and in
   Markdown the marks of emphasis and of code. It stays in the page, so that places are the document's, and is not shown. */
function survey(doc) {
  const points = Array.from(doc.text); // The server counts code points.
  const text = doc.text;
  const place = new Uint32Array(text.length + 1); // From the places of this language's strings to those.
  for (let unit = 0, n = 0; n < points.length; unit += points[n].length, n += 1) place.fill(n, unit, unit + points[n].length);
  place[text.length] = points.length;
  const hidden = new Uint8Array(points.length);
  const hide = (from, to, how = 1) => hidden.fill(how, place[from], place[to]);
  const tables = [];
  const code = new Uint8Array(points.length);
  for (const [, begins, ends] of doc.code) code.fill(1, begins, ends);
  const outside = (at) => !code[place[at]];
  for (const [from, to] of doc.headings) {
    const mark = /^\s*#{1,6}\s+/.exec(points.slice(from, to).join(""));
    if (mark) hidden.fill(1, from, from + mark[0].length);
  }
  for (const table of text.matchAll(/(?:^\|.*\|[ ]*(?:\n|$)){2,}/gm)) {
    const rows = outside(table.index) ? tabulate(table, hide, (unit) => place[unit]) : [];
    if (rows.length) tables.push({ a: rows[0].a, b: rows.at(-1).b, rows });
  }
  for (const [from, begins, ends, to] of doc.code) hidden.fill(1, from, begins).fill(1, ends, to);
  if (/\.(md|markdown)$/i.test(doc.source)) {
    for (const match of text.matchAll(/(?<![\\*])(\*{1,3})(?=[^\s*])(?:(?!\n\s*\n)[^]){0,600}?[^\s*\\]\1(?!\*)|(?<![\w\\])(_{1,3})(?=[^\s_])(?:(?!\n\s*\n)[^]){0,600}?[^\s_\\]\2(?!\w)/g)) {
      const size = (match[1] ?? match[2]).length;
      const end = match.index + match[0].length;
      if (!outside(match.index)) continue;
      hide(match.index, match.index + size);
      hide(end - size, end);
    }
  }
  const turns = new Set([...text.matchAll(TURN)].map((match) => place[match.index]));
  const alone = new Uint8Array(points.length);
  for (const [from, to, rtl] of RIGHT_TO_LEFT.test(text) ? turned(text) : []) alone.fill(rtl ? 2 : 1, place[from], place[to]);
  const pages = doc.pages.map(([at, number]) => [whole(points, at), number]);
  return { points, hidden, tables, rows: tables.flatMap(({ rows }) => rows), turns, alone, code, pages };
}

/* Where a page begins, behind the word that it breaks in two; of scripts without blanks none is known. */
const LETTER = /^(?![\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef])[\p{L}\p{M}\p{N}]/u;
function whole(points, at) {
  let end = at;
  while (at > 0 && LETTER.test(points[end - 1]) && LETTER.test(points[end] ?? "")) end += 1;
  return end;
}

/* Chromium takes the brackets of a line for those of the direction of the line before it. A blank line before one from
   right to left gets an unseen sign, at its end, that gives it the direction of the next; a line that runs the other way
   than the one directly above it is set apart. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const TURN = /(?<=^[ \t]*)\n(?=[^\p{L}\n]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])/gmu;
const runsLeft = (text) => RIGHT_TO_LEFT.test(/\p{L}/u.exec(text)?.[0] ?? "");

function turned(text) {
  const found = [];
  let [at, above] = [0, ""];
  for (const line of text.split("\n")) {
    if (line.trim() && above.trim() && runsLeft(line) !== runsLeft(above)) found.push([at, at + line.length, runsLeft(line)]);
    [at, above] = [at + line.length + 1, line];
  }
  return found;
}

/* The rows of a table: the cells of each, with the share of the row that their column has, and how wide a row is, in
   digits: at least as wide as its longest words need, or numbers would be torn apart. What stands between them is hidden. */
function tabulate(table, hide, place) {
  const rows = [];
  let at = table.index;
  for (const line of table[0].split(/(?<=\n)/)) {
    hide(at, at + line.length);
    if (!/^\|(?: ?:?-{2,}:? ?\|)+\s*$/.test(line)) {
      const cells = [];
      for (const match of line.matchAll(/(\|\s*)((?:\\.|[^|\\\n])*?)(?=\s*\||\s*\n?$)/g)) {
        const from = at + match.index + match[1].length;
        if (match[2] || line.slice(match.index + match[0].length).trim()) cells.push([from, from + match[2].length]);
      }
      for (const [from, to] of cells) hide(from, to, 0);
      if (cells.length) rows.push({ cells, head: false });
    } else if (rows.length === 1) rows[0].head = true;
    at += line.length;
  }
  const [widths, words] = [[], []];
  for (const { cells } of rows) cells.forEach(([from, to], n) => {
    const text = table.input.slice(from, to);
    widths[n] = Math.max(widths[n] ?? 4, Math.min(40, room(text)));
    words[n] = Math.max(words[n] ?? 0, ...text.split(WORDS).map((word) => Math.min(LONG, room(word))));
  });
  const weights = widths.map((width, n) => words[n] + 2 + 0.25 * width);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const within = (sizes) => Math.max(...sizes.map((size, n) => ((size + 2) * all) / weights[n]));
  const size = { least: within(words), most: within(widths), rtl: runsLeft(table[0]) };
  return rows.map(({ cells, head }) => {
    const placed = cells.map(([from, to], n) => ({ a: place(from), b: place(to), share: (100 * weights[n]) / all }));
    return { ...size, head, cells: placed, a: placed[0].a, b: placed.at(-1).b };
  });
}

/* How many digits wide words are, about: capitals are wider, and signs that each may end a line twice as wide. */
const LONG = 28; // A longer one, such as an address, may be broken.
const WORDS = /[\s-]+|(?<=[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef])/;
const room = (text) => text.length + (text.match(/[\p{Lu}@mw%]/gu)?.length ?? 0) * 0.4 + (text.match(/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]/g)?.length ?? 0);

/* The text of `doc`: what was quoted in a mark, the passage that it is of lightly marked, and what stands round that. A
   table is one for those who listen, whatever of it is marked: what is marked begins anew where a table does or ends. */
function setText(body, doc) {
  const [a, b] = doc.passage ?? doc.quote ?? [0, 0];
  const [c, d] = doc.quote ?? [b, b];
  const bounds = [0, Math.min(a, c), c, d, Math.max(b, d), doc.points.length];
  const parts = ["around", "passage", "mark", "passage", "around"].map((kind, n) => ({ kind, a: bounds[n], b: bounds[n + 1] }));
  let at = 0;
  for (const table of doc.tables) {
    setParts(body, doc, parts, at, table.a);
    const node = make("span", "table");
    node.setAttribute("role", "table");
    setParts(node, doc, parts, table.a, table.b);
    for (const mark of node.querySelectorAll("mark:has(> .table-row)")) group(mark);
    body.append(node);
    at = table.b;
  }
  setParts(body, doc, parts, at, doc.points.length);
}

/* Rows that are quoted are a part of their table: as a mark they would be outside of it. Whoever is led there hears them. */
function group(mark) {
  const cells = [...mark.querySelectorAll(".cell")].map((cell) => cell.textContent);
  mark.setAttribute("role", "rowgroup");
  mark.setAttribute("aria-label", `Quoted: ${cells.filter(Boolean).join(", ").slice(0, 300)}`);
}

/* What of `parts` stands from here to there. A row of a table that they divide stays one, and each of its cells is marked
   by itself. */
function setParts(parent, doc, parts, from, to) {
  const within = ({ a, b }) => ({ a: Math.max(a, from), b: Math.min(b, to) });
  const divided = doc.rows.filter((row) => row.a >= from && row.b <= to && parts.some(({ a }) => row.a < a && a < row.b));
  let at = from;
  for (const part of parts.map((part) => ({ ...part, ...within(part) }))) {
    for (const row of divided.filter((row) => row.a < part.b && row.b > at)) {
      set(parent, doc, { ...part, a: at, b: row.a });
      drawRow(parent, doc, row, (node, cell) => {
        for (const { kind, a, b } of parts) set(node, doc, { kind: kind === "around" ? "" : kind, a: Math.max(a, cell.a), b: Math.min(b, cell.b) });
      });
      at = row.b;
    }
    set(parent, doc, { ...part, a: at });
    at = Math.max(at, part.b);
  }
}

function set(parent, doc, { kind, a, b }) {
  if (a >= b) return;
  if (doc.hidden.subarray(a, b).every(Boolean)) return plain(parent, doc, a, b); // Nobody would see that it is marked.
  if (kind === "passage") return shade(parent, doc, a, b);
  const node = kind === "mark" ? make("mark") : make("span", kind);
  if (kind === "mark") node.tabIndex = -1;
  flow(node, doc, a, b);
  parent.append(node);
}

function drawRow(parent, doc, row, fill) {
  const node = make("span", row.head ? "table-row head" : "table-row");
  node.setAttribute("role", "row");
  if (row.rtl) node.dir = "rtl";
  node.style.minWidth = `${row.least}ch`;
  node.style.maxWidth = `${row.most}ch`;
  let at = row.a;
  for (const cell of row.cells) {
    plain(node, doc, at, cell.a);
    const part = make("span", "cell");
    part.setAttribute("role", row.head ? "columnheader" : "cell");
    part.style.width = `${cell.share}%`;
    fill(part, cell);
    node.append(part);
    at = cell.b;
  }
  parent.append(node);
}

/* Append text[from, to) as text nodes; heading lines, or what of them is inside, rows of tables and page starts get
   their own element. */
function flow(parent, doc, from, to) {
  let at = from;
  const events = [
    ...doc.headings.map(([a, b]) => ({ a: Math.max(a, from), b: Math.min(b, to) })),
    ...doc.rows.filter(({ a, b }) => a >= from && b <= to),
  ].filter(({ a, b }) => a < b)
    .concat(doc.pages.filter(([a, n]) => a >= from && a < to && n > 1).map(([a, n]) => ({ a, b: a, page: n })))
    .sort((x, y) => x.a - y.a || x.b - y.b);
  for (const event of events) {
    if (event.a < at) continue;
    plain(parent, doc, at, event.a);
    if (event.cells) drawRow(parent, doc, event, (node, cell) => plain(node, doc, cell.a, cell.b));
    else {
      const node = make("span", event.page ? "page-break" : "heading");
      if (event.page) node.dataset.page = `Page ${event.page}`;
      else titled(node, doc.hidden.subarray(event.a, event.b));
      plain(node, doc, event.a, event.b);
      parent.append(node);
    }
    at = event.b;
  }
  plain(parent, doc, at, to);
}

/* Those who listen go from heading to heading. One of which nothing is shown is none. */
function titled(node, hidden) {
  if (hidden.every(Boolean)) return;
  node.setAttribute("role", "heading");
  node.setAttribute("aria-level", "3"); // Below the title of the document.
}

function plain(parent, doc, from, to) {
  const like = (a, b) => doc.hidden[a] === doc.hidden[b] && doc.alone[a] === doc.alone[b] && doc.code[a] === doc.code[b];
  for (let at = from, end = from; at < to; at = end) {
    if (doc.turns.has(at)) parent.append(make("span", "turn"));
    do end += 1; while (end < to && like(at, end) && !doc.turns.has(end));
    const text = doc.points.slice(at, end).join("");
    if (doc.hidden[at]) parent.append(make("span", "markup", text));
    else if (doc.code[at]) parent.append(make("span", "code", text));
    else if (doc.alone[at]) parent.append(...apart(text, doc.alone[at] === 2 ? "rtl" : "ltr"));
    else parent.append(text);
  }
}

/* What is set apart says nothing of the direction of its line: a sign before it does. */
function apart(text, dir) {
  const node = make("span", "", text);
  node.dir = dir;
  return [make("span", `turn ${dir}`), node];
}

/* The same, lightly marked; line by line, so that the space between paragraphs stays white. */
function shade(parent, doc, from, to) {
  for (let at = from; at < to; ) {
    const blank = doc.points[at] === "\n";
    let end = at;
    while (end < to && (doc.points[end] === "\n") === blank) end += 1;
    const piece = blank ? parent : make("span", "passage");
    flow(piece, doc, at, end);
    if (!blank) parent.append(piece);
    at = end;
  }
}
