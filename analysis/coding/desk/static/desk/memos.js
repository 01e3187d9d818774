// A memo on a coding, written where the coding stands.

const template = document.getElementById("memo-form"); // null where the desk is closed
const drafts = new Map(); // what was typed and not kept, by the item of its coding

/** Opens the memo of a coding below it; returns whether that can be done here. */
export function openMemo(link) {
  const item = link.closest("li");
  if (!template || !item) return false;
  let form = item.querySelector(".memo-here");
  if (!form) {
    form = template.content.firstElementChild.cloneNode(true);
    form.action = link.href;
    form.elements.seen.value = item.querySelector(".memo")?.textContent ?? "";
    form.elements.memo.value = drafts.get(item.id) ?? form.elements.seen.value;
    item.append(form);
  }
  form.elements.memo.focus();
  return true;
}

/** What a form of a memo sends. */
export function memoValues(form) {
  return { memo: form.elements.memo.value, seen: form.elements.seen.value };
}

/** Closes a memo; what was typed is there again when it is opened the next time. */
export function closeMemo(form) {
  const item = form.closest("li");
  keepDraft(form);
  form.remove();
  item.querySelector(".to-memo").focus();
}

function keepDraft(form) {
  const { memo, seen } = memoValues(form);
  const { id } = form.closest("li");
  if (memo === seen) drafts.delete(id);
  else drafts.set(id, memo);
}

/** Forgets what was typed, once it is kept. */
export function forgetDraft(id) {
  drafts.delete(id);
}
