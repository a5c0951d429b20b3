// The browser's zone as a suggestion, and what a stranger would see, while choosing.
const zones = document.querySelector("[data-own-zone] select");
const reported = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zones && !zones.value && reported) {
  zones.value = reported;
  // A spelling that is not in the list: the server knows today's.
  const place = reported.split("/").pop().replaceAll("_", " ");
  if (zones.value !== reported) zones.add(new Option(place, reported, true, true));
}

const shown = document.querySelector("[data-shown]");
if (shown) {
  const nothing = document.querySelector("[data-shown-nothing]");
  const isPublic = (part) => document.querySelector(`[data-shows="${part}"]`).value === "everyone";
  const show = () => {
    for (const item of shown.children) item.hidden = !isPublic(item.dataset.part);
    shown.hidden = !isPublic("name");
    nothing.hidden = !shown.hidden;
  };
  show();
  addEventListener("change", show);
}
