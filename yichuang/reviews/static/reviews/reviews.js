/* At most so many remarks: when enough are ticked, the others of that face rest until one is taken off. */
(() => {
  const settle = (form) => form.querySelectorAll(".rv-tags").forEach((group) => {
    const boxes = [...group.querySelectorAll("input")];
    const full = boxes.filter((box) => box.checked).length >= Number(form.dataset.rvMost);
    boxes.forEach((box) => { box.disabled = full && !box.checked; });
  });
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-rv-most]");
    if (form) settle(form);
  });
  document.querySelectorAll("form[data-rv-most]").forEach(settle);
})();
