/** Gets the AWS provider once, from Terraform's local mirror or the registry, for every later init. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./children";
import { cacheFolder } from "./folders";
import { once } from "./once";
import type { Found } from "./python";
import { inherited, terraformDefaults } from "./surroundings";
import { errorsIn } from "./terraform";

/** The range that every stack asks for; a test compares. */
export const providerVersions = ">= 6.25.0, < 7.0.0";

/**
 * A folder for `terraform init -plugin-dir`, with the provider in the range that every stack asks for.
 * Init runs in the user's own surroundings, so that a proxy on the way to the registry keeps working.
 */
export async function findProvider({
  program = "terraform",
  onStep,
}: {
  readonly program?: string;
  readonly onStep?: (text: string) => void;
} = {}): Promise<Found<string>> {
  const environment = { ...inherited(), ...terraformDefaults };
  const version = await run({ program, arguments: ["version", "-json"], folder: ".", environment });
  if (version.exitCode !== 0) return { missing: `${program} was not found` };
  const folder = join(cacheFolder, `provider-${program}`);
  const asked = JSON.stringify({
    terraform: { required_providers: { aws: { source: "aws", version: providerVersions } } },
  });
  const error = await once(folder, `${version.standardOutput}${asked}`, async () => {
    onStep?.("downloading the AWS provider (once)");
    mkdirSync(folder);
    writeFileSync(join(folder, "provider.tf.json"), asked);
    const initialized = await run({ program, arguments: ["init", "-no-color"], folder, environment });
    if (initialized.exitCode === 0) return undefined;
    const reason = errorsIn(initialized.output).split("\n")[0] ?? "";
    return `the AWS provider is neither in a local mirror nor reachable in a registry: ${reason}`;
  });
  return error === undefined ? { value: join(folder, ".terraform", "providers") } : { missing: error };
}
