/** What the execution role's requests are about: things of the team's, and the same of somebody else's. */
import { awsImageAccounts } from "../../config/tables/ecr-registries";
import { strangerTo } from "../facts/accounts";
import { type Facts, serviceHost, type TeamFacts } from "../facts/facts";
import { arnIn } from "../guarantees/team-can-work/needs";
import type { Request } from "../policy";

export interface Asked extends Pick<Request, "resource" | "context"> {
  /** Undefined: Studio's. */
  readonly owner?: string;
}
export type Target = (facts: Facts, team: TeamFacts) => readonly Asked[];

const strangerOf = ({ accounts }: Facts): string => strangerTo(accounts);

/** Nothing in particular, as a page or a check writes it. */
export const everything: Target = () => [{ resource: "*" }];

export const ownBuckets: Target = (_, { buckets, data }) =>
  buckets.map(({ arn }) => ({ resource: arn, owner: data.account }));
export const ownFiles: Target = (_, { buckets, data }) =>
  buckets.map(({ arn }) => ({ resource: `${arn}/folder/object`, owner: data.account }));
const foreignBucket = ({ partition }: Facts): string => `arn:${partition}:s3:::bucket-of-somebody-else`;
export const foreignBuckets: Target = (facts) => [{ resource: foreignBucket(facts), owner: strangerOf(facts) }];
export const foreignFiles: Target = (facts) => [
  { resource: `${foreignBucket(facts)}/object`, owner: strangerOf(facts) },
];

const logs = (facts: Facts, group: string, stream?: string): Asked => ({
  resource: arnIn(facts, "logs", `log-group:${group}${stream === undefined ? "" : `:log-stream:${stream}`}`),
});
export const ownStream: Target = (facts, { jobPrefix }) => [
  logs(facts, "/aws/sagemaker/TrainingJobs", `${jobPrefix}one/algo-1-1700000000`),
];
export const foreignStream: Target = (facts) => [logs(facts, "/aws/lambda/somebody-else", "one")];
export const jobGroups: Target = (facts) =>
  ["ProcessingJobs", "TrainingJobs", "TransformJobs"].map((name) => logs(facts, `/aws/sagemaker/${name}`));
export const foreignGroup: Target = (facts) => [logs(facts, "/aws/lambda/somebody-else")];

export const sagemakerMetrics: Target = () =>
  ["AWS/SageMaker", "/aws/sagemaker/TrainingJobs", "/aws/sagemaker/Endpoints"].map((namespace) => ({
    resource: "*",
    context: { "cloudwatch:namespace": namespace },
  }));
export const otherMetrics: Target = () => [
  { resource: "*", context: { "cloudwatch:namespace": "billing" } },
  { resource: "*" },
];
export const ownAlarm: Target = (facts, { jobPrefix }) => [
  { resource: arnIn(facts, "cloudwatch", `alarm:${jobPrefix}one`) },
];

export const foreignAlarm: Target = (facts) => [
  { resource: arnIn(facts, "cloudwatch", "alarm:one", strangerOf(facts)), owner: strangerOf(facts) },
];

export const pulledImages: Target = (facts) =>
  [facts.account, ...awsImageAccounts(facts.region)].map((owner) => ({
    resource: arnIn(facts, "ecr", "repository/one", owner),
    owner,
  }));
export const foreignImages: Target = (facts) => [
  { resource: arnIn(facts, "ecr", "repository/one", strangerOf(facts)), owner: strangerOf(facts) },
];

const named =
  (type: string, context?: Target): Target =>
  (facts, team) => {
    const resource = arnIn(facts, "sagemaker", `${type}/${team.jobPrefix}one`);
    return (context?.(facts, team) ?? [{ resource }]).map((each) => ({ ...each, resource }));
  };
export const ownObject = (type: string): Target => named(type);
/** Names tell teams of one account apart; whatever tells them apart, nobody reaches another account's. */
export const foreignObject =
  (type: string): Target =>
  (facts) => [{ resource: arnIn(facts, "sagemaker", `${type}/one`, strangerOf(facts)), owner: strangerOf(facts) }];

const network = ({ domain, studio }: TeamFacts): Request["context"] => ({
  "sagemaker:VpcSubnets": studio.resources("aws_subnet").map(({ id }) => id),
  "sagemaker:VpcSecurityGroupIds": [domain.config.tags?.["jobs-security-group"] ?? ""],
});
export const modelInside = named("model", (_, team) => [{ resource: "", context: network(team) }]);
export const modelOutside = ownObject("model");
const volume = ({ studioKeys }: TeamFacts) => ({ "sagemaker:VolumeKmsKeyArn": studioKeys[0]?.arn });
export const configOfOwnModel = named("endpoint-config", (facts, team) => [
  {
    resource: "",
    context: {
      ...volume(team),
      "sagemaker:InstanceTypes": ["ml.m5.xlarge"],
      "sagemaker:ModelArn": [arnIn(facts, "sagemaker", `model/${team.jobPrefix}one`)],
    },
  },
]);
export const configOfNoModel = named("endpoint-config", (_, team) => [{ resource: "", context: volume(team) }]);
export const endpointAndConfig: Target = (facts, team) =>
  ["endpoint", "endpoint-config"].flatMap((type) => ownObject(type)(facts, team));

const passed = { "iam:PassedToService": "sagemaker.amazonaws.com" };
export const ownRole: Target = (_, { role }) => [{ resource: role.arn, context: passed }];
export const foreignRoles: Target = ({ partition, account }, { role }) => [
  { resource: `arn:${partition}:iam::${account}:role/another`, context: passed },
  { resource: role.arn, context: { "iam:PassedToService": "ec2.amazonaws.com" } },
];

const lent = { "kms:GrantIsForAWSResource": "true" };
export const studioKeyForAws: Target = (_, { studioKeys }) =>
  studioKeys.map(({ arn }) => ({ resource: arn, context: lent }));
export const studioKeyForOthers: Target = (_, { studioKeys }) =>
  studioKeys.map(({ arn }) => ({ resource: arn, context: { "kms:GrantIsForAWSResource": "false" } }));
export const studioKey: Target = (_, { studioKeys }) => studioKeys.map(({ arn }) => ({ resource: arn }));
export const foreignKey: Target = (facts) => [
  { resource: arnIn(facts, "kms", "key/of-somebody-else", strangerOf(facts)), owner: strangerOf(facts), context: lent },
];

const ofData =
  (more: (facts: Facts) => Request["context"]): Target =>
  (facts, { dataKeys }) =>
    dataKeys.map(({ arn, account, aliases }) => ({
      resource: arn,
      owner: account,
      context: { "kms:ResourceAliases": aliases, ...more(facts) },
    }));
export const dataKeyThroughS3 = ofData((facts) => ({
  "kms:ViaService": serviceHost(facts, "s3"),
  "aws:ViaAWSService": "true",
}));
export const dataKeyDirectly = ofData(() => ({}));
