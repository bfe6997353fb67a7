/** Writes the Terraform JSON of environments to a folder, one stack a sub-folder. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App, TerraformResource } from "cdktf";
import { lockFileName, type ProviderLock } from "../config/provider-lock";
import type { Environment } from "../config/schema";
import { adjustCdktf } from "./cdktf-adjustments";
import { type PlacedStack, placeEnvironment, type StackKind } from "./environment";

export interface StackSummary {
  readonly name: string;
  readonly environment: string;
  readonly team?: string;
  readonly kind: StackKind;
  /** How many resources Terraform will manage; data sources not counted. */
  readonly resources: number;
  readonly account: string;
  readonly region: string;
}

export interface SynthesizeOptions {
  /** Made if missing; CDKTF's own default is cdktf.out. */
  readonly outdir: string;
  /** Put into each stack's folder, over what terraform init left there. */
  readonly lock?: ProviderLock | undefined;
  /** Told the name of each stack when it has been built. */
  readonly onStack?: (stack: string) => void;
}

/**
 * Synthesizes every stack of the given environments: `<outdir>/manifest.json` and `<outdir>/stacks/<stack>/cdk.tf.json`.
 * Everything is built before anything is written.
 */
export function synthesize(environments: readonly Environment[], options: SynthesizeOptions): StackSummary[] {
  adjustCdktf();
  // CDKTF makes the last folder of the path only.
  mkdirSync(options.outdir, { recursive: true });
  // CDKTF's validation runs `terraform version` for each stack with state in HCP Terraform; synthesis needs no Terraform.
  const app = new App({ outdir: options.outdir, stackTraces: false, skipValidation: true });
  const placed = environments.flatMap((environment) =>
    placeEnvironment(app, environment).map((each) => {
      options.onStack?.(each.stack.node.id);
      return summary(environment, each);
    }),
  );
  app.synth();
  const manifest = join(options.outdir, "manifest.json");
  writeFileSync(manifest, portableManifest(readFileSync(manifest, "utf8")));
  const { lock } = options;
  if (lock) for (const { name } of placed) replaceFile(join(options.outdir, "stacks", name, lockFileName), lock.text);
  return placed;
}

/** CDKTF writes paths with this machine's separator, in JSON two backslashes on Windows; its own CLI takes slashes everywhere. */
export const portableManifest = (text: string): string => text.replaceAll("\\\\", "/");

/** A link in its place goes, rather than the file that it leads to. */
function replaceFile(path: string, text: string): void {
  rmSync(path, { force: true });
  writeFileSync(path, text, { flag: "wx" });
}

function summary(environment: Environment, { stack, kind, team, account }: PlacedStack): StackSummary {
  return {
    name: stack.node.id,
    environment: environment.name,
    ...(team && { team }),
    kind,
    resources: stack.node.findAll().filter(TerraformResource.isTerraformResource).length,
    account,
    region: environment.region,
  };
}
