/** Every way to break one thing in a synthesized stack: drop a resource, a property, a statement, a condition, an element; change a value. */
import type { Block, StackFile } from "../support/deployment";
import { edit } from "./proof/generic";

type Json = Block[string];
type Path = readonly (string | number)[];

export interface Mutant {
  readonly stack: string;
  /** Resource type, and `output`, `provider`, `data` or `terraform` for what is no resource. */
  readonly type: string;
  readonly name: string;
  /** Below the resource; inside a policy's text it goes on. Empty where the whole resource is dropped. */
  readonly path: Path;
  readonly change: "dropped" | "changed";
  /** The stack's file with that one change. */
  readonly file: () => StackFile;
}

/** All mutants of one stack's file, in the file's order. */
export function* mutants(stack: string, file: StackFile): Generator<Mutant> {
  for (const [section, path, type, name, block] of blocks(file)) {
    const at = (below: Path, change: Mutant["change"], value?: Json): Mutant => ({
      stack,
      type,
      name,
      path: below,
      change,
      file: () =>
        edit(file as Json, [...section, ...path, ...below], change === "dropped" ? undefined : value) as StackFile,
    });
    yield at([], "dropped");
    for (const [below, value] of places(block, [])) {
      yield at(below, "dropped");
      const other = changed(value);
      if (other !== undefined) yield at(below, "changed", other);
    }
  }
}

/** Resources, data sources, outputs, the provider and the settings of Terraform itself. */
function* blocks(file: StackFile): Generator<[section: Path, path: Path, type: string, name: string, block: Json]> {
  for (const section of ["resource", "data"]) {
    const types = (file[section] ?? {}) as Record<string, Record<string, Json>>;
    for (const [type, named] of Object.entries(types)) {
      for (const [name, block] of Object.entries(named)) yield [[section], [type, name], type, name, block];
    }
  }
  for (const section of ["output", "provider", "terraform"]) {
    for (const [name, block] of Object.entries((file[section] ?? {}) as Record<string, Json>)) {
      yield [[section], [name], section, name, block];
    }
  }
}

/** Every place below a value, policy texts opened; CDKTF's own metadata left out. */
function* places(value: Json, path: Path): Generator<[Path, Json]> {
  const opened = policyOf(value) ?? value;
  if (opened === null || typeof opened !== "object") return;
  for (const [key, element] of Object.entries(opened)) {
    if (key === "//") continue;
    const below = [...path, Array.isArray(opened) ? Number(key) : key];
    yield [below, element];
    yield* places(element, below);
  }
}

const policyOf = (value: Json): Json | undefined =>
  typeof value === "string" && value.startsWith('{"Version"') ? JSON.parse(value) : undefined;

/** Another value of the same kind, for leaves. */
function changed(value: Json): Json | undefined {
  if (policyOf(value) !== undefined) return undefined;
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (typeof value !== "string") return undefined;
  return otherText[value] ?? (value.endsWith("*") ? `${value.slice(0, -1)}x` : `${value}x`);
}

/** Words whose opposite is what somebody would write by mistake. */
const otherText: Readonly<Record<string, string>> = {
  Allow: "Deny",
  Deny: "Allow",
  true: "false",
  false: "true",
  ENABLED: "DISABLED",
  DISABLED: "ENABLED",
  Enabled: "Disabled",
  VpcOnly: "PublicInternetOnly",
};
