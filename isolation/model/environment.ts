/** The stacks of one environment as a model: its network, and each team with its Studio and its buckets. */
import { ModelError } from "./error";
import { type Fault, type Group, groupStacks, isNamedAsOwn, type Unreadable } from "./grouping";
import type { StackMemory } from "./memory";
import { type Outline, outlineOf } from "./outline";
import { checkPlacement } from "./placement";
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
  /** Of its network; undefined where that cannot be read. */
  readonly account?: string;
  readonly region?: string;
  /** Its network by itself; undefined where that cannot be read. */
  readonly network?: { readonly address: string; readonly open: () => Stack };
  /** Names of its teams. */
  readonly teams: readonly string[];
  /** Its stacks that can be read, each by itself. */
  readonly members: readonly Pick<Outline, "name" | "account" | "address" | "names">[];
  /** What keeps its stacks from being read together; nothing of it is decided then. */
  readonly problems: readonly string[];
  /** A new one each time: whoever asked may drop it, and its stacks with it. Only to be called where there is no problem. */
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
 * Environments by what their stacks read (grouping.ts). A problem is told by the environments that it touches, and leaves
 * the others as they are. Stacks whose names are no environment's are `foreign`, and not read here.
 * @param memory of earlier readings, and for later ones
 */
export function readEnvironments(
  files: readonly StackFile[],
  memory?: StackMemory,
): { readonly environments: readonly EnvironmentOutline[]; readonly foreign: readonly StackFile[] } {
  const unreadable: Unreadable[] = [];
  const own = files.filter(({ name }) => isNamedAsOwn(name));
  const outlines = own.flatMap((file) => {
    try {
      return [remembered(file, memory)];
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      unreadable.push({ name: file.name, error });
      return [];
    }
  });
  // Terraform acts on it, whatever the stacks say.
  const beside = own.flatMap((file) =>
    (file.beside?.problems ?? []).map((message): Fault => ({ error: { message }, touches: [file] })),
  );
  return {
    environments: groupStacks(outlines, unreadable, beside).map(
      ({ name, teams, networking, members, problems: own, group }) => ({
        name,
        teams,
        members,
        problems: own,
        ...(networking && {
          account: networking.account,
          region: networking.region,
          network: { address: networking.address, open: () => new Stack(networking.source, () => undefined) },
        }),
        model: () => {
          if (group === undefined) throw new Error(`${name} has problems: ${own.join("; ")}`);
          return modelOf(group, memory);
        },
      }),
    ),
    foreign: files.filter(({ name }) => !isNamedAsOwn(name)),
  };
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
