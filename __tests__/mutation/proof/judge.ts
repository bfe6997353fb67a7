/** Whether the proof notices a mutant, and which guarantee does. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { besideStack } from "../../../isolation/beside/beside";
import { packageHasher } from "../../../isolation/beside/package-hash";
import { declaredBy } from "../../../isolation/declared";
import { ModelError, type StackFile, stackMemory } from "../../../isolation/model";
import { fails } from "../../../isolation/outcome";
import { type Proof, prove, type Said } from "../../../isolation/prove";
import type { Synthesized } from "../../support/environments";
import type { Mutant, Stacks } from "./mutant";

export type Judgement =
  /** A guarantee is violated. */
  | { readonly by: "guarantee"; readonly guarantee: string; readonly because: string }
  /** The stacks are not understood: nothing is proved. */
  | { readonly by: "reader"; readonly because: string }
  /** Everything is proved. */
  | { readonly by: "nobody" };

/** One time for all mutants: questions that name it are then the same, and answered once. */
const judgementDay = new Date("2026-11-27T12:00:00Z");

export const filesOf = (stacks: Stacks): StackFile[] =>
  [...stacks].map(([name, json]) => ({ name, file: name, json: json as StackFile["json"] }));

/** The stacks' files, and what lies in the folder of the one where a file was planted. */
function filesOfMutant({ stack, planted }: Pick<Mutant, "stack" | "planted">, stacks: Stacks): StackFile[] {
  if (!planted) return filesOf(stacks);
  const folder = mkdtempSync(join(tmpdir(), "enclave-planted-"));
  try {
    const path = join(folder, planted.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, planted.text);
    const terraform = (): StackFile["json"] =>
      (stacks.get(stack) as StackFile["json"])["terraform"] as StackFile["json"];
    const beside = besideStack(folder, terraform, { lockFile: "the lock file", hashPackage: packageHasher() });
    return filesOf(stacks).map((file) => (file.name === stack ? { ...file, beside } : file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Mutants share all stacks but one. */
export const memory = stackMemory();

/** Proves the mutated stacks against the environment's configuration, up to the first guarantee that does not hold. */
export async function judge({ environment }: Synthesized, mutant: Mutant, stacks: Stacks): Promise<Judgement> {
  try {
    const { verdicts, problems } = await prove(filesOfMutant(mutant, stacks), {
      declared: new Map([[environment.name, declaredBy(environment)]]),
      at: judgementDay,
      firstOnly: true,
      memory,
    });
    const [problem] = problems;
    if (problem !== undefined) return { by: "reader", because: problem };
    const failed = verdicts.find(({ outcome }) => fails(outcome));
    if (!failed) return { by: "nobody" };
    const [failure] = failed.failures;
    if (failure) return { by: "guarantee", guarantee: failed.guarantee, because: failure.what };
    return { by: "reader", because: failed.undecided[0] ?? "" };
  } catch (error) {
    if (error instanceof ModelError) return { by: "reader", because: error.message };
    throw error;
  }
}

/**
 * Whether somebody who has the stacks alone is told as well: a guarantee fails without a configuration, or what the stacks say
 * of themselves is not what the unchanged ones say, which a report begins with.
 * @param guarantee the one that fails against the configuration, and is asked first; undefined where the stacks are not understood
 */
export async function isToldAlone(
  { stacks: unchanged }: Synthesized,
  mutant: Mutant,
  stacks: Stacks,
  guarantee?: string,
): Promise<boolean> {
  const alone = (files: readonly StackFile[], guarantees?: readonly string[]) =>
    prove(files, { at: judgementDay, firstOnly: true, memory, ...(guarantees && { guarantees }) });
  const files = filesOfMutant(mutant, stacks);
  const isTold = ({ verdicts, problems }: Proof) =>
    problems.length > 0 || verdicts.some(({ outcome }) => fails(outcome));
  try {
    const first = await alone(files, guarantee === undefined ? undefined : [guarantee]);
    if (isTold(first)) return true;
    if (said(first.undeclared) !== said((await alone(filesOf(unchanged), [])).undeclared)) return true;
    return guarantee !== undefined && isTold(await alone(files));
  } catch (error) {
    if (error instanceof ModelError) return true;
    throw error;
  }
}

const said = (list: readonly Said[]): string =>
  list
    .map(({ where: _, ...each }) => JSON.stringify(each))
    .sort()
    .join();
