// Paints a week of checkboxes: drag, hold and drag, arrow keys. Without it they are checkboxes.
// Says what is chosen in the words of portal/core/availability.py (a browser test compares).
const NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const ROWS = 48;
const DAY = 1440;
const HOLD_MS = 350;

const form = document.querySelector("[data-week]");
const grid = form.querySelector("[data-week-grid]");
const cells = [];
const number = (box) => +box.name.slice(1);
for (const box of grid.querySelectorAll("input")) cells[number(box)] = box;
const find = (name) => form.querySelector(`[data-week-${name}]`);
const place = (box) => ({ day: Math.floor(number(box) / ROWS), row: number(box) % ROWS });
const at = (day, row) => cells[day * ROWS + row];

// Words

const pad = (n) => String(n).padStart(2, "0");
function clock(minutes) {
  const ofDay = minutes <= DAY ? minutes : minutes % DAY;
  return `${pad(Math.floor(ofDay / 60))}:${pad(ofDay % 60)}`;
}
const list = (words) => [words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(" and ");
function days(which) {
  if (which.length === 7) return "Every day";
  if (which.length > 2 && which.at(-1) - which[0] === which.length - 1) return `${NAMES[which[0]]} to ${NAMES[which.at(-1)]}`;
  return list(which.map((day) => `${NAMES[day]}s`));
}

function windows(chosen) {
  const spans = [];
  chosen.forEach((free, cell) => {
    if (!free) return;
    if (spans.at(-1)?.[1] === cell) spans.at(-1)[1] += 1;
    else spans.push([cell, cell + 1]);
  });
  if (spans.length > 1 && spans[0][0] === 0 && spans.at(-1)[1] === chosen.length) spans.at(-1)[1] += spans.shift()[1];
  return spans.map(([from, to]) => ({ day: Math.floor(from / ROWS), start: (from % ROWS) * 30, minutes: (to - from) * 30 }));
}

function inWords(chosen) {
  const whole = windows(chosen);
  if (!whole.length) return "No time yet";
  if (whole[0].minutes === 7 * DAY) return "Any time, day and night";
  const alike = Map.groupBy(whole, ({ start, minutes }) => start * 100000 + minutes);
  const inOneDay = new Map();
  const phrases = [];
  for (const [, same] of [...alike].sort(([a], [b]) => a - b)) {
    const { start, minutes } = same[0];
    const which = same.map(({ day }) => day);
    if (start + minutes <= DAY) {
      const known = inOneDay.get(which.join()) ?? [which, start, []];
      known[2].push(`${clock(start)}–${clock(start + minutes)}`);
      inOneDay.set(which.join(), known);
    } else if (which.length > 1 && start + minutes <= 2 * DAY) {
      phrases.push([which[0], start, `${days(which)} ${clock(start)} until ${clock(start + minutes)} the next day`]);
    } else {
      for (const day of which) {
        const end = day * DAY + start + minutes;
        phrases.push([day, start, `${NAMES[day]} ${clock(start)} until ${NAMES[Math.floor(end / DAY) % 7]} ${clock(end)}`]);
      }
    }
  }
  for (const [which, start, times] of inOneDay.values()) phrases.push([which[0], start, `${days(which)} ${list(times)}`]);
  return phrases.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , words]) => words).join("; ");
}

let waiting;
function changed() {
  find("unsaved").hidden = false;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const chosen = cells.map((box) => box.checked);
    find("words").textContent = inWords(chosen);
    find("hours").textContent = chosen.filter(Boolean).length / 2;
  }, 120);
}
grid.addEventListener("change", changed);

// Painting: the rectangle between the first cell and the one under the pointer takes its state.

let stroke = null;
function begin(box, to) {
  stroke = { from: place(box), to, before: cells.map((cell) => cell.checked) };
  paint(box);
}
function paint(box) {
  const [a, b] = [stroke.from, place(box)];
  cells.forEach((cell, n) => {
    const { day, row } = place(cell);
    const inside = day >= Math.min(a.day, b.day) && day <= Math.max(a.day, b.day) && row >= Math.min(a.row, b.row) && row <= Math.max(a.row, b.row);
    cell.checked = inside ? stroke.to : stroke.before[n];
  });
  changed();
}
const under = (x, y) => {
  const box = document.elementFromPoint(x, y);
  return box && cells.includes(box) ? box : null;
};
const isCell = (box) => box.matches("input");
let swallow = false;

grid.addEventListener("pointerdown", (event) => {
  if (event.pointerType === "touch" || event.button || !isCell(event.target)) return;
  event.preventDefault();
  event.target.focus();
  begin(event.target, !event.target.checked);
});
addEventListener("pointermove", (event) => {
  if (event.pointerType === "touch" || !stroke) return;
  const box = under(event.clientX, event.clientY);
  if (box) paint(box);
});
addEventListener("pointerup", (event) => {
  if (event.pointerType === "touch" || !stroke) return;
  stroke = null;
  swallow = isCell(event.target);
  setTimeout(() => (swallow = false));
});
// The stroke has set the box already: the click that ends it must not turn it round again.
grid.addEventListener("click", (event) => {
  if (swallow && isCell(event.target)) event.preventDefault();
  swallow = false;
}, true);

// A finger scrolls and taps as everywhere; held for a moment it paints.
let hold;
grid.addEventListener("touchstart", (event) => {
  clearTimeout(hold);
  if (event.touches.length > 1 || !isCell(event.target)) return;
  hold = setTimeout(() => {
    begin(event.target, !event.target.checked);
    navigator.vibrate?.(10);
  }, HOLD_MS);
}, { passive: true });
grid.addEventListener("touchmove", (event) => {
  clearTimeout(hold);
  if (!stroke) return;
  event.preventDefault();
  const { clientX, clientY } = event.touches[0];
  const box = under(clientX, clientY);
  if (box) paint(box);
}, { passive: false });
for (const name of ["touchend", "touchcancel"]) {
  grid.addEventListener(name, (event) => {
    clearTimeout(hold);
    if (stroke && event.cancelable) event.preventDefault(); // no click after a stroke
    stroke = null;
  }, { passive: false });
}
grid.addEventListener("contextmenu", (event) => isCell(event.target) && event.preventDefault());

// Keys: one stop for the whole sheet, arrows inside it.

const isShown = (box) => !box.closest("details:not([open])");
function stop(box) {
  for (const cell of cells) cell.tabIndex = -1;
  box.tabIndex = 0;
}
const MOVES = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
function towards(box, key) {
  let { day, row } = place(box);
  const mirrored = getComputedStyle(grid).direction === "rtl" ? -1 : 1;
  if (key === "Home") return at(0, row);
  if (key === "End") return at(6, row);
  const [dx, dy] = MOVES[key] ?? [0, 0];
  let next;
  do {
    day += dx * mirrored;
    row += dy;
    next = day >= 0 && day < 7 && row >= 0 && row < ROWS ? at(day, row) : null;
  } while (next && !isShown(next));
  return next;
}
grid.addEventListener("keydown", (event) => {
  if (!isCell(event.target) || !(event.key in MOVES || event.key === "Home" || event.key === "End")) return;
  event.preventDefault();
  const next = towards(event.target, event.key);
  if (!next) return;
  if (event.shiftKey) {
    if (!stroke) begin(event.target, event.target.checked);
    paint(next);
  }
  next.focus();
});
addEventListener("keyup", (event) => event.key === "Shift" && (stroke = null));
grid.addEventListener("focusin", (event) => isCell(event.target) && stop(event.target));
stop(cells.find((box) => box.checked && isShown(box)) ?? at(0, 14));

// Buttons that without a script ask the server.

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=do]");
  if (!button) return;
  event.preventDefault();
  cells.forEach((box) => {
    const { day, row } = place(box);
    if (button.value === "clear") box.checked = false;
    else if (day > 0 && day < 5) box.checked = at(0, row).checked;
  });
  changed();
});
find("help").hidden = false;
