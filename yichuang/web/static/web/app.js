/* The little script of every page. Everything here makes a working page quicker, nothing depends on it:
   keys, submit once, error summary, files, toasts, the bar of the guide, the clock. No eval, no inline style. */
(() => {
  const all = (sel, from = document) => [...(from.matches?.(sel) ? [from] : []), ...from.querySelectorAll(sel)];
  const typing = (el) => el?.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

  /* ── keys: <button data-yc-key="F2">; the cap is drawn here, so no dead cap shows without script */
  const name = (event) => {
    const parts = [];
    if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
    if (event.altKey) parts.push("Alt");
    if (event.shiftKey && event.key.length > 1) parts.push("Shift");
    const plain = event.key === " " ? "Space" : event.key;
    parts.push(plain.length === 1 ? plain.toUpperCase() : plain);
    return parts.join("+");
  };
  const FACES = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };
  const face = (key) => FACES[key] || key.replace("+", " ");
  /* Enter, space and the arrows belong to the control that has the focus */
  const OWN = /^(Enter|Space|Arrow.*)$/;
  const control = (el) => el?.closest?.("a, button, summary, input, select, textarea, [tabindex='0'], [contenteditable]");
  const answers = (el, key) => el.dataset.ycKey === key || el.dataset.ycAlso === key;
  const usable = (el) => !el.disabled && el.getAttribute("aria-disabled") !== "true" && el.offsetParent !== null;
  const caps = (from) => all("[data-yc-key]", from).forEach((el) => {
    el.setAttribute("aria-keyshortcuts", el.dataset.ycKey.replace("Ctrl", "Control"));
    if (el.matches("input") || el.querySelector("kbd")) return;
    const cap = document.createElement("kbd");
    cap.className = "yc-kbd";
    cap.setAttribute("aria-hidden", "true");
    cap.textContent = face(el.dataset.ycKey);
    el.append(cap);
  });
  const rows = (step) => {
    const links = all("[data-yc-rows] tbody a.t").filter(usable);
    if (!links.length) return;
    const next = links.indexOf(document.activeElement) + step;
    links[Math.max(0, Math.min(next, links.length - 1))].focus();
  };
  const list = () => {
    const dialog = document.getElementById("yc-keys");
    if (!dialog?.showModal) return;
    const dl = dialog.querySelector("dl");
    dl.replaceChildren();
    all("[data-yc-key]").filter(usable).forEach((el) => {
      const cap = document.createElement("dt");
      const kbd = document.createElement("kbd");
      kbd.className = "yc-kbd";
      kbd.textContent = face(el.dataset.ycKey);
      cap.append(kbd);
      const text = document.createElement("dd");
      const words = [...el.childNodes].filter((node) => !node.matches?.("kbd")).map((node) => node.textContent).join("");
      text.textContent = (el.getAttribute("aria-label") || el.labels?.[0]?.textContent || words).trim();
      dl.append(cap, text);
    });
    dialog.showModal();
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const key = name(event);
    const single = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (single && (typing(event.target) || document.body.dataset.ycSingleKeys === "off")) return;
    if (OWN.test(key) && control(event.target)) return;
    const target = all("[data-yc-key]").find((el) => answers(el, key) && usable(el));
    if (target) {
      event.preventDefault();
      if (event.repeat && !key.startsWith("Arrow")) return; /* a key held down is one press */
      if (typing(target)) { target.focus(); target.select?.(); } else target.click();
    } else if (single && (key === "J" || key === "K")) {
      rows(key === "J" ? 1 : -1);
    } else if (single && event.key === "?") {
      list();
    }
  });

  /* ── submit once: the second click of a double click does nothing, and the button says what is going on */
  const idleFace = new WeakMap();
  const busy = (form, button) => {
    form.dataset.ycBusy = "1";
    if (!button || button.hasAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    if (button.dataset.ycWorking) {
      idleFace.set(button, [...button.childNodes]);
      const spin = document.createElement("span");
      spin.className = "yc-spin";
      spin.setAttribute("aria-hidden", "true");
      button.replaceChildren(spin, document.createTextNode(button.dataset.ycWorking));
    }
  };
  const idle = (form) => {
    delete form.dataset.ycBusy;
    all("[aria-busy=true]", form).forEach((button) => {
      button.removeAttribute("aria-busy");
      if (idleFace.has(button)) button.replaceChildren(...idleFace.get(button));
    });
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented && !form.matches("[hx-post],[data-hx-post]")) return;
    if ((event.submitter?.formMethod || form.method) !== "post" || form.matches("[data-yc-again]")) return;
    if (form.dataset.ycBusy) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    busy(form, event.submitter || form.querySelector("button[type=submit], button:not([type])"));
  }, true);
  addEventListener("pageshow", () => all("form[data-yc-busy]").forEach(idle));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) idle(form);
  });

  /* ── files: what was chosen, what is too large, how far the upload is */
  const size = (bytes) => bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
  const chosen = (input) => {
    const box = input.closest(".yc-drop")?.querySelector("[data-yc-chosen]");
    if (!box) return;
    const limit = Number(input.dataset.ycMax || 0);
    box.replaceChildren(...[...input.files].map((file) => {
      const line = document.createElement("span");
      const large = limit && file.size > limit;
      line.className = large ? "yc-err" : "yc-meta";
      line.textContent = `${file.name} · ${size(file.size)}${large ? " · " + input.dataset.ycTooLarge : ""}`;
      const row = document.createElement("span");
      row.className = "yc-row";
      if (file.type.startsWith("image/") && !large) {
        const picture = document.createElement("img");
        picture.alt = "";
        picture.src = URL.createObjectURL(file);
        picture.addEventListener("load", () => URL.revokeObjectURL(picture.src));
        row.append(picture);
      }
      row.append(line);
      return row;
    }));
    input.setCustomValidity([...input.files].some((f) => limit && f.size > limit) ? input.dataset.ycTooLarge : "");
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches?.(".yc-drop input[type=file]")) chosen(event.target);
    if (event.target.matches?.("[data-yc-auto]")) event.target.form.requestSubmit();
  });
  /* files dropped anywhere on the frame of a file field */
  const frameOf = (event) => event.dataTransfer?.types.includes("Files") && event.target.closest?.(".yc-drop");
  const over = (frame) => all(".yc-drop.over").forEach((one) => { if (one !== frame) one.classList.remove("over"); });
  document.addEventListener("dragover", (event) => {
    const frame = frameOf(event);
    over(frame);
    if (!frame) return;
    event.preventDefault();
    frame.classList.add("over");
  });
  document.addEventListener("drop", (event) => {
    const frame = frameOf(event);
    over(null);
    const input = frame && frame.querySelector("input[type=file]");
    if (!input) return;
    event.preventDefault();
    const given = new DataTransfer();
    [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1).forEach((file) => given.items.add(file));
    input.files = given.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const bar = event.target.querySelector?.("progress[data-yc-upload]");
    if (!bar || !event.detail.lengthComputable) return;
    bar.hidden = false;
    bar.max = event.detail.total;
    bar.value = event.detail.loaded;
  });

  /* ── toasts leave after 8 s unless somebody is on them; errors never leave by themselves */
  const fade = (toast) => {
    let timer;
    const start = () => { timer = setTimeout(() => toast.remove(), 8000); };
    const stop = () => clearTimeout(timer);
    ["pointerenter", "focusin"].forEach((kind) => toast.addEventListener(kind, stop));
    ["pointerleave", "focusout"].forEach((kind) => toast.addEventListener(kind, start));
    start();
  };
  document.addEventListener("click", (event) => {
    event.target.closest?.("[data-yc-close]")?.closest(".yc-toast, .yc-note")?.remove();
    const link = event.target.closest?.(".yc-errsum a[href^='#']");
    if (!link) return;
    const field = document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.matches("input, select, textarea") ? field : field.querySelector("input, select, textarea, button") || field).focus();
  });

  /* ── the clock of the desk, in the hall's zone */
  const clock = (el) => {
    const show = () => {
      el.textContent = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: el.dataset.ycClock }).format();
    };
    show();
    setInterval(show, 10000);
  };

  const wake = (from) => {
    caps(from);
    all(".yc-toast[role=status]", from).forEach(fade);
    all("[data-yc-clock]", from).forEach(clock);
    /* a file chosen before this script had come */
    all("input[type=file][data-yc-auto]", from).forEach((input) => { if (input.files.length) input.form.requestSubmit(); });
    all("[data-yc-after]", from).forEach((bar) => {
      const pane = document.querySelector(bar.dataset.ycAfter);
      if (pane) new IntersectionObserver(([seen]) => { bar.hidden = seen.isIntersecting; }).observe(pane);
    });
    const first = all(".yc-errsum", from)[0] || all("[data-yc-focus]", from)[0];
    first?.focus();
  };
  wake(document);
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) wake(event.target); });
})();
