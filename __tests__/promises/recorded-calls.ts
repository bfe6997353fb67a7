/** What notebooks were recorded to call: no endpoint stands in the way, so that the role's policies alone decide. */
import assert from "node:assert/strict";
import { recordedIn } from "../../isolation/recorded/kinds";
import { mover } from "../../isolation/recorded/moved";
import type { IamRequest } from "../../isolation/recorded/requests-of-call";
import { may, mayNot, type TeamView, views } from "./access";
import { endpointsOf, policyOf, through } from "./endpoint-policies";
import { covers, endpointNames } from "./no-internet";
import type { Promised, World } from "./promise";

/** They change alarms of the whole account, or show what its metrics measured. */
const onAlarms = /^cloudwatch:(Put|Delete)\w*Alarms?$/;

/** Administrators make them, the platform's too: endpoints lead to those that are named after the environment's teams. */
const madeForTeams = /^(secretsmanager|codecommit|athena|events|ssm|states):/;

/** Records of feature groups: the endpoint leads to groups of the environment's teams by name, where names tell teams apart. */
const onRecords = /^featurestore-runtime\./;
/** Tracking servers: the same. */
const onServers = /^sagemaker-mlflow:/;

/** Each kind of request that notebooks sent, with this environment's accounts and region. */
function recordedRequests({ environment }: World, { dataAccount }: TeamView): readonly IamRequest[] {
  const recorded = recordedIn(environment.separation);
  assert.ok(recorded, `nothing was recorded with separation ${environment.separation}`);
  const { partition, region, accounts } = environment;
  const here = mover(recorded.from, { ...recorded.from, partition, region, account: accounts.studio.id, dataAccount });
  return recorded.kinds.map(({ request }) => here(request));
}

/** Whose the resource is: the caller's own account where it names none; AWS's own resources name "aws". */
const ownerOf = ({ environment }: World, resource: string): string =>
  resource.split(":")[4] || environment.accounts.studio.id;

/** The last part of an ARN, without its type. */
const nameIn = (resource: string): string =>
  resource
    .split(":")
    .at(-1)
    ?.replace(/^(feature-group|mlflow-tracking-server|workgroup|parameter|event-bus)\//, "") ?? "";

export const promises: Promised[] = [
  {
    name: "what notebooks were recorded to call passes the endpoint of its service; alarms only where the account is the team's alone, secrets, repositories, workgroups and records of feature groups and tracking servers only where they are named after a team",
    check: (world) => {
      const { region, separation, name: environment } = world.environment;
      for (const team of views(world)) {
        const requests = recordedRequests(world, team);
        for (const [name, endpoint] of endpointsOf(world)) {
          const hosts = endpointNames[name]?.(region) ?? [];
          const policies = through(policyOf([name, endpoint]));
          for (const { host, action, resource, context } of requests) {
            if (host === undefined || !hosts.some((pattern) => covers(pattern, host))) continue;
            const closed =
              (separation === "names" && onAlarms.test(action)) ||
              ((madeForTeams.test(action) ||
                (separation === "names" && (onRecords.test(host) || onServers.test(action)))) &&
                !resource.endsWith("datacatalog/AwsDataCatalog") &&
                !nameIn(resource).startsWith(`${environment}-`));
            const ask = closed ? mayNot : may;
            ask({ as: team.role, action, on: resource, context, account: ownerOf(world, resource), policies });
          }
        }
      }
    },
  },
];
