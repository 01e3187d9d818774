// Times are written and typed in UTC; beside them stands what the clock of this computer says then.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const form = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

function local(moment) {
  if (Number.isNaN(moment.getTime()) || moment.getTimezoneOffset() === 0) return "";
  return `${form.format(moment)} in ${zone}`;
}

for (const time of document.querySelectorAll("time[data-local]")) {
  const words = local(new Date(time.dateTime));
  if (words) time.append(` (${words})`);
}
for (const beside of document.querySelectorAll("[data-local-of]")) {
  const input = document.getElementById(beside.dataset.localOf);
  const show = () => {
    beside.textContent = input.value ? local(new Date(`${input.value}Z`)) : "";
  };
  input.addEventListener("input", show);
  show();
}
