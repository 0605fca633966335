/* The kiosk: card and code reader, back to the start when nobody is there, printing, no network, no paper. */
(() => {
  const body = document.body;
  if (!body.dataset.kHome) return;
  const all = (what) => [...document.querySelectorAll(what)];
  const one = (what) => document.querySelector(what);

  /* ── the reader types like a keyboard, fast, and ends with Enter. The number of a card is kept
        in the page alone and never shown whole */
  const CARD = /^\d{17}[\dX]$/;
  const PAUSE = 300;
  let typed = "";
  let before = 0;
  const card = (number) => {
    const fields = all("[data-k-identity]");
    if (!fields.length) return;
    fields.forEach((field) => { field.value = number; });
    one("[data-k-masked]")?.replaceChildren(`${number.slice(0, 3)}${"*".repeat(11)}${number.slice(-4)}`);
    const known = one("[data-k-known]");
    if (known) { known.hidden = false; one("[data-k-card]").hidden = true; }
    try { sessionStorage.setItem("yc-card", number); } catch { /* the next page asks again */ }
  };
  const code = (text) => {
    const form = one("[data-k-scan]");
    form.code.value = text;
    form.requestSubmit();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest?.("[data-k-words]")) return; /* a question is no code */
    const now = performance.now();
    if (now - before > PAUSE) typed = "";
    before = now;
    if (event.key === "Enter") {
      const text = typed;
      typed = "";
      if (text.length < 6) return;
      event.preventDefault();
      event.stopPropagation();
      if (CARD.test(text.toUpperCase())) card(text.toUpperCase()); else code(text);
    } else if (event.key.length === 1) {
      typed += event.key;
    }
  }, true);
  const start = location.pathname === new URL(body.dataset.kHome, location.href).pathname;
  try {
    const kept = one("[data-k-identity]")?.value || sessionStorage.getItem("yc-card");
    if (kept && one("[data-k-identity]") && !(start && !location.search)) card(kept);
    else sessionStorage.removeItem("yc-card");
  } catch { /* a browser without storage forgets by itself */ }

  /* ── pressed twice is pressed once */
  all("[data-k-take]").forEach((form) => form.addEventListener("submit", (event) => {
    if (body.dataset.kBusy) event.preventDefault();
    body.dataset.kBusy = "1";
    setTimeout(() => { delete body.dataset.kBusy; }, 5000);
  }));

  /* ── back to the start */
  const rest = Number(body.dataset.kIdle);
  const warn = Number(body.dataset.kWarn);
  const still = document.getElementById("k-still");
  const left = still.querySelector("[data-k-left]");
  const home = () => {
    try { sessionStorage.removeItem("yc-card"); } catch { /* as above */ }
    location.replace(body.dataset.kHome);
  };
  let idle = 0;
  const touched = () => { idle = 0; if (still.open) still.close(); };
  ["pointerdown", "keydown", "scroll"].forEach((kind) => document.addEventListener(kind, touched, { passive: true }));
  still.addEventListener("close", () => { idle = 0; });
  const untouched = start && !location.search;
  setInterval(() => {
    idle += 1;
    if (untouched && !one("[data-k-identity]")?.value) {
      if (idle >= rest && !gone) { idle = 0; location.replace(location.pathname); }  /* the numbers of the lines, anew */
      return;
    }
    if (idle >= rest) { idle = -rest; home(); return; }
    if (idle < rest - warn) return;
    left.textContent = rest - idle;
    if (!still.open) still.showModal();
  }, 1000);

  /* ── no network */
  let gone = false;
  const ask = async () => {
    try {
      const answer = await fetch(body.dataset.kNow, { cache: "no-store", signal: AbortSignal.timeout(4000) });
      if (!answer.ok) throw new Error(String(answer.status));
      gone = false;
    } catch {
      gone = true;
    }
    one("[data-k-gone]").hidden = !gone;
    all("[data-k-take] button").forEach((button) => { button.disabled = gone; });
  };
  setInterval(ask, 5000);

  /* ── printing; without paper the screen is the ticket */
  const out = one("[data-k-out]");
  const paper = one("[data-k-no-paper]");
  let empty = false;
  try { empty = localStorage.getItem("yc-no-paper") === "1"; } catch { /* prints */ }
  const show = () => {
    if (out) out.hidden = !empty;
    if (paper) paper.querySelector("span").textContent = empty ? paper.dataset.kSaysIn : paper.dataset.kSaysOut;
  };
  paper?.addEventListener("click", () => {
    empty = !empty;
    try { localStorage.setItem("yc-no-paper", empty ? "1" : "0"); } catch { /* until the page goes */ }
    show();
    if (!empty) window.print();
  });
  show();
  if (one("[data-k-print]") && !empty) window.addEventListener("load", () => window.print());

  /* ── read it out, where the browser has a voice */
  const read = one("[data-k-read]");
  const voices = () => {
    const language = document.documentElement.lang.slice(0, 2).toLowerCase();
    return window.speechSynthesis?.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(language));
  };
  const offer = () => { if (read) read.hidden = !voices(); };
  offer();
  window.speechSynthesis?.addEventListener?.("voiceschanged", offer);
  read?.addEventListener("click", () => {
    window.speechSynthesis.cancel();
    const words = new SpeechSynthesisUtterance(one("main").innerText.slice(0, 600));
    words.voice = voices();
    words.lang = words.voice.lang;
    window.speechSynthesis.speak(words);
  });
})();
