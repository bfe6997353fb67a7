/** A break: one mistake in a synthesized stack, as data, so that it can be listed, chosen by a seed and shown. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Block = { readonly [key: string]: Json };
export type Path = readonly (string | number)[];
type Section = Readonly<Record<string, Readonly<Record<string, Block>>>>;

/** A synthesized stack, as far as breaks look at it. */
export interface StackFile {
  readonly provider: { readonly aws: readonly Block[] };
  readonly resource: Section;
  readonly data?: Section;
}

/** Sets what is at the path, adds to the list there, or removes it where there is neither. */
export interface Edit {
  readonly path: Path;
  readonly value?: Json;
  readonly add?: Json;
}

export interface Mistake {
  /** In words, for the table. */
  readonly what: string;
  /** Who notices: Terraform and its provider before anything is made; AWS; or who asks what there is, where AWS takes it. */
  readonly seenBy: "Terraform" | "AWS" | "facts";
  readonly edits: readonly Edit[];
  /** Where the error may show, other than at the broken block: addresses, or what a violation of the facts is about. */
  readonly showsAt?: readonly string[];
  /** Whatever else is broken at the same time would not be seen. */
  readonly hidesOthers?: boolean;
  /** The provider tries again for minutes, because on AWS the same error may pass by itself. */
  readonly slow?: boolean;
}

export interface Break extends Mistake {
  readonly stack: string;
  /** Resource type, `data.<type>` or `provider`. */
  readonly type: string;
  readonly address: string;
}

/** A block of a stack, and the stack: what an operator looks at to find mistakes that somebody could make there. */
export interface Place {
  readonly file: StackFile;
  readonly type: string;
  readonly name: string;
  readonly address: string;
  readonly path: Path;
  readonly body: Block;
}

export type Operator = (place: Place) => Mistake[];

/** A copy of the value with the edits made, in their order. */
export function edited<T>(original: T, edits: readonly Edit[]): T {
  const copy = structuredClone(original);
  for (const { path, value, add } of edits) {
    const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], copy);
    const key = path.at(-1) as string | number;
    const list = ((parent as Record<string | number, unknown>)[key] ?? []) as readonly Json[];
    const replacement = add === undefined ? value : [...list, add];
    if (replacement !== undefined) (parent as Record<string | number, unknown>)[key] = replacement;
    else if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else {
      delete (parent as Record<string | number, unknown>)[key];
      // Terraform refuses a type without blocks, whoever misses the block.
      const [section, type] = path;
      const blocks = copy as Record<string | number, Record<string | number, unknown>>;
      if (path.length === 3 && section && type && Object.keys(parent as object).length === 0)
        delete blocks[section]?.[type];
    }
  }
  return copy;
}

/** What is at the path; undefined where there is nothing. */
export function valueAt(value: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (at, key) => (at !== null && typeof at === "object" ? (at as Record<string | number, Json>)[key] : undefined),
    value,
  );
}

/** Every text below a value, with the path to it; CDKTF's own metadata left out. */
export function* texts(value: Json, path: Path = []): Generator<readonly [Path, string]> {
  if (typeof value === "string") yield [path, value];
  if (value === null || typeof value !== "object") return;
  for (const [key, below] of Object.entries(value)) {
    if (key !== "//") yield* texts(below, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}
