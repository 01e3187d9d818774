// A date and its time, and the links that Django puts beside them, named by what they set.
addEventListener("load", () => {
  for (const box of document.querySelectorAll("p.datetime")) {
    const label = box.previousElementSibling?.textContent.trim().replace(/:$/, "") ?? "";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", label);
    for (const link of box.querySelectorAll(".datetimeshortcuts a")) {
      const action = link.textContent.trim() || link.querySelector("[title]")?.title;
      link.setAttribute("aria-label", `${action}, ${label}`);
    }
  }
});
