// Opens help over the page, so that what is typed or set stays; without this it is a page of its own.
for (const link of document.querySelectorAll(".help a")) {
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      showHelp(page.querySelector(link.hash));
    } catch {
      location.assign(link.href); // the browser itself says what is wrong
    }
  });
}

function showHelp(section) {
  const dialog = document.createElement("dialog");
  const article = document.createElement("article");
  const close = document.createElement("button");
  dialog.className = "help-dialog";
  dialog.setAttribute("aria-labelledby", section.getAttribute("aria-labelledby"));
  close.textContent = "Close";
  close.autofocus = true;
  close.addEventListener("click", () => dialog.close());
  article.append(close, document.adoptNode(section));
  dialog.append(article);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
