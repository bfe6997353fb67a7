/** The team can read, write, list and delete in its own buckets through its own endpoint, use its keys, pull an image, open Studio, start an app and a job inside the walls: the other guarantees do not hold by denying everything. */
import { awsBuckets } from "../../config/tables/aws-buckets";
import { awsImageAccounts } from "../../config/tables/ecr-registries";
import { defaultInterfaceEndpoints } from "../../config/tables/interface-endpoints";
import { administrator, open } from "../decide";
import { type Bucket, placeOf } from "../model";
import { evaluate, type Policies, type Request } from "../policy";
import { parseRange } from "../policy/address";
import { type Facts, serviceHost, type TeamFacts } from "./facts";
import type { Failure, Guarantee } from "./guarantee";
import { doorsOf } from "./interface-endpoints";
import { asRole, policiesOf } from "./role-grants";
import { unreached, unresolved } from "./team-network";

interface Need {
  readonly what: string;
  readonly request: Request;
  readonly policies: Policies;
}

/** An address that an app of the team may have. */
function addressOf({ studio }: TeamFacts): string {
  const range = parseRange(studio.resources("aws_subnet")[0]?.config.cidr_block ?? "");
  const value = (range?.first ?? 0n) + 10n;
  return [24n, 16n, 8n, 0n].map((bits) => (value >> bits) & 255n).join(".");
}

function ofData(facts: Facts, team: TeamFacts, bucket: Bucket): Need[] {
  const { gateway, dataKeys } = team;
  const policies = {
    ...policiesOf(team.role),
    ...(bucket.policy && { resource: bucket.policy }),
    endpoint: gateway.policy,
  };
  const call = (what: string, action: string, resource: string, context: Request["context"] = {}): Need => ({
    what: `${what} ${bucket.name}`,
    request: {
      principal: asRole(team.role),
      action: `s3:${action}`,
      resource,
      resourceAccount: bucket.account,
      context: {
        "aws:SourceVpce": gateway.id,
        "aws:SourceVpc": gateway.vpc,
        "aws:VpcSourceIp": addressOf(team),
        ...context,
      },
    },
    policies,
  });
  const object = `${bucket.arn}/folder/object`;
  const key = bucket.encryption?.config.rule.flatMap(
    (rule) => rule.apply_server_side_encryption_by_default?.flatMap((each) => each.kms_master_key_id ?? []) ?? [],
  )[0];
  const headers = {
    "s3:x-amz-server-side-encryption": "aws:kms",
    "s3:x-amz-server-side-encryption-aws-kms-key-id": key ?? "",
  };
  const dataKey = dataKeys.find(({ arn }) => arn === key);
  const throughS3 = (action: string): Need[] =>
    dataKey
      ? [
          {
            what: `use through S3 the key of ${bucket.name} (${action})`,
            request: {
              principal: asRole(team.role),
              action: `kms:${action}`,
              resource: dataKey.arn,
              resourceAccount: dataKey.account,
              // S3's own call for the role: it carries the service, and no network.
              context: {
                "kms:ViaService": serviceHost(facts, "s3"),
                "kms:ResourceAliases": dataKey.aliases,
                "aws:ViaAWSService": "true",
              },
            },
            policies: { ...policiesOf(team.role), resource: dataKey.policy },
          },
        ]
      : [];
  return [
    call("read from", "GetObject", object),
    call("write without headers to", "PutObject", object),
    call("write with the key's headers to", "PutObject", object, headers),
    call("list", "ListBucket", bucket.arn),
    call("delete from", "DeleteObject", object),
    call("give up a multipart upload to", "AbortMultipartUpload", object),
    call("see the parts of a multipart upload to", "ListMultipartUploadParts", object),
    call("see the region of", "GetBucketLocation", bucket.arn),
    ...throughS3("Decrypt"),
    ...throughS3("GenerateDataKey"),
  ];
}

function ofStudio(facts: Facts, team: TeamFacts): Need[] {
  const { partition, region, account, vpcId } = facts;
  const { domain, studio, role, jobPrefix } = team;
  const doors = new Map(doorsOf(facts).map((door) => [door.name, door.endpoint]));
  const arn = (service: string, owner: string, resource: string) =>
    `arn:${partition}:${service}:${region}:${owner}:${resource}`;
  const sagemaker = (resource: string) => arn("sagemaker", account, resource);
  const profile = studio.resources("aws_sagemaker_user_profile")[0]?.config.user_profile_name ?? "somebody";
  const through = (
    door: string,
    what: string,
    action: string,
    resource: string,
    context: Request["context"] = {},
    policies: Policies = policiesOf(team.role),
    owner = account,
  ): Need[] => {
    const endpoint = doors.get(door);
    return endpoint === undefined
      ? []
      : [
          {
            what,
            request: {
              principal: asRole(team.role),
              action,
              resource,
              resourceAccount: owner,
              context: {
                "aws:SourceVpce": endpoint.id,
                "aws:SourceVpc": vpcId,
                "aws:VpcSourceIp": addressOf(team),
                ...context,
              },
            },
            policies: { ...policies, endpoint: endpoint.policy },
          },
        ];
  };
  const subnets = studio.resources("aws_subnet").map(({ id }) => id);
  const jobs = studio
    .resources("aws_security_group")
    .map(({ id }) => id)
    .filter((id) => domain.config.tags?.["jobs-security-group"] === id);
  const [key] = team.studioKeys;
  const mine = { "sagemaker:UserProfileName": profile };
  const owned = { ...mine, "sagemaker:OwnerUserProfileArn": sagemaker(`user-profile/${domain.id}/${profile}`) };
  const [images] = awsImageAccounts(region);
  const dataAccountKey = team.dataKeys[0]?.arn;
  return [
    ...through(
      "sagemaker.api",
      "open Studio",
      "sagemaker:CreatePresignedDomainUrl",
      sagemaker(`user-profile/${domain.id}/${profile}`),
      mine,
    ),
    ...through(
      "sagemaker.api",
      "make a private space",
      "sagemaker:CreateSpace",
      sagemaker(`space/${domain.id}/space`),
      {
        ...owned,
        "sagemaker:SpaceSharingType": "Private",
      },
    ),
    ...through(
      "sagemaker.api",
      "start an app",
      "sagemaker:CreateApp",
      sagemaker(`app/${domain.id}/${profile}/jupyterlab/default`),
      { ...owned, "sagemaker:SpaceSharingType": "Private" },
    ),
    ...through(
      "sagemaker.api",
      "start a training job",
      "sagemaker:CreateTrainingJob",
      sagemaker(`training-job/${jobPrefix}one`),
      {
        "sagemaker:VpcSubnets": subnets,
        "sagemaker:VpcSecurityGroupIds": jobs,
        "sagemaker:VolumeKmsKeyArn": key?.arn,
        "sagemaker:OutputKmsKeyArn": dataAccountKey,
        "sagemaker:InstanceTypes": ["ml.m5.large"],
      },
    ),
    ...through(
      "sagemaker.api",
      "start a training job on an instance with NVMe storage",
      "sagemaker:CreateTrainingJob",
      sagemaker(`training-job/${jobPrefix}two`),
      {
        "sagemaker:VpcSubnets": subnets,
        "sagemaker:VpcSecurityGroupIds": jobs,
        "sagemaker:OutputKmsKeyArn": dataAccountKey,
        "sagemaker:InstanceTypes": ["ml.g5.xlarge"],
      },
    ),
    ...through("sagemaker.api", "make a model", "sagemaker:CreateModel", sagemaker(`model/${jobPrefix}one`), {
      "sagemaker:VpcSubnets": subnets,
      "sagemaker:VpcSecurityGroupIds": jobs,
    }),
    ...through("sagemaker.api", "lend its role to a job", "iam:PassRole", role.arn, {
      "iam:PassedToService": "sagemaker.amazonaws.com",
    }).map(
      // SageMaker asks for it on the role's behalf: no endpoint is passed.
      ({ policies: { endpoint: _, ...policies }, ...need }) => ({ ...need, policies }),
    ),
    ...through(
      "sagemaker.api",
      "see its training job",
      "sagemaker:DescribeTrainingJob",
      sagemaker(`training-job/${jobPrefix}one`),
    ),
    ...through(
      "sagemaker.runtime",
      "invoke its endpoint",
      "sagemaker:InvokeEndpoint",
      sagemaker(`endpoint/${jobPrefix}one`),
    ),
    ...through("ecr.api", "log in to the registry", "ecr:GetAuthorizationToken", "*"),
    ...(images === undefined
      ? []
      : through(
          "ecr.api",
          "pull an image of AWS",
          "ecr:BatchGetImage",
          arn("ecr", images, "repository/sagemaker-distribution-cpu"),
          {},
          { ...policiesOf(team.role), resource: open },
          images,
        )),
    ...through("ecr.dkr", "pull an image of its account", "ecr:BatchGetImage", arn("ecr", account, "repository/own")),
    ...through(
      "logs",
      "write its logs",
      "logs:PutLogEvents",
      arn("logs", account, `log-group:/aws/sagemaker/studio:log-stream:${domain.id}/${profile}/JupyterLab/default`),
    ),
    ...through("monitoring", "write metrics", "cloudwatch:PutMetricData", "*", {
      "cloudwatch:namespace": "/aws/sagemaker/TrainingJobs",
    }),
    // Needs no permission of anybody; only the endpoint can refuse it.
    ...through("sts", "ask who it is", "sts:GetCallerIdentity", "*", {}, { identity: [administrator] }),
    ...(key
      ? [
          ...through(
            "kms",
            "use the key of its volumes",
            "kms:Decrypt",
            key.arn,
            {},
            { ...policiesOf(team.role), resource: key.policy },
          ),
          ...through(
            "kms",
            "lend the key of its volumes to AWS",
            "kms:CreateGrant",
            key.arn,
            { "kms:GrantIsForAWSResource": "true" },
            { ...policiesOf(team.role), resource: key.policy },
          ),
        ]
      : []),
    ...awsBuckets(region)
      .filter(({ always }) => always)
      .map(
        ({ name, purpose }): Need => ({
          what: `read ${purpose}`,
          request: {
            principal: {
              kind: "role",
              arn: `arn:${partition}:iam::${"9".repeat(12)}:role/signer-of-aws`,
              account: "9".repeat(12),
            },
            action: "s3:GetObject",
            resource: `arn:${partition}:s3:::${name}/layer`,
            resourceAccount: "9".repeat(12),
            context: { "aws:SourceVpce": team.gateway.id, "aws:SourceVpc": vpcId, "aws:VpcSourceIp": addressOf(team) },
          },
          policies: { identity: [administrator], resource: open, endpoint: team.gateway.policy },
        }),
      ),
  ];
}

/** What Studio cannot do without. */
function ofEndpoints(facts: Facts): Failure[] {
  const doors = doorsOf(facts);
  const [vpc] = facts.environment.networking.resources("aws_vpc");
  const where = vpc === undefined ? facts.environment.networking.name : placeOf(vpc);
  const missing = defaultInterfaceEndpoints.filter(
    (name) =>
      !doors.some(
        (door) =>
          door.name === name &&
          door.endpoint.vpc === facts.vpcId &&
          door.endpoint.resource.config.private_dns_enabled === true &&
          (door.endpoint.resource.config.subnet_ids ?? []).length > 0 &&
          (door.endpoint.resource.config.security_group_ids ?? []).length > 0,
      ),
  );
  return [
    ...missing.map((name) => ({
      what: `there is no endpoint to ${name} with private DNS, subnets and a security group`,
      where,
      change: "add it: Studio or its jobs hang without",
    })),
    ...(vpc?.config.enable_dns_support === true && vpc.config.enable_dns_hostnames === true
      ? []
      : [
          {
            what: "the VPC answers no names",
            where,
            change: "set enable_dns_support and enable_dns_hostnames to true",
          },
        ]),
  ];
}

const failures = (needs: readonly Need[], team: TeamFacts): Failure[] =>
  needs.flatMap(({ what, request, policies }) => {
    const decision = evaluate(request, policies);
    if (decision.allowed) return [];
    return [
      {
        what: `${team.name} cannot ${what}: ${decision.reason}`,
        where: placeOf(team.role.resource),
        found: { request, statements: decision.statements },
        refused: true,
        change: "allow it on every side: the role's policies, the endpoint's, the bucket's or key's",
      },
    ];
  });

export const teamCanWork: Guarantee = {
  id: "G10",
  name: "the team can work",
  promise:
    "read, write, list and delete in its own buckets through its own endpoint; use its keys; pull an image; open Studio, start an app and a job inside the walls",
  checks: (facts) => [
    { failures: () => [...ofEndpoints(facts), ...unresolved(facts)] },
    ...facts.teams.map((team) => ({
      team: team.name,
      failures: () => [
        ...unreached(facts, team),
        ...failures([...team.buckets.flatMap((bucket) => ofData(facts, team, bucket)), ...ofStudio(facts, team)], team),
      ],
    })),
  ],
  exceptions: ({ teams }) => [
    "decided for the listed calls, one of each kind, not for all requests",
    ...new Set(
      teams.flatMap(({ role }) =>
        role.outsideBoundary === undefined
          ? []
          : [
              `the permissions boundary ${role.outsideBoundary} is not among the stacks: it is taken to allow these calls`,
            ],
      ),
    ),
  ],
};
