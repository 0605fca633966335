/* Letters drawn on the kiosk's screen, for who has no other keys: they write into the question. */
(() => {
  const form = document.querySelector("[data-k-words]");
  if (!form) return;
  const field = form.elements.q;
  form.querySelectorAll("[data-k-letter]").forEach((key) => key.addEventListener("click", () => {
    if (field.value.length < field.maxLength) field.value += key.dataset.kLetter;
  }));
  form.querySelector("[data-k-back]").addEventListener("click", () => {
    field.value = [...field.value].slice(0, -1).join("");
  });
})();
