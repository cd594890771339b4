/* What a browser's tab keeps over a reload: the secret token of its conversation, and of that what was open, whether
   something was asked, which conversation was before it; what is written; and which documents are asked. Runs before page.js; only the first run counts. */
window.footnoteSession ??= (() => {
  const KEY = "footnote-conversation";
  const DRAFT = "footnote-written";
  const READER = "footnote-reader";
  const CHOSEN = "footnote-chosen";
  // Of one conversation: kept with its token, and void with any other.
  const [ASKED, OPENED, EARLIER] = ["footnote-asked", "footnote-opened", "footnote-earlier"];
  let nobody = null; // The reader, where storage is refused.
  let memory = null; // Where storage is refused, the token lives as long as the page.

  function kept(key) {
    try { return sessionStorage.getItem(key) || ""; } catch { return ""; }
  }

  function keep(key, value) {
    try { sessionStorage.setItem(key, value); } catch { /* storage refused */ }
  }

  function token() {
    return kept(KEY) || memory || become(random());
  }

  /* Who adds and removes documents from this tab, whatever chat it is in. */
  function reader() {
    if (!kept(READER)) keep(READER, random());
    return kept(READER) || (nobody ??= random());
  }

  const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), hex).join("");
  const hex = (byte) => byte.toString(16).padStart(2, "0");

  function become(value) {
    memory = value;
    keep(KEY, value);
    hold(value);
    return value;
  }

  const own = (key) => (kept(key).startsWith(`${token()}/`) ? kept(key).split("/")[1] : "");
  const owns = (key, value) => keep(key, `${token()}/${value}`);

  /* Go on in a conversation of its own. */
  function part() {
    memory = null;
    keep(KEY, "");
  }

  /* Begin a conversation, with a way back to the one before where that `held` something. */
  function renew(held) {
    const earlier = held ? token() : own(EARLIER);
    part();
    owns(EARLIER, earlier);
  }

  /* What leads back from a conversation in which nothing is asked yet; null where nothing does. */
  function wayBack() {
    const earlier = own(EARLIER);
    if (!earlier || own(ASKED)) return null;
    // The server still has it.
    return () => { become(earlier); owns(ASKED, "yes"); location.reload(); };
  }

  /* What the server is told when the page is loaded: whose chat it is, what was open, whether something was asked, and
     whose chat it was where this tab is a duplicate, which has what the first had stored: it goes on in one of its own. */
  async function before() {
    const shared = kept(KEY) && (await isTaken(token())) ? token() : "";
    const [open, asked, earlier] = [own(OPENED), own(ASKED), own(EARLIER)];
    if (shared) {
      part();
      owns(OPENED, open);
      owns(ASKED, asked);
      owns(EARLIER, earlier);
    }
    loaded = true;
    return [token(), open, asked, shared];
  }

  /* Whether another tab has this token. The page before this one in the same tab lets go of it, if not at once. */
  async function isTaken(token) {
    if (!navigator.locks) return isClaimed(token);
    const again = performance.getEntriesByType("navigation")[0]?.type === "reload"; // No duplicate is loaded so.
    for (let tries = again ? 40 : 3; tries > 0; tries -= 1) {
      if (await hold(token)) return false;
      await new Promise((done) => setTimeout(done, 50));
    }
    return true;
  }

  const held = new Set();

  /* Keep a token for as long as the page is there; whether no other page has it. */
  function hold(token) {
    if (held.has(token)) return true;
    return new Promise((done) => {
      const forGood = (lock) => {
        if (lock) held.add(token);
        done(Boolean(lock));
        return lock && new Promise(() => {});
      };
      navigator.locks?.request(`footnote-${token}`, { ifAvailable: true }, forGood);
    });
  }

  /* Where the browser has no locks, as on an address without https, the other tab is asked. */
  const tabs = new BroadcastChannel("footnote-tabs");
  let loaded = false;
  function isClaimed(token) {
    return new Promise((done) => {
      const hear = ({ data }) => { if (data.taken === token) done(true); };
      tabs.addEventListener("message", hear);
      setTimeout(() => { tabs.removeEventListener("message", hear); done(false); }, 150);
      tabs.postMessage({ wanted: token });
    });
  }
  tabs.addEventListener("message", ({ data }) => {
    if (loaded && data.wanted === token()) tabs.postMessage({ taken: data.wanted });
  });

  return {
    token, reader, before, renew, wayBack,
    asked() { owns(ASKED, "yes"); },
    opened(turn, number, claim) { owns(OPENED, `${turn}-${number}-${claim}`); },
    choose(documents) { keep(CHOSEN, JSON.stringify(documents)); },
    chosen() { return JSON.parse(kept(CHOSEN) || "[]"); },
    leave(sent, draft) { keep(DRAFT, JSON.stringify([sent, draft])); },
    draft() { return JSON.parse(kept(DRAFT) || '["", ""]'); },
  };
})();
