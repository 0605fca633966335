/* The tablet at a window: back to rest when nobody touches it, with a warning first; from thanks back to rest. */
(() => {
  const home = document.querySelector("[data-t-home]");
  if (home) setTimeout(() => location.replace(home.dataset.tHome), 1000 * home.dataset.tAfter);

  const away = document.querySelector("form[data-t-rest]");
  if (!away) return;
  const still = document.getElementById("t-still");
  const left = still.querySelector("[data-t-left]");
  const rest = Number(away.dataset.tRest);
  const warn = Number(away.dataset.tWarn);
  let idle = 0;
  const touched = () => { idle = 0; if (still.open) still.close(); };
  ["pointerdown", "keydown", "input", "scroll"].forEach((kind) => document.addEventListener(kind, touched, { passive: true }));
  still.addEventListener("close", () => { idle = 0; });
  setInterval(() => {
    idle += 1;
    if (idle >= rest) { idle = -rest; away.requestSubmit(); return; }
    if (idle < rest - warn) return;
    left.textContent = rest - idle;
    if (!still.open) still.showModal();
  }, 1000);
})();
