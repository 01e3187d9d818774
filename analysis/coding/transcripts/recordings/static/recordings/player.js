// Links to a time of the recording become buttons that play it from there, on this page.
const player = document.getElementById("recording");

for (const link of player ? document.querySelectorAll("a[data-play-from]") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = link.textContent;
  button.addEventListener("click", () => {
    player.currentTime = Number(link.dataset.playFrom);
    player.play();
  });
  link.replaceWith(button);
}
