/** Synthesized stacks for attacks: read once, edited as copies, proved by one guarantee or by all. */
import { declaredBy } from "../../isolation/declared";
import { type StackFile, stackMemory } from "../../isolation/model";
import { fails } from "../../isolation/outcome";
import { type Proof, type ProveOptions, prove, type Verdict } from "../../isolation/prove";
import { type Synthesized, synthesized } from "../support/environments";

// biome-ignore lint/suspicious/noExplicitAny: attackers edit whatever they like
export type Loose = any;
export type Files = ReadonlyMap<string, Loose>;
/** An edit of stacks, by stack name. */
export type Attack = (files: Files) => void;

const known = new Map<string, Synthesized>();
export function shipped(environment: string): Synthesized {
  const found = known.get(environment) ?? synthesized("shipped", (name) => name === environment)[0];
  if (!found) throw new Error(`no environment ${environment}`);
  known.set(environment, found);
  return found;
}

/** The fixture whose Studio and data share an account. */
export function oneAccount(): Synthesized {
  const found = known.get("one account") ?? synthesized("singleAccount")[0];
  if (!found) throw new Error("no fixture");
  known.set("one account", found);
  return found;
}

/** When verdicts that depend on time are asked about. */
export const testTime = new Date("2026-11-27T12:00:00Z");

const stackFiles = (files: Files): StackFile[] =>
  [...files].map(([name, json]) => ({ name, file: `${name}/cdk.tf.json`, json }));

/** Stacks of a folder; an error in a stack's place is thrown where the stack is read, as of a file that cannot be. */
export const folderOf = (files: ReadonlyMap<string, Loose>): StackFile[] =>
  [...files].map(([name, json]) => ({
    name,
    file: `stacks/${name}/cdk.tf.json`,
    get json() {
      if (json instanceof Error) throw json;
      return json;
    },
  }));

interface Options extends Pick<ProveOptions, "guarantees" | "memory" | "at"> {
  readonly withoutConfiguration?: boolean;
}

/** Stacks as somebody leaves them. */
export function edit({ stacks }: Pick<Synthesized, "stacks">, attack: Attack): StackFile[] {
  const files = new Map([...stacks].map(([name, file]) => [name, structuredClone(file)]));
  attack(files);
  return stackFiles(files);
}

/** The proof of stacks; with the environment's configuration as the declaration, as `prove` without --from. */
export const proofOf = (
  { environment }: Pick<Synthesized, "environment">,
  files: readonly StackFile[],
  { withoutConfiguration, ...rest }: Options = {},
): Promise<Proof> =>
  prove(files, {
    at: testTime,
    ...rest,
    ...(withoutConfiguration ? {} : { declared: new Map([[environment.name, declaredBy(environment)]]) }),
  });

/**
 * The same of edited stacks. What is noticed against the configuration must be told to whoever has the stacks alone, too: a
 * guarantee fails, or the stacks say something else of themselves than before.
 */
export async function proofOfEdited(from: Synthesized, attack: Attack = () => {}, options: Options = {}) {
  const files = edit(from, attack);
  const memory = stackMemory();
  const proof = await proofOf(from, files, { memory, ...options });
  if (options.withoutConfiguration || !isNoticed(proof)) return proof;
  const alone = await proofOf(from, files, { memory, ...options, withoutConfiguration: true });
  const before = proofOf(
    from,
    edit(from, () => {}),
    { guarantees: [], withoutConfiguration: true },
  );
  if (!isNoticed(alone) && saidIn(alone) === saidIn(await before)) {
    throw new Error("noticed against the configuration, and not told without one");
  }
  return proof;
}

const isNoticed = ({ verdicts, problems }: Proof): boolean =>
  problems.length > 0 || verdicts.some(({ outcome }) => fails(outcome));

const saidIn = ({ undeclared }: Proof): string =>
  undeclared
    .map(({ where: _, ...each }) => JSON.stringify(each))
    .sort()
    .join();

/** Verdicts on edited stacks. Rejects where something belongs to no environment. */
export async function proveEdited(...given: Parameters<typeof proofOfEdited>): Promise<readonly Verdict[]> {
  const { verdicts, problems } = await proofOfEdited(...given);
  if (problems.length > 0) throw Object.assign(new Error(problems.join("\n")), { name: "ModelError" });
  return verdicts;
}

/** A line for each exception. */
export const linesOfExceptions = (exceptions: Verdict["exceptions"]): string =>
  exceptions.map(({ kind, of, team = "all" }) => `${kind}: ${of} (${team})`).join("\n");

/** The resource of a type whose name ends so; the only one, or the first. */
export function resource(files: Files, stack: string, type: string, name = ""): Loose {
  const named = files.get(stack)?.resource?.[type] ?? {};
  const found = Object.keys(named).find((each) => each.endsWith(name));
  if (found === undefined) throw new Error(`${stack} has no ${type} ${name}`);
  return named[found];
}

/** Edits a policy document in place. */
export function editPolicy(block: Loose, edit: (document: Loose) => void, attribute = "policy"): void {
  const document = JSON.parse(block[attribute]);
  edit(document);
  block[attribute] = JSON.stringify(document);
}

/** Edits the policy of the first resource whose name ends so. */
export const policyOf =
  (stack: string, type: string, name: string, edit: (document: Loose) => void, attribute?: string): Attack =>
  (files) =>
    editPolicy(resource(files, stack, type, name), edit, attribute);

/** Changes arguments of the first resource whose name ends so. */
export const argument =
  (stack: string, type: string, name: string, values: object): Attack =>
  (files) => {
    Object.assign(resource(files, stack, type, name), values);
  };

export function statement(document: Loose, sid: string): Loose {
  const found = document.Statement.find((each: Loose) => each.Sid === sid);
  if (!found) throw new Error(`no statement ${sid} among ${document.Statement.map((each: Loose) => each.Sid)}`);
  return found;
}

export const drop = (document: Loose, sid: string): void => {
  statement(document, sid);
  document.Statement = document.Statement.filter((each: Loose) => each.Sid !== sid);
};
