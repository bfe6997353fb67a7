/** Tries batches of breaks on an environment: each on a copy of the local AWS and of the state that its stack finds in a good rehearsal. */
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { preparationsOf } from "../accounts";
import { questions, type Violation } from "../facts/facts";
import { levelsOf, type OrderedStack } from "../levels";
import type { LocalAws } from "../local-aws";
import { Stage, type StageOptions } from "../stage";
import { keepStateHere } from "../state-override";
import { Terraform } from "../terraform";
import { type Break, edited, type StackFile } from "./break";
import { type Diagnosis, ofApply, ofFacts, ofSecondPlan, ofValidate } from "./diagnoses";
import { strangersAccount, strangersBucket } from "./operators/unknown-things";

/** What there is before a stack is applied. */
interface Beginning {
  readonly stack: OrderedStack;
  readonly localAws: LocalAws;
  /** Holds cdktf.out and state. */
  readonly folder: string;
}

const file = "cdk.tf.json";

export class Trials {
  /** The stacks as they are synthesized, by name. */
  readonly files: ReadonlyMap<string, StackFile>;
  private readonly stage: Stage;
  private readonly good: string;
  private readonly beginnings = new Map<string, Beginning>();
  private tried = 0;

  constructor(private readonly options: StageOptions) {
    this.good = join(options.workDir, "good");
    this.stage = new Stage({ ...options, workDir: this.good });
    this.stage.synthesize(options.environment);
    this.files = new Map(
      this.stage.stacks.map(({ name, folder }) => [name, JSON.parse(readFileSync(join(folder, file), "utf8"))]),
    );
  }

  /** Applies the levels below the named stacks, unbroken, and keeps what there is before each level. */
  async prepare(wanted: Iterable<string>): Promise<void> {
    const { localAws, environment } = this.options;
    const missing = new Set(wanted);
    await this.stage.prepareAccounts();
    const { region } = environment;
    await localAws.prepareAccount({ account: strangersAccount, region, roles: [], buckets: [strangersBucket] });
    for (const level of levelsOf(this.stage.stacks)) {
      if (missing.size === 0) return;
      for (const stack of level) {
        const initialized = await this.stage.terraform.init(stack);
        if (!initialized.ok) throw new Error(initialized.error);
      }
      await this.keep(level);
      for (const { name } of level) missing.delete(name);
      if (missing.size === 0) return;
      await this.stage.levelByLevel("apply", [level], (stack) => this.stage.terraform.apply(stack));
      const [failure] = this.stage.failures;
      if (failure) throw new Error(`${failure.what} fails without any break: ${failure.error}`);
    }
  }

  private async keep(level: readonly OrderedStack[]): Promise<void> {
    const folder = join(this.options.workDir, `before-${level[0]?.name}`);
    cpSync(this.good, folder, { recursive: true, verbatimSymlinks: true });
    const localAws = await this.options.localAws.copy(`${folder}-local-aws`);
    for (const stack of level) this.beginnings.set(stack.name, { stack, localAws, folder });
  }

  /** What is said against the stack with all the breaks in it; nothing where it is applied, stays as it is, and is what was meant. */
  async try(breaks: readonly Break[]): Promise<Diagnosis[]> {
    const [first] = breaks;
    const { stack, localAws, folder } = this.beginningOf(first);
    const work = join(this.options.workDir, `trial-${++this.tried}`);
    cpSync(folder, work, { recursive: true, verbatimSymlinks: true });
    const broken = { ...stack, folder: join(work, relative(this.good, stack.folder)) };
    const path = join(broken.folder, file);
    const whole = edited(
      JSON.parse(readFileSync(path, "utf8")) as StackFile,
      breaks.flatMap(({ edits }) => edits),
    );
    writeFileSync(path, JSON.stringify(whole, null, 2));
    // Where state is not kept as the JSON says, what it says of other stacks' states is overridden.
    keepStateHere(broken);
    const copy = await localAws.copy(join(work, "local-aws"));
    const { pluginFolder } = this.options;
    const terraform = new Terraform({ environment: copy.environment, pluginFolder, logs: join(work, "logs") });
    try {
      // A plan validates too, and needs the provider twice: not worth it for what gets past it.
      const invalid = first?.seenBy === "Terraform" ? ofValidate(await terraform.json(broken, "validate")) : [];
      if (invalid.length > 0) return invalid;
      const refused = ofApply(await terraform.json(broken, "apply", ["-auto-approve"]));
      if (refused.length > 0) return refused;
      const changes = ofSecondPlan(await terraform.json(broken, "plan"));
      return changes.length > 0 ? changes : ofFacts(await this.ask(stack.name, copy));
    } finally {
      await copy.stop();
      rmSync(work, { recursive: true, force: true });
    }
  }

  private async ask(stack: string, localAws: LocalAws): Promise<Violation[]> {
    const { environment } = this.options;
    const accounts = preparationsOf(environment).map(({ account, region }) => localAws.facts(account, region));
    return questions(environment).get(stack)?.(await Promise.all(accounts)) ?? [];
  }

  private beginningOf(each: Break | undefined): Beginning {
    const beginning = each && this.beginnings.get(each.stack);
    if (!beginning) throw new Error(`no such stack: ${each?.stack}`);
    return beginning;
  }
}
