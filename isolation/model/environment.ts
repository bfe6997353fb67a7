/** The stacks of one environment as a model: its network, and each team with its Studio and its buckets. */
import { ModelError } from "./error";
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

/** All resources of a type in an environment. */
export const allOf = <Type extends ResourceType>(
  { stacks }: Pick<EnvironmentModel, "stacks">,
  type: Type,
): readonly Resource<Type>[] => stacks.flatMap((stack) => stack.resources(type));

export const stackNamed = ({ stacks }: Pick<EnvironmentModel, "stacks">, name: string): Stack => {
  const found = stacks.find((stack) => stack.name === name);
  if (!found) throw new Error(`no stack ${name}`);
  return found;
};

/**
 * Groups stacks into environments by what they read: a stack with a VPC is a network; those that read it are Studios, and
 * those that read a Studio hold its buckets. Every stack has its place, or the reading fails with a ModelError.
 */
export function readEnvironments(files: readonly StackFile[]): EnvironmentModel[] {
  const byAddress = new Map<string, Stack>();
  const stacks = files.map((file) => new Stack(file, (address) => byAddress.get(address)));
  for (const stack of stacks) {
    const same = byAddress.get(stack.address);
    if (same) stack.fail("$.terraform", `keeps its state where ${same.name} keeps its own`);
    byAddress.set(stack.address, stack);
  }
  checkBucketNames(stacks);
  const readersOf = (target: Stack): Stack[] => stacks.filter((stack) => stack.reads().includes(target.address));
  const networks = stacks.filter((stack) => stack.resources("aws_vpc").length > 0);
  const environments = networks.map((networking) => environmentOf(networking, readersOf));
  const placed = new Set(environments.flatMap((environment) => environment.stacks));
  const lost = stacks.find((stack) => !placed.has(stack));
  if (lost) lost.fail("$", "is neither a network nor reads one, by itself or through a Studio");
  return environments;
}

function environmentOf(networking: Stack, readersOf: (stack: Stack) => Stack[]): EnvironmentModel {
  const suffix = "-networking";
  if (!networking.name.endsWith(suffix)) networking.fail("$", `is a network whose name does not end in ${suffix}`);
  const name = networking.name.slice(0, -suffix.length);
  const teams = readersOf(networking).map((studio): Team => {
    const prefix = `${name}-studio-`;
    if (!studio.name.startsWith(prefix))
      studio.fail("$", `reads ${networking.name}, but its name does not begin with ${prefix}`);
    const team = studio.name.slice(prefix.length);
    const [buckets, ...others] = readersOf(studio);
    if (!buckets) return studio.fail("$", "has no stack of buckets that reads it");
    if (others[0]) return others[0].fail("$", `reads ${studio.name}, as ${buckets.name} does`);
    if (buckets.name !== `${name}-buckets-${team}`) {
      return buckets.fail("$", `reads ${studio.name}, but is not named ${name}-buckets-${team}`);
    }
    for (const [stack, account] of [[studio, networking.account]] as const) {
      if (stack.account !== account) stack.fail("$.provider.aws[0]", `is not in the network's account ${account}`);
    }
    for (const stack of [studio, buckets]) {
      if (stack.region !== networking.region) stack.fail("$.provider.aws[0].region", "is not the network's region");
      if (stack.partition !== networking.partition)
        stack.fail("$.provider.aws[0]", "is not in the network's partition");
    }
    return { name: team, studio, buckets };
  });
  if (teams.length === 0) throw new ModelError(networking.file, "$", "is a network that no Studio reads");
  checkPlacement(networking, "networking");
  for (const { studio, buckets } of teams) {
    checkPlacement(studio, "studio");
    checkPlacement(buckets, "buckets");
  }
  const ordered = teams.sort((one, other) => (one.name < other.name ? -1 : 1));
  return {
    name,
    networking,
    teams: ordered,
    stacks: [networking, ...ordered.flatMap(({ studio, buckets }) => [studio, buckets])],
  };
}
