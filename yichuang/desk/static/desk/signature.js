/* A drawn signature as pen strokes "M12 40L13 41…" in a box of 1000 × 400, by finger, pen, mouse or arrow keys. */
(() => {
  const WIDTH = 1000, HEIGHT = 400, STEP = 12, LONGEST = 39000;
  document.querySelectorAll("[data-dk-sign]").forEach((box) => {
    const pad = box.querySelector("svg");
    const ink = pad.querySelector(".ink");
    const pen = pad.querySelector(".pen");
    const field = document.getElementById(box.dataset.dkSign);
    let path = field.value, last = "", drawing = false, at = { x: 500, y: 200 };
    const show = () => { ink.setAttribute("d", path); field.value = path; };
    const clamp = (n, most) => Math.max(0, Math.min(most, Math.round(n)));
    const put = (kind, x, y) => {
      const point = `${clamp(x, WIDTH)} ${clamp(y, HEIGHT)}`;
      if (kind === "L" && point === last) return;
      if (path.length > LONGEST) return;
      last = point;
      path += kind + point;
      show();
    };
    const where = (event) => {
      const frame = pad.getBoundingClientRect();
      return [(event.clientX - frame.left) / frame.width * WIDTH, (event.clientY - frame.top) / frame.height * HEIGHT];
    };
    pad.addEventListener("pointerdown", (event) => {
      pad.setPointerCapture(event.pointerId);
      drawing = true;
      put("M", ...where(event));
      event.preventDefault();
    });
    pad.addEventListener("pointermove", (event) => {
      if (drawing) (event.getCoalescedEvents?.() || [event]).forEach((one) => put("L", ...where(one)));
    });
    ["pointerup", "pointercancel"].forEach((kind) => pad.addEventListener(kind, () => { drawing = false; }));
    const lift = (down) => { pad.classList.toggle("down", down); if (down) put("M", at.x, at.y); };
    pad.addEventListener("keydown", (event) => {
      const move = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
      if (event.key === " ") lift(!pad.classList.contains("down"));
      else if (move) {
        at = { x: clamp(at.x + move[0], WIDTH), y: clamp(at.y + move[1], HEIGHT) };
        pen.setAttribute("cx", at.x);
        pen.setAttribute("cy", at.y);
        if (pad.classList.contains("down")) put("L", at.x, at.y);
      } else return;
      event.preventDefault();
    });
    box.querySelector("[data-dk-clear]").addEventListener("click", () => {
      path = last = "";
      pad.classList.remove("down");
      show();
    });
    show();
  });
})();
