// The preview of a meeting's dates follows the form; without this script a button asks for it.
const shown = document.querySelector("[data-preview]");
const said = document.querySelector("[data-preview-said]");
const form = shown?.closest("form");
const WAIT = 350;
let timer;
let asked;

async function show() {
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(shown.dataset.preview, {
      method: "POST",
      body: new FormData(form),
      signal: asked.signal,
      redirect: "error",
    });
    if (!answer.ok) return;
    const piece = new DOMParser().parseFromString(await answer.text(), "text/html");
    shown.replaceChildren(...piece.body.childNodes);
    // Only what it begins with is read out: five dates after every key would be noise.
    said.textContent = [...shown.querySelectorAll("p, li")].slice(0, 2).map((part) => part.textContent).join(". ");
  } catch {
    // Asked anew meanwhile, or offline: what stands there stays, and the button still works.
  }
}

if (form) {
  form.addEventListener("input", (event) => {
    if (!event.target.closest("[data-schedule]")) return;
    clearTimeout(timer);
    timer = setTimeout(show, WAIT);
  });
  if (!shown.children.length) show();
}
