/** The stacks of one environment as a model: its network, and each team with its Studio and its buckets. */
import { ModelError } from "./error";
import type { StackMemory } from "./memory";
import { type Outline, outlineOf } from "./outline";
import { checkBucketNames, checkPlacement } from "./placement";
import type { ResourceType } from "./shapes";
import { type Resource, Stack } from "./stack";
import type { StackFile } from "./stack-files";

export interface Team {
  readonly name: string;
  readonly studio: Stack;
  /** None where the team's buckets are not among the stacks. */
  readonly buckets: Stack;
}

export interface EnvironmentModel {
  readonly name: string;
  readonly networking: Stack;
  readonly teams: readonly Team[];
  /** Networking first, then team by team. */
  readonly stacks: readonly Stack[];
}

/** An environment whose stacks are known, and read when its model is asked for. */
export interface EnvironmentOutline {
  readonly name: string;
  /** Of its network. */
  readonly account: string;
  readonly region: string;
  /** Names of its teams. */
  readonly teams: readonly string[];
  /** A new one each time: whoever asked may drop it, and its stacks with it. */
  readonly model: () => EnvironmentModel;
}

/** All resources of a type in an environment. */
export const allOf = <Type extends ResourceType>(
  { stacks }: Pick<EnvironmentModel, "stacks">,
  type: Type,
): readonly Resource<Type>[] => stacks.flatMap((stack) => stack.resources(type));

export function stackNamed({ stacks }: Pick<EnvironmentModel, "stacks">, name: string): Stack {
  const names = byName.get(stacks) ?? new Map(stacks.map((stack) => [stack.name, stack]));
  byName.set(stacks, names);
  const found = names.get(name);
  if (!found) throw new Error(`no stack ${name}`);
  return found;
}
const byName = new WeakMap<readonly Stack[], ReadonlyMap<string, Stack>>();

/**
 * Groups stacks into environments by what they read: a stack with a VPC is a network; those that read it are Studios, and
 * those that read a Studio hold its buckets. Every stack has its place, or the reading fails with a ModelError.
 * @param memory of earlier readings, and for later ones
 */
export function readEnvironments(files: readonly StackFile[], memory?: StackMemory): EnvironmentOutline[] {
  const outlines = files.map((file) => remembered(file, memory));
  const byAddress = new Map<string, Outline>();
  const readers = new Map<string, Outline[]>();
  for (const outline of outlines) {
    const same = byAddress.get(outline.address);
    if (same) fail(outline, "$.terraform", `keeps its state where ${same.name} keeps its own`);
    byAddress.set(outline.address, outline);
    for (const address of new Set(outline.reads)) {
      const list = readers.get(address) ?? [];
      list.push(outline);
      readers.set(address, list);
    }
  }
  checkBucketNames(outlines);
  const groups = outlines
    .filter(({ isNetwork }) => isNetwork)
    .map((networking) => groupOf(networking, ({ address }) => readers.get(address) ?? []));
  const placed = new Set(groups.flatMap(({ networking, teams }) => [networking, ...teams.flatMap(stacksOf)]));
  const lost = outlines.find((outline) => !placed.has(outline));
  if (lost) fail(lost, "$", "is neither a network nor reads one, by itself or through a Studio");
  return groups.map((group) => ({
    name: group.name,
    account: group.networking.account,
    region: group.networking.region,
    teams: group.teams.map(({ name }) => name),
    model: () => modelOf(group, memory),
  }));
}

interface Group {
  readonly name: string;
  readonly networking: Outline;
  readonly teams: readonly { readonly name: string; readonly studio: Outline; readonly buckets: Outline }[];
}

const stacksOf = ({ studio, buckets }: Group["teams"][number]): readonly Outline[] => [studio, buckets];

function fail({ file }: Outline, path: string, problem: string): never {
  throw new ModelError(file, path, problem);
}

function groupOf(networking: Outline, readersOf: (outline: Outline) => readonly Outline[]): Group {
  const suffix = "-networking";
  if (!networking.name.endsWith(suffix)) fail(networking, "$", `is a network whose name does not end in ${suffix}`);
  const name = networking.name.slice(0, -suffix.length);
  const teams = readersOf(networking).map((studio) => {
    const prefix = `${name}-studio-`;
    if (!studio.name.startsWith(prefix))
      fail(studio, "$", `reads ${networking.name}, but its name does not begin with ${prefix}`);
    const team = studio.name.slice(prefix.length);
    const [buckets, ...others] = readersOf(studio);
    if (!buckets) return fail(studio, "$", "has no stack of buckets that reads it");
    if (others[0]) return fail(others[0], "$", `reads ${studio.name}, as ${buckets.name} does`);
    if (buckets.name !== `${name}-buckets-${team}`) {
      return fail(buckets, "$", `reads ${studio.name}, but is not named ${name}-buckets-${team}`);
    }
    const { account, region, partition } = networking;
    if (studio.account !== account) fail(studio, "$.provider.aws[0]", `is not in the network's account ${account}`);
    for (const stack of [studio, buckets]) {
      if (stack.region !== region) fail(stack, "$.provider.aws[0].region", "is not the network's region");
      if (stack.partition !== partition) fail(stack, "$.provider.aws[0]", "is not in the network's partition");
    }
    return { name: team, studio, buckets };
  });
  if (teams.length === 0) throw new ModelError(networking.file, "$", "is a network that no Studio reads");
  return { name, networking, teams: teams.sort((one, other) => (one.name < other.name ? -1 : 1)) };
}

function remembered(file: StackFile, memory: StackMemory | undefined): Outline {
  if (!memory) return outlineOf(file);
  const outline = memory.outlines.get(file.json) ?? outlineOf(file);
  memory.outlines.set(file.json, outline);
  return outline;
}

/** The stack that was read from the same JSON before, where those that it reads are the same as well. */
function openStack({ source, reads }: Outline, at: ReadonlyMap<string, Stack>, memory?: StackMemory): Stack {
  const open = () => new Stack(source, (address) => at.get(address));
  if (!memory) return open();
  const beside = reads.map((address) => at.get(address));
  const known = memory.stacks.get(source.json);
  const isSame = beside.every((stack, index) => stack !== undefined && stack === known?.beside[index]);
  if (known && isSame) return known.stack;
  const stack = open();
  memory.stacks.set(source.json, { stack, beside });
  return stack;
}

/** Throws ModelError on what does not belong where it stands. References lead to stacks of the environment alone: no other stack reads them, or is read. */
function modelOf({ name, networking: network, teams: members }: Group, memory?: StackMemory): EnvironmentModel {
  const byAddress = new Map<string, Stack>();
  const open = (outline: Outline): Stack => {
    const stack = openStack(outline, byAddress, memory);
    byAddress.set(stack.address, stack);
    return stack;
  };
  const networking = open(network);
  const teams = members.map(({ name: team, studio, buckets }) => ({
    name: team,
    studio: open(studio),
    buckets: open(buckets),
  }));
  checkPlacement(networking, "networking");
  for (const { studio, buckets } of teams) {
    checkPlacement(studio, "studio");
    checkPlacement(buckets, "buckets");
  }
  return {
    name,
    networking,
    teams,
    stacks: [networking, ...teams.flatMap(({ studio, buckets }) => [studio, buckets])],
  };
}
