/* How the text of a document is set in the pane: as text nodes only, each character of it, in its order. */

/* What of a text is written for programs, by code point: the hashes of headings, the pipes and dashes of tables, and in
   Markdown the marks of emphasis. It stays in the page, so that places are the document's, and is not shown. */
function survey(doc) {
  const points = Array.from(doc.text); // The server counts code points.
  const text = doc.text;
  const place = new Uint32Array(text.length + 1); // From the places of this language's strings to those.
  for (let unit = 0, n = 0; n < points.length; unit += points[n].length, n += 1) place.fill(n, unit, unit + points[n].length);
  place[text.length] = points.length;
  const hidden = new Uint8Array(points.length);
  const hide = (from, to) => hidden.fill(1, place[from], place[to]);
  const cells = [];
  const code = [...text.matchAll(/^ {0,3}(`{3,}|~{3,})[^\n]*\n[^]*?(?:^ {0,3}\1[`~]*[ ]*$|(?![^]))|`[^`\n]+`/gm)]
    .map((match) => [match.index, match.index + match[0].length]);
  const outside = (at) => !code.some(([from, to]) => at >= from && at < to);
  for (const [from, to] of doc.headings) {
    const mark = /^\s*#{1,6}\s+/.exec(points.slice(from, to).join(""));
    if (mark) hidden.fill(1, from, from + mark[0].length);
  }
  for (const table of text.matchAll(/(?:^\|.*\|[ ]*(?:\n|$)){2,}/gm)) {
    if (outside(table.index)) tabulate(table, hide, (from, to, size) => cells.push([place[from], place[to], size]));
  }
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
  return { points, hidden, cells, turns };
}

/* The end of a blank line before one from right to left. Chromium takes the brackets of a line for those of the direction
   of the line before it: an unseen sign gives a blank one the direction of the next. */
const TURN = /(?<=^[ \t]*)\n(?=[^\p{L}\n]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])/gmu;

/* The cells of a table, each with the share of the row that its column has; what stands between them is hidden. */
function tabulate(table, hide, cell) {
  const rows = [];
  let at = table.index;
  for (const line of table[0].split(/(?<=\n)/)) {
    if (/^\|(?: ?:?-{2,}:? ?\|)+\s*$/.test(line)) hide(at, at + line.length);
    else {
      const row = [];
      for (const match of line.matchAll(/(\|\s*)((?:\\.|[^|\\\n])*?)(?=\s*\||\s*\n?$)/g)) {
        const from = at + match.index + match[1].length;
        if (match[2] || line.slice(match.index + match[0].length).trim()) row.push([from, from + match[2].length]);
      }
      rows.push({ at, end: at + line.trimEnd().length, row });
    }
    at += line.length;
  }
  // A column is at least as wide as its longest word, and the wider the more it holds.
  const widths = [];
  const words = [];
  for (const { row } of rows) row.forEach(([from, to], n) => {
    const text = table.input.slice(from, to);
    widths[n] = Math.min(40, Math.max(widths[n] ?? 4, to - from));
    words[n] = Math.max(words[n] ?? 0, ...text.split(/[\s-]+/).map((word) => word.length));
  });
  const weights = widths.map((width, n) => 1.3 * Math.min(words[n], 20) + 2 + 0.25 * width);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  for (const { at: start, end, row } of rows) {
    let done = start;
    row.forEach(([from, to], n) => {
      hide(done, from);
      cell(from, to, { most: widths[n] + 3, share: (99 * weights[n]) / all });
      done = to;
    });
    hide(done, end);
  }
}

/* Append text[from, to) as text nodes; heading lines, cells of tables, or what of them is inside, and page starts get
   their own element. */
function flow(parent, doc, from, to) {
  let at = from;
  const events = [
    ...doc.headings.map(([a, b]) => ({ a, b, className: "heading" })),
    ...doc.cells.map(([a, b, size]) => ({ a, b, size, className: "cell" })),
  ].filter(({ a, b }) => a < to && b > from)
    .map((event) => ({ ...event, a: Math.max(event.a, from), b: Math.min(event.b, to), whole: event.a >= from && event.b <= to }))
    .concat(doc.pages.filter(([a, n]) => a >= from && a < to && n > 1).map(([a, n]) => ({ a, b: a, page: n })))
    .sort((x, y) => x.a - y.a || x.b - y.b);
  for (const event of events) {
    if (event.a < at) continue;
    plain(parent, doc, at, event.a);
    const node = make("span", event.page ? "page-break" : event.className);
    if (event.page) node.dataset.page = `Page ${event.page}`;
    // A cell that a mark divides has no width of its own: its parts stay together.
    if (event.size && event.whole) node.style.width = `min(${event.size.most}ch, ${event.size.share}%)`;
    else if (event.size) node.className = "";
    plain(node, doc, event.a, event.b);
    parent.append(node);
    at = event.b;
  }
  plain(parent, doc, at, to);
}

function plain(parent, doc, from, to) {
  for (let at = from, end = from; at < to; at = end) {
    if (doc.turns.has(at)) parent.append(make("span", "turn"));
    do end += 1; while (end < to && doc.hidden[end] === doc.hidden[at] && !doc.turns.has(end));
    const text = doc.points.slice(at, end).join("");
    parent.append(doc.hidden[at] ? make("span", "markup", text) : text);
  }
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
