/** The execution role's credentials, used from anywhere else, read nothing back but container images and what describes SageMaker objects. */
import { administrator, open } from "../decide";
import { appSubnetsIn } from "../facts/app-subnets";
import { tokenForPackages } from "../facts/extra-endpoints";
import type { Facts, TeamFacts } from "../facts/facts";
import { endsOwnGrants, seesAliases } from "../facts/feature-store";
import { forwardingServices } from "../facts/forwarded";
import { areTooWide, isTooWide, liesIn, rangesOfVpc, sparedBy } from "../facts/ranges";
import { asRole, everyCallOf, grantedTo, servicesGranted } from "../facts/role-grants";
import { withRole } from "../facts/service-roles";
import { placeOf } from "../model";
import { parseRange } from "../policy/address";
import { ask, type Conditions, counterexamples, except, type Part, requests } from "../questions/about";
import { harmless, placed, readBack } from "../questions/sagemaker-calls";
import { forwardedOpen, serviceRolesOpen } from "./front-door";
import { type Failure, type Guarantee, leftOpen } from "./guarantee";
import { servicesOf } from "./no-way-out/forwarded";

/** SageMaker pulls images with the role from its own network: whoever holds the credentials can pull them from anywhere. */
const images = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/** What SageMaker describes and lists: names and settings of jobs, models and endpoints, and texts that a notebook writes into them. Not what `readBack` names. */
const described = ["sagemaker:Describe*", "sagemaker:List*"];

/** What else the role may do from anywhere: Studio's pages act with it from people's browsers, SageMaker from its own network. */
const others = [
  "cloudwatch:DescribeAlarms",
  "cloudwatch:PutMetricData",
  "ec2:CreateNetworkInterface",
  "ec2:CreateNetworkInterfacePermission",
  "ec2:DeleteNetworkInterface",
  "ec2:DeleteNetworkInterfacePermission",
  "ec2:DescribeDhcpOptions",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcEndpoints",
  "ec2:DescribeVpcs",
  "ecr:GetAuthorizationToken",
  "iam:PassRole",
  "kms:CreateGrant",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:DescribeLogStreams",
  "logs:PutLogEvents",
  // SageMaker asks it for a model that is made of a registered version; it answers nothing.
  "sagemaker:AccessModelPackage",
  ...placed,
  ...harmless,
];

/** Networks that people come from; what the configuration says where it was read. */
export const allowedRanges = ({ declared }: Facts, team: TeamFacts): readonly string[] =>
  declared?.publicCidrs ?? sparedBy(team.role.identity, "aws:sourceip");

/** The team's own: its subnets, and what its role's denials spare inside the VPC beside them (other teams' subnets are refused). */
function ownRanges(facts: Facts, team: TeamFacts): readonly string[] {
  const vpc = rangesOfVpc(facts);
  const subnets = team.studio.resources("aws_subnet").map(({ config }) => config.cidr_block);
  return [...subnets, ...sparedBy(team.role.identity, "aws:vpcsourceip").filter((cidr) => liesIn(cidr, vpc))];
}

/** Addresses in the VPC, or beyond its endpoints, from which the role may be used: the team's own, and declared private networks. */
const insideRanges = (facts: Facts, team: TeamFacts): readonly string[] => [
  ...new Set([
    ...ownRanges(facts, team),
    ...(facts.declared?.privateCidrs ?? sparedBy(team.role.identity, "aws:vpcsourceip")),
  ]),
];

/** Other teams' subnets that lie in a range from which the role may be used. */
function sharedAddresses(facts: Facts, team: TeamFacts): readonly string[] {
  const touched = insideRanges(facts, team)
    .flatMap((cidr) => parseRange(cidr) ?? [])
    .flatMap((range) => appSubnetsIn(facts, range));
  return [...new Set(touched.filter(({ stack }) => stack !== team.studio.name).map(({ id }) => id))].sort();
}

/** A request from neither the environment's VPC nor an allowed network, made by whoever holds the credentials. */
export const fromElsewhere = ({ vpcId }: Facts, cidrs: readonly string[]): Conditions => ({
  StringNotEquals: { "aws:SourceVpc": vpcId },
  Bool: { "aws:ViaAWSService": "false" },
  ...(cidrs.length > 0 && { NotIpAddress: { "aws:SourceIp": cidrs } }),
});

function failures(facts: Facts, team: TeamFacts): Failure[] {
  const { role } = team;
  const where = placeOf(role.resource);
  const cidrs = allowedRanges(facts, team);
  const services = everyCallOf(servicesGranted(team));
  const outside = (Action: readonly string[]) => [
    ask({ Action, Resource: "*" }, fromElsewhere(facts, cidrs)),
    // In the VPC, but on an address that is not the team's.
    ask(
      { Action, Resource: "*" },
      {
        StringEquals: { "aws:SourceVpc": facts.vpcId },
        Bool: { "aws:ViaAWSService": "false" },
        NotIpAddress: { "aws:VpcSourceIp": insideRanges(facts, team) },
      },
    ),
  ];
  const found = grantedTo(
    facts,
    team,
    ...outside(services),
    except({ Action: [...images, ...described, ...others], Resource: "*" }),
    // CodeArtifact itself is asked from inside only.
    tokenForPackages(),
    // The buckets' own policies insist on the endpoint (G1); AWS's own buckets are anybody's to read.
    except({ Action: "s3:*", Resource: `arn:${facts.partition}:s3:::*` }),
    // Through S3 only, which asks the buckets' policies first.
    except({ Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: "*" }, { Null: { "kms:ViaService": "false" } }),
    // SageMaker asks it for a caller who makes a feature group, and answers with the group alone.
    seesAliases(facts),
    ...endsOwnGrants(facts, team),
  );
  const ofRuns = grantedTo(facts, team, ...outside(readBack));
  return [
    ...[...found, ...ofRuns].map((each) => ({
      what: `${team.name}'s role, used outside its networks, reads something back`,
      where,
      found: each,
      change: `deny it unless aws:SourceVpc is ${facts.vpcId}, aws:SourceIp is in an allowed range or aws:ViaAWSService is true`,
    })),
    ...forwardedFromElsewhere(facts, team, outside),
    ...sharedAddresses(facts, team).map((subnet) => ({
      what: `${team.name}'s role may be used from ${subnet}, which is another team's`,
      where,
      change: "spare only the team's own range and declared private networks in its denials",
    })),
    ...[cidrs, insideRanges(facts, team)].flatMap(tooWide).map((wide) => ({
      what: `an allowed network is wider than a /8, or several are wider than four of them: ${wide}`,
      where,
      change: "name the networks that people come from",
    })),
  ];
}

/** A bucket that lets a service go on with the role's session cannot see where the role called it from: the role's own policies do, whatever else is attached to it. */
function forwardedFromElsewhere(
  { world, vpcId }: Facts,
  team: TeamFacts,
  outside: (actions: readonly string[]) => readonly Part[],
): Failure[] {
  const { name, role } = team;
  return servicesOf(team).flatMap((service) => {
    const calls = forwardingServices[service]?.calls ?? "*";
    return counterexamples({
      about: requests(...outside([calls])),
      policies: { identity: [administrator, ...role.identity], resource: open },
      callers: [asRole(role)],
      world,
    }).map((found) => ({
      what: `${name}'s role, given every right and used outside its networks, has ${forwardingServices[service]?.name} read its buckets`,
      where: placeOf(role.resource),
      found,
      change: `deny ${calls} unless aws:SourceVpc is ${vpcId}, aws:SourceIp is in an allowed range or aws:ViaAWSService is true`,
    }));
  });
}

const tooWide = (cidrs: readonly string[]): readonly string[] => [
  ...cidrs.filter(isTooWide),
  ...(areTooWide(cidrs) ? [cidrs.join(", ")] : []),
];

export const credentialsInside: Guarantee = {
  id: "G11",
  name: "credentials stay inside",
  promise:
    "the execution role's credentials, used from anywhere else, read nothing back but container images and what describes SageMaker objects",
  checks: (facts) =>
    facts.teams.map((team) => ({
      team: team.name,
      failures: () =>
        [team, ...team.serviceRoles.map(({ role }) => withRole(team, role))].flatMap((each) => failures(facts, each)),
    })),
  exceptions: (facts) => [
    ...leftOpen(
      "called from anywhere, because SageMaker pulls images with the role from its own network: images of the studio account and of AWS, which must hold no secrets",
      images,
    ),
    ...leftOpen(
      "called from anywhere, because SageMaker itself asks so: what describes SageMaker objects, but for runs, lineage, pipelines and lifecycle scripts; hyperparameters, environment variables and tags are a declared channel: whatever is written into them inside can be read outside",
      described,
    ),
    ...leftOpen("called from anywhere, because Studio's pages and SageMaker itself call so", others),
    ...facts.teams.flatMap(forwardedOpen),
    // Nobody but SageMaker becomes one (G2), and notebooks can have nothing start with it but what it is for (G7).
    ...facts.teams.flatMap((team) => serviceRolesOpen(team)),
    ...facts.teams.flatMap((team) => {
      const own = ownRanges(facts, team);
      const ranges = [...allowedRanges(facts, team), ...insideRanges(facts, team)];
      return leftOpen(
        "used from an allowed network",
        ranges.filter((cidr) => !own.includes(cidr)),
        team.name,
      );
    }),
  ],
};
