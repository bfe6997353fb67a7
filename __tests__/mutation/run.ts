/** `npm run mutate`: breaks each construct's output in turn and lists which promise noticed; what none noticed must have a reason. */
import { guarantees } from "../promises";
import type { Promised, World } from "../promises/promise";
import { Deployment, type StackFile } from "../support/deployment";
import { type Synthesized, synthesized } from "../support/environments";
import { type Mutant, mutants } from "./mutants";
import { excuse, placeOf } from "./unpromised";

const promises = Object.entries(guarantees).flatMap(([guarantee, each]) =>
  each.map((promise) => ({ ...promise, name: `${guarantee}: ${promise.name}` })),
);

const worldOf = ({ environment }: Synthesized, stacks: ReadonlyMap<string, StackFile>): World => ({
  environment,
  deployment: new Deployment(stacks),
});

function holds({ check }: Promised, world: World): boolean {
  try {
    check(world);
    return true;
  } catch {
    return false;
  }
}

/** Name of a promise among these that notices; undefined where none does. It moves to the front: breaks come in the file's order, and the next is likely to be its too. */
function noticedBy(these: Promised[], synthesis: Synthesized, mutant: Mutant): string | undefined {
  const world = worldOf(synthesis, new Map([...synthesis.stacks, [mutant.stack, mutant.file()]]));
  const index = these.findIndex((promise) => !holds(promise, world));
  const [notice] = index < 0 ? [] : these.splice(index, 1);
  if (notice) these.unshift(notice);
  return notice?.name;
}

/** Breaks the environment's stacks, where the break's description contains `part`. Answers the exit code: 1 where a break goes unnoticed, 2 where there is nothing to break. */
export function mutatePromises(wanted: string, part: string): number {
  const verbose = process.env["VERBOSE"] !== undefined;
  const noticed = new Map<string, number>();
  const excused = new Map<string, number>();
  const missed: string[] = [];
  const broken: string[] = [];
  for (const each of synthesized("shipped", (name) => name === wanted)) {
    // A promise that is broken already would seem to notice everything.
    const kept = promises.filter((promise) => holds(promise, worldOf(each, each.stacks)));
    for (const { name } of promises.filter((promise) => !kept.includes(promise))) broken.push(name);
    for (const [stack, file] of each.stacks) {
      for (const mutant of mutants(stack, file)) {
        const where = `${mutant.stack} ${mutant.type}.${mutant.name} ${mutant.path.join(".") || "(whole)"} ${mutant.change}`;
        if (!where.includes(part)) continue;
        const reason = excuse(mutant);
        const notice = noticedBy(kept, each, mutant);
        if (notice) noticed.set(notice, (noticed.get(notice) ?? 0) + 1);
        else if (reason) excused.set(reason, (excused.get(reason) ?? 0) + 1);
        else missed.push(`${where}   [${placeOf(mutant)}]`);
        if (verbose) console.log(`${where}: ${notice ?? reason ?? "UNNOTICED"}`);
      }
    }
  }
  if (noticed.size === 0 && excused.size === 0 && missed.length === 0) {
    console.error(`nothing to break: no environment ${wanted}${part ? `, or nothing of it contains ${part}` : ""}`);
    return 2;
  }
  const total = [...noticed.values(), ...excused.values()].reduce((sum, count) => sum + count, missed.length);
  console.log(`${total} breaks of ${wanted}`);
  for (const [name, count] of noticed) console.log(`${String(count).padStart(6)}  ${name}`);
  for (const [reason, count] of excused) console.log(`${String(count).padStart(6)}  (needs no notice) ${reason}`);
  for (const name of broken) console.log(`BROKEN BEFORE  ${name}`);
  for (const where of missed) console.log(`UNNOTICED  ${where}`);
  console.log(`${total - missed.length} noticed or excused, ${missed.length} unnoticed`);
  return missed.length + broken.length > 0 ? 1 : 0;
}
