// Sliders beside the fields, and what becomes of the indicators as soon as one moves. The form works without.
const form = document.getElementById("levers");
const outcome = document.getElementById("outcome");
const said = document.getElementById("said");

for (const slider of form.querySelectorAll("input[type=range]")) {
  const field = document.getElementById(slider.dataset.for);
  const tell = () => slider.setAttribute("aria-valuetext", field.value);
  slider.addEventListener("input", () => { field.value = slider.value; tell(); ask(); });
  field.addEventListener("input", () => {
    const value = Number.parseFloat(field.value.replace(/[\s,，%]/g, "").replace("−", "-"));
    if (Number.isFinite(value)) slider.value = value;
    tell();
  });
  tell();
  slider.hidden = false;
}

// What differs from the defaults, as an address: short, and fit to be passed on.
function query() {
  const asked = new URLSearchParams();
  for (const field of form.elements) {
    if (!field.name || !field.value) continue;
    const lever = field.closest("[data-now]");
    const usual = lever ? lever.dataset.now : field.dataset.usual ?? (field.name === "indicator" ? field.options[0].value : "");
    const changed = field.value.trim() !== usual;
    if (lever) lever.classList.toggle("changed", changed);
    if (changed) asked.append(field.name, field.value.trim());
  }
  return asked;
}

// One question at a time; of those that come meanwhile the last is asked.
let asking = false;
let again = false;

async function ask() {
  if (asking) { again = true; return; }
  asking = true;
  outcome.setAttribute("aria-busy", "true");
  const page = new URL(form.action || location.href);
  const asked = query();
  page.search = asked.toString();
  asked.set("part", "1");
  const part = new URL(page);
  part.search = asked.toString();
  try {
    const answer = await fetch(part, { headers: { Accept: "text/html" } });
    const open = outcome.querySelector("details.more")?.open;
    outcome.innerHTML = await answer.text();
    if (open) outcome.querySelector("details.more")?.setAttribute("open", "");
    history.replaceState(null, "", page);
    const opening = outcome.querySelector("#opening, .errors");
    said.textContent = opening ? opening.textContent.trim() : "";
  } catch {
    form.requestSubmit();
  } finally {
    asking = false;
    outcome.removeAttribute("aria-busy");
  }
  if (again) { again = false; ask(); }
}

let pause;
const later = (event) => {
  if (event.target.type === "range" || event.target.form !== form) return;
  clearTimeout(pause);
  if (event.target.id === "lever-indicator") { form.requestSubmit(); return; }
  pause = setTimeout(ask, 250);
};
document.addEventListener("input", later);
// Defaults stay out of the address when the whole page is asked for.
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const page = new URL(form.action || location.href);
  page.search = query().toString();
  location.assign(page);
});
form.querySelector("button.main").hidden = true;
