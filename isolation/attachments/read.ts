/** Which of the folder's other stacks attach a private network to an environment, and what of them is not understood. */
import type { ForeignStack, Touch } from "../foreign";
import { isSameState } from "../foreign/touches";
import { type EnvironmentOutline, ModelError, type StackFile } from "../model";
import { Attachment } from "./attachment";

export interface Attachments {
  /** By environment; all of such a stack is understood. */
  readonly of: ReadonlyMap<string, readonly Attachment[]>;
  /** Why a stack that reads an environment's network is no such stack, by its name. */
  readonly problems: ReadonlyMap<string, ModelError>;
}

/**
 * Such a stack is one that reads the state of an environment's network. Where anything of it is not understood it stays
 * somebody else's.
 * @param foreign the same stacks as `files`, in the same order
 */
export function readAttachments(
  files: readonly StackFile[],
  foreign: readonly ForeignStack[],
  environments: readonly EnvironmentOutline[],
): Attachments {
  const of = new Map<string, Attachment[]>();
  const problems = new Map<string, ModelError>();
  const known = environments.flatMap(({ members }) => members.map(({ address }) => address));
  for (const [index, { name, reads }] of foreign.entries()) {
    const file = files[index];
    const environment = environments.find(({ network }) => reads.some(({ text }) => text === network?.address));
    if (!file || !environment?.network) continue;
    try {
      const attachment = new Attachment(file, environment.network.open());
      if (known.some((address) => isSameState(address, attachment.address)))
        attachment.fail("$.terraform", "keeps its state where an environment's stack keeps its own");
      of.set(environment.name, [...(of.get(environment.name) ?? []), attachment]);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      problems.set(name, error);
    }
  }
  return { of, problems };
}

/** What still stands in the way: nothing of a stack that is understood, and of the others what of them is not. */
export function touchesBeside({ of, problems }: Attachments, touches: readonly Touch[]): readonly Touch[] {
  const understood = new Set([...of.values()].flat().map(({ name }) => name));
  return touches
    .filter(({ stack }) => !understood.has(stack))
    .map((touch) => {
      const problem = problems.get(touch.stack);
      const why = problem && `${problem.path}: ${problem.problem}`;
      return why ? { ...touch, problem: `${touch.problem}. It is no network team's stack either: ${why}` } : touch;
    });
}
