/** Roles that the stacks make beside the teams': each for one AWS service of this account. One writes the environment's own logs; others read the images of a team's own. */
import type { Facts } from "../../facts/facts";
import { baseImageOf } from "../../facts/images";
import { everyCallOf, grantedTo, servicesGranted } from "../../facts/role-grants";
import { allOf, placeOf, type Role } from "../../model";
import { ask, except, type Part } from "../../questions/about";
import type { Failure } from "../guarantee";
import { becomesAnothers, type Trusted } from "./trust";

/** What such a role is for. */
interface Purpose {
  /** What it may do. */
  readonly granted: readonly Part[];
  readonly trusted: Trusted;
  readonly tooMuch: string;
  readonly change: string;
  readonly becomes: string;
}

export function ofOtherRoles(facts: Facts): Failure[] {
  const teams = new Set(
    facts.teams.flatMap(({ role, serviceRoles }) => [role.arn, ...serviceRoles.map((each) => each.role.arn)]),
  );
  const ofImages = new Set(allOf(facts.environment, "aws_sagemaker_image").map(({ config }) => config.role_arn));
  return facts.roles
    .filter(({ arn }) => !teams.has(arn))
    .flatMap((role) => ofRole(facts, role, ofImages.has(role.arn) ? images(facts, role) : flowLogs(facts, role)));
}

function ofRole(facts: Facts, role: Role, { granted, trusted, ...words }: Purpose): Failure[] {
  const services = servicesGranted({ role });
  const found = grantedTo(
    facts,
    { role },
    ...(services.length > 0 ? [ask({ Action: everyCallOf(services), Resource: "*" })] : []),
    ...granted,
  );
  return [
    ...found.map((each) => ({
      what: words.tooMuch,
      where: placeOf(role.resource),
      found: each,
      change: words.change,
    })),
    ...becomesAnothers(facts, role, trusted, words.becomes),
  ];
}

const writes = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"];

function flowLogs({ environment, partition, region }: Facts, { account }: Role): Purpose {
  const groups = allOf(environment, "aws_cloudwatch_log_group").flatMap(({ arn }) => [arn, `${arn}:*`]);
  return {
    granted: [
      ...(groups.length > 0 ? [except({ Action: writes, Resource: groups })] : []),
      except({ Action: "logs:DescribeLogGroups", Resource: "*" }),
    ],
    trusted: {
      actions: ["sts:AssumeRole"],
      service: "vpc-flow-logs.amazonaws.com",
      source: `arn:${partition}:ec2:${region}:${account}:vpc-flow-log/*`,
    },
    tooMuch: "a role that is no team's may do more than write the environment's logs",
    change: `grant ${writes.join(", ")} on the log groups of the stacks only`,
    becomes: "somebody other than the flow logs of this account becomes a role of the environment",
  };
}

const pulls = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/**
 * SageMaker says for which of its features it becomes a role; a job has another source than images have.
 * Page: docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html (SageMaker Images)
 */
function images({ environment, partition, region }: Facts, role: Role): Purpose {
  const named = new Set(
    allOf(environment, "aws_sagemaker_image")
      .filter(({ config }) => config.role_arn === role.arn)
      .map(({ config }) => config.image_name),
  );
  const repositories = allOf(environment, "aws_sagemaker_image_version")
    .filter(({ config }) => named.has(config.image_name))
    .flatMap(({ config }) => baseImageOf(config.base_image) ?? [])
    .map((image) => `arn:${partition}:ecr:${image.region}:${image.account}:repository/${image.repository}`);
  const source = ["image", "image-version"].map(
    (word) => `arn:${partition}:sagemaker:${region}:${role.account}:${word}`,
  );
  return {
    granted: repositories.length > 0 ? [except({ Action: pulls, Resource: [...new Set(repositories)] })] : [],
    trusted: { actions: ["sts:AssumeRole"], service: "sagemaker.amazonaws.com", source },
    tooMuch: "a role for images may do more than read the repositories that its images come from",
    change: `grant ${pulls.join(" and ")} on those repositories only`,
    becomes: "somebody other than SageMaker, for images of this account, becomes a role for images",
  };
}
