/* Files that were chosen or dropped, before they are sent. For one that it does not take Gradio would refuse all of them,
   and a folder or a server that is gone breaks its field for good: we look first. Runs after shelf.js. */
const input = () => fn.$("#files input[type=file]");
let ours = false; // Whether it is we who put files into Gradio's field.

/* Why something is not sent, and what to do; empty for what is. */
function objection({ file, folder }) {
  const most = window.gradio_config.max_file_size;
  if (folder) return "It is a folder. Add the files that are in it.";
  if (file.name.startsWith(".")) return "Its name begins with a dot. Rename it, then add it again.";
  return most && file.size > most ? `A file may have ${Math.floor(most / 2 ** 20)} MB at most.` : "";
}

function send(files) {
  forget();
  const left = files.filter(objection);
  refused = left.map((one) => ({ name: one.file.name, status: "Not added", detail: objection(one), bad: true }));
  draw();
  const rest = files.filter((one) => !left.includes(one));
  if (rest.length) fn.served(() => choose(rest.map(({ file }) => file)));
}

/* As if the reader had chosen these files. While others are sent, Gradio's own field is not there to take more. */
async function choose(files) {
  if (!(await fn.until(input, 50))) return fn.say("Other files are being sent. Add these again when that is through.");
  const chosen = new DataTransfer();
  for (const file of files) chosen.items.add(file);
  input().files = chosen.files;
  ours = true;
  input().dispatchEvent(new Event("change", { bubbles: true }));
  ours = false;
  await arriving(files);
}

/* Gradio says no more of files that broke off on their way than that there was an error, and keeps a sign of it. */
async function arriving(files) {
  const broken = () => fn.$("#files .error");
  document.body.classList.add("fn-sending");
  await fn.until(() => !input() || broken(), 20);
  await fn.until(() => input() || broken(), Infinity);
  if (broken()) {
    const lost = files.map(({ name }) => ({ name, status: "Not added", detail: "It did not arrive in full. Add it again.", bad: true }));
    refused = [...refused, ...lost];
    draw();
    fn.$("#files .clear-status button")?.click();
    fn.served(() => {}); // Where nobody is there to send to, that is told too.
    await fn.until(() => fn.$(".toast-close"), 10);
    for (const close of document.querySelectorAll(".toast-close")) close.click();
    await fn.until(() => !fn.$(".toast-body"), 20);
  }
  document.body.classList.remove("fn-sending");
}

document.addEventListener("change", (event) => {
  if (ours || event.target !== input()) return;
  event.stopImmediatePropagation();
  const files = [...event.target.files];
  event.target.value = ""; // The same file chosen again is news.
  send(files.map((file) => ({ file })));
}, true);

fn.hooks.unread = () => refused.length > 0;

/* What was dropped anywhere on the page: how far it is, and what became of it, is told at the top of the list. */
fn.hooks.send = (files) => {
  if (fn.phone()) root.closest("#side").scrollIntoView({ block: "start", behavior: "auto" });
  scroller().scrollTop = 0;
  send(files);
};
