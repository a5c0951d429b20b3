// Re-labels times in the reader's own zone, in the words of portal/ui/moment.py (a test compares).
// Browsers still report some places under names their people gave up.
const RENAMED = { Calcutta: "Kolkata", Katmandu: "Kathmandu", Kiev: "Kyiv", Rangoon: "Yangon", Saigon: "Ho_Chi_Minh" };
const reported = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
const zone = reported.replace(/\w+$/, (city) => RENAMED[city] || city);
// The page's language, not the browser's: half of a page's dates are written by the server.
const locale = document.documentElement.lang || "en-GB";
const DAY = 864e5;
const formats = {};

function write(date, timeZone, options) {
  const key = timeZone + JSON.stringify(options);
  formats[key] ??= new Intl.DateTimeFormat(locale, { timeZone, ...options });
  return formats[key].format(date);
}

const clock = (date, timeZone) => write(date, timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const shortDay = (date, timeZone) => write(date, timeZone, { weekday: "short", day: "numeric", month: "short" }).replace(",", "").replace("Sept", "Sep");

// The wall clock of a zone, as if it were UTC: two of them can be compared.
const wallParts = {};
function wall(date, timeZone) {
  wallParts[timeZone] ??= new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short", timeStyle: "medium" });
  const p = {};
  for (const { type, value } of wallParts[timeZone].formatToParts(date)) p[type] = +value;
  return Date.UTC(p.year, p.month - 1, p.day, p.hour % 24, p.minute);
}

const signs = { "-": "+", "+": "−" };
const inWords = (key) => (key.includes("/") && !key.startsWith("Etc/") ? `${key.split("/").pop().replaceAll("_", " ")} time` : key.replace(/^[^+-]*/, "UTC").replace(/[+-]/, (sign) => signs[sign]));

function range(start, end, timeZone) {
  if (!end) return clock(start, timeZone);
  return end - start < DAY
    ? `${clock(start, timeZone)}–${clock(end, timeZone)}`
    : `${clock(start, timeZone)} – ${shortDay(end, timeZone)} ${clock(end, timeZone)}`;
}

function strangeness(start, home, before) {
  const mine = wall(start, zone);
  const theirs = wall(start, home);
  const hour = new Date(mine).getUTCHours();
  const days = Math.floor(mine / DAY) - Math.floor(theirs / DAY);
  const words = [];
  if (hour < 6 || hour >= 23) words.push("at night");
  if (days > 0) words.push("already the next day");
  if (days < 0) words.push("still the day before");
  const all = words.length ? [`${words.join(", ")} for you`] : [];
  // By how much my clock has moved against theirs since the date before.
  const shift = before ? Math.round((mine - theirs - wall(before, zone) + wall(before, home)) / 6e4) : 0;
  if (shift) {
    const size = Math.abs(shift);
    const amount = size % 60 ? `${size} minutes` : `${size / 60} hour${size > 60 ? "s" : ""}`;
    all.push(`${amount} ${shift > 0 ? "later" : "earlier"} than the date before: clocks change`);
  }
  return all.join("; ");
}

function span(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}

function relabel(time) {
  const start = new Date(time.dateTime);
  if (isNaN(start)) return;
  const end = time.dataset.until && new Date(time.dataset.until);
  const moment = time.closest(".moment");
  if (!moment) {
    time.textContent = `${shortDay(start, zone)} ${range(start, end, zone)}`;
    return;
  }
  const home = time.dataset.zone || "UTC";
  const [myDay, theirDay] = [shortDay(start, zone), shortDay(start, home)];
  const theirs = clock(start, home);
  time.querySelector(".moment-day").textContent = myDay;
  time.querySelector("b").textContent = range(start, end, zone);
  moment.replaceChildren(time, " ", span("moment-zone", inWords(zone)));
  if (clock(start, zone) !== theirs || myDay !== theirDay) {
    moment.append(" ", span("moment-theirs", `${myDay === theirDay ? "" : `${write(start, home, { weekday: "short" })} `}${theirs} ${inWords(home)}`));
  }
  const strange = strangeness(start, home, time.dataset.before && new Date(time.dataset.before));
  if (strange) moment.append(" ", span("moment-strange", strange));
}

// 15:00 UTC is another day in Auckland: meetings move under the reader's days.
function regroup(table) {
  const days = table.querySelectorAll("[data-day]");
  if (!days.length) return;
  const pattern = days[0];
  const meetings = [...table.querySelectorAll(".meeting")];
  const today = Math.floor(wall(new Date(), zone) / DAY);
  const made = new Map();
  for (const meeting of meetings) {
    const start = new Date(meeting.querySelector("time").dateTime);
    const local = Math.floor(wall(start, zone) / DAY);
    let section = made.get(local);
    if (!section) {
      section = pattern.cloneNode(true);
      const iso = new Date(local * DAY).toISOString().slice(0, 10);
      const heading = section.querySelector(".day-heading");
      const time = heading.querySelector("time");
      section.dataset.day = time.dateTime = iso;
      time.querySelector("b").textContent = write(start, zone, { weekday: "long" });
      time.querySelector("span").textContent = write(start, zone, { day: "numeric", month: "long", year: "numeric" });
      heading.querySelector(".relation")?.remove();
      const word = ["Today", "Tomorrow"][local - today];
      if (word) heading.append(" ", span("relation", word));
      section.querySelector(".meetings").replaceChildren();
      made.set(local, section);
    }
    section.querySelector(".meetings").append(meeting);
  }
  days.forEach((day) => day.remove());
  table.append(...[...made].sort(([a], [b]) => a - b).map(([, section]) => section));
}

document.querySelectorAll("time[data-local]").forEach(relabel);
document.querySelectorAll("[data-timetable]").forEach(regroup);
for (const note of document.querySelectorAll("[data-zone-note]")) {
  note.querySelector("[data-zone-name]").textContent = zone;
  note.querySelector("[data-zone-known]").hidden = false;
  note.querySelector("[data-zone-unknown]").hidden = true;
}
// Where the server lays out the times (a month), one link asks it for the reader's zone.
for (const offer of document.querySelectorAll("[data-zone-offer]")) {
  const address = new URL(location);
  address.searchParams.set("tz", zone);
  offer.href = address;
  offer.append(` (${zone})`);
  offer.hidden = false;
}
const known = document.getElementById("zones");
known?.replaceChildren(...Intl.supportedValuesOf("timeZone").map((name) => new Option("", name)));
for (const field of document.querySelectorAll("input[data-own-zone]")) field.value ||= zone;
