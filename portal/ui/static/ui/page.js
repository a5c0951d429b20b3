// Small comforts on pages that work without them.
const root = document.documentElement;

const toggle = document.querySelector("[data-theme-toggle]");
if (toggle) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const show = () => {
    for (const words of toggle.children) words.hidden = (words.dataset.themeTo === "dark") === isDark();
  };
  toggle.hidden = false;
  show();
  system.addEventListener("change", show);
  toggle.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    show();
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {}
  });
}

// A form that came back with errors starts at the list of them.
document.querySelector("[data-form-errors]")?.focus();

// Browsers without invoker commands still open dialogs.
if (!("command" in HTMLButtonElement.prototype)) {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[command=show-modal]");
    if (opener) document.getElementById(opener.getAttribute("commandfor"))?.showModal();
  });
}
