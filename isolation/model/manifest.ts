/** What CDKTF deploys of a folder is what `manifest.json` lists there: it must be the very files that are read here. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseUniqueJson } from "../policy/json";
import { ModelError } from "./error";
import { below } from "./json";

const manifestShape = z.object({
  stacks: z.record(
    z.string(),
    z.object({ name: z.string(), workingDirectory: z.string(), synthesizedStackPath: z.string() }),
  ),
});

/**
 * By stack: why `cdktf deploy --skip-synth` would apply something else than `<folder>/stacks/<stack>/cdk.tf.json`. Without a
 * manifest CDKTF deploys nothing. Throws ModelError where no stack can be named.
 */
export function manifestProblems(folder: string): ReadonlyMap<string, ModelError> {
  const file = join(folder, "manifest.json");
  const found = new Map<string, ModelError>();
  if (!existsSync(file)) return found;
  let stacks: z.output<typeof manifestShape>["stacks"];
  try {
    ({ stacks } = manifestShape.parse(parseUniqueJson(readFileSync(file, "utf8"), file)));
  } catch {
    throw new ModelError(file, "$", "is not a manifest of CDKTF; synthesize anew");
  }
  for (const [key, { name, workingDirectory, synthesizedStackPath }] of Object.entries(stacks)) {
    const place = `stacks/${key}`;
    const path = below("$.stacks", key);
    const elsewhere = `leads CDKTF elsewhere than to ${place}/cdk.tf.json; synthesize anew`;
    if (/[/\\]/.test(key)) throw new ModelError(file, path, elsewhere);
    const isOwn = name === key && workingDirectory === place && synthesizedStackPath === `${place}/cdk.tf.json`;
    if (!isOwn) found.set(key, new ModelError(file, path, elsewhere));
    else if (!existsSync(join(folder, synthesizedStackPath)))
      found.set(key, new ModelError(file, path, `is not there: ${synthesizedStackPath}; synthesize anew`));
  }
  return found;
}
