// Opens the page in a window as wide as a phone; without this, the link opens it in another tab.
for (const link of document.querySelectorAll("[data-narrow]")) {
  link.addEventListener("click", (event) => {
    const opened = window.open(location.href, "narrow", "popup,width=390,height=844");
    if (opened) event.preventDefault();
  });
}
