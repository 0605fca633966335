/* The arrow keys go from place to place on the map of the floor. */
(() => {
  const rows = [...document.querySelectorAll(".fl-row")].map((row) => [...row.children]);
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const at = location.hash && document.getElementById(location.hash.slice(1));
  if (at) at.focus();
  document.querySelector(".fl-map")?.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    const row = rows.findIndex((cells) => cells.includes(document.activeElement));
    if (!step || row < 0) return;
    const next = rows[row + step[0]]?.[rows[row].indexOf(document.activeElement) + step[1]];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
})();
