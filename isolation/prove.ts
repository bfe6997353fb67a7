/** Proves the guarantees of environments: a verdict for each guarantee, from the synthesized stacks alone. */
import { list } from "../config/problems";
import { Undecided } from "./decide";
import {
  checksOfDeclared,
  declarationsOf,
  type FoundDeclaration,
  refuseGhost,
  refuseGhostTeam,
  undeclaredIn,
} from "./declared";
import { groupBy } from "./facts/group-by";
import { readForeignStacks, restsOn, type Touch, touchesIn, type Unproved, unprovedOf } from "./foreign";
import {
  type Declared,
  type Exception,
  type Facts,
  type Failure,
  factsOf,
  type Guarantee,
  guarantees,
} from "./guarantees";
import { entriesOf, type TeamEntry } from "./guarantees/team-can-work/entry";
import { type EnvironmentOutline, ModelError, readEnvironments, type StackFile, type StackMemory } from "./model";
import { fails, type Outcome } from "./outcome";
import { PolicyError } from "./policy";
import type { Until } from "./requests/until";

export type { Outcome } from "./outcome";

export interface Proof {
  readonly verdicts: readonly Verdict[];
  /** Who can open each team's Studio, and from where; of environments that are understood. */
  readonly entries: readonly TeamEntry[];
  /** What has no verdict, because it belongs to no environment: of the folder, or of single stacks. Each makes the proof fail. */
  readonly problems: readonly string[];
  /** Stacks of the folder that belong to no environment. Those that touch one make its guarantees undecidable; the others are nobody's matter here. */
  readonly unproved: readonly Unproved[];
  /** What the stacks say of themselves and only a configuration can tell from a mistake. */
  readonly declarations: readonly Said[];
  /** Those of them that no configuration declares: all where none was given. */
  readonly undeclared: readonly Said[];
  /** Folder of the configuration that the stacks were held against; undefined where none was read. */
  readonly heldAgainst?: string;
  /** Plans that lie beside the stacks: what they would apply is not what is proved. */
  readonly plans?: readonly string[];
}

type Decided = Omit<Proof, "problems" | "unproved">;

export interface Said extends FoundDeclaration {
  readonly environment: string;
}

export interface Verdict {
  readonly environment: string;
  readonly guarantee: string;
  readonly name: string;
  readonly promise: string;
  readonly outcome: Outcome;
  readonly failures: readonly TeamFailure[];
  /** What stands in the way of a decision: place and problem. */
  readonly undecided: readonly string[];
  /** What the guarantee leaves open on purpose; nothing where it is not decidable as a whole. */
  readonly exceptions: readonly Exception[];
  /** Why the outcome is neither proved nor failed. */
  readonly notes: readonly string[];
  /** Of a verdict that depends on time: when the requests are made. ISO 8601. */
  readonly at?: string;
  /** The first date after that at which such a verdict may change; not there where no policy has one. */
  readonly until?: Until;
}

export interface TeamFailure extends Failure {
  readonly team?: string;
}

export interface ProveOptions {
  /** Only this environment. */
  readonly environment?: string;
  /** Only what concerns this team, and the environment as a whole. */
  readonly team?: string;
  /** Only these, by their ids. */
  readonly guarantees?: readonly string[];
  /** What the configuration declares, by environment; without it the stacks' own declarations are taken and listed. */
  readonly declared?: ReadonlyMap<string, Declared>;
  /** When the requests of teams and deployers are made; undefined is now. */
  readonly at?: Date;
  /** Stops at an environment's first guarantee that is not proved. */
  readonly firstOnly?: boolean;
  /** Of earlier proofs of nearly the same stacks. */
  readonly memory?: StackMemory;
  /** Told what is being decided. */
  readonly onStep?: (text: string) => void;
}

/** What is not understood, as a text; anything else is a fault of the program. */
const problemOf = (error: unknown): string => {
  if (error instanceof ModelError || error instanceof PolicyError || error instanceof Undecided) return error.message;
  throw error;
};

/**
 * Verdicts by environment and guarantee. Anything in the stacks that is not understood makes every guarantee of its
 * environment undecidable, never proved, and leaves other environments as they are.
 */
export async function prove(files: readonly StackFile[], options: ProveOptions = {}): Promise<Proof> {
  const { environments, foreign } = readEnvironments(files, options.memory);
  const strangers = readForeignStacks(foreign);
  const { environment: only, team, at = new Date() } = options;
  // A team's name that is nobody's leaves nothing to prove: its environment's own promises would read like the team's.
  const wanted = environments.filter(
    ({ name, teams }) => (only === undefined || name === only) && (team === undefined || teams.includes(team)),
  );
  const touches = touchesIn(strangers, environments, options.declared);
  const proofs: Decided[] = [];
  // One after the other: the stacks of one are forgotten before those of the next are read.
  for (const environment of wanted) {
    const others = environments.filter((each) => each !== environment);
    const touching = touches.get(environment.name) ?? [];
    proofs.push(await proveEnvironment(environment, others, touching, { ...options, at }));
  }
  return {
    problems: [],
    unproved: unprovedOf(strangers, touches),
    verdicts: proofs.flatMap(({ verdicts }) => verdicts),
    entries: proofs.flatMap(({ entries }) => entries).filter((each) => concerns(team, each.team)),
    declarations: proofs.flatMap(({ declarations }) => declarations),
    undeclared: proofs.flatMap(({ undeclared }) => undeclared),
  };
}

async function proveEnvironment(
  { name, problems, model }: EnvironmentOutline,
  others: readonly EnvironmentOutline[],
  touches: readonly Touch[],
  options: ProveOptions & { readonly at: Date },
): Promise<Decided> {
  options.onStep?.(`${name}: reading the stacks`);
  const facts: Attempt<Facts> =
    problems.length > 0
      ? { problems }
      : attempt(() => {
          const environment = model();
          // Every resource is read, those too that no guarantee asks for: an unknown type or argument is a way around all.
          for (const stack of environment.stacks) stack.resources();
          refuseGhost(environment, options.declared);
          return factsOf(environment, options.declared?.get(name), others, options.at);
        });
  const verdicts: Verdict[] = [];
  const wanted = guarantees.filter(({ id }) => options.guarantees?.includes(id) ?? true);
  for (const guarantee of wanted) {
    const head = {
      environment: name,
      guarantee: guarantee.id,
      name: guarantee.name,
      promise: guarantee.promise,
    };
    const touching = touches.filter(({ part }) => restsOn(guarantee.id, part)).map(({ problem }) => problem);
    if ("problems" in facts) {
      verdicts.push({ ...head, ...undecidable([...new Set([...facts.problems, ...touching])]) });
      continue;
    }
    options.onStep?.(`${name}: ${guarantee.name}`);
    // Lets a terminal redraw.
    await new Promise((resume) => setImmediate(resume));
    verdicts.push({ ...head, ...verdictOf(guarantee, facts.value, touching, options.team) });
    const last = verdicts.at(-1);
    if (options.firstOnly && last && fails(last.outcome)) break;
  }
  // What of the policies is not understood is told by the guarantees.
  const entries = "problems" in facts ? facts : attempt(() => entriesOf(facts.value));
  return {
    verdicts,
    entries: "problems" in entries ? [] : entries.value,
    ...declaring(name, facts, options.team),
  };
}

/** What the stacks of a team, or of all, say of themselves; nothing where they are not understood. */
function declaring(
  environment: string,
  facts: Attempt<Facts>,
  team: string | undefined,
): Pick<Proof, "declarations" | "undeclared"> {
  const found = "problems" in facts ? facts : attempt(() => [declarationsOf(facts.value), undeclaredIn(facts.value)]);
  const [declarations = [], undeclared = []] = ("problems" in found ? [] : found.value).map((list) =>
    list.filter((each) => concerns(team, each.team)).map((each) => ({ environment, ...each })),
  );
  return { declarations, undeclared };
}

/** What is said of a team concerns a proof of that team, or of all. */
const concerns = (wanted: string | undefined, team: string | undefined): boolean =>
  wanted === undefined || team === undefined || team === wanted;

type Attempt<Value> = { readonly value: Value } | { readonly problems: readonly string[] };

function attempt<Value>(compute: () => Value): Attempt<Value> {
  try {
    return { value: compute() };
  } catch (error) {
    return { problems: [problemOf(error)] };
  }
}

type Result = Pick<Verdict, "outcome" | "failures" | "undecided" | "exceptions" | "notes" | "at" | "until">;

const undecidable = (problems: readonly string[]): Result => ({
  outcome: "not decidable",
  failures: [],
  undecided: problems,
  exceptions: [],
  notes: [],
});

/** @param touching what stands in the way of a decision beside the environment's own stacks */
function verdictOf(guarantee: Guarantee, facts: Facts, touching: readonly string[], team: string | undefined): Result {
  const checks = attempt(() => [...guarantee.checks(facts), ...checksOfDeclared(facts, guarantee.id)]);
  if ("problems" in checks) return undecidable(checks.problems);
  const failures: TeamFailure[] = [];
  const undecided: string[] = [...touching];
  for (const check of checks.value.filter((each) => concerns(team, each.team))) {
    const result = attempt(() => {
      refuseGhostTeam(facts, check.team);
      return check.failures();
    });
    if ("problems" in result) undecided.push(...result.problems);
    else {
      for (const each of result.value) {
        if (each instanceof Undecided) undecided.push(each.message);
        else failures.push({ ...each, ...(check.team && { team: check.team }) });
      }
    }
  }
  const open = attempt(() => guarantee.notEntered?.(facts).filter((each) => concerns(team, each.team)) ?? []);
  if ("problems" in open) undecided.push(...open.problems);
  const reasons = groupBy("problems" in open ? [] : open.value, ({ why }) => why);
  const notes = [...reasons].map(
    ([why, each]) =>
      `${list(
        each.map((one) => one.team),
        "and",
      )}: ${why}`,
  );
  const result = outcomeOf(guarantee, facts, { failures, undecided, notes });
  return {
    ...result,
    failures,
    undecided: [...new Set(undecided)],
    // What is left open to teams is open to nobody where there is none.
    exceptions:
      result.outcome === "no team" ? [] : guarantee.exceptions(facts).filter((each) => concerns(team, each.team)),
    ...timeOf(guarantee, facts),
  };
}

function timeOf({ until }: Guarantee, facts: Facts): Pick<Result, "at" | "until"> {
  if (!until) return {};
  const change = until(facts);
  return { at: facts.at.toISOString(), ...(change && { until: change }) };
}

/** What fails comes first: of an environment without teams, too. */
function outcomeOf(
  guarantee: Guarantee,
  facts: Facts,
  { failures, undecided, notes }: Pick<Result, "failures" | "undecided" | "notes">,
): Pick<Result, "outcome" | "notes"> {
  if (failures.length > 0) return { outcome: "violated", notes: [] };
  if (undecided.length > 0) return { outcome: "not decidable", notes: [] };
  if (facts.teams.length === 0 && !guarantee.concernsNetwork) return { outcome: "no team", notes: [] };
  return notes.length > 0 ? { outcome: "nobody enters yet", notes } : { outcome: "proved", notes: [] };
}
