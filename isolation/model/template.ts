/** Terraform's text templates, as far as the stacks use them: literal text and plain references. */

export type Part = { readonly text: string } | { readonly reference: string };

/** What text holds besides itself: an escaped opening, a directive, a reference, or one of these that is not closed. */
const openings = /\$\$\{|%%\{|%\{|\$\{([^}]*)\}|\$\{/g;

/** What a text consists of; undefined where it holds a directive or something that is not closed. */
export function parseTemplate(text: string): readonly Part[] | undefined {
  const parts: Part[] = [];
  let literal = "";
  let at = 0;
  for (const { 0: opening, 1: reference, index } of text.matchAll(openings)) {
    literal += text.slice(at, index);
    at = index + opening.length;
    if (opening === "$${" || opening === "%%{") {
      literal += opening.slice(1);
      continue;
    }
    if (reference === undefined) return undefined;
    if (literal !== "") parts.push({ text: literal });
    literal = "";
    parts.push({ reference: reference.trim() });
  }
  literal += text.slice(at);
  if (literal !== "" || parts.length === 0) parts.push({ text: literal });
  return parts;
}

export interface OutputReference {
  readonly kind: "output";
  readonly state: string;
  readonly output: string;
  /** Of an element, where the output is a list. */
  readonly index?: number;
}

export type Reference =
  | OutputReference
  | { readonly kind: "resource" | "data"; readonly type: string; readonly name: string; readonly attribute: string };

/**
 * The resource or data source that an expression reads an attribute of, whichever attribute it is, and however deep: no
 * function, no operator. Undefined where it is anything else.
 */
export function parseAttribute(
  expression: string,
): { readonly kind: "resource" | "data"; readonly type: string; readonly name: string } | undefined {
  const found = /^(data\.)?([a-z]\w*)\.([\w-]+)(?:\.\w[\w-]*|\[\d+\]|\["[^"$%\\]*"\])+$/.exec(expression);
  if (!found?.[2] || !found[3]) return undefined;
  return { kind: found[1] ? "data" : "resource", type: found[2], name: found[3] };
}

/** A plain reference; undefined where the expression is anything else (a function, a conditional, an index but of an output). */
export function parseReference(expression: string): Reference | undefined {
  const output = /^data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)(?:\[(\d{1,3})\])?$/.exec(expression);
  if (output?.[1] && output[2]) {
    const index = output[3] === undefined ? {} : { index: Number(output[3]) };
    return { kind: "output", state: output[1], output: output[2], ...index };
  }
  const attribute = /^(data\.)?([a-z]\w*)\.([\w-]+)\.(\w+)$/.exec(expression);
  if (!attribute?.[2] || !attribute[3] || !attribute[4]) return undefined;
  return {
    kind: attribute[1] ? "data" : "resource",
    type: attribute[2],
    name: attribute[3],
    attribute: attribute[4],
  };
}
