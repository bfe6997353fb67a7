/** The team can work: the other guarantees do not hold by denying everything. */
import { dataKeyAlias, studioStackName } from "../../config/names";
import { awsImageAccounts } from "../../config/tables/ecr-registries";
import {
  type Attempt,
  type Context,
  dataBuckets,
  fromOwnSubnet,
  keyPolicy,
  may,
  mayNot,
  openPolicy,
  read,
  sagemakerObject,
  type TeamView,
  throughOwnDoor,
  views,
} from "./access";
import { onNvmeTypes } from "./instance-types";
import { attempt, insideTheWalls, placedJobs } from "./jobs-inside";
import type { Promised, World } from "./promise";
import { scriptsOf } from "./scripts";

const onData = [
  "s3:GetObject",
  "s3:GetObjectVersion",
  "s3:GetObjectTagging",
  "s3:PutObject",
  "s3:PutObjectTagging",
  "s3:DeleteObject",
  "s3:ListBucket",
  "s3:ListBucketVersions",
  "s3:GetBucketLocation",
];
const multipart = ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:ListBucketMultipartUploads"];

/** The session of somebody's notebook: it carries the profile's name. */
const person = "somebody";
const session: Context = { "sagemaker:UserProfileName": person };

function studio(world: World, team: TeamView) {
  const object = (resource: string) => sagemakerObject(world, resource);
  const profile = object(`user-profile/${team.domainId}/${person}`);
  return {
    domain: object(`domain/${team.domainId}`),
    profile,
    space: object(`space/${team.domainId}/lab`),
    app: object(`app/${team.domainId}/lab/JupyterLab/default`),
    own: { ...session, "sagemaker:OwnerUserProfileArn": profile } as Context,
    others: {
      ...session,
      "sagemaker:OwnerUserProfileArn": object(`user-profile/${team.domainId}/colleague`),
    } as Context,
    call: (action: string, on: string, context: Context): Attempt => ({
      as: team.role,
      action: `sagemaker:${action}`,
      on,
      account: world.environment.accounts.studio.id,
      context,
      policies: { identity: team.identity },
    }),
  };
}

export const promises: Promised[] = [
  {
    name: "the team reads, writes, lists and deletes in its own buckets through its own endpoint, in parts too",
    check: (world) => {
      for (const team of views(world))
        for (const bucket of dataBuckets(world, team))
          for (const action of [...onData, ...multipart]) may(throughOwnDoor(team, bucket, action));
    },
  },
  {
    name: "the team writes without headers, and with headers that name its bucket's key",
    check: (world) => {
      for (const team of views(world))
        for (const bucket of dataBuckets(world, team)) {
          may(throughOwnDoor(team, bucket, "s3:PutObject"));
          const headers: Context = {
            "s3:x-amz-server-side-encryption": "aws:kms",
            "s3:x-amz-server-side-encryption-aws-kms-key-id": team.dataKeyArn,
          };
          may(throughOwnDoor(team, bucket, "s3:PutObject", headers));
        }
    },
  },
  {
    name: "the team's keys work: the data key through S3, the studio key for volumes",
    check: (world) => {
      const { environment } = world;
      for (const team of views(world)) {
        const suffix = environment.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
        const alias = dataKeyAlias(environment, team.team);
        const context: Context = {
          "aws:ViaAWSService": "true",
          "kms:ViaService": `s3.${environment.region}.${suffix}`,
          "kms:ResourceAliases": [alias],
        };
        const data = {
          as: team.role,
          on: team.dataKeyArn,
          account: team.dataAccount,
          policies: { identity: team.identity, resource: keyPolicy(world, team.buckets) },
        };
        for (const action of ["kms:Decrypt", "kms:GenerateDataKey"]) may({ ...data, action, context });
        may({
          ...data,
          action: "kms:DescribeKey",
          context: { "kms:ResourceAliases": [alias], ...fromOwnSubnet(world, team) },
        });
        may({
          as: team.role,
          on: team.studioKeyArn,
          account: environment.accounts.studio.id,
          action: "kms:CreateGrant",
          context: { "kms:GrantIsForAWSResource": "true", "aws:ViaAWSService": "true" },
          policies: { identity: team.identity, resource: keyPolicy(world, team.studio) },
        });
      }
    },
  },
  {
    name: "images are pulled from the environment's own registry and AWS's, from nobody else's, and none is pushed",
    check: (world) => {
      const { partition, region, accounts } = world.environment;
      for (const team of views(world)) {
        const call = { as: team.role, account: accounts.studio.id, policies: { identity: team.identity } };
        may({ ...call, action: "ecr:GetAuthorizationToken", on: "*" });
        const repository = (account: string) => `arn:${partition}:ecr:${region}:${account}:repository/pytorch-training`;
        may({ ...call, action: "ecr:BatchGetImage", on: repository(accounts.studio.id) });
        // AWS lets everybody pull its images.
        const open = { ...call.policies, resource: read(openPolicy, "an open repository", "resource") };
        const pull = { ...call, action: "ecr:BatchGetImage", policies: open };
        for (const account of awsImageAccounts(region)) may({ ...pull, account, on: repository(account) });
        for (const action of ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer"])
          may({ ...call, action, on: repository(accounts.studio.id) });
        const stranger = "123123123123";
        mayNot({ ...pull, account: stranger, on: repository(stranger) });
        for (const { account, repositories } of world.environment.imageRegistries) {
          const central = (name: string) => `arn:${partition}:ecr:${region}:${account}:repository/${name}`;
          for (const name of repositories) {
            may({ ...pull, account, on: central(name) });
            mayNot({ ...pull, action: "ecr:PutImage", account, on: central(name) });
            mayNot({ ...pull, account: stranger, on: central(name).replace(account, stranger) });
            for (const other of [`${name}-2`, `${name}/2`, "x"]) mayNot({ ...pull, account, on: central(other) });
          }
        }
        const context = fromOwnSubnet(world, team);
        mayNot({ ...call, context, action: "ecr:PutImage", on: repository(accounts.studio.id) });
      }
    },
  },
  {
    name: "somebody opens Studio as their own profile and as no other",
    check: (world) => {
      for (const team of views(world)) {
        const { call, profile, domain, space, app } = studio(world, team);
        const inside: Context = { ...session, ...fromOwnSubnet(world, team) };
        may(call("CreatePresignedDomainUrl", profile, inside));
        mayNot(call("CreatePresignedDomainUrl", profile.replace(person, "colleague"), inside));
        for (const [action, on] of [
          ["DescribeDomain", domain],
          ["DescribeUserProfile", profile],
          ["DescribeSpace", space],
          ["DescribeApp", app],
          ["ListTags", domain],
          ["ListApps", "*"],
          ["ListDomains", "*"],
          ["ListSpaces", "*"],
          ["ListUserProfiles", "*"],
        ] as const)
          may(call(action, on, session));
      }
    },
  },
  {
    name: "apps and spaces start with the team's own start scripts or with none",
    check: (world) => {
      const { deployment, environment } = world;
      const key = "sagemaker:StudioLifecycleConfigArns";
      for (const team of views(world)) {
        const { call, space, app, own } = studio(world, team);
        const { start, current } = scriptsOf(deployment, studioStackName(environment, team.team));
        const starting = (...scripts: string[]): Context => ({
          ...own,
          "sagemaker:SpaceSharingType": "Private",
          [key]: scripts,
        });
        for (const [action, on] of [
          ["CreateSpace", space],
          ["UpdateSpace", space],
          ["CreateApp", app],
        ] as const) {
          may(call(action, on, starting("None")));
          for (const mine of Object.values(start)) {
            for (const allowed of [starting(mine), starting(mine, "None")]) may(call(action, on, allowed));
            for (const scripts of [
              [`${mine}x`],
              [mine, `${mine}-of-others`],
              [mine, deployment.attributeOf(current, "arn") as string],
              ["arn:aws:sagemaker:eu-west-1:123123123123:studio-lifecycle-config/theirs"],
            ])
              mayNot(call(action, on, starting(...scripts)));
          }
        }
      }
    },
  },
  {
    name: "a start script finds the team's lifecycle script and reads it, and no other; nobody in an app says which one it is",
    check: (world) => {
      const { deployment, environment } = world;
      for (const team of views(world)) {
        const { call } = studio(world, team);
        const inApp: Context = { ...session, ...fromOwnSubnet(world, team) };
        const { start, current } = scriptsOf(deployment, studioStackName(environment, team.team));
        const script = deployment.attributeOf(current, "arn") as string;
        const everyOther = world.environment.teams
          .filter(({ name }) => name !== team.team.name)
          .flatMap((other) => {
            const { start: theirs, current: ofThem } = scriptsOf(deployment, studioStackName(environment, other));
            return [...Object.values(theirs), deployment.attributeOf(ofThem, "arn") as string];
          });
        may(call("DescribeStudioLifecycleConfig", script, inApp));
        mayNot(call("DescribeStudioLifecycleConfig", script, session));
        for (const mine of Object.values(start)) {
          may(call("ListTags", mine, inApp));
          for (const context of [session, { ...session, "sagemaker:TaggingAction": "CreateSpace" }])
            for (const action of ["AddTags", "DeleteTags"]) mayNot(call(action, mine, context));
        }
        for (const other of [...everyOther, `${script}x`])
          for (const action of ["DescribeStudioLifecycleConfig", "ListTags"]) mayNot(call(action, other, inApp));
        for (const on of [script, ...Object.values(start)])
          for (const action of ["CreateStudioLifecycleConfig", "DeleteStudioLifecycleConfig"])
            mayNot(call(action, on, session));
      }
    },
  },
  {
    name: "somebody makes, changes and deletes their own spaces and apps, and works in shared ones; a colleague's private ones stay closed",
    check: (world) => {
      for (const team of views(world)) {
        const { call, space, app, own, others } = studio(world, team);
        for (const sharing of ["Private", "Shared"]) {
          const type: Context = { "sagemaker:SpaceSharingType": sharing };
          for (const action of ["CreateSpace", "UpdateSpace", "DeleteSpace"]) {
            may(call(action, space, { ...own, ...type }));
            mayNot(call(action, space, { ...others, ...type }));
          }
          for (const action of ["CreateApp", "DeleteApp"]) may(call(action, app, { ...own, ...type }));
        }
        for (const action of ["CreateSpace", "UpdateSpace", "DeleteSpace"]) {
          mayNot(call(action, space, own));
          mayNot(call(action, space, { ...session, "sagemaker:SpaceSharingType": "Private" }));
        }
        for (const action of ["CreateApp", "DeleteApp"]) {
          may(call(action, app, { ...others, "sagemaker:SpaceSharingType": "Shared" }));
          mayNot(call(action, app, { ...others, "sagemaker:SpaceSharingType": "Private" }));
          mayNot(call(action, app, own));
        }
        for (const on of [space, app])
          may(call("AddTags", on, { ...session, "sagemaker:TaggingAction": "CreateSpace" }));
      }
    },
  },
  {
    name: "a job of each kind starts inside the walls, under its own tags, and so do models, transforms and endpoints",
    check: (world) => {
      for (const team of views(world)) {
        const inside = insideTheWalls(world, team);
        for (const [action, type] of Object.entries({
          ...placedJobs,
          CreateModel: "model",
          CreateTransformJob: "transform-job",
          CreateEndpointConfig: "endpoint-config",
        })) {
          may(attempt(world, team, action, type, inside));
          may(attempt(world, team, "AddTags", type, { "sagemaker:TaggingAction": action }));
        }
        const { "sagemaker:VpcSubnets": _s, "sagemaker:VpcSecurityGroupIds": _g, ...placeless } = inside;
        may(attempt(world, team, "CreateEndpointConfig", "endpoint-config", placeless));
        for (const action of ["CreateEndpoint", "UpdateEndpoint"])
          for (const type of ["endpoint", "endpoint-config"]) may(attempt(world, team, action, type, {}));
        for (const action of ["CreatePipeline", "UpdatePipeline", "StartPipelineExecution"])
          may(attempt(world, team, action, "pipeline", {}));
        for (const type of ["endpoint", "pipeline"])
          may(attempt(world, team, "AddTags", type, { "sagemaker:TaggingAction": "CreateEndpoint" }));
        may({
          ...attempt(world, team, "CreateModel", "model", { "iam:PassedToService": "sagemaker.amazonaws.com" }),
          action: "iam:PassRole",
          on: team.roleArn,
        });
      }
    },
  },
  {
    name: "types with local NVMe storage, which refuse a volume key, run without one",
    check: (world) => {
      for (const team of views(world)) {
        for (const [type, policies] of onNvmeTypes(team, "jobs")) {
          const context: Context = {
            ...insideTheWalls(world, team),
            "sagemaker:VolumeKmsKeyArn": undefined,
            "sagemaker:InstanceTypes": [type],
          };
          may(attempt(world, team, "CreateTrainingJob", "training-job", context, policies));
          may(attempt(world, team, "CreateTransformJob", "transform-job", context, policies));
          may(attempt(world, team, "CreateEndpointConfig", "endpoint-config", context, policies));
        }
        const onG5: Context = {
          ...insideTheWalls(world, team),
          "sagemaker:VolumeKmsKeyArn": undefined,
          "sagemaker:InstanceTypes": ["ml.g5.xlarge"],
        };
        for (const [action, type] of Object.entries(placedJobs)) may(attempt(world, team, action, type, onG5));
      }
    },
  },
];
