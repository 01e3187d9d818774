// A date and its time, and the links that Django puts beside them, named by what they set.
addEventListener("load", () => {
  for (const box of document.querySelectorAll("p.datetime")) {
    const of = box.previousElementSibling?.textContent.trim().replace(/:$/, "") ?? "";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", of);
    for (const link of box.querySelectorAll(".datetimeshortcuts a")) {
      const does = link.textContent.trim() || link.querySelector("[title]")?.title;
      link.setAttribute("aria-label", `${does}, ${of}`);
    }
  }
});
