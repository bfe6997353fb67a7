/** Roles that the stacks make beside the teams': for one AWS service of this account, to write the environment's own logs and nothing else. */
import { administrator } from "../decide";
import { allOf, placeOf, type Role } from "../model";
import { ask, counterexamples, except, requests } from "./about";
import type { Facts } from "./facts";
import type { Failure } from "./guarantee";
import { everyCallOf, grantedTo, servicesGranted } from "./role-grants";

/** Calls that a role's trust policy decides. */
export const becoming = ["sts:AssumeRole*", "sts:TagSession", "sts:SetSourceIdentity"];

const flowLogs = "vpc-flow-logs.amazonaws.com";
const writes = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"];

export function ofOtherRoles(facts: Facts): Failure[] {
  const teams = new Set(facts.teams.map(({ role }) => role.arn));
  return facts.roles.filter(({ arn }) => !teams.has(arn)).flatMap((role) => ofRole(facts, role));
}

function ofRole(facts: Facts, role: Role): Failure[] {
  const where = placeOf(role.resource);
  const groups = allOf(facts.environment, "aws_cloudwatch_log_group").flatMap(({ arn }) => [arn, `${arn}:*`]);
  const services = servicesGranted({ role });
  const granted = grantedTo(
    facts,
    { role },
    ...(services.length > 0 ? [ask({ Action: everyCallOf(services), Resource: "*" })] : []),
    ...(groups.length > 0 ? [except({ Action: writes, Resource: groups })] : []),
    except({ Action: "logs:DescribeLogGroups", Resource: "*" }),
  );
  const { partition, region } = facts;
  const assumed = counterexamples({
    about: requests(
      ask({ Action: becoming, Resource: role.arn }),
      except(
        { Action: "sts:AssumeRole", Resource: role.arn },
        {
          StringEquals: { "aws:PrincipalServiceName": flowLogs, "aws:SourceAccount": role.account },
          ArnLike: { "aws:SourceArn": `arn:${partition}:ec2:${region}:${role.account}:vpc-flow-log/*` },
        },
      ),
    ),
    policies: { identity: [administrator], resource: role.trust },
    callers: "anyone",
    world: facts.world,
  });
  return [
    ...granted.map((found) => ({
      what: "a role that is no team's may do more than write the environment's logs",
      where,
      found,
      change: `grant ${writes.join(", ")} on the log groups of the stacks only`,
    })),
    ...assumed.map((found) => ({
      what: "somebody other than the flow logs of this account becomes a role of the environment",
      where,
      found,
      change: `trust ${flowLogs} for aws:SourceAccount ${role.account} and its flow logs only`,
    })),
  ];
}
