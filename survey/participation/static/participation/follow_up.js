// On a narrow screen the trial is one line above the questions, to be opened; without this it is open.
for (const trial of document.querySelectorAll(".submitted")) {
  if (matchMedia("(max-width: 59.99rem)").matches) trial.open = false;
}
