/** A role that notebooks may pass beside the execution role starts nothing but pipelines: each of SageMaker's operations that takes a role is decided. */
import { administrator } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { lentByNotebooks, serviceRoleKinds } from "../../facts/service-roles";
import { placeOf, type Role } from "../../model";
import { ask, type Conditions, counterexamples, requests } from "../../questions/about";
import { sourcesBesidePipelines, undocumentedTakers } from "../../questions/role-takers";
import { runningElsewhere } from "../../questions/sagemaker-calls";
import { type Exception, type Failure, leftOpen } from "../guarantee";

const literal = "exactly ";

/** SageMaker, for something of this account that is named so. */
function sagemakerFor({ partition, region }: Facts, { account }: Role, source: string): Conditions {
  const arn = `arn:${partition}:sagemaker:${region}:${account}:`;
  const own = { "aws:PrincipalServiceName": "sagemaker.amazonaws.com", "aws:SourceAccount": account };
  return source.startsWith(literal)
    ? { StringEquals: { ...own, "aws:SourceArn": `${arn}${source.slice(literal.length)}` } }
    : { StringEquals: own, ArnLike: { "aws:SourceArn": `${arn}${source}` } };
}

export function ofLentRoles(facts: Facts, team: TeamFacts): Failure[] {
  return lentByNotebooks(team).flatMap(({ kind, role }) =>
    [...sourcesBesidePipelines].flatMap(([source, operations]) =>
      counterexamples({
        about: requests(ask({ Action: "sts:AssumeRole", Resource: role.arn }, sagemakerFor(facts, role, source))),
        policies: { identity: [administrator], resource: role.trust },
        callers: "anyone",
        world: facts.world,
      }).map((found) => ({
        what: `a notebook of ${team.name} passes the role of its ${serviceRoleKinds[kind].who} to ${operations.join(", ")}, and SageMaker becomes it`,
        where: placeOf(role.resource),
        found,
        change: `trust sagemaker.amazonaws.com for aws:SourceArn ${serviceRoleKinds[kind].becomes(facts, team)} only`,
      })),
    ),
  );
}

/** Of those that the execution role may call. */
const undocumented = undocumentedTakers.filter((name) => !runningElsewhere.includes(`sagemaker:${name}`));

export const lentRolesOpen = (team: TeamFacts): readonly Exception[] =>
  lentByNotebooks(team).flatMap(({ kind, role }) => [
    ...leftOpen(
      `the notebooks may pass the role of their ${serviceRoleKinds[kind].who} (features), which SageMaker becomes for the team's own alone`,
      [role.arn],
      team.name,
    ),
    ...leftOpen(
      `AWS does not document for what SageMaker becomes a role that these are given: they start with the role of ${serviceRoleKinds[kind].who} only if SageMaker names one`,
      undocumented,
      team.name,
    ),
  ]);
