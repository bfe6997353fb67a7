/** The execution role can start no job, model, endpoint or space outside the team's subnets and groups or without encryption, can pass no other role, cannot change its own permissions. */
import { createActions } from "../../config/tables/create-actions";
import { nvmeInstancePatterns } from "../../config/tables/nvme-instances";
import { actionsOf } from "../decide";
import { placeOf } from "../model";
import { all, ask, type Conditions, except } from "./about";
import type { Facts, TeamFacts } from "./facts";
import type { Failure, Guarantee } from "./guarantee";
import { grantedTo } from "./role-grants";
import { ownObjects } from "./sagemaker-objects";

/** Actions that say in their request what the key tells. */
const telling = (key: string): readonly string[] =>
  Object.entries(createActions)
    .filter(([, { conditionKeys }]) => conditionKeys.includes(key))
    .map(([name]) => `sagemaker:${name}`);

const absent = (key: string): Conditions => ({ Null: { [key]: "true" } });

/** They run on models, which say where they run: it is enough that the models are the team's own. */
const onModels = ["sagemaker:CreateEndpointConfig", "sagemaker:CreateTransformJob"];

/**
 * Everything else that the role may change in SageMaker: what it creates runs on models, in spaces of its domain or as jobs,
 * or does not run at all. Whatever AWS adds is not among it.
 */
const harmless = [
  ...onModels,
  "sagemaker:AddTags",
  "sagemaker:CreateApp",
  "sagemaker:CreateEndpoint",
  "sagemaker:CreatePipeline",
  "sagemaker:CreatePresignedDomainUrl",
  "sagemaker:CreateSpace",
  "sagemaker:Delete*",
  "sagemaker:InvokeEndpoint",
  "sagemaker:InvokeEndpointAsync",
  "sagemaker:InvokeEndpointWithResponseStream",
  "sagemaker:RetryPipelineExecution",
  "sagemaker:StartMonitoringSchedule",
  "sagemaker:StartPipelineExecution",
  "sagemaker:Stop*",
  "sagemaker:UpdateEndpoint",
  "sagemaker:UpdateEndpointWeightsAndCapacities",
  "sagemaker:UpdatePipeline",
  "sagemaker:UpdateSpace",
];

function failures(facts: Facts, team: TeamFacts): Failure[] {
  const { studio, role, data } = team;
  const where = placeOf(role.resource);
  const subnets = studio.resources("aws_subnet").map(({ id }) => id);
  // In a person's group a job would reach that person's app, and everybody's jobs would.
  const ofPeople = new Set(
    studio
      .resources("aws_sagemaker_user_profile")
      .flatMap(({ config }) => (config.user_settings ?? []).flatMap(({ security_groups }) => security_groups ?? [])),
  );
  const groups = studio
    .resources("aws_security_group")
    .map(({ id }) => id)
    .filter((id) => !ofPeople.has(id));
  const volumeKeys = team.studioKeys.map(({ arn }) => arn);
  const dataKeys = `arn:${facts.partition}:kms:${facts.region}:${data.account}:key/*`;
  const placed = telling("sagemaker:VpcSubnets").filter((action) => !onModels.includes(action));
  const volumes = telling("sagemaker:VolumeKmsKeyArn");
  const outputs = telling("sagemaker:OutputKmsKeyArn");
  const ownModels = ownObjects(facts, team).filter((arn) => arn.includes(":model/"));
  const reads = actionsOf("sagemaker")
    .filter(({ onlyReads }) => onlyReads)
    .map(({ name }) => name);

  const onOtherInstances: readonly Conditions[] = [
    absent("sagemaker:InstanceTypes"),
    { "ForAnyValue:StringNotLike": { "sagemaker:InstanceTypes": nvmeInstancePatterns } },
  ];
  const outside = grantedTo(
    facts,
    team,
    ...(["sagemaker:VpcSubnets", "sagemaker:VpcSecurityGroupIds"] as const).flatMap((key) => [
      ask({ Action: placed, Resource: "*" }, absent(key)),
      // What runs on models need not say where; where it does, it says the team's own.
      ask(
        { Action: telling(key), Resource: "*" },
        { "ForAnyValue:StringNotEquals": { [key]: key === "sagemaker:VpcSubnets" ? subnets : groups } },
      ),
    ]),
  );
  const unplaced = grantedTo(
    facts,
    team,
    ask({ Action: "sagemaker:*", Resource: "*" }),
    except({ Action: [...placed, ...harmless, ...reads, "sagemaker:Describe*"], Resource: "*" }),
  );
  const foreignModels = grantedTo(
    facts,
    team,
    ask({ Action: onModels, Resource: "*" }, absent("sagemaker:ModelArn")),
    ask({ Action: onModels, Resource: "*" }, { "ForAnyValue:ArnNotLike": { "sagemaker:ModelArn": ownModels } }),
  );
  const unencrypted = grantedTo(
    facts,
    team,
    ...onOtherInstances.flatMap((instances) => [
      ask(
        { Action: volumes, Resource: "*" },
        all(instances, { ArnNotEquals: { "sagemaker:VolumeKmsKeyArn": volumeKeys } }),
      ),
    ]),
    // Without an output key the bucket's default encryption applies, which G8 proves to be the team's data key.
    ask(
      { Action: outputs, Resource: "*" },
      all(
        { Null: { "sagemaker:OutputKmsKeyArn": "false" } },
        { ArnNotLike: { "sagemaker:OutputKmsKeyArn": dataKeys } },
      ),
    ),
  );
  const identities = grantedTo(
    facts,
    team,
    ask({ Action: ["iam:*", "sts:*"], Resource: "*" }),
    except(
      { Action: "iam:PassRole", Resource: role.arn },
      { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
    ),
  );
  const interfaces = grantedTo(facts, team, ...ofInterfaces(facts, subnets, groups));
  return [
    ...outside.map((found) => ({
      what: `${team.name}'s role starts a job outside its team's subnets and groups`,
      where,
      found,
      change: "allow it only with sagemaker:VpcSubnets and sagemaker:VpcSecurityGroupIds present and the team's own",
    })),
    ...unplaced.map((found) => ({
      what: `${team.name}'s role starts something in SageMaker that names no subnets`,
      where,
      found,
      change: "do not grant it",
    })),
    ...foreignModels.map((found) => ({
      what: `${team.name}'s role runs a model that is not its team's`,
      where,
      found,
      change: `allow it only with sagemaker:ModelArn present and like ${ownModels.join(", ")}`,
    })),
    ...unencrypted.map((found) => ({
      what: `${team.name}'s role starts something that is not encrypted under its team's keys`,
      where,
      found,
      change:
        "allow it only with sagemaker:VolumeKmsKeyArn (or NVMe instance types) and sagemaker:OutputKmsKeyArn of the team",
    })),
    ...identities.map((found) => ({
      what: `${team.name}'s role passes another role, becomes one, or changes permissions`,
      where,
      found,
      change: `allow iam:PassRole on ${role.arn} to sagemaker.amazonaws.com only, and nothing else of IAM and STS`,
    })),
    ...interfaces.map((found) => ({
      what: `${team.name}'s role touches network interfaces outside its team's subnets and groups`,
      where,
      found,
      change: "allow it only in the team's subnets, with the team's groups",
    })),
  ];
}

/** Jobs make network interfaces with the role: in the team's subnets, with its groups. */
function ofInterfaces({ partition, region, account }: Facts, subnets: readonly string[], groups: readonly string[]) {
  const ec2 = (resource: string) => `arn:${partition}:ec2:${region}:${account}:${resource}`;
  const own = subnets.map((id) => ec2(`subnet/${id}`));
  const looks = actionsOf("ec2")
    .filter(({ onlyReads, name }) => onlyReads && name.startsWith("ec2:Describe"))
    .map(({ name }) => name);
  return [
    ask({ Action: "ec2:*", Resource: "*" }),
    except({ Action: looks, Resource: "*" }),
    // It asks for the subnet, the group and the interface, and each must be allowed: the subnet binds.
    except({
      Action: "ec2:CreateNetworkInterface",
      Resource: [...own, ...groups.map((id) => ec2(`security-group/${id}`)), ec2("network-interface/*")],
    }),
    except(
      {
        Action: [
          "ec2:CreateNetworkInterfacePermission",
          "ec2:DeleteNetworkInterface",
          "ec2:DeleteNetworkInterfacePermission",
        ],
        Resource: ec2("network-interface/*"),
      },
      { ArnEquals: { "ec2:Subnet": own } },
    ),
  ];
}

export const jobsInside: Guarantee = {
  id: "G7",
  name: "jobs stay inside",
  promise:
    "the execution role can start no job, model, endpoint or space outside the team's subnets and groups or without encryption, can pass no other role, cannot change its own permissions",
  checks: (facts) => facts.teams.map((team) => ({ team: team.name, failures: () => failures(facts, team) })),
  exceptions: () => [
    `instance types with NVMe storage, which encrypt it themselves: ${nvmeInstancePatterns.join(", ")}`,
    "network interfaces in the team's own subnets are made and deleted by the role, and what EC2 lists is seen",
  ],
};
