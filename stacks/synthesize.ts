/** Writes the Terraform JSON of environments to a folder, one stack a sub-folder. */
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { App, TerraformResource } from "cdktf";
import type { Environment } from "../config/schema";
import { type PlacedStack, placeEnvironment, type StackKind } from "./environment";
import { turnOffStackTraces } from "./stack-traces";

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
  /** These are all environments with all teams: what an earlier run left of others is removed, as CDKTF's own command does. */
  readonly complete?: boolean;
  /** Told the name of each stack when it has been built. */
  readonly onStack?: (stack: string) => void;
}

/**
 * Synthesizes every stack of the given environments: `<outdir>/manifest.json` and `<outdir>/stacks/<stack>/cdk.tf.json`.
 * Everything is built before anything is written.
 */
export function synthesize(environments: readonly Environment[], options: SynthesizeOptions): StackSummary[] {
  turnOffStackTraces();
  // CDKTF makes the last folder of the path only.
  mkdirSync(options.outdir, { recursive: true });
  const app = new App({ outdir: options.outdir, stackTraces: false });
  const placed = environments.flatMap((environment) =>
    placeEnvironment(app, environment).map((each) => {
      options.onStack?.(each.stack.node.id);
      return summary(environment, each);
    }),
  );
  app.synth();
  if (options.complete) removeOthers(join(options.outdir, "stacks"), new Set(placed.map(({ name }) => name)));
  return placed;
}

/** Removes folders of stacks that are no longer configured; a folder without a synthesized file is not ours. */
function removeOthers(folder: string, current: ReadonlySet<string>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const stack = join(folder, entry.name);
    if (entry.isDirectory() && !current.has(entry.name) && existsSync(join(stack, "cdk.tf.json"))) {
      rmSync(stack, { recursive: true });
    }
  }
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
