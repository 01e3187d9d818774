// Words beside an option tick it; a text that comes near its limit says how much room is left.
const QUIET = 1000; // milliseconds without a key, after which a screen reader is told
const NEAR = 0.9;

for (const line of document.querySelectorAll(".of-option input")) {
  const option = line.form.querySelector(
    `[name="${line.name.replace(/__other$/, "")}"][value="other"]`,
  );
  line.addEventListener("input", () => {
    if (line.value.trim()) option.checked = true;
  });
}

function roomFor(left, most) {
  if (left > 0) return `Room for ${left} more characters.`;
  const limit = `Nothing more fits: ${most} characters are the most.`;
  return `${limit} What was pasted beyond them is cut off.`;
}

for (const field of document.querySelectorAll("textarea[maxlength], input[maxlength]")) {
  const seen = document.createElement("small");
  const heard = document.createElement("span");
  seen.setAttribute("aria-hidden", "true");
  heard.setAttribute("role", "status");
  heard.className = "visually-hidden";
  seen.lang = heard.lang = "en";
  field.after(seen, heard);
  let timer = 0;

  const count = () => {
    const left = field.maxLength - field.value.length;
    const isNear = field.value.length >= field.maxLength * NEAR;
    seen.textContent = isNear ? roomFor(left, field.maxLength) : "";
    clearTimeout(timer);
    timer = setTimeout(() => {
      heard.textContent = seen.textContent;
    }, QUIET);
  };
  field.addEventListener("input", count);
  field.addEventListener("filled", count);
  count();
}
