/* Runs before the first paint: "auto" follows the device. Without script, auto is light. */
(() => {
  const root = document.documentElement;
  if (root.dataset.ycTheme !== "auto") return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => { root.dataset.bsTheme = dark.matches ? "dark" : "light"; };
  dark.addEventListener("change", follow);
  follow();
})();
