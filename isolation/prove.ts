/** Proves the guarantees of environments: a verdict for each guarantee, from the synthesized stacks alone. */

import type { Attachment } from "./attachments/attachment";
import { readAttachments, touchesBeside } from "./attachments/read";
import { type Attempt, attempt } from "./attempt";
import { declarationsOf, refuseGhost, undeclaredIn } from "./declared";
import { readForeignStacks, restsOn, type Touch, touchesIn, unprovedOf } from "./foreign";
import { type Facts, factsOf, guarantees } from "./guarantees";
import { entriesOf } from "./guarantees/team-can-work/entry";
import { type EnvironmentOutline, readEnvironments, type StackFile } from "./model";
import { fails } from "./outcome";
import type { Proof, ProveOptions, Verdict } from "./proof";
import { concerns, undecidable, verdictOf } from "./verdict";

export type { Outcome } from "./outcome";
export type { Proof, ProveOptions, Said, TeamFailure, Verdict } from "./proof";

type Decided = Omit<Proof, "problems" | "unproved">;

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
  const attachments = readAttachments(foreign, strangers, environments);
  const touches = new Map(
    [...touchesIn(strangers, environments, options.declared)].map(([name, each]) => [
      name,
      touchesBeside(attachments, each),
    ]),
  );
  const attaching = new Set([...attachments.of.values()].flat().map(({ name }) => name));
  const proofs: Decided[] = [];
  // One after the other: the stacks of one are forgotten before those of the next are read.
  for (const environment of wanted) {
    const others = environments.filter((each) => each !== environment);
    const beside = {
      touches: touches.get(environment.name) ?? [],
      attachments: attachments.of.get(environment.name) ?? [],
    };
    proofs.push(await proveEnvironment(environment, others, beside, { ...options, at }));
  }
  return {
    problems: [],
    unproved: unprovedOf(
      strangers.filter(({ name }) => !attaching.has(name)),
      touches,
    ),
    verdicts: proofs.flatMap(({ verdicts }) => verdicts),
    entries: proofs.flatMap(({ entries }) => entries).filter((each) => concerns(team, each.team)),
    declarations: proofs.flatMap(({ declarations }) => declarations),
    undeclared: proofs.flatMap(({ undeclared }) => undeclared),
  };
}

async function proveEnvironment(
  { name, problems, model }: EnvironmentOutline,
  others: readonly EnvironmentOutline[],
  { touches, attachments }: { readonly touches: readonly Touch[]; readonly attachments: readonly Attachment[] },
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
          return factsOf(environment, options.declared?.get(name), others, options.at, attachments);
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
