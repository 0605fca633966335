/* The editor of positioned printing: fields are dragged or moved with the arrow keys, the numbers follow, and
   the true type is set anew over the scan. Without script the numbers are typed and "Draw again" is pressed. */
(() => {
  const sheet = document.getElementById("pr-sheet");
  const form = document.getElementById("pr-form");
  if (!sheet || !form) return;
  const says = document.getElementById("pr-says");
  const POINT = 25.4 / 72;
  const input = (row, name) => form.elements[`fields-${row}-${name}`];
  const value = (row, name) => Number.parseFloat(input(row, name)?.value) || 0;
  const box = (row) => sheet.querySelector(`.pr-box[data-row="${row}"]`);
  const tenth = (mm) => Math.round(mm * 10) / 10;

  /* ── where the box of a field stands, as rules.stock.StockField.box has it */
  const place = (row) => {
    const group = box(row);
    if (!group) return;
    const [rect, line] = [group.querySelector("rect"), group.querySelector("line")];
    const code = input(row, "source").value === "qr";
    const [x, y, width, size] = ["x", "y", "width", "size"].map((name) => value(row, name));
    const top = code ? y : y - size * POINT * 0.88;
    const below = Math.max(value(row, "lines") - 1, 0) * value(row, "pitch") + size * POINT * 0.12;
    const bottom = code ? y + width : y + below;
    const put = (element, given) => Object.entries(given).forEach(([name, mm]) => element.setAttribute(name, Math.max(mm, 0).toFixed(2)));
    put(rect, { x, y: top, width, height: bottom - top });
    put(line, { x1: x, x2: x, y1: top, y2: code ? bottom : y });
  };

  /* ── the true type, asked for when the hand rests; an older answer never covers a newer one */
  let waits = 0;
  let asked = 0;
  let last = "";
  const set = async () => {
    const mine = ++asked;
    const data = new FormData(form);
    data.delete("scan");
    data.set("as", "picture");
    let answer;
    try { answer = await fetch(sheet.dataset.preview, { method: "POST", body: data }); } catch { return; }
    if (mine !== asked) return;
    let picture = document.getElementById("pr-set");
    if (!answer.ok) { picture?.setAttribute("href", ""); return; }
    if (!picture) {
      picture = document.createElementNS("http://www.w3.org/2000/svg", "image");
      picture.id = "pr-set";
      for (const name of ["width", "height"]) picture.setAttribute(name, sheet.viewBox.baseVal[name]);
      picture.setAttribute("preserveAspectRatio", "none");
      sheet.insertBefore(picture, sheet.querySelector(".pr-box"));
    }
    const url = URL.createObjectURL(await answer.blob());
    picture.setAttribute("href", url);
    if (last) URL.revokeObjectURL(last);
    last = url;
  };
  const soon = () => { clearTimeout(waits); waits = setTimeout(set, 350); };

  const move = (row, x, y) => {
    input(row, "x").value = tenth(x).toFixed(1);
    input(row, "y").value = tenth(y).toFixed(1);
    place(row);
    soon();
  };
  const here = (row) => document.querySelectorAll("[data-row]").forEach((one) => one.classList.toggle("here", one.dataset.row === String(row)));

  sheet.querySelectorAll(".pr-box").forEach((group) => {
    const row = group.dataset.row;
    let from = null;
    const at = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());
    group.addEventListener("pointerdown", (event) => {
      const point = at(event);
      from = { x: value(row, "x") - point.x, y: value(row, "y") - point.y };
      group.setPointerCapture(event.pointerId);
      group.focus();
      event.preventDefault();
    });
    group.addEventListener("pointermove", (event) => {
      if (!from) return;
      const point = at(event);
      move(row, from.x + point.x, from.y + point.y);
    });
    const drop = () => { from = null; };
    group.addEventListener("pointerup", drop);
    group.addEventListener("pointercancel", drop);
    group.addEventListener("focus", () => here(row));
    group.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!step) return;
      event.preventDefault();
      const far = event.shiftKey ? 1 : 0.1;
      move(row, value(row, "x") + step[0] * far, value(row, "y") + step[1] * far);
      says.textContent = `${group.getAttribute("aria-label")}: ${input(row, "x").value}, ${input(row, "y").value} mm`;
    });
  });

  form.addEventListener("input", (event) => {
    const row = /^fields-(\d+)-/.exec(event.target.name || "")?.[1];
    if (row === undefined) return;
    place(row);
    soon();
  });
  form.addEventListener("focusin", (event) => {
    const row = /^fields-(\d+)-/.exec(event.target.name || "")?.[1];
    if (row !== undefined) here(row);
  });
})();
