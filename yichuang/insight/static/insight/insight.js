/* The page of today keeps its last state when the network is gone, says so, and goes on by itself. */
(() => {
  const note = document.getElementById("in-stale");
  if (!note) return;
  const ours = (event) => event.target.id === "in-live";
  const gone = (event) => { if (ours(event)) note.hidden = false; };
  document.addEventListener("htmx:sendError", gone);
  document.addEventListener("htmx:timeout", gone);
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!ours(event)) return;
    const failed = event.detail.xhr.status >= 400 || event.detail.xhr.responseURL.includes("/sign-in/");
    note.hidden = !failed;
    if (failed) { event.detail.shouldSwap = false; return; }
    const open = [...document.querySelectorAll("#in-live details[open]")].map((el) => el.id);
    document.addEventListener("htmx:load", () => open.forEach((id) => document.getElementById(id)?.setAttribute("open", "")), { once: true });
  });
})();
