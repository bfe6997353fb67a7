/** Roles that the stacks make beside the teams': for one AWS service of this account, to write the environment's own logs and nothing else. */
import type { Facts } from "../../facts/facts";
import { everyCallOf, grantedTo, servicesGranted } from "../../facts/role-grants";
import { allOf, placeOf, type Role } from "../../model";
import { ask, except } from "../../questions/about";
import type { Failure } from "../guarantee";
import { becomesAnothers } from "./trust";

const writes = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"];

export function ofOtherRoles(facts: Facts): Failure[] {
  const teams = new Set(
    facts.teams.flatMap(({ role, serviceRoles }) => [role.arn, ...serviceRoles.map((each) => each.role.arn)]),
  );
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
  return [
    ...granted.map((found) => ({
      what: "a role that is no team's may do more than write the environment's logs",
      where,
      found,
      change: `grant ${writes.join(", ")} on the log groups of the stacks only`,
    })),
    ...becomesAnothers(
      facts,
      role,
      {
        actions: ["sts:AssumeRole"],
        service: "vpc-flow-logs.amazonaws.com",
        source: `arn:${facts.partition}:ec2:${facts.region}:${role.account}:vpc-flow-log/*`,
      },
      "somebody other than the flow logs of this account becomes a role of the environment",
    ),
  ];
}
