/** State of stacks that are not applied yet: their contracts' example values, so that a preview of a reader can be planned. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Example } from "../stacks/contracts";

/** As Terraform writes types in JSON. */
function typeOf(value: Example): unknown {
  if (typeof value === "string") return "string";
  if (Array.isArray(value)) return ["tuple", value.map(typeOf)];
  return ["object", Object.fromEntries(Object.entries(value).map(([name, each]) => [name, typeOf(each)]))];
}

/** A state file, version 4, that holds the outputs and no resources: https://developer.hashicorp.com/terraform/language/state */
export function exampleState(outputs: Readonly<Record<string, Example>>): string {
  const entries = Object.entries(outputs).map(([name, value]) => [name, { value, type: typeOf(value) }]);
  const state = {
    version: 4,
    terraform_version: "1.11.4",
    serial: 1,
    // Named so that nobody takes it for a real stack's state.
    lineage: "contract-examples",
    outputs: Object.fromEntries(entries),
    resources: [],
    check_results: null,
  };
  return `${JSON.stringify(state, null, 2)}\n`;
}

/** Writes example outputs where a stack with local state keeps its own. For previews in a folder of their own only. */
export function writeExampleState(file: string, outputs: Readonly<Record<string, Example>>): void {
  mkdirSync(dirname(file), { recursive: true });
  // Never over state that is there: an example must not replace what was applied.
  writeFileSync(file, exampleState(outputs), { flag: "wx" });
}
