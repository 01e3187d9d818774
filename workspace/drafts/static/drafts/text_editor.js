// The text editor of a draft: CodeMirror in a shadow tree, whose style sheets are constructed, as the
// pages' policy allows no others.
import {
  acceptCompletion,
  autocompletion,
  bracketMatching,
  completionKeymap,
  defaultKeymap,
  drawSelection,
  EditorState,
  EditorView,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSelectionMatches,
  history,
  historyKeymap,
  hoverTooltip,
  indentUnit,
  indentWithTab,
  keymap,
  lineNumbers,
  lintGutter,
  lintKeymap,
  search,
  searchKeymap,
  setDiagnostics,
  syntaxHighlighting,
  tags,
  yaml,
} from "./codemirror.min.js";
import { meaningAt, offersAt } from "./schema.js";
import { placeAt } from "./yaml_place.js";

const LOOK = EditorView.theme({
  "&": { color: "var(--body-fg)", backgroundColor: "var(--body-bg)", fontSize: "0.875rem" },
  "&.cm-focused": { outline: "2px solid var(--link-fg)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--font-family-monospace)", lineHeight: "1.5" },
  ".cm-content": { minHeight: "20rem", caretColor: "var(--body-fg)" },
  "&.cm-editor": { maxHeight: "40rem" },
  ".cm-cursor": { borderLeftColor: "var(--body-fg)" },
  ".cm-gutters": {
    color: "var(--body-quiet-color)",
    backgroundColor: "var(--darkened-bg)",
    borderRight: "1px solid var(--hairline-color)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--darkened-bg)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "var(--selected-row)",
  },
  ".cm-selectionBackground": { backgroundColor: "var(--selected-row)" },
  ".cm-tooltip, .cm-panels": {
    color: "var(--body-fg)",
    backgroundColor: "var(--darkened-bg)",
    border: "1px solid var(--border-color)",
  },
  ".cm-tooltip-autocomplete > ul > li": { minHeight: "24px", lineHeight: "24px" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    color: "var(--body-bg)",
    backgroundColor: "var(--link-fg)",
  },
  ".cm-completionInfo, .meaning": { maxWidth: "22rem", padding: "6px 10px", whiteSpace: "normal" },
  ".meaning p": { margin: "0 0 4px" },
  ".cm-diagnostic": { whiteSpace: "normal", maxWidth: "28rem" },
  ".cm-panel input, .cm-panel button": {
    color: "inherit",
    backgroundColor: "var(--body-bg)",
    backgroundImage: "none",
    border: "1px solid var(--border-color)",
    minHeight: "24px",
  },
  ".cm-panel label": { display: "inline-flex", alignItems: "center", minHeight: "24px" },
  ".cm-panel input[type=checkbox], .cm-panel button[name=close]": {
    width: "24px",
    height: "24px",
  },
});

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--link-fg)" },
  { tag: tags.comment, color: "var(--body-quiet-color)", fontStyle: "italic" },
  { tag: [tags.keyword, tags.labelName, tags.typeName], color: "var(--link-hover-color)" },
]);

function placeIn(state, position) {
  const line = state.doc.lineAt(position);
  const lines = state.doc.toString().split("\n");
  return placeAt(lines, line.number - 1, position - line.from);
}

// Keys and values that can stand at the cursor; `named` are values of keys that no schema knows.
function completions(schema, named) {
  return (context) => {
    const place = placeIn(context.state, context.pos);
    const word = context.matchBefore(/[\w.-]*/);
    if (!place || (!context.explicit && word.from === word.to)) return null;
    const offers = offersAt(schema, place);
    const own = place.isValue ? (named[place.key] ?? []) : [];
    const options = [...own.map((label) => ({ label, kind: "value", info: "" })), ...offers];
    return {
      from: word.from,
      options: options.map(({ label, kind, info }) => ({
        label,
        type: kind === "key" ? "property" : "constant",
        info: info || undefined,
        apply: kind === "key" ? asKey(context.state, word.to, label) : label,
      })),
      validFor: /^[\w.-]*$/,
    };
  };
}

function asKey(state, end, label) {
  return state.sliceDoc(end, end + 1) === ":" ? label : `${label}: `;
}

function meanings(schema) {
  return (view, position) => {
    const word = view.state.wordAt(position);
    const place = word && placeIn(view.state, word.from);
    const meaning = place && !place.isValue && meaningAt(schema, place);
    if (!meaning || meaning.key !== view.state.sliceDoc(word.from, word.to)) return null;
    return { pos: word.from, end: word.to, above: true, create: () => ({ dom: told(meaning) }) };
  };
}

function told({ key, description, types }) {
  const dom = document.createElement("div");
  dom.className = "meaning";
  for (const text of [`${key}${types ? ` (${types})` : ""}`, description].filter(Boolean)) {
    const line = document.createElement("p");
    line.textContent = text;
    dom.append(line);
  }
  return dom;
}

function forYaml(schema, named) {
  return [
    yaml(),
    autocompletion({ override: [completions(schema, named)], icons: false }),
    hoverTooltip(meanings(schema)),
    foldGutter(),
    keymap.of([{ key: "Tab", run: acceptCompletion }, ...completionKeymap, ...foldKeymap]),
  ];
}

// An editor in `host`. `named` gives the values that some keys can have here; without a schema it
// edits plain text.
export function textEditor(host, { text, label, help, schema, named, onChange, onSave }) {
  const root = host.attachShadow({ mode: "open" });
  const described = document.createElement("p");
  described.id = "help";
  described.hidden = true;
  described.textContent = help;
  root.append(described);
  const state = EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightActiveLine(),
      highlightSelectionMatches(),
      history(),
      drawSelection(),
      bracketMatching(),
      indentUnit.of("  "),
      EditorState.tabSize.of(2),
      EditorView.lineWrapping,
      search({ top: true }),
      lintGutter(),
      syntaxHighlighting(COLOURS),
      LOOK,
      EditorView.contentAttributes.of({
        "aria-label": label,
        "aria-describedby": "help",
        tabindex: "0",
      }),
      keymap.of([{ key: "Mod-s", run: onSave, preventDefault: true }]),
      schema ? forYaml(schema, named) : [],
      keymap.of([indentWithTab, ...searchKeymap, ...historyKeymap, ...lintKeymap]),
      keymap.of(defaultKeymap),
      EditorView.updateListener.of((update) => update.docChanged && onChange()),
    ],
  });
  return new EditorView({ state, root, parent: root });
}

// Mark each problem at its line, from 1; one of the whole file at the first.
export function mark(view, problems) {
  const { doc } = view.state;
  const diagnostics = problems.map(({ line, text }) => {
    const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return { from, to, severity: "error", message: text };
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

export function goTo(view, line) {
  const { from } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
  view.dispatch({
    selection: { anchor: from },
    effects: EditorView.scrollIntoView(from, { y: "center" }),
  });
  view.focus();
}

export function replaceText(view, text) {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}
