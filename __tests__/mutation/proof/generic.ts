/** The operator that knows nothing of the model: deletes or replaces every leaf and element of every policy, route, rule and endpoint. */
import type { Block } from "../../support/deployment";
import { isPolicyText, type Json, type Loose, type Mutant, type Stacks } from "./mutant";

/** Resource types that are a policy, a route, a rule or an endpoint, or hold one; buckets and logs; who is assigned to a domain; and all of Studio and of the features that a team turns on. */
const types =
  /^aws_(athena_|glue_|iam_|kms_|s3_bucket|sagemaker_|cloudwatch_log_group|flow_log|vpc_endpoint|vpc_security|default_|route|security_group$|ssoadmin_|subnet$)/;

type Path = readonly (string | number)[];

export function* generic(stacks: Stacks): Generator<Mutant> {
  for (const [stack, file] of stacks) {
    for (const [type, named] of Object.entries((file["resource"] ?? {}) as Record<string, Block>)) {
      if (!types.test(type)) continue;
      for (const [name, block] of Object.entries(named)) {
        for (const [path, change, replacement] of changes(block as Json)) {
          yield {
            operator: "generic",
            stack,
            place: [`${type}.${name}`, ...path].join("."),
            change,
            stacks: () => {
              const edited = edit(file as Json, ["resource", type, name, ...path], replacement);
              return new Map([...stacks, [stack, edited as Loose]]);
            },
          };
        }
      }
    }
  }
}

type Change = readonly [path: Path, change: string, replacement: Json | undefined];

/** The block as a whole, and every place below it. */
function* changes(block: Json): Generator<Change> {
  yield [[], "deleted", undefined];
  for (const [path, value] of places(block, [])) {
    yield [path, "deleted", undefined];
    for (const other of others(value)) yield [path, `replaced by ${JSON.stringify(other)}`, other];
  }
}

/** Every place below a value, policy texts opened; CDKTF's own metadata left out. */
function* places(value: Json, path: Path): Generator<readonly [Path, Json]> {
  const opened = isPolicyText(value) ? JSON.parse(value as string) : value;
  if (opened === null || typeof opened !== "object") return;
  for (const [key, element] of Object.entries(opened as Block)) {
    if (key === "//") continue;
    const below = [...path, Array.isArray(opened) ? Number(key) : key];
    yield [below, element];
    yield* places(element, below);
  }
}

/** Words whose opposite is another word. */
const opposites: Readonly<Record<string, string>> = {
  Allow: "Deny",
  Deny: "Allow",
  ALLOW: "BLOCK",
  BLOCK: "ALLOW",
  true: "false",
  false: "true",
  ENABLED: "DISABLED",
  DISABLED: "ENABLED",
};

/** Values of the same kind that a leaf might have instead; nothing for what has leaves of its own. */
function others(value: Json): readonly Json[] {
  if (typeof value === "boolean") return [!value];
  if (typeof value === "number") return [value + 1];
  if (typeof value !== "string" || isPolicyText(value)) return [];
  const opposite = opposites[value];
  if (opposite !== undefined) return [opposite];
  return value === "*" ? ["x"] : [`${value}x`, "*"];
}

/** A copy with one place removed (undefined) or replaced; policy texts on the way are opened and closed again. */
export function edit(value: Json, path: Path, replacement: Json | undefined): Json {
  if (isPolicyText(value)) return JSON.stringify(edit(JSON.parse(value as string), path, replacement));
  const [key, ...rest] = path;
  if (key === undefined) throw new Error("nothing to edit");
  const copy = (Array.isArray(value) ? [...value] : { ...(value as Block) }) as Record<string | number, Json>;
  if (rest.length > 0) copy[key] = edit(copy[key] as Json, rest, replacement);
  else if (replacement !== undefined) copy[key] = replacement;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[key];
  return copy as Json;
}
