// The board with a script: notes and areas are dragged or moved by arrows, and the page stays.
import { watchDragging } from "./drag.js";
import { beforeAfterStep, stepTo } from "./place.js";

const board = document.getElementById("board");
const statusLine = document.getElementById("status");
let isMoving = false;

document.documentElement.classList.add("scripted");

async function move(item, { into, before }) {
  if (isMoving) return;
  isMoving = true;
  const { moved, seen } = item.dataset;
  const what = item.matches(".note") ? "move theme" : "move area";
  const sent = new FormData();
  sent.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  for (const [name, value] of Object.entries({ do: what, moved, seen, into, before })) {
    sent.set(name, value);
  }
  try {
    const answer = await fetch(board.dataset.change, { method: "POST", body: sent });
    const isBoard = answer.ok && new URL(answer.url).pathname.endsWith("/board/");
    if (!isBoard)
      location.reload(); // logged out, or no longer allowed: the page itself says so
    else showAnswer(await answer.text(), moved);
  } catch {
    statusLine.textContent = "No connection: this was not moved. Please do it again in a moment.";
  } finally {
    isMoving = false;
  }
}

function showAnswer(html, moved) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const id of ["board", "last-changes", "picture"]) {
    document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
  }
  statusLine.replaceChildren(...page.getElementById("status").childNodes);
  const item = document.getElementById(`n-${moved}`);
  item?.classList.add("moved");
  item?.querySelector(".handle").focus();
}

function guids(items) {
  return items.map((item) => item.dataset.moved);
}

function stepNote(note, key) {
  const area = note.closest(".board-area");
  const step = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const before = beforeAfterStep(
      guids([...note.parentElement.children]),
      note.dataset.moved,
      step,
    );
    return before === null ? null : { into: area.dataset.area, before };
  }
  const other = stepTo([...board.querySelectorAll(".board-area")], area, step);
  return other && { into: other.dataset.area, before: "" };
}

function stepArea(area, key) {
  const { parent, moved } = area.dataset;
  const siblings = [...area.parentElement.children].filter((other) => other.dataset.moved);
  const areas = siblings.filter((other) => other.matches(".board-area"));
  const step = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  const before = beforeAfterStep(guids(areas), moved, step);
  return before === null ? null : { into: parent, before };
}

board.addEventListener("keydown", (event) => {
  const item = event.target.closest(".handle")?.closest("[data-moved]");
  if (!item || !/^Arrow(Left|Right|Up|Down)$/.test(event.key)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  const place = item.matches(".note") ? stepNote(item, event.key) : stepArea(item, event.key);
  if (place) move(item, place);
  else statusLine.textContent = "It cannot go further this way.";
});

watchDragging(board, move);
