// What the schema of a study file says about a place in it.

// The alternatives that a schema stands for there, without references and without those that what
// is written beside contradicts.
function alternatives(schema, part, beside, depth = 0) {
  if (!part || depth > 12) return [];
  if (part.$ref) {
    const target = schema.$defs[part.$ref.split("/").pop()];
    const inner = alternatives(schema, target, beside, depth + 1);
    return inner.map((one) => ({ ...one, description: part.description ?? one.description }));
  }
  const chosen = part.if ? (holds(part.if, beside) ? part.then : part.else) : null;
  const parts = [...(part.anyOf ?? []), ...(part.oneOf ?? []), ...(part.allOf ?? []), chosen];
  const below = parts
    .filter(Boolean)
    .flatMap((one) => alternatives(schema, one, beside, depth + 1));
  const own = part.properties || part.patternProperties || part.items || part.enum || part.type;
  const told = below.map((one) => ({ ...one, description: part.description ?? one.description }));
  const all = own || part.const !== undefined ? [part, ...told] : told;
  const fitting = all.filter((one) => fits(one, beside));
  return fitting.length ? fitting : all;
}

function fits(part, beside) {
  return Object.entries(part.properties ?? {}).every(([key, { const: only, enum: some }]) => {
    if (!beside[key]) return true;
    if (only !== undefined) return String(only) === beside[key];
    return key !== "type" && key !== "kind" ? true : !some || some.includes(beside[key]);
  });
}

function holds(condition, beside) {
  const { properties = {}, required = [], not } = condition;
  if (not) return !holds(not, beside);
  const isThere = required.every((key) => key in beside);
  return isThere && Object.entries(properties).every(([key, one]) => one.const === beside[key]);
}

function below(part, key) {
  if (key === null) return part.items;
  if (part.properties?.[key]) return part.properties[key];
  const pattern = Object.entries(part.patternProperties ?? {}).find(([one]) =>
    new RegExp(one, "u").test(key),
  );
  if (pattern) return pattern[1];
  return typeof part.additionalProperties === "object" ? part.additionalProperties : undefined;
}

// The schemas of what a way leads to; `beside` is what is written there.
export function schemasAt(schema, steps, beside) {
  let parts = [schema];
  for (const step of steps) {
    const here = parts.flatMap((part) => alternatives(schema, part, step.beside));
    parts = here.map((part) => below(part, step.key)).filter(Boolean);
  }
  return parts.flatMap((part) => alternatives(schema, part, beside));
}

function valuesOf(part) {
  if (part.const !== undefined) return [part.const];
  if (part.enum) return part.enum;
  return part.type === "boolean" ? [true, false] : [];
}

function typeOf(part) {
  if (part.const !== undefined || part.enum) return valuesOf(part).join(" | ");
  return part.type ?? "";
}

// The keys or the values that can stand at a place, each once and with what it is.
export function offersAt(schema, place) {
  const parts = schemasAt(schema, place.steps, place.beside);
  const offers = place.isValue
    ? valuesAt(schema, parts, place.key)
    : [...keysOf(schema, parts, place), ...parts.flatMap((part) => asValues(part, valuesOf(part)))];
  const labels = offers.map(({ label }) => label);
  return offers.filter(({ label }, index) => labels.indexOf(label) === index);
}

function asValues(part, values) {
  const info = part.description ?? "";
  return values.map((value) => ({ label: String(value), kind: "value", info }));
}

// Also those that only a member of a union has, such as the types of questions.
function valuesAt(schema, parts, key) {
  const named = parts.map((part) => below(part, key)).filter(Boolean);
  const values = named.flatMap((part) => alternatives(schema, part, {}));
  return values.flatMap((part) => asValues(part, valuesOf(part)));
}

function keysOf(schema, parts, { key, beside }) {
  const all = parts.flatMap((part) => Object.entries(part.properties ?? {}));
  return all
    .filter(([name]) => name === key || !(name in beside))
    .map(([name, part]) => {
      const inner = part.$ref ? alternatives(schema, part, {})[0] : undefined;
      const info = part.description ?? inner?.description ?? "";
      return { label: name, kind: "key", info };
    });
}

// What a key at a place means: its description and what its value is; null where nothing is known.
export function meaningAt(schema, place) {
  const parts = schemasAt(schema, place.steps, place.beside);
  const named = parts.map((part) => below(part, place.key)).filter(Boolean);
  if (!named.length) return null;
  const values = named.flatMap((part) => alternatives(schema, part, {}));
  const description = [...named, ...values].find((part) => part.description)?.description ?? "";
  const types = [...new Set(values.map(typeOf).filter((type) => type && type !== "null"))];
  return { key: place.key, description, types: types.join(" or ") };
}
