/** Terraform's commands where state is in a workspace of HCP Terraform, and plan and apply are remote runs there. */

import { stripVTControlCharacters } from "node:util";
import type { Ended } from "../children";
import {
  type PlannedChange,
  plannedChangesIn,
  type Result,
  type Stack,
  Terraform,
  type TerraformOptions,
} from "../terraform";
import type { Workspaces } from "./workspaces";

export class RemoteTerraform extends Terraform {
  constructor(
    options: TerraformOptions,
    private readonly workspaces: Workspaces,
  ) {
    super(options);
  }

  /** Makes the stack's workspace where there is none: Terraform would ask for a version of its own choice. */
  override async init(stack: Stack): Promise<Result> {
    await this.workspaces.make(stack.name);
    return this.succeed(stack, "init", [`-plugin-dir=${this.options.pluginFolder}`]);
  }

  /** A speculative run, which leaves no file; true where it changes anything. */
  override plan(stack: Stack, args: readonly string[] = []): Promise<Result<boolean>> {
    return this.isRemote ? this.planned(stack, args) : super.plan(stack, args);
  }

  /** Of the workspace's last run. */
  override async plannedChanges(stack: Stack): Promise<Result<PlannedChange[]>> {
    if (!this.isRemote) return super.plannedChanges(stack);
    return { ok: true, value: plannedChangesIn(await this.workspaces.lastPlan(stack.name)), seconds: 0 };
  }

  protected override failure(stack: Stack, ended: Ended): Result<never> {
    return super.failure(stack, { ...ended, output: errorsOfRun(ended.output) ?? ended.output });
  }

  private get isRemote(): boolean {
    return this.workspaces.executionMode === "remote";
  }
}

/**
 * What the run's Terraform wrote to standard error, which OTF repeats in its last line: in the run's own output the
 * errors stand before the plan that they belong to.
 */
export function errorsOfRun(output: string): string | undefined {
  const repeated = /^Error: .*?exit status \d+: (Error: .*)$/m.exec(stripVTControlCharacters(output))?.[1];
  return repeated?.replaceAll(" Error: ", "\nError: ");
}
