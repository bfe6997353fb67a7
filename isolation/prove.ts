/** Proves the guarantees of environments: a verdict for each guarantee, from the synthesized stacks alone. */
import { Undecided } from "./decide";
import { type Declared, type Failure, factsOf, type Guarantee, guarantees } from "./guarantees";
import { type EnvironmentOutline, ModelError, readEnvironments, type StackFile, type StackMemory } from "./model";
import { PolicyError } from "./policy";

export type Outcome = "proved" | "violated" | "not decidable";

export interface Verdict {
  readonly environment: string;
  readonly guarantee: string;
  readonly name: string;
  readonly promise: string;
  readonly outcome: Outcome;
  readonly failures: readonly TeamFailure[];
  /** What stands in the way of a decision: place and problem. */
  readonly undecided: readonly string[];
  /** What the guarantee leaves open on purpose, by name. */
  readonly exceptions: readonly string[];
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
 * environment undecidable, never proved; where the stacks cannot even be told apart, ModelError is thrown.
 */
export async function prove(files: readonly StackFile[], options: ProveOptions = {}): Promise<Verdict[]> {
  const environments = readEnvironments(files, options.memory);
  const { environment: only, team } = options;
  // A team's name that is nobody's leaves nothing to prove: its environment's own promises would read like the team's.
  const wanted = environments.filter(
    ({ name, teams }) => (only === undefined || name === only) && (team === undefined || teams.includes(team)),
  );
  const verdicts: Verdict[] = [];
  // One after the other: the stacks of one are forgotten before those of the next are read.
  for (const environment of wanted) {
    const others = environments.filter((each) => each !== environment);
    verdicts.push(...(await proveEnvironment(environment, others, options)));
  }
  return verdicts;
}

async function proveEnvironment(
  { name, model }: EnvironmentOutline,
  others: readonly EnvironmentOutline[],
  options: ProveOptions,
): Promise<Verdict[]> {
  options.onStep?.(`${name}: reading the stacks`);
  const facts = attempt(() => {
    const environment = model();
    // Every resource is read, those too that no guarantee asks for: an unknown type or argument is a way around all.
    for (const stack of environment.stacks) stack.resources();
    return factsOf(environment, options.declared?.get(name), others);
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
    if ("problem" in facts) {
      verdicts.push({ ...head, outcome: "not decidable", failures: [], undecided: [facts.problem], exceptions: [] });
      continue;
    }
    options.onStep?.(`${name}: ${guarantee.name}`);
    // Lets a terminal redraw.
    await new Promise((resume) => setImmediate(resume));
    verdicts.push({ ...head, ...verdictOf(guarantee, facts.value, options.team) });
    if (options.firstOnly && verdicts.at(-1)?.outcome !== "proved") break;
  }
  return verdicts;
}

type Attempt<Value> = { readonly value: Value } | { readonly problem: string };

function attempt<Value>(compute: () => Value): Attempt<Value> {
  try {
    return { value: compute() };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

function verdictOf(
  guarantee: Guarantee,
  facts: Parameters<Guarantee["checks"]>[0],
  team: string | undefined,
): Pick<Verdict, "outcome" | "failures" | "undecided" | "exceptions"> {
  const checks = attempt(() => guarantee.checks(facts));
  if ("problem" in checks) {
    return { outcome: "not decidable", failures: [], undecided: [checks.problem], exceptions: [] };
  }
  const failures: TeamFailure[] = [];
  const undecided: string[] = [];
  for (const check of checks.value) {
    if (team !== undefined && check.team !== undefined && check.team !== team) continue;
    const result = attempt(check.failures);
    if ("problem" in result) undecided.push(result.problem);
    else failures.push(...result.value.map((failure) => ({ ...failure, ...(check.team && { team: check.team }) })));
  }
  const outcome = failures.length > 0 ? "violated" : undecided.length > 0 ? "not decidable" : "proved";
  return { outcome, failures, undecided: [...new Set(undecided)], exceptions: guarantee.exceptions(facts) };
}
