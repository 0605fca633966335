/* Sorting a stack: pages are dragged to their place, and a field leads the eye to its spot on the picture.
   Without this script every move is a form, and every field is a link to the same spot. */
(() => {
  const all = (sel, from = document) => [...from.querySelectorAll(sel)];
  let held = "";

  /* ── drag a page to a person, or to one paper of a person */
  const place = (event) => held && event.target.closest?.("[data-st-place]");
  const light = (target) => all(".st-over").forEach((one) => { if (one !== target) one.classList.remove("st-over"); });
  document.addEventListener("dragstart", (event) => {
    const page = event.target.closest?.("[data-st-page]");
    if (!page) return;
    held = page.dataset.stPage;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held);
  });
  document.addEventListener("dragend", () => { held = ""; light(null); });
  document.addEventListener("dragover", (event) => {
    const target = place(event);
    light(target);
    if (!target) return;
    event.preventDefault();
    target.classList.add("st-over");
  });
  document.addEventListener("drop", (event) => {
    const target = place(event);
    const form = document.getElementById("st-move");
    light(null);
    if (!target || !form) return;
    event.preventDefault();
    form.elements.page.value = held;
    form.elements.paper.value = target.dataset.stPaper || "";
    form.elements.applicant.value = target.dataset.stPlace;
    held = "";
    form.requestSubmit();
  });

  /* ── a field and its spot on the picture */
  const sheet = () => document.querySelector(".st-paper svg");
  const whole = () => sheet()?.setAttribute("viewBox", sheet().dataset.stWhole);
  const mark = (id) => all(".st-box").forEach((box) => box.classList.toggle("on", box.dataset.stBox === id));
  const near = (event) => mark(event.target.closest?.("[data-st-field]")?.dataset.stField);
  ["pointerover", "focusin"].forEach((kind) => document.addEventListener(kind, near));
  document.addEventListener("click", (event) => {
    const field = event.target.closest?.("[data-st-field]");
    if (field && sheet()) {
      event.preventDefault();
      const zoomed = sheet().getAttribute("viewBox") === field.dataset.stView;
      if (zoomed) whole();
      else sheet().setAttribute("viewBox", field.dataset.stView);
      mark(field.dataset.stField);
    } else if (event.target.closest?.(".st-paper svg, [data-st-whole-page]")) {
      event.preventDefault();
      whole();
    }
  });

  /* ── the page in hand stays in sight among its neighbours */
  const show = () => {
    const column = document.querySelector(".st-left");
    const here = column?.querySelector("[aria-current]");
    if (!here || column.scrollHeight <= column.clientHeight) return;
    column.scrollTop = here.offsetTop - column.clientHeight / 3;
  };
  show();
  document.addEventListener("htmx:load", (event) => { if (event.target.id === "sort") show(); });
})();
