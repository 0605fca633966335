/* A screen: asks twice a second, keeps what it shows when the network is gone, says each new call once. */
(() => {
  const live = document.querySelector("[data-s-live]");
  if (!live) return;
  const EVERY = 500;
  const SLOW = 4000;      /* an answer that takes longer counts as none */
  const STALE_AFTER = 3;  /* so many failures until the screen says so */
  const STILL_NEWS = 30;  /* seconds: what is older is not said any more after a break */
  const stale = document.querySelector("[data-s-stale]");
  const button = document.querySelector("[data-s-sound]");
  const said = new Set();
  const queue = [];
  let tag = "";
  let failed = 0;
  let last = new Date();
  let talking = false;

  const calls = () => [...live.querySelectorAll("[data-s-key]")];
  const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });

  /* ── sound: the chime, then the browser's Mandarin voice, else the server's */
  const play = (address) => new Promise((done, failure) => {
    const sound = new Audio(address);
    sound.addEventListener("ended", done, { once: true });
    sound.addEventListener("error", () => done(), { once: true });
    sound.play().catch(failure);
  });
  const voice = (language) => window.speechSynthesis?.getVoices().find((one) => one.lang.replace("_", "-").toLowerCase().startsWith(language));
  const speak = (text, language) => new Promise((done) => {
    const words = new SpeechSynthesisUtterance(text);
    words.lang = language;
    words.voice = voice(language.slice(0, 2).toLowerCase());
    words.rate = 0.9;
    words.onend = words.onerror = done;
    setTimeout(done, 12000);
    window.speechSynthesis.speak(words);
  });
  const fromServer = async (call, language) => {
    const address = live.dataset.sSaid.replace("/0/", `/${location.pathname.split("/")[2]}/`)
      .replace("A000", call.number).replace("/0.wav", `/${call.window}.wav`);
    const answer = await fetch(`${address}?lang=${language}`);
    if (answer.status !== 200) return;
    await answer.blob();  /* the whole of it is kept by the browser now */
    await play(answer.url).catch(() => {});  /* a blob: would be stopped by the page's policy */
  };
  const say = async () => {
    if (talking) return;
    talking = true;
    while (queue.length) {
      const call = queue.shift();
      try {
        await play(live.dataset.sChime);
        if (voice("zh")) await speak(call.zh, "zh-CN"); else await fromServer(call, "zh");
        if (voice("en")) await speak(call.en, "en-US"); else await fromServer(call, "en");
        if (button) button.hidden = true;
      } catch {
        if (button) button.hidden = false;  /* the browser wants a touch before it makes sounds */
      }
    }
    talking = false;
  };
  button?.addEventListener("click", () => { button.hidden = true; play(live.dataset.sChime).catch(() => { button.hidden = false; }); });

  const announce = () => {
    const now = Number(live.querySelector("[data-s-calls]")?.dataset.sAt);
    const fresh = calls().filter((row) => !said.has(row.dataset.sKey)).reverse();
    fresh.forEach((row) => {
      said.add(row.dataset.sKey);
      if (now - Number(row.dataset.sTime) <= STILL_NEWS) {
        queue.push({ zh: row.dataset.sZh, en: row.dataset.sEn, number: row.dataset.sNumber, window: row.dataset.sWindow });
      }
    });
    if (!fresh.length) return;
    live.querySelector("[data-s-now]")?.classList.add("s-fresh");
    if (live.dataset.sChime) say();
  };

  const gone = () => {
    failed += 1;
    if (failed < STALE_AFTER || !stale.hidden) return;
    stale.querySelector("[data-s-since]").textContent = last.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
    stale.hidden = false;
  };
  const look = async () => {
    try {
      const headers = { "HX-Request": "true" };
      if (tag) headers["If-None-Match"] = tag;
      const answer = await fetch(location.href, { headers, cache: "no-store", signal: AbortSignal.timeout(SLOW) });
      if (answer.status === 200) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        live.replaceChildren(...page.body.childNodes);
        tag = answer.headers.get("ETag") || "";
        announce();
      } else if (answer.status !== 304) {
        throw new Error(String(answer.status));
      }
      failed = 0;
      last = new Date();
      stale.hidden = true;
    } catch {
      gone();
    }
  };
  /* A screen runs for weeks: each day it begins anew, and takes what was mended meanwhile. */
  const born = new Date().toDateString();
  const run = async () => {
    for (;;) {
      await look();
      if (!failed && new Date().toDateString() !== born) location.reload();
      await wait(failed > STALE_AFTER ? 2 * EVERY : EVERY);
    }
  };
  calls().forEach((row) => said.add(row.dataset.sKey));
  run();
})();
