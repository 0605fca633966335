/* Reading an answer aloud with the voice of the reader's own device. Where there is no voice for
   the language of the page, the button stays hidden. */
(() => {
  const speech = window.speechSynthesis;
  if (!speech || typeof SpeechSynthesisUtterance === "undefined") return;
  const tongue = () => (document.documentElement.lang || "zh").slice(0, 2);
  const voice = () => speech.getVoices().find((one) => one.lang.replace("_", "-").toLowerCase().startsWith(tongue()));
  const buttons = () => document.querySelectorAll("[data-yc-aloud]");
  const label = (button, says) => { button.querySelector("span").textContent = says; };

  const wake = () => buttons().forEach((button) => { button.hidden = !voice(); });
  const words = (number) => {
    const from = document.querySelector(`[data-yc-spoken="${number}"]`);
    if (!from) return [];
    const copy = from.cloneNode(true);
    copy.querySelectorAll("[data-yc-unspoken], svg").forEach((el) => el.remove());
    return [...copy.querySelectorAll("h2, h3, dt, dd p, p, li")]
      .filter((el) => !el.querySelector("p, li"))
      .map((el) => el.textContent.replace(/\s+/g, " ").trim())
      .filter(Boolean);
  };
  let reading = null;
  const stop = () => {
    speech.cancel();
    if (reading) label(reading, reading.dataset.ycSays);
    reading = null;
  };
  const read = (button) => {
    button.dataset.ycSays ||= button.querySelector("span").textContent;
    const lines = words(button.dataset.ycAloud);
    lines.forEach((line, at) => {
      const said = new SpeechSynthesisUtterance(line);
      said.lang = document.documentElement.lang;
      said.voice = voice();
      said.rate = document.documentElement.dataset.ycMode === "elder" ? 0.85 : 1;
      if (at === lines.length - 1) said.onend = () => { if (reading === button) stop(); };
      speech.speak(said);
    });
    reading = button;
    label(button, button.dataset.ycStop);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-yc-aloud]");
    if (!button) return;
    const same = reading === button;
    stop();
    if (!same) read(button);
  });
  document.addEventListener("htmx:beforeSwap", stop);
  document.addEventListener("htmx:load", wake);
  window.addEventListener("pagehide", stop);
  speech.addEventListener?.("voiceschanged", wake);
  wake();
})();
