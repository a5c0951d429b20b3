// A long list of choices is searched as one types; what is ticked stays in sight.
for (const find of document.querySelectorAll("[data-facet-find]")) {
  find.parentElement.hidden = false;
  const options = find.closest("details").querySelectorAll(".facet-option");
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    for (const option of options) {
      option.hidden = !option.querySelector("input").checked && !option.textContent.toLowerCase().includes(wanted);
    }
  });
  // Enter in this field is meant for the list, not for the form.
  find.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
}
