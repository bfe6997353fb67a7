/** `schema`: writes the JSON Schemas beside the environments, or says whether they are current. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { schemaFolder } from "../../config/folder";
import { jsonSchemas } from "../../config/json-schema";
import { withLineFeeds } from "../../config/line-feeds";
import { type Context, exitCodes } from "../context";
import { enclaveLine } from "../enclave-line";
import { writing } from "../writing";

/** With `check`, writes nothing and exits with 1 where a file is missing or stale. */
export function schema(context: Context, options: { readonly check?: boolean }): number {
  const { environmentsDirectory, terminal } = context;
  const folder = join(environmentsDirectory, schemaFolder);
  const stale = Object.entries(jsonSchemas()).filter(([name, text]) => textOf(join(folder, name)) !== text);
  const files = stale.map(([name]) => `${environmentsDirectory}/${schemaFolder}/${name}`);
  if (options.check === true) {
    terminal.printJson({ ok: stale.length === 0, stale: files });
    const command = enclaveLine(context)("schema");
    for (const file of files) terminal.print(`${terminal.colours.red("stale")} ${file}; write it with: ${command}`);
    if (stale.length === 0) terminal.print("The JSON Schemas are current.");
    return stale.length === 0 ? exitCodes.ok : exitCodes.problems;
  }
  writing({ place: folder, elsewhere: "name other environments with --environments" }, () => {
    if (stale.length > 0) mkdirSync(folder, { recursive: true });
    for (const [name, text] of stale) writeFileSync(join(folder, name), text);
  });
  terminal.printJson({ ok: true, written: files });
  for (const file of files) terminal.print(`wrote ${file}`);
  if (stale.length === 0) terminal.print("The JSON Schemas are current.");
  return exitCodes.ok;
}

function textOf(path: string): string | undefined {
  try {
    return withLineFeeds(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
