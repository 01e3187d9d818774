// What Apply does where the answer is no result: then the page itself says what happened.
const controls = document.querySelector("form[hx-post]");

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, isError } = event.detail;
  if (isError || xhr.responseText.includes('id="results"')) return;
  event.detail.shouldSwap = false;
  location.assign(xhr.responseURL); // the trial is over: submitted in another tab
});

// An error page, or what is missing in the form, is shown by the same request made the plain way.
document.addEventListener("htmx:responseError", () => controls.submit());

document.addEventListener("htmx:sendError", () => {
  document.getElementById("status").textContent = "No connection: nothing was applied. Please press Apply again in a moment.";
});
