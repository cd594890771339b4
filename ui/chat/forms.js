/* A small form of one field, which grows with what is written, below what it is about. Runs before page.js; only the first run counts. */
window.footnoteForm ??= (className, name, value, labels, send, origin = document.activeElement) => {
  const { wentOn } = window.footnoteFocus;
  const node = document.createElement("form");
  const label = document.createElement("label");
  const field = document.createElement("textarea");
  const [go, leave] = labels.map(() => document.createElement("button"));
  node.className = `fn-form ${className}`;
  field.value = value;
  field.maxLength = 2000;
  field.rows = 1;
  label.append(name, field);
  [go.textContent, leave.textContent] = labels;
  leave.type = "button";
  node.append(label, go, leave);

  /* Escape and the second button leave it, and the focus goes back where it was. */
  function close() {
    const left = wentOn(origin, node);
    node.dispatchEvent(new Event("close"));
    node.remove();
    if (origin?.isConnected && !left) origin.focus();
  }

  function grow() {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`; // With its edges.
  }

  field.addEventListener("input", () => { grow(); node.scrollIntoView({ block: "nearest" }); });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    node.requestSubmit();
  });
  leave.addEventListener("click", close);
  node.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); close(); } });
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text || (await send(text)) !== false) close(); // What could not be sent stays.
  });
  setTimeout(grow);
  setTimeout(() => { if (!wentOn(origin)) { field.focus(); field.select(); } });
  return node;
};
