/* How long somebody is at the window: counted from the server's clock, so a wrong clock of the computer does no harm. */
(() => {
  const clocks = [...document.querySelectorAll("[data-cw-since]")].map((el) => ({
    el,
    then: Number(el.dataset.cwNow) - Number(el.dataset.cwSince),
  }));
  if (!clocks.length) return;
  const begun = performance.now();
  const show = () => clocks.forEach(({ el, then }) => {
    const gone = Math.max(then + Math.floor((performance.now() - begun) / 1000), 0);
    el.textContent = `${Math.floor(gone / 60)}:${String(gone % 60).padStart(2, "0")}`;
  });
  show();
  setInterval(show, 1000);
})();
