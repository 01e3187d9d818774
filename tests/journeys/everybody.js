// What keeps somebody from using a page, each as a sentence; everybody.py says when it is asked.
(() => {
  const all = (selector) =>
    [...document.querySelectorAll(selector)].filter((it) => it.checkVisibility());
  const shown = (it) => it.outerHTML.slice(0, 120);

  const CONTROLS = "input:not([type=hidden]), select, textarea, a, button";
  const FIELDS =
    "input:not([type=checkbox], [type=radio], [type=submit], [type=file]), select, textarea";
  const FOCUSED =
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const REACHED = "a[href], button, input, select, textarea, summary, [tabindex='0']";

  function names() {
    const named = (it) =>
      it.labels?.length ||
      it.ariaLabel ||
      it.hasAttribute("aria-labelledby") ||
      it.title ||
      it.textContent.trim() ||
      (/submit|button/.test(it.type) && it.value) ||
      it.querySelector("[aria-label], title");
    return [
      ...all(CONTROLS)
        .filter((it) => !named(it))
        .map((it) => `has no name: ${shown(it)}`),
      ...all("a[role=button]").map((it) => `is called a button and ignores Space: ${shown(it)}`),
    ];
  }

  function scrollers() {
    const scrolls = (it) =>
      /auto|scroll/.test(getComputedStyle(it).overflow) &&
      (it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1);
    // A list of choices is moved by the arrows of its field.
    const reached = (it) =>
      it.tabIndex >= 0 || it.querySelector(REACHED) || it.matches("[role=listbox]");
    return all("body *")
      .filter((it) => scrolls(it) && !reached(it))
      .map((it) => `scrolls, and no key reaches it: ${shown(it)}`);
  }

  function wider() {
    const more = document.documentElement.scrollWidth - innerWidth;
    return more > 0 ? [`scrolls sideways by ${more} pixels`] : [];
  }

  function broken() {
    const words = (text) => [...text.data.matchAll(/\p{L}{4,16}/gu)];
    function lines(text, word) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
    }
    return all("#content table:not(.stacked) :is(th, td)")
      .filter((cell) => cell.clientWidth < 80)
      .flatMap((cell) => {
        const texts = document.createNodeIterator(cell, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
          const word = words(text).find((one) => lines(text, one) > 2);
          if (word) return [`${word[0]} is broken into three lines or more: ${shown(cell)}`];
        }
        return [];
      });
  }

  const parts = (colour) => colour.match(/[\d.]+/g).map(Number);

  // The relative luminance of WCAG 2, and 0.05.
  function light(colour) {
    const linear = parts(colour)
      .slice(0, 3)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05;
  }

  function behind(it) {
    for (let box = it.parentElement; box; box = box.parentElement) {
      const colour = getComputedStyle(box).backgroundColor;
      if ((parts(colour)[3] ?? 1) === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  }

  function against(it, colour) {
    const [one, other] = [light(colour), light(behind(it))];
    return Math.max(one, other) / Math.min(one, other);
  }

  // One of each kind: what shares its class and its place looks the same.
  function kinds() {
    const place = (it) => [
      it.tagName,
      it.type,
      it.className,
      it.parentElement.tagName,
      it.parentElement.className,
      it.closest("[id]")?.id,
    ];
    const enabled = all(FOCUSED).filter((it) => !it.disabled);
    return new Map(enabled.map((it) => [place(it).join(), it])).values();
  }

  // In forced colours only whether there is a ring: whose colours they are, no page can change.
  function rings(forced) {
    const faults = [];
    for (const it of kinds()) {
      it.focus({ preventScroll: true });
      if (document.activeElement !== it || !it.matches(":focus-visible")) continue;
      const { outlineStyle, outlineWidth, outlineColor, borderTopColor } = getComputedStyle(it);
      const outline = `${outlineStyle} ${outlineWidth} ${outlineColor}`;
      if (!isDrawn(outlineStyle, outlineWidth) || (!forced && against(it, outlineColor) < 3)) {
        faults.push(`its focus is seen badly (${outline}): ${shown(it)}`);
      }
      if (!forced && it.matches(FIELDS) && against(it, borderTopColor) < 3) {
        faults.push(`its border is seen badly (${borderTopColor}): ${shown(it)}`);
      }
    }
    document.activeElement.blur();
    return faults;
  }

  function isDrawn(style, width) {
    return style === "auto" || (style !== "none" && parseFloat(width) >= 2);
  }

  // The text spacing of WCAG 1.4.12.
  function space(wide) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * {
        line-height: 1.5 !important;
        letter-spacing: .12em !important;
        word-spacing: .16em !important;
      }
      p { margin-bottom: 2em !important; }
    `);
    document.adoptedStyleSheets = wide ? [sheet] : [];
    return [];
  }

  return { names, scrollers, wider, broken, rings, space };
})();
