/* Keys drawn on the kiosk's screen: they write into the one field of the page. */
(() => {
  const form = document.querySelector("[data-k-most]");
  if (!form) return;
  const field = form.elements.typed;
  const most = Number(form.dataset.kMost);
  const look = form.querySelector("[data-k-look]");
  const plain = () => field.value.replace(/\s/g, "").toUpperCase();
  const write = (text) => {
    /* a code is read in fives, as it is printed */
    field.value = look ? text : text.replace(/(.{5})(?=.)/, "$1 ");
    form.querySelector("[data-k-count]").textContent = text.length;
    field.removeAttribute("aria-invalid");
  };
  form.querySelectorAll("[data-k-key]").forEach((key) => key.addEventListener("click", () => {
    if (plain().length < most) write(plain() + key.dataset.kKey);
  }));
  form.querySelector("[data-k-delete]").addEventListener("click", () => write(plain().slice(0, -1)));
  form.querySelector("[data-k-clear]").addEventListener("click", () => write(""));
  field.addEventListener("input", () => write(plain().slice(0, most)));
  look?.addEventListener("click", () => {
    const hidden = field.type === "password";
    field.type = hidden ? "text" : "password";
    look.setAttribute("aria-pressed", String(hidden));
  });
})();
