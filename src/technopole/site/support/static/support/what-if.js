// Sliders beside the fields, and what becomes of whom as soon as a figure moves. The form works without.
const form = document.getElementById("levers");
const outcome = document.getElementById("outcome");
const said = document.getElementById("said");

// Each slider stands on a list of exact values, so that a third is a third.
for (const slider of form.querySelectorAll("input[type=range]")) {
  const field = document.getElementById(slider.dataset.for);
  const stops = slider.dataset.stops.split("|");
  const number = (text) => {
    const plain = text.replace(/[\s,，$¥€]|HK|RMB|US/g, "");
    const [above, below] = plain.split("/");
    const value = Number.parseFloat(above) / (below ? Number.parseFloat(below) : 1);
    return plain.endsWith("%") && stops.some((stop) => stop.endsWith("%")) ? value / 100 : value;
  };
  const values = stops.map(number);
  const tell = () => slider.setAttribute("aria-valuetext", field.value);
  slider.addEventListener("input", () => { field.value = stops[slider.value]; tell(); ask(); });
  field.addEventListener("input", () => {
    const value = number(field.value);
    if (Number.isFinite(value)) {
      let nearest = 0;
      values.forEach((stop, place) => {
        if (Math.abs(stop - value) < Math.abs(values[nearest] - value)) nearest = place;
      });
      slider.value = nearest;
    }
    tell();
  });
  tell();
  slider.hidden = false;
}

// What differs from the rule, as an address: short, and fit to be passed on.
function query() {
  const levers = new Map();
  for (const lever of form.querySelectorAll("[data-now]")) {
    levers.set(lever.querySelector("input[name]").name, lever);
  }
  const asked = new URLSearchParams();
  const data = new FormData(form);
  for (const name of new Set(data.keys())) {
    const given = data.getAll(name);
    const lever = levers.get(name);
    if (!lever) {
      if (given[0]) asked.append(name, given[0]);
      continue;
    }
    const values = given.length > 1 ? given.filter(Boolean) : given;
    const now = [...values].sort().join(",");
    lever.classList.toggle("changed", now !== lever.dataset.now);
    if (now === lever.dataset.now) continue;
    for (const value of values) asked.append(name, value.replace(/[,，]/g, ""));
  }
  return asked;
}

// One question at a time; of those that come meanwhile the last is asked.
let asking = false;
let again = false;
let waiting;

async function ask() {
  clearTimeout(waiting);
  if (asking) { again = true; return; }
  asking = true;
  outcome.setAttribute("aria-busy", "true");
  const asked = query();
  const page = new URL(form.action || location.href);
  page.search = asked.toString();
  asked.set("part", "1");
  const part = new URL(page);
  part.search = asked.toString();
  try {
    const answer = await fetch(part, { headers: { Accept: "text/html" } });
    outcome.innerHTML = await answer.text();
    history.replaceState(null, "", page);
    const opening = outcome.querySelector("#opening, .errors");
    said.textContent = opening ? opening.textContent.trim() : "";
    if (outcome.querySelector("[data-wait]")) waiting = setTimeout(ask, 1500);
  } catch {
    form.requestSubmit();
  } finally {
    asking = false;
    outcome.removeAttribute("aria-busy");
  }
  if (again) { again = false; ask(); }
}

let pause;
form.addEventListener("input", (event) => {
  if (event.target.type === "range") return;
  clearTimeout(pause);
  pause = setTimeout(ask, 250);
});
// Another day has other figures: the whole page is asked for.
document.getElementById("day").addEventListener("change", () => { clearTimeout(pause); form.requestSubmit(); });
form.querySelector("button.main").hidden = true;
if (outcome.querySelector("[data-wait]")) waiting = setTimeout(ask, 1000);
