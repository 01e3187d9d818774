// A button that copies beside each text that is made to be copied. Without a clipboard, which
// browsers give to secure pages alone, none is shown.

const said = document.createElement("p");
said.className = "visually-hidden";
said.setAttribute("role", "status");

async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
    said.textContent = `Copied: ${text}`;
  } catch {
    button.textContent = "Not copied: mark and copy it by hand";
  }
}

function addButton(source) {
  const text = source.textContent.trim();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy ${text.slice(0, 80)}`);
  button.addEventListener("click", () => copy(button, text));
  (source.closest("label") ?? source).after(button);
}

if (navigator.clipboard) {
  document.querySelector(".workspace").append(said);
  for (const source of document.querySelectorAll("[data-copy]")) {
    addButton(source);
  }
}
