/** A resource's settings as promises compare them: whole, so that one that is gone and one too many are noticed alike. */
import assert from "node:assert/strict";
import { networkingStackName } from "../../config/names";
import type { Team } from "../../config/schema";
import type { Resource } from "../support/deployment";
import { only } from "./access";
import type { World } from "./promise";

/** Without names, text for people, policies and what Terraform alone reads: other promises hold those. */
const apart = new Set(["//", "name", "description", "tags", "policy", "depends_on", "lifecycle"]);

// biome-ignore lint/suspicious/noExplicitAny: the shape is the provider's, per resource type
export const settings = ({ config }: Resource): Record<string, any> =>
  Object.fromEntries(Object.entries(config).filter(([key]) => !apart.has(key)));

/** The settings of all resources of one type in a stack are these, in any order; none is missing, none is new. */
export function settingsAre({ deployment }: World, stack: string, type: string, expected: readonly object[]): void {
  assert.deepEqual(sorted(deployment.resources(stack, type).map(settings)), sorted(expected), `${type} of ${stack}`);
}

const sorted = (values: readonly object[]) => [...values].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
const canonical = (value: object) => JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Docker of a domain, as the team's file says it. */
export const dockerOf = ({ docker }: Pick<Team, "docker">) => ({
  enable_docker_access: docker ? "ENABLED" : "DISABLED",
  ...(docker && docker.trustedAccounts.length > 0 && { vpc_only_trusted_accounts: [...docker.trustedAccounts].sort() }),
});

/** The id of the only resource of a type in a stack, or of the one with that name. */
export function idOf({ deployment }: World, stack: string, type: string, name?: string): string {
  const resource =
    name === undefined ? only(deployment.resources(stack, type)) : deployment.resource(stack, type, name);
  return deployment.attributeOf(resource, "id") as string;
}

export const idsOf = ({ deployment }: World, stack: string, type: string): string[] =>
  deployment.resources(stack, type).map((resource) => deployment.attributeOf(resource, "id") as string);

export const vpcId = (world: World): string => idOf(world, networkingStackName(world.environment), "aws_vpc");
