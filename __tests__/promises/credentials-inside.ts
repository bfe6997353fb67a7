/** The execution role's credentials, carried elsewhere, read nothing back; services that act for the team with them are not hindered. */
import { actionsOf } from "../../isolation/decide/catalogue";
import type { Policies } from "../../isolation/policy";
import {
  type Context,
  fromOwnSubnet,
  keyPolicy,
  may,
  mayNot,
  networkOf,
  ownName,
  sagemakerObject,
  type TeamView,
  views,
} from "./access";
import { ownTypes } from "./own-objects";
import type { Promised, World } from "./promise";
import { callsOn, listsOfAccount } from "./sagemaker-table";

/**
 * SageMaker's calls that read what the team makes, and what it notes of its runs. Not those that describe or list jobs,
 * models and endpoints: names and settings, which SageMaker itself asks for.
 */
const describing =
  /^sagemaker:List(?!Pipeline|(Actions|Artifacts|Associations|Contexts|Experiments|TrialComponents|Trials)$)|^sagemaker:Describe(?!(Action|Artifact|Context|Experiment|Pipeline\w*|Trial|TrialComponent)$)/;
const readingOwn = [
  ...actionsOf("sagemaker")
    .filter(({ name, onlyReads }) => onlyReads && callsOn(ownTypes).some(({ action }) => action === name))
    .map(({ name }) => name),
  ...listsOfAccount(),
].filter((name) => !describing.test(name));

/** Calls that hand something back to whoever makes them, or leave something for others to fetch. */
const readingBack = [
  // An alarm's state says what its metric measured, and is seen from anywhere.
  "cloudwatch:DeleteAlarms",
  "cloudwatch:PutMetricAlarm",
  "cloudwatch:GetMetricData",
  "cloudwatch:GetMetricStatistics",
  "cloudwatch:GetMetricWidgetImage",
  "cloudwatch:ListMetrics",
  "ecr:CompleteLayerUpload",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
  "kms:Decrypt",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
  "logs:FilterLogEvents",
  "logs:GetLogEvents",
  "logs:GetLogRecord",
  "logs:GetQueryResults",
  "logs:StartLiveTail",
  "logs:StartQuery",
  "logs:Unmask",
  "sagemaker:BatchGetRecord",
  "sagemaker:CreatePresignedDomainUrl",
  "sagemaker:DescribeFeatureMetadata",
  "sagemaker:DescribeStudioLifecycleConfig",
  "sagemaker:GetRecord",
  "sagemaker:ListRecords",
  "sagemaker:QueryLineage",
  "sagemaker:Search",
  ...readingOwn,
];
/** What administrators register for the team; of versions by their names and of groups by a list. */
const readingRegistry = [
  "sagemaker:BatchDescribeModelPackage",
  "sagemaker:DescribeModelPackage",
  "sagemaker:DescribeModelPackageGroup",
  "sagemaker:ListModelPackageGroups",
  "sagemaker:ListModelPackages",
];
const ofRegistry = ({ team }: TeamView): readonly string[] =>
  team.features.modelRegistry === undefined ? [] : readingRegistry;

/** One reading call of each service that an environment may add an endpoint for. */
const readingExtras: Readonly<Record<string, string>> = {
  athena: "athena:GetQueryResults",
  "codeartifact.api": "codeartifact:ReadFromRepository",
  glue: "glue:GetTable",
  secretsmanager: "secretsmanager:GetSecretValue",
};

/** A resource that the action takes, of the team's own. */
const target = (world: World, team: TeamView, action: string): string => {
  if (action.startsWith("kms:")) return team.studioKeyArn;
  if (action === "sagemaker:CreatePresignedDomainUrl")
    return sagemakerObject(world, `user-profile/${team.domainId}/somebody`);
  if (action.startsWith("sagemaker:Invoke")) return sagemakerObject(world, `endpoint/${ownName(world, team)}`);
  return "*";
};

/** The role with every right that IAM can give beside its own policies, and the key's consent where one is asked. */
const walled = (world: World, team: TeamView, action: string): Policies => ({
  identity: team.walled,
  ...(action.startsWith("kms:") && { resource: keyPolicy(world, team.studio) }),
});

const firstAddress = (cidr: string) => cidr.replace(/\/.*$/, "");

const elsewhere: readonly Context[] = [
  { "aws:SourceIp": "192.0.2.1", "aws:ViaAWSService": "false" },
  { "aws:SourceVpc": "vpc-of-somebody-else", "aws:SourceVpce": "vpce-1", "aws:VpcSourceIp": "10.0.0.1" },
];

export const promises: Promised[] = [
  {
    name: "whatever is attached to the role, its credentials read nothing back from outside the team's subnets and the allowed networks",
    check: (world) => {
      const account = world.environment.accounts.studio.id;
      const extras = world.environment.network.extraInterfaceEndpoints.flatMap((name) => readingExtras[name] ?? []);
      for (const team of views(world)) {
        const { vpcId } = networkOf(world, team);
        for (const action of [...readingBack, ...extras, ...ofRegistry(team)]) {
          const call = {
            as: team.role,
            action,
            on: target(world, team, action),
            account,
            policies: walled(world, team, action),
          };
          const outside: readonly Context[] = [
            ...elsewhere,
            // Another team's subnet or an endpoint's: the right VPC, the wrong address; and the reverse.
            { "aws:SourceVpc": vpcId, "aws:VpcSourceIp": firstAddress(world.environment.network.endpointCidr) },
            { ...fromOwnSubnet(world, team), "aws:SourceVpc": "vpc-of-somebody-else" },
          ];
          for (const context of outside) mayNot({ ...call, context });
          may({ ...call, context: fromOwnSubnet(world, team) });
        }
      }
    },
  },
  {
    name: "people whose pages act with the role read back from the allowed networks",
    check: (world) => {
      const account = world.environment.accounts.studio.id;
      const { publicCidrs, privateCidrs } = world.environment.access;
      for (const team of views(world)) {
        const { vpcId } = networkOf(world, team);
        const networks: readonly Context[] = [
          ...publicCidrs.map((cidr) => ({ "aws:SourceIp": firstAddress(cidr) })),
          ...privateCidrs.map((cidr) => ({ "aws:SourceVpc": vpcId, "aws:VpcSourceIp": firstAddress(cidr) })),
        ];
        for (const context of networks) {
          for (const action of ["logs:GetLogEvents", "sagemaker:InvokeEndpoint", ...ofRegistry(team)]) {
            const policies = walled(world, team, action);
            may({ as: team.role, action, on: target(world, team, action), account, context, policies });
          }
        }
      }
    },
  },
  {
    name: "what AWS forwards for a call that was allowed is not taken for a call from elsewhere",
    check: (world) => {
      const context: Context = { "aws:ViaAWSService": "true", "aws:SourceIp": "192.0.2.1" };
      for (const team of views(world))
        for (const action of ["kms:Decrypt", ...ofRegistry(team)])
          may({
            as: team.role,
            action,
            on: target(world, team, action),
            account: world.environment.accounts.studio.id,
            context,
            policies: walled(world, team, action),
          });
    },
  },
];
