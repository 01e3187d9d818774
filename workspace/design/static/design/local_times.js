// Times are told and typed in the zone of the study; beside them stands what the clock of this
// computer says then, where it is another.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const form = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

// What clocks of a zone show at a moment, as if it were UTC.
function shownIn(moment, name) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: name,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(moment);
  const value = Object.fromEntries(parts.map((part) => [part.type, Number(part.value)]));
  return Date.UTC(value.year, value.month - 1, value.day, value.hour, value.minute);
}

function isHere(moment, name) {
  return shownIn(moment, name) === shownIn(moment, zone);
}

// The moment at which clocks of a zone show what was typed; twice, as the offset may change between.
function momentOf(typed, name) {
  const wanted = Date.parse(`${typed}Z`);
  let moment = wanted;
  for (let round = 0; round < 2; round += 1) moment += wanted - shownIn(new Date(moment), name);
  return new Date(moment);
}

function local(moment, name) {
  if (Number.isNaN(moment.getTime()) || isHere(moment, name)) return "";
  return `${form.format(moment)} in ${zone}`;
}

for (const time of document.querySelectorAll("time[data-local]")) {
  const words = local(new Date(time.dateTime), time.dataset.local || "UTC");
  if (words) time.append(` (${words})`);
}
const typedZone = document.getElementById("id_time_zone");
for (const beside of document.querySelectorAll("[data-local-of]")) {
  const input = document.getElementById(beside.dataset.localOf);
  const show = () => {
    try {
      const name = typedZone.value.trim();
      beside.textContent = input.value ? local(momentOf(input.value, name), name) : "";
    } catch {
      beside.textContent = ""; // no such zone, yet
    }
  };
  input.addEventListener("input", show);
  typedZone.addEventListener("input", show);
  show();
}
