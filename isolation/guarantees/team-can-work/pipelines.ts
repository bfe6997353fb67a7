/** Pipelines that run with the role of their own: SageMaker becomes it, reads what a step wrote, and starts the steps' jobs with the execution role. */
import { type Facts, serviceHost, type TeamFacts } from "../../facts/facts";
import { asRole, policiesOf } from "../../facts/role-grants";
import { nameOf } from "../../facts/sagemaker-objects";
import { type FoundServiceRole, withRole } from "../../facts/service-roles";
import { placeOf } from "../../model";
import type { Failure } from "../guarantee";
import { ofJobs } from "./jobs";
import { arnIn, becomingFor, type Call, type Need, needsOf } from "./needs";

export const ofPipelines = (facts: Facts, team: TeamFacts): Need[] =>
  team.serviceRoles
    .filter(({ kind }) => kind === "pipeline")
    .flatMap((each) => [
      ...needsOf(facts, team, [lending(each.role.arn, "have a pipeline run with the role of its pipelines")]),
      becoming(facts, team, each),
      ...files(facts, team, each),
      ...needsOf(facts, withRole(team, each.role), [
        ...ofJobs(facts, team)
          .filter(({ door }) => door === "sagemaker.api")
          .map((call): Call => ({ ...call, what: `${call.what} in a pipeline`, by: "SageMaker" })),
        lending(team.role.arn, "lend the execution role to a pipeline's job"),
      ]),
    ]);

/** Whoever made the role wants it to read something. */
export const readingNothing = (team: TeamFacts): Failure[] =>
  team.serviceRoles
    .filter(({ kind, reaches }) => kind === "pipeline" && reaches.length === 0)
    .map(({ role }) => ({
      what: `${team.name} cannot have a pipeline's condition read a file: no bucket of the team lets ${role.arn} in`,
      where: placeOf(role.resource),
      change: "allow the role s3:GetObject below its prefix in the bucket's policy, or leave the role out",
    }));

const lending = (role: string, what: string): Call => ({
  door: "sagemaker.api",
  what,
  action: "iam:PassRole",
  resource: role,
  context: { "iam:PassedToService": "sagemaker.amazonaws.com" },
  by: "SageMaker",
});

function becoming(facts: Facts, team: TeamFacts, { role }: FoundServiceRole): Need {
  // docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html: pipeline/<name>/*
  const source = arnIn(facts, "sagemaker", `pipeline/${nameOf(facts, team, "one")}/execution/abcdefghijkl`);
  const what = `have SageMaker run a pipeline with the role of its pipelines (sts:AssumeRole for ${source})`;
  return becomingFor(source, role, what);
}

function files(facts: Facts, team: TeamFacts, { role, reaches }: FoundServiceRole): Need[] {
  const as = { principal: asRole(role) };
  return team.buckets.flatMap((bucket) =>
    reaches
      .filter((reach) => reach.bucket === bucket.name)
      .flatMap(({ prefix }): Need[] => [
        {
          what: `have a pipeline's condition read a file below ${bucket.name}/${prefix}`,
          sender: "platform",
          request: {
            ...as,
            action: "s3:GetObject",
            resource: `${bucket.arn}/${prefix}file.json`,
            resourceAccount: bucket.account,
          },
          policies: { ...policiesOf(role), ...(bucket.policy && { resource: bucket.policy }) },
        },
        ...team.dataKeys.map(
          (key): Need => ({
            what: `have a pipeline's condition use the key of ${bucket.name}`,
            sender: "forwarded",
            request: {
              ...as,
              action: "kms:Decrypt",
              resource: key.arn,
              resourceAccount: key.account,
              context: {
                "kms:ViaService": serviceHost(facts, "s3"),
                "kms:ResourceAliases": key.aliases,
                "aws:ViaAWSService": "true",
              },
            },
            policies: { ...policiesOf(role), resource: key.policy },
          }),
        ),
      ]),
  );
}
