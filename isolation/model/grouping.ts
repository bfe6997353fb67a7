/** Groups stacks into environments. What is wrong with one environment's stacks is that environment's problem, and leaves the others alone. */
import { stackOfSomeEnvironment } from "../../config/names";
import { ModelError } from "./error";
import type { Outline } from "./outline";
import { sharedBucketNames } from "./placement";

export interface Group {
  readonly name: string;
  readonly networking: Outline;
  readonly teams: readonly { readonly name: string; readonly studio: Outline; readonly buckets: Outline }[];
}

/** A stack whose file cannot be read. */
export interface Unreadable {
  readonly name: string;
  readonly error: ModelError;
}

export interface Grouped {
  readonly name: string;
  /** Names of its teams, as far as stacks tell them. */
  readonly teams: readonly string[];
  /** Its stacks that can be read. */
  readonly members: readonly Outline[];
  /** Undefined where its network is not there or cannot be read. */
  readonly networking?: Outline;
  /** What keeps its stacks from being read together. Empty: `group` is whole. */
  readonly problems: readonly string[];
  readonly group?: Group;
}

const suffix = "-networking";

/** Whether a stack belongs to an environment, by its name alone: whatever it holds, it cannot be passed over as somebody else's. */
export const isNamedAsOwn = (stack: string): boolean => stackOfSomeEnvironment.test(stack);

/** Something that is wrong with stacks. */
export interface Fault {
  readonly error: Pick<ModelError, "message">;
  /** Stacks that the fault touches: it is a problem of the environments of all of them. */
  readonly touches: readonly { readonly name: string }[];
  /** Most likely comes of another fault: told only to an environment that has no other problem. */
  readonly follows?: true;
}

/**
 * A stack with a VPC is a network; those that read it are Studios, and those that read a Studio hold its buckets. A stack
 * that cannot be read, or has no place, belongs to the environment that its name begins with: `<environment>-…`.
 * @param known what is wrong besides
 */
export function groupStacks(
  outlines: readonly Outline[],
  unreadable: readonly Unreadable[],
  known: readonly Fault[] = [],
): readonly Grouped[] {
  const names = new Set(
    [...outlines, ...unreadable].flatMap(({ name }) => stackOfSomeEnvironment.exec(name)?.[1] ?? []),
  );
  const ofName = (stack: string) =>
    [...names].filter((name) => stack.startsWith(`${name}-`)).sort((one, other) => other.length - one.length)[0];
  const readersOf = readersIn(outlines);
  const networks = outlines.filter(({ isNetwork, name }) => isNetwork && name.endsWith(suffix));
  const groups = new Map(
    networks.map((network) => [network.name.slice(0, -suffix.length), membersOf(network, readersOf)]),
  );
  const placed = new Map<string, string[]>();
  for (const [name, { members }] of groups) {
    for (const { name: stack } of members) placed.set(stack, [...(placed.get(stack) ?? []), name]);
  }

  const found = new Map<string, string[]>([...names].sort().map((name) => [name, []]));
  const faults: readonly Fault[] = [
    ...unreadable.map((each) => ({ error: each.error, touches: [each] })),
    ...known,
    ...sharedAddresses(outlines),
    ...sharedBucketNames(outlines),
    ...[...groups.values()].flatMap((group) => group.faults),
    ...outlines.filter(({ name }) => !placed.has(name)).map(lost),
  ];
  const ownersOf = ({ touches }: Fault): ReadonlySet<string> =>
    new Set(touches.flatMap(({ name }) => [...(placed.get(name) ?? []), ofName(name) ?? []].flat()));
  const report = (fault: Fault, isTold: (owner: string) => boolean): void => {
    for (const owner of ownersOf(fault)) if (isTold(owner)) found.get(owner)?.push(fault.error.message);
  };
  for (const each of faults.filter(({ follows }) => !follows)) report(each, () => true);
  const troubled = new Set([...found].flatMap(([name, own]) => (own.length > 0 ? [name] : [])));
  for (const each of faults.filter(({ follows }) => follows)) report(each, (owner) => !troubled.has(owner));
  const stacks = [...outlines, ...unreadable];
  return [...found].map(([name, own]): Grouped => {
    const group = groups.get(name);
    const teams = stacks.flatMap(({ name: stack }) => teamIn(name, stack) ?? []);
    return {
      name,
      teams: [...new Set([...(group?.teams.map((team) => team.name) ?? []), ...teams])].sort(),
      ...(group && { networking: group.networking }),
      members: outlines.filter((stack) => placed.get(stack.name)?.includes(name) ?? ofName(stack.name) === name),
      problems: [...new Set(own)],
      ...(group && own.length === 0 && { group: { ...group, name } }),
    };
  });
}

const teamIn = (environment: string, stack: string): string | undefined =>
  ["studio", "buckets"].flatMap((kind) => {
    const prefix = `${environment}-${kind}-`;
    return stack.startsWith(prefix) ? [stack.slice(prefix.length)] : [];
  })[0];

const fault = ({ file, name }: Outline, path: string, problem: string, ...others: readonly Outline[]): Fault => ({
  error: new ModelError(file, path, problem),
  touches: [{ name }, ...others],
});

/** A stack that has no place. Where a network or a Studio cannot be read, its readers have none, and that is not their fault. */
function lost(stack: Outline): Fault {
  if (stack.isNetwork) {
    const problem = `is a network whose name does not end in ${suffix}; rename it, or move it to another folder`;
    return fault(stack, "$", problem);
  }
  const wayOut = "synthesize its environment anew, or move it to another folder";
  if (stack.name.endsWith(suffix)) return fault(stack, "$", `makes no VPC, so that it is no network; ${wayOut}`);
  const problem = `is neither a network nor reads one, by itself or through a Studio; ${wayOut}`;
  return { ...fault(stack, "$", problem), follows: true };
}

function readersIn(outlines: readonly Outline[]): (outline: Outline) => readonly Outline[] {
  const readers = new Map<string, Outline[]>();
  for (const outline of outlines) {
    for (const address of new Set(outline.reads)) {
      const list = readers.get(address) ?? [];
      list.push(outline);
      readers.set(address, list);
    }
  }
  return ({ address }) => readers.get(address) ?? [];
}

function sharedAddresses(outlines: readonly Outline[]): Fault[] {
  const owners = new Map<string, Outline>();
  return outlines.flatMap((outline) => {
    const other = owners.get(outline.address);
    owners.set(outline.address, other ?? outline);
    if (other === undefined) return [];
    const problem = `keeps its state where ${other.name} keeps its own; give each stack a state of its own`;
    return [fault(outline, "$.terraform", problem, other)];
  });
}

/** The stacks that read a network, by themselves or through a Studio, and what is wrong with them. */
function membersOf(networking: Outline, readersOf: (outline: Outline) => readonly Outline[]) {
  const name = networking.name.slice(0, -suffix.length);
  const { account, region, partition } = networking;
  const faults: Fault[] = [];
  const members = [networking];
  const teams: Group["teams"][number][] = [];
  for (const studio of readersOf(networking)) {
    const prefix = `${name}-studio-`;
    const readers = readersOf(studio);
    members.push(studio, ...readers);
    const add = (outline: Outline, path: string, problem: string) =>
      faults.push(fault(outline, path, problem, networking));
    if (!studio.name.startsWith(prefix))
      add(studio, "$", `reads ${networking.name}, but its name does not begin with ${prefix}`);
    const team = studio.name.slice(prefix.length);
    const [buckets, ...others] = readers;
    for (const other of others) add(other, "$", `reads ${studio.name}, as ${buckets?.name} does`);
    if (buckets === undefined) {
      const problem = "has no stack of buckets that reads it; synthesize the team anew, or remove this stack";
      faults.push({ ...fault(studio, "$", problem, networking), follows: true });
      continue;
    }
    if (buckets.name !== `${name}-buckets-${team}`)
      add(buckets, "$", `reads ${studio.name}, but is not named ${name}-buckets-${team}`);
    if (studio.account !== account) add(studio, "$.provider.aws[0]", `is not in the network's account ${account}`);
    for (const stack of [studio, buckets]) {
      if (stack.region !== region) add(stack, "$.provider.aws[0].region", "is not the network's region");
      if (stack.partition !== partition) add(stack, "$.provider.aws[0]", "is not in the network's partition");
    }
    teams.push({ name: team, studio, buckets });
  }
  return { networking, members, faults, teams: teams.sort((one, other) => (one.name < other.name ? -1 : 1)) };
}
