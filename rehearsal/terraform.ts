/** Terraform's commands on one stack's folder: child processes without a shell, errors as values. */
import { join } from "node:path";
import { type Ended, run } from "./children";

export interface Stack {
  readonly name: string;
  /** Folder with the stack's JSON, where Terraform runs. */
  readonly folder: string;
}

export interface TerraformOptions {
  /** The command's whole environment: LocalAws.environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder that gets one log for each stack. */
  readonly logs: string;
  /** Filesystem mirror with the provider, so that init needs no registry; see findProvider. */
  readonly pluginFolder: string;
  /** terraform or tofu. */
  readonly program?: string;
  readonly abort?: AbortSignal;
}

export type Result<T = undefined> =
  | { readonly ok: true; readonly value: T; readonly seconds: number }
  | { readonly ok: false; readonly error: string; readonly log: string; readonly seconds: number };

/** What a plan would do: addresses by action. Replacements are among both deletes and creates. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly actions: readonly string[];
  /** Attributes before and after, as `terraform show -json` gives them. */
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

export const planFile = "rehearsal.tfplan";

export class Terraform {
  constructor(protected readonly options: TerraformOptions) {}

  /** Of every command, as a whole. */
  get environment(): Readonly<Record<string, string>> {
    return this.options.environment;
  }

  /** `backend: false` leaves the state alone: enough to validate. */
  init(stack: Stack, { backend = true } = {}): Promise<Result> {
    const plugins = `-plugin-dir=${this.options.pluginFolder}`;
    return this.succeed(stack, "init", ["-reconfigure", plugins, ...(backend ? [] : ["-backend=false"])]);
  }

  validate(stack: Stack): Promise<Result> {
    return this.succeed(stack, "validate", []);
  }

  /** Writes the plan into the stack's folder; true where it changes anything. */
  plan(stack: Stack, args: readonly string[] = []): Promise<Result<boolean>> {
    return this.planned(stack, [`-out=${planFile}`, ...args]);
  }

  protected async planned(stack: Stack, args: readonly string[]): Promise<Result<boolean>> {
    const ended = await this.command(stack, "plan", ["-detailed-exitcode", ...args]);
    if (ended.exitCode === 0 || ended.exitCode === 2) {
      return { ok: true, value: ended.exitCode === 2, seconds: ended.seconds };
    }
    return this.failure(stack, ended);
  }

  /** The changes of the plan that `plan` wrote; no-ops and reads left out. */
  async plannedChanges(stack: Stack): Promise<Result<PlannedChange[]>> {
    const shown = await this.shownPlan(stack);
    return shown.ok ? { ...shown, value: plannedChangesIn(shown.value) } : shown;
  }

  /** The plan that `plan` wrote, as `terraform show -json` gives it. */
  async shownPlan(stack: Stack): Promise<Result<ShownPlan>> {
    const ended = await this.command(stack, "show", ["-json", planFile]);
    if (ended.exitCode !== 0) return this.failure(stack, ended);
    return { ok: true, value: JSON.parse(ended.standardOutput), seconds: ended.seconds };
  }

  apply(stack: Stack, args: readonly string[] = [], kill?: AbortSignal): Promise<Result> {
    return this.succeed(stack, "apply", ["-auto-approve", ...args], kill);
  }

  /** Gives up a lock that a Terraform which is gone holds; its id is in the error of whoever finds it locked. */
  forceUnlock(stack: Stack, id: string): Promise<Result> {
    return this.succeed(stack, "force-unlock", ["-force", id]);
  }

  /** Stores the state that Terraform left in the stack's folder because it could not store it: errored.tfstate. */
  pushErroredState(stack: Stack): Promise<Result> {
    return this.succeed(stack, "state push", ["errored.tfstate"]);
  }

  destroy(stack: Stack, args: readonly string[] = []): Promise<Result> {
    return this.succeed(stack, "destroy", ["-auto-approve", ...args]);
  }

  /** A command's machine-readable output, whatever its exit code. */
  async json(stack: Stack, command: "validate" | "plan" | "apply", args: readonly string[] = []): Promise<string> {
    const { standardOutput } = await this.command(stack, command, ["-json", ...args]);
    return standardOutput;
  }

  /** Where everything that was said about the stack is. */
  log(stack: Stack): string {
    return join(this.options.logs, `${stack.name}.log`);
  }

  protected async succeed(stack: Stack, command: string, args: readonly string[], kill?: AbortSignal): Promise<Result> {
    const ended = await this.command(stack, command, args, kill);
    if (ended.exitCode !== 0) return this.failure(stack, ended);
    return { ok: true, value: undefined, seconds: ended.seconds };
  }

  private command(stack: Stack, command: string, args: readonly string[], kill?: AbortSignal): Promise<Ended> {
    const { environment, program = "terraform", abort } = this.options;
    const colourless = command === "show" ? [] : ["-no-color"];
    return run({
      program,
      arguments: [...command.split(" "), ...colourless, ...args],
      folder: stack.folder,
      environment,
      // A shown plan is long and no message.
      log: command === "show" ? undefined : this.log(stack),
      abort,
      kill,
    });
  }

  protected failure(stack: Stack, { output, exitCode, seconds }: Ended): Result<never> {
    const ending = exitCode === undefined ? "terraform was ended or could not be started" : "";
    return { ok: false, error: errorsIn(output) || ending || output.trim(), log: this.log(stack), seconds };
  }
}

type Change = {
  readonly address: string;
  readonly type: string;
  readonly change: Omit<PlannedChange, "address" | "type">;
};

/** A plan's JSON, as far as it is read here: https://developer.hashicorp.com/terraform/internals/json-format */
export interface ShownPlan {
  readonly resource_changes?: readonly Change[];
  readonly planned_values?: { readonly outputs?: Readonly<Record<string, { readonly value?: unknown }>> };
}

/** What a plan changes. */
export function plannedChangesIn({ resource_changes = [] }: Pick<ShownPlan, "resource_changes">): PlannedChange[] {
  return resource_changes
    .map(({ address, type, change }) => ({ address, type, ...change }))
    .filter(({ actions }) => !actions.every((action) => action === "no-op" || action === "read"));
}

/** The errors among Terraform's output: from the first "Error:" on, without the frame it draws around them. */
export function errorsIn(output: string): string {
  const lines = output.split("\n").map((line) => line.replace(/^[│╷╵]\s?/, ""));
  const first = lines.findIndex((line) => line.startsWith("Error: "));
  return first === -1 ? "" : lines.slice(first).join("\n").trim();
}
