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
 * Throws ModelError where `cdktf deploy --skip-synth` would apply something else than `<folder>/stacks/<stack>/cdk.tf.json`.
 * Without a manifest CDKTF deploys nothing.
 */
export function checkManifest(folder: string): void {
  const file = join(folder, "manifest.json");
  if (!existsSync(file)) return;
  let stacks: z.output<typeof manifestShape>["stacks"];
  try {
    ({ stacks } = manifestShape.parse(parseUniqueJson(readFileSync(file, "utf8"), file)));
  } catch {
    throw new ModelError(file, "$", "is not a manifest of CDKTF");
  }
  for (const [key, { name, workingDirectory, synthesizedStackPath }] of Object.entries(stacks)) {
    const place = `stacks/${key}`;
    const isOwn = name === key && workingDirectory === place && synthesizedStackPath === `${place}/cdk.tf.json`;
    if (!isOwn || /[/\\]/.test(key)) {
      throw new ModelError(file, below("$.stacks", key), `leads CDKTF elsewhere than to ${place}/cdk.tf.json`);
    }
    if (!existsSync(join(folder, synthesizedStackPath))) {
      throw new ModelError(file, below("$.stacks", key), `is not there: ${synthesizedStackPath}`);
    }
  }
}
