/** The policies of the interface endpoints, asked alone: whatever IAM and the resource say, what decides is the endpoint. */
import assert from "node:assert/strict";
import { executionRoleName, networkingStackName } from "../../config/names";
import type { Environment } from "../../config/schema";
import { type Policy, type Principal, parsePolicy } from "../../isolation/policy";
import type { Resource } from "../support/deployment";
import { administrator, anonymous, deployer, everybodysOwn, openPolicy, roleIn, strangerAccount } from "./access";
import type { World } from "./promise";

const shortName = (endpoint: Resource): string =>
  /^(?:com\.amazonaws|aws\.sagemaker)\.[a-z0-9-]+\.(.+)$/.exec(endpoint.config.service_name)?.[1] ?? "";

/** By short name, for example sagemaker.api. */
export const endpointsOf = ({ deployment, environment }: World): [name: string, endpoint: Resource][] =>
  deployment
    .resources(networkingStackName(environment), "aws_vpc_endpoint")
    .map((endpoint) => [shortName(endpoint), endpoint]);

export const policyOf = ([name, { config }]: [string, Resource]): Policy =>
  parsePolicy(config.policy ?? openPolicy, `endpoint ${name}`, "endpoint");

export const through = (endpoint: Policy) => ({ identity: [administrator], resource: everybodysOwn, endpoint });

/** Roles that look like the environment's, and are not. */
export function strangers(environment: Environment): Principal[] {
  const studio = environment.accounts.studio.id;
  const [team] = environment.teams;
  assert.ok(team);
  const own = executionRoleName(environment, team);
  const path = environment.iamPath.slice(1);
  return [
    roleIn(environment, strangerAccount, `${path}${own}`),
    roleIn(environment, studio),
    roleIn(environment, studio, own.replace(environment.name, "another")),
    roleIn(environment, studio, `${path}${own.replace(environment.name, "another")}`),
    roleIn(environment, studio, `${path}x${own}`),
    deployer(environment.accounts.studio.deployerRole),
    anonymous,
  ];
}
