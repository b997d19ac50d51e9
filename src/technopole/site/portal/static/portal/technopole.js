// Two comforts; every page works without them.

// Escape closes the open figure cards and gives the focus back to their marks.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll("details.figure[open]")) {
    const held = open.contains(document.activeElement);
    open.open = false;
    if (held) open.querySelector("summary").focus();
  }
});

// A Copy button beside each citation, made when its card is first opened.
document.addEventListener("toggle", (event) => {
  if (event.target.matches("details.figure[open]")) addCopyButtons(event.target);
}, true);

function addCopyButtons(place) {
  if (!navigator.clipboard) return;
  const { copy, copied } = document.body.dataset;
  for (const quoted of place.querySelectorAll(".cite:not(.with-copy)")) {
    quoted.classList.add("with-copy");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(quoted.querySelector("cite").textContent.trim());
      button.textContent = copied;
      setTimeout(() => { button.textContent = copy; }, 2000);
    });
    quoted.append(button);
  }
}

for (const page of document.querySelectorAll("main .cite-page")) addCopyButtons(page);
