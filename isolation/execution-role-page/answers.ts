/** What the execution role has of AWS's page, permission by permission: as it is written, narrower, or not at all, and why. */
import type { Separation } from "../../config/schema";
import type { Permission } from "./page";
import * as on from "./targets";

type Plain =
  /** Granted on every resource without a condition. */
  | { readonly as: "written" }
  | {
      readonly as: "narrower";
      /** Completes "granted". */
      readonly how: string;
      /** Requests that pass. */
      readonly ask: on.Target;
      /** Requests that the page's form lets through and the role's does not. */
      readonly not: on.Target;
      /** From the team's subnets and the allowed networks only; undefined: from SageMaker's own network too. */
      readonly inside?: true;
    }
  | {
      readonly as: "left out";
      /** Completes "not granted:". */
      readonly why: string;
      /** Requests on what is the team's, all of which are refused. */
      readonly ask: on.Target;
      /** The action that is asked about in the place of a pattern. */
      readonly instead?: string;
    }
  /** Not of its policies, but of its trust policy. */
  | { readonly as: "trust policy"; readonly how: string };

/** The same for all teams, or by what tells the teams of the studio account apart. */
export type Answer = Plain | ({ readonly as: "by separation" } & Readonly<Record<Separation, Plain>>);

const written: Answer = { as: "written" };
const narrower = (how: string, ask: on.Target, not: on.Target): Answer => ({ as: "narrower", how, ask, not });
const inside = (how: string, ask: on.Target, not: on.Target): Answer => ({
  as: "narrower",
  how,
  ask,
  not,
  inside: true,
});
const leftOut = (why: string, ask: on.Target = on.everything) => ({ as: "left out", why, ask }) as const;

const files = narrower("on the team's own buckets", on.ownFiles, on.foreignFiles);
const buckets = narrower("on the team's own buckets", on.ownBuckets, on.foreignBuckets);
const streams = narrower("on streams of the team's jobs, endpoints and apps", on.ownStream, on.foreignStream);
const groups = narrower("on SageMaker's log groups", on.jobGroups, on.foreignGroup);
const images = narrower("on images of the studio account and of AWS", on.pulledImages, on.foreignImages);
const object = (type: string): Answer =>
  narrower("on the team's own objects", on.ownObject(type), on.foreignObject(type));

const deployerMakes = leftOut("the deployer makes buckets and their settings", on.ownBuckets);
const noPush = leftOut(
  "nothing is pushed from inside: what is in an image can be pulled from anywhere with the role's credentials (G11)",
  on.pulledImages,
);
const noRobots = leftOut(
  "RoboMaker is not part of this environment, and AWS has ended it for new customers (not looked up)",
);
const noGeospatial = leftOut("SageMaker geospatial has endpoints and jobs of its own, which know no subnets");
const metrics: Answer = {
  as: "by separation",
  names: leftOut("it takes no resource, so it would show other teams' metrics"),
  account: { as: "narrower", how: "to the team's networks", ask: on.everything, not: () => [], inside: true },
};

/** By action. */
export const answers: Readonly<Record<string, Answer>> = {
  "cloudwatch:DescribeAlarms": {
    as: "by separation",
    names: leftOut("the team makes no alarms", on.ownAlarm),
    account: { as: "narrower", how: "on alarms of the studio account", ask: on.ownAlarm, not: on.foreignAlarm },
  },
  "cloudwatch:GetMetricData": metrics,
  "cloudwatch:GetMetricStatistics": metrics,
  "cloudwatch:ListMetrics": metrics,
  "cloudwatch:PutMetricData": narrower("in SageMaker's namespaces", on.sagemakerMetrics, on.otherMetrics),
  "codecommit:GitPull": leftOut("a policy of your own grants repositories, beside an extra endpoint"),
  "codecommit:GitPush": leftOut("a policy of your own grants repositories, beside an extra endpoint"),
  "ec2:CreateNetworkInterface": written,
  "ec2:CreateNetworkInterfacePermission": written,
  "ec2:CreateVpcEndpoint": leftOut("an endpoint of one's own would be a way out"),
  "ec2:DeleteNetworkInterface": written,
  "ec2:DeleteNetworkInterfacePermission": written,
  "ec2:DescribeDhcpOptions": written,
  "ec2:DescribeNetworkInterfaces": written,
  "ec2:DescribeRouteTables": leftOut("only notebook instances ask for it, to make an endpoint"),
  "ec2:DescribeSecurityGroups": written,
  "ec2:DescribeSubnets": written,
  "ec2:DescribeVpcs": written,
  "ecr:BatchCheckLayerAvailability": images,
  "ecr:BatchDeleteImage": noPush,
  "ecr:BatchGetImage": images,
  "ecr:CompleteLayerUpload": noPush,
  "ecr:CreateRepository": noPush,
  "ecr:DeleteRepository": noPush,
  "ecr:DeleteRepositoryPolicy": noPush,
  "ecr:GetAuthorizationToken": written,
  "ecr:GetDownloadUrlForLayer": images,
  "ecr:InitiateLayerUpload": noPush,
  "ecr:PutImage": noPush,
  "ecr:SetRepositoryPolicy": noPush,
  "ecr:UploadLayerPart": noPush,
  "elasticfilesystem:DescribeMountTargets": leftOut("home directories are mounted by Studio itself"),
  "iam:PassRole": narrower("on the role itself", on.ownRole, on.foreignRoles),
  "kms:CreateGrant": narrower("on the team's studio key, for AWS's services", on.studioKeyForAws, (facts, team) => [
    ...on.studioKeyForOthers(facts, team),
    ...on.foreignKey(facts, team),
  ]),
  "kms:Decrypt": narrower("on the team's data key through S3", on.dataKeyThroughS3, on.dataKeyDirectly),
  "kms:DescribeKey": narrower("on the team's keys", on.studioKey, on.foreignKey),
  "kms:Encrypt": narrower("on the team's keys", on.dataKeyDirectly, on.foreignKey),
  "logs:CreateLogGroup": groups,
  "logs:CreateLogStream": streams,
  "logs:DescribeLogStreams": groups,
  "logs:GetLogEvents": inside("on streams of the team's jobs, endpoints and apps", on.ownStream, on.foreignStream),
  "logs:PutLogEvents": streams,
  "robomaker:CancelSimulationJob": noRobots,
  "robomaker:CreateSimulationApplication": noRobots,
  "robomaker:CreateSimulationJob": noRobots,
  "robomaker:DeleteSimulationApplication": noRobots,
  "robomaker:DescribeSimulationApplication": noRobots,
  "robomaker:DescribeSimulationJob": noRobots,
  "s3:AbortMultipartUpload": files,
  "s3:CreateBucket": deployerMakes,
  "s3:DeleteObject": files,
  "s3:GetBucketAcl": leftOut("buckets have no access lists", on.ownBuckets),
  "s3:GetBucketCors": deployerMakes,
  "s3:GetBucketLocation": buckets,
  "s3:GetObject": files,
  "s3:ListAllMyBuckets": leftOut("it shows the names of all buckets of the account"),
  "s3:ListBucket": buckets,
  "s3:ListBucketMultipartUploads": buckets,
  "s3:PutBucketCors": deployerMakes,
  "s3:PutObject": files,
  "s3:PutObjectAcl": leftOut("buckets have no access lists", on.ownFiles),
  "sagemaker:*": {
    ...leftOut("notebook instances are never granted; a JupyterLab app has what its role's policies list"),
    instead: "sagemaker:CreateNotebookInstance",
  },
  "sagemaker-geospatial:GetEarthObservationJob": noGeospatial,
  "sagemaker-geospatial:GetVectorEnrichmentJob": noGeospatial,
  "sagemaker:CreateEndpoint": narrower("with the team's own names", on.endpointAndConfig, on.foreignObject("endpoint")),
  "sagemaker:CreateEndpointConfig": narrower(
    "for the team's own models, under the studio key",
    on.configOfOwnModel,
    on.configOfNoModel,
  ),
  "sagemaker:CreateModel": narrower("in the team's subnets and the jobs' group", on.modelInside, on.modelOutside),
  "sagemaker:DeleteEndpoint": object("endpoint"),
  "sagemaker:DeleteEndpointConfig": object("endpoint-config"),
  "sagemaker:DeleteModel": object("model"),
  "sagemaker:DescribeEndpoint": object("endpoint"),
  "sagemaker:DescribeEndpointConfig": object("endpoint-config"),
  "sagemaker:DescribeModel": object("model"),
  "sagemaker:InvokeEndpoint": inside(
    "on the team's own endpoints",
    on.ownObject("endpoint"),
    on.foreignObject("endpoint"),
  ),
  "sagemaker:ListTags": object("automl-job"),
  "sts:AssumeRole": {
    as: "trust policy",
    how: "for SageMaker acting for this account (aws:SourceAccount, aws:SourceArn)",
  },
};

/** Undefined where nobody has decided. */
export const answerTo = ({ action }: Pick<Permission, "action">): Answer | undefined => answers[action];
