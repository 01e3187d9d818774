// Where in a study file a place is: the keys that lead to it, by the indentation of the lines alone,
// so that it is known while the file is being written and broken.

const LINE = /^(\s*)((?:-\s+)*)(?:(["']?)([^\s#:"'{}[\],&*][^:#"']*?)\3\s*:(?:\s+(.*))?)?/;
const DASH_ALONE = /^(\s*)((?:-\s+)*-)\s*$/;

// The dashes and the key of a line by their columns; a comment or an empty line has none.
function tokensOf(line) {
  const match = LINE.exec(line.replace(DASH_ALONE, "$1$2 "));
  if (!match) return [];
  const [, indent, dashes, , key, value = ""] = match;
  const tokens = [...dashes.matchAll(/-/g)].map(({ index }) => ({
    isDash: true,
    column: indent.length + index,
  }));
  if (key === undefined) return tokens;
  return [...tokens, { column: indent.length + dashes.length, key, value: plain(value) }];
}

function plain(value) {
  return value.replace(/\s+#.*$/, "").replace(/^(["'])(.*)\1$/, "$2");
}

function isAbove(token, current) {
  if (token.column < current.column) return true;
  return Boolean(current.isDash) && !token.isDash && token.column === current.column;
}

// The tokens that a place lies in, from the nearest one outwards; each knows its line.
function* ancestors(lines, number, column) {
  let current = { column };
  for (let at = number; at >= 0; at -= 1) {
    for (const token of tokensOf(lines[at]).reverse()) {
      if (!isAbove(token, current)) continue;
      current = { ...token, line: at };
      yield current;
    }
  }
}

// The keys beside one at a column, with their values: what tells members of a union apart.
function beside(lines, number, column) {
  const values = {};
  function take(at) {
    const tokens = tokensOf(lines[at]);
    const own = tokens.find((token) => !token.isDash && token.column === column);
    if (own) values[own.key] = own.value;
    return tokens;
  }
  let isFirst = false;
  for (let at = number; at >= 0 && !isFirst; at -= 1) {
    isFirst = take(at).some((token) => token.column < column);
  }
  for (let at = number + 1; at < lines.length; at += 1) {
    if (tokensOf(lines[at]).some((token) => token.column < column)) break;
    take(at);
  }
  return values;
}

// What is at a place: the way there, the keys that are written beside it, and whether it is a key
// or a value. Null within a text of several lines, or in a comment.
export function placeAt(lines, number, column) {
  const before = lines[number].slice(0, column);
  if (/(^|\s)#/.test(before)) return null;
  const flow = /^(.*?:\s+|\s*(?:-\s+)+)\{([^{}]*)$/.exec(before);
  const head = flow ? flow[1] : before;
  const [, indent, dashes] = LINE.exec(head);
  const start = indent.length + dashes.length;
  const isPast = Boolean(flow) || /:\s/.test(head);
  const written = tokensOf(isPast ? head : lines[number]).find((token) => !token.isDash);
  const own = isPast ? written : undefined;
  const way = [...ancestors(lines.with(number, " ".repeat(indent.length) + dashes), number, start)];
  if (way.some(({ value }) => /^[|>]/.test(value ?? ""))) return null;
  const steps = way.reverse().map((token) => ({
    key: token.isDash ? null : token.key,
    beside: token.isDash ? {} : beside(lines, token.line, token.column),
  }));
  const siblings = beside(lines, number, start);
  if (flow) return inFlow(flow[2], own, steps, siblings);
  if (own) return { steps, beside: siblings, key: own.key, isValue: true };
  return { steps, beside: siblings, key: written?.key ?? "", isValue: false };
}

function inFlow(inside, own, steps, siblings) {
  const outer = own ? [...steps, { key: own.key, beside: siblings }] : steps;
  const entries = inside.split(",").map((entry) => entry.split(":"));
  const pairs = entries.map(([key, value = ""]) => [key.trim(), plain(value.trim())]);
  const [key, value] = entries.at(-1);
  const isValue = value !== undefined;
  return { steps: outer, beside: Object.fromEntries(pairs), key: key.trim(), isValue };
}
