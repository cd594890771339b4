/* What leaves the page for the clipboard: whole answers, and what the reader selects. Nothing here asks the server.
   Runs before page.js; only the first run counts. */
window.footnoteClipboard ??= (() => {
  // What is only there to be pressed says nothing of an answer.
  const PRESSED = "button, a:is([href^='#edit-'], [href^='#copy-'], [href^='#retry-'], [href^='#reword-'])";

  /* A part of the conversation by itself: numbers and verdicts in brackets, as without their looks they would be words
     and figures of the text, and no link of ours, which leads nowhere else. */
  function excerpt(range, numbered = (number) => ` [${number}]`) {
    const part = document.createElement("div");
    part.className = "fn-excerpt";
    part.append(range.cloneContents());
    for (const node of part.querySelectorAll(".fn-verdict, .fn-better")) node.replaceWith(`(${node.textContent})`);
    for (const node of part.querySelectorAll("a[href^='#cite-'], .fn-wait")) node.replaceWith(numbered(node.textContent));
    for (const way of part.querySelectorAll(PRESSED)) way.remove();
    for (const link of part.querySelectorAll("a")) link.replaceWith(link.textContent);
    return part;
  }

  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).cloneRange() : null;
    if (!range || !document.querySelector("#chat")?.contains(range.commonAncestorContainer)) return;
    // Of a number or a verdict all is taken, wherever in it the selection ends.
    const [first, last] = [range.startContainer, range.endContainer].map((node) => node.parentElement.closest("a, .fn-wait"));
    if (first) range.setStartBefore(first);
    if (last) range.setEndAfter(last);
    const part = excerpt(range);
    document.body.append(part); // Only what is laid out has lines.
    event.clipboardData.setData("text/plain", part.innerText.trim());
    event.clipboardData.setData("text/html", part.innerHTML);
    part.remove();
    event.preventDefault();
  });

  /* Whether the browser took it. Where it may not be written to, as on an address without https, the older way may do. */
  async function write(text, html) {
    try {
      const parts = [["text/plain", text], ["text/html", html]];
      const blobs = parts.map(([type, data]) => [type, new Blob([data], { type })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      return true;
    } catch {
      const area = document.createElement("textarea");
      const focused = document.activeElement;
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      focused?.focus({ preventScroll: true });
      return done;
    }
  }

  /* The text in a field, for the reader to copy by hand. */
  function offer(text) {
    const box = document.createElement("dialog");
    const form = document.createElement("form");
    const label = document.createElement("label");
    const area = document.createElement("textarea");
    const close = document.createElement("button");
    box.id = "fn-copy";
    form.method = "dialog";
    area.value = text;
    area.readOnly = true;
    area.rows = 12;
    close.textContent = "Close";
    label.append("The browser did not let the page copy. Copy the text from here.", area);
    form.append(label, close);
    box.append(form);
    box.addEventListener("close", () => box.remove());
    box.addEventListener("keydown", (event) => event.stopPropagation());
    document.body.append(box);
    box.showModal();
    area.focus();
    area.select();
  }

  /* Where each footnote of an answer leads to, as its chips say, in their order: `[1] Report, p. 3`. */
  function sources(row) {
    const chips = [...row.querySelectorAll("a[href^='#cite-']")].filter((chip) => chip.dataset.reason);
    const places = new Map(chips.map((chip) => [Number(/^#cite-\w+-(\d+)/.exec(chip.getAttribute("href"))[1]), chip.dataset.reason]));
    return [...places].sort(([one], [other]) => one - other).map(([number, place]) => `[${number}] ${place}`);
  }

  /* An answer as it is said: what it is and what is in doubt, without what tells of its making. */
  function spoken(row) {
    const range = document.createRange();
    range.selectNodeContents(row);
    const part = excerpt(range, (number) => ` (footnote ${number})`);
    for (const node of part.querySelectorAll(".fn-meta, .fn-form")) node.remove();
    document.body.append(part);
    const said = part.innerText.trim();
    part.remove();
    return said;
  }

  /* Questions and answers as far as the page has them, for when no server does. */
  function ofPage(rows) {
    const all = document.createElement("div");
    all.className = "fn-excerpt";
    for (const row of rows) {
      const range = document.createRange();
      range.selectNodeContents(row);
      const part = excerpt(range);
      for (const node of part.querySelectorAll(".fn-meta, .fn-form")) node.remove();
      all.append(part);
      for (const source of sources(row)) all.append(Object.assign(document.createElement("p"), { textContent: source }));
      part.className = "";
    }
    document.body.append(all);
    const copied = { text: `${all.innerText.trim()}\n`, html: all.innerHTML };
    all.remove();
    return copied;
  }

  return { write, offer, sources, spoken, ofPage };
})();
