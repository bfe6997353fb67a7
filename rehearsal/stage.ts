/** One environment's stacks in one folder, before one local AWS: what every phase of a rehearsal stands on. */
import { join } from "node:path";
import type { Environment } from "../config/schema";
import { synthesize } from "../stacks/synthesize";
import { type Clients, clientsFor } from "../teardown/aws";
import { preparationsOf } from "./accounts";
import { bridges, type CloudState } from "./cloud/cloud-state";
import { type OrderedStack, stacksOf } from "./levels";
import type { LocalAws, Resource } from "./local-aws";
import type { Found } from "./python";
import type { Failure, Phase, Progress, Report } from "./report";
import { sideBySide } from "./side-by-side";
import { keepStateHere } from "./state-override";
import { type Result, Terraform } from "./terraform";

export interface StageOptions {
  readonly environment: Environment;
  readonly localAws: LocalAws;
  /** For `terraform init -plugin-dir`. */
  readonly pluginFolder: string;
  /** Gets cdktf.out, state and logs. */
  readonly workDir: string;
  /** State in HCP Terraform, or why there is none: then stacks that want it keep theirs in local files. */
  readonly cloud?: Found<CloudState>;
  readonly progress?: Progress;
  /** Edits a synthesized stack before it is used: how tests show that what is wrong in the JSON turns a rehearsal red. */
  readonly alter?: (stack: OrderedStack, environment: Environment) => void;
}

/** Shows work before the first phase as it shows a step; the report does not count it. */
export async function prepare<T>(
  { progress }: Pick<StageOptions, "progress">,
  what: string,
  work: () => T | Promise<T>,
): Promise<T> {
  progress?.({ phase: "prepare", what });
  const begun = Date.now();
  const result = await work();
  progress?.({ phase: "prepare", what, seconds: (Date.now() - begun) / 1000 });
  return result;
}

export class Stage {
  readonly terraform: Terraform;
  readonly localAws: LocalAws;
  readonly failures: Failure[] = [];
  readonly remarks = new Set<string>();
  /** As it is deployed now; changes from day to day. */
  environment: Environment;
  stacks: OrderedStack[] = [];
  private readonly times: Report["times"][number][] = [];
  private readonly output: string;

  constructor(private readonly options: StageOptions) {
    const { environment, localAws, pluginFolder, workDir, cloud } = options;
    this.environment = environment;
    this.localAws = localAws;
    this.output = join(workDir, "cdktf.out");
    const forTerraform = { environment: localAws.environment, pluginFolder, logs: join(workDir, "logs") };
    const isRemote = cloud !== undefined && "value" in cloud;
    this.terraform = isRemote ? cloud.value.terraform(forTerraform) : new Terraform(forTerraform);
    for (const remark of isRemote ? bridges : []) this.remarks.add(remark);
  }

  get failed(): boolean {
    return this.failures.length > 0;
  }

  report(): Report {
    const { failures, times, stacks, remarks } = this;
    return { environment: this.environment.name, stacks: stacks.length, times, failures, remarks: [...remarks] };
  }

  /** Roles, state bucket and boundary in every account; answers what the accounts hold then. */
  prepareAccounts(): Promise<Resource[]> {
    return prepare(this.options, "accounts", async () => {
      const held: Resource[] = [];
      for (const each of preparationsOf(this.environment)) held.push(...(await this.localAws.prepareAccount(each)));
      return held;
    });
  }

  /** Everything in the environment's accounts. */
  async resources(): Promise<Resource[]> {
    const held: Resource[] = [];
    for (const { account, region } of preparationsOf(this.environment)) {
      held.push(...(await this.localAws.resources(account, region)));
    }
    return held;
  }

  /** Writes the stacks of the changed environment, which is the one from here on. */
  synthesize(environment: Environment): void {
    this.environment = environment;
    synthesize([environment], { outdir: this.output });
    this.stacks = stacksOf(this.output);
    for (const stack of this.stacks) this.options.alter?.(stack, environment);
    const { cloud } = this.options;
    if (cloud && "value" in cloud) return;
    if (this.stacks.map(keepStateHere).some(Boolean)) {
      const instead = "an override file replaced the cloud backend and the remote-state blocks by local state";
      this.remarks.add(cloud ? `${instead}: ${cloud.missing}` : instead);
    }
  }

  async initAndApply(stack: OrderedStack): Promise<Result> {
    const initialized = await this.terraform.init(stack);
    return initialized.ok ? this.terraform.apply(stack) : initialized;
  }

  /** A plan that changes anything is a failure that lists the changes. */
  async planIsEmpty(stack: OrderedStack): Promise<Result> {
    const planned = await this.terraform.plan(stack);
    if (!planned.ok) return planned;
    if (!planned.value) return { ok: true, value: undefined, seconds: planned.seconds };
    const changes = await this.terraform.plannedChanges(stack);
    const list = changes.ok
      ? changes.value.map(({ address, actions }) => `${actions.join("+")} ${address}`)
      : [changes.error];
    return this.refusal(stack, `the plan after apply is not empty: ${list.join(", ")}`, planned.seconds);
  }

  /** Where plans are many and runs are remote: state stays in the workspaces, Terraform runs here. */
  async onThisMachine(work: () => Promise<void>): Promise<void> {
    const { cloud } = this.options;
    if (!cloud || "missing" in cloud) return work();
    this.remarks.add(
      "day two ran with execution mode local: state and locks in HCP Terraform's workspaces, no remote runs",
    );
    await cloud.value.execute("local");
    await work();
    await cloud.value.execute("remote");
  }

  /** A failure that Terraform itself did not see. */
  refusal(stack: OrderedStack, error: string, seconds = 0): Result<never> {
    return { ok: false, error, log: this.terraform.log(stack), seconds };
  }

  /** Does the work for the stacks of each level side by side; a level after a failure is not begun. */
  async levelByLevel(
    phase: Phase,
    levels: readonly (readonly OrderedStack[])[],
    work: (stack: OrderedStack) => Promise<Result<unknown>>,
    title = "",
  ): Promise<void> {
    for (const level of levels) {
      await sideBySide(level, (stack) => {
        const what = title ? `${title}: ${stack.name}` : stack.name;
        return this.step(phase, what, async () => {
          const result = await work(stack);
          if (!result.ok) this.failures.push({ phase, what, error: result.error, log: result.log });
        });
      });
      if (this.failed) return;
    }
  }

  /** Calls of the AWS API as the studio account's deployer; an error of AWS is a failure of the phase. */
  async asDeployer(phase: Phase, work: (clients: Clients) => Promise<void>, what?: string): Promise<void> {
    await this.step(phase, what, async () => {
      const { accounts, region } = this.environment;
      const clients = clientsFor(accounts.studio, region, this.localAws.environment);
      try {
        await work(clients);
      } catch (error) {
        this.failures.push({ phase, what, error: String(error), log: join(this.localAws.folder, "local-aws.log") });
      } finally {
        clients.close();
      }
    });
  }

  /** What is not as it should be, each a failure of the phase. */
  async expectNone(phase: Phase, find: () => Promise<readonly string[]>): Promise<void> {
    await this.step(phase, undefined, async () => {
      for (const error of await find()) this.failures.push({ phase, error });
    });
  }

  private async step(phase: Phase, what: string | undefined, work: () => Promise<void>): Promise<void> {
    await this.localAws.change({ phase });
    this.options.progress?.({ phase, what });
    const begun = Date.now();
    await work();
    const seconds = (Date.now() - begun) / 1000;
    this.times.push({ phase, what, seconds });
    const failed = this.failures.some((failure) => failure.phase === phase && failure.what === what);
    this.options.progress?.({ phase, what, seconds, failed });
  }
}
