/** Refusals on purpose of other services: names that do not resolve, and what belongs to the account or to others. */
import { calls, type Refusal, valuesOf } from "./refusal";

const ownPolicy = "a policy of your own on the execution role (README.md)";

export const ofServices: readonly Refusal[] = [
  {
    id: "identities",
    what: "ask IAM about roles",
    guarantee: "G4",
    why: "IAM's name does not resolve in the VPC. A team neither reads nor changes identities.",
    source: "github.com/aws/sagemaker-python-sdk issue 6019",
    meets: ({ action, host }) => action.startsWith("iam:") && host !== undefined,
  },
  {
    id: "other-regions",
    what: "call a service in another region",
    guarantee: "G4",
    why: "Names of other regions do not resolve in the VPC.",
    source: "docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
    meets: ({ host }, { region }) =>
      host !== undefined && /\.[a-z]{2}(-[a-z]+)+-\d\.amazonaws\.com$/.test(host) && !host.includes(`.${region}.`),
  },
  {
    id: "schedules",
    what: "make a schedule of EventBridge",
    guarantee: "G7",
    why: "EventBridge would start the pipeline with a role that it is lent, and SageMaker alone becomes the team's.",
    instead: "have an administrator make the schedule with a role of its own",
    source: "docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html (execution role)",
    meets: calls("scheduler:*", "events:*"),
  },
  {
    id: "autoscaling",
    what: "scale an endpoint by itself",
    guarantee: "G2",
    why: "A scalable target's ARN does not show whose endpoint it is.",
    instead: "a studio account of the team's own (separation: account)",
    separation: "names",
    source: "docs.aws.amazon.com/autoscaling/application/userguide/security_iam_service-with-iam.html",
    meets: calls("application-autoscaling:*"),
  },
  {
    id: "alarms",
    what: "make or delete alarms of CloudWatch",
    guarantee: "G2",
    why: "Alarms show metrics of the whole account.",
    instead: "a studio account of the team's own (separation: account)",
    separation: "names",
    source: "docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html",
    meets: calls("cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms"),
  },
  {
    id: "alarms-that-tell",
    what: "make an alarm that calls something other than a scaling policy",
    guarantee: "G12",
    why: "An alarm's actions may call topics and functions of other accounts.",
    instead: "have an administrator make the alarm",
    source: "docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-alarm-actions.html",
    meets: (request) =>
      request.action === "cloudwatch:PutMetricAlarm" &&
      valuesOf(request, "cloudwatch:AlarmActions").some((arn) => !/:scalingPolicy:/.test(arn)),
  },
  {
    id: "other-metrics",
    what: "write metrics outside SageMaker's namespaces",
    guarantee: "G2",
    why: "Other namespaces are the account's.",
    instead: "a namespace that begins with /aws/sagemaker/",
    byParameter: true,
    source: "policies/execution-role/job-runtime.ts",
    meets: ({ action, context }) =>
      action === "cloudwatch:PutMetricData" && !/^\/?aws\/sagemaker/i.test(String(context["cloudwatch:namespace"])),
  },
  {
    id: "glue-catalog",
    what: "use tables of the account's Glue catalog",
    guarantee: "G2",
    why: "The catalog is the account's, and its tables belong to no team.",
    instead: "a studio account of the team's own (separation: account)",
    separation: "names",
    source: "docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html",
    meets: calls("glue:*"),
  },
  {
    id: "lake-formation",
    what: "grant rights in Lake Formation",
    guarantee: "G12",
    why: "Whoever grants may grant to other accounts.",
    source: "docs.aws.amazon.com/lake-formation/latest/dg/granting-catalog-permissions.html",
    meets: calls("lakeformation:*"),
  },
  {
    id: "secrets",
    what: "read a secret that is not named after the team",
    guarantee: "G2",
    why: "Its name does not show whose it is.",
    instead: "a secret whose name begins with <environment>-<team>-",
    byParameter: true,
    separation: "names",
    source: "docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html",
    meets: (request, { jobPrefix }) =>
      calls("secretsmanager:*")(request) && !request.resource.includes(`:${jobPrefix}`),
  },
  {
    id: "bedrock",
    what: "call a model of Bedrock",
    guarantee: "G2",
    why: "Models of Bedrock are the account's, and belong to no team.",
    instead: ownPolicy,
    source: "docs.aws.amazon.com/bedrock/latest/userguide/vpc-interface-endpoints.html",
    meets: calls("bedrock:*"),
  },
  {
    id: "mlflow",
    what: "log to an MLflow tracking server that is not named after the team",
    guarantee: "G2",
    why: "Its name does not show whose it is.",
    instead: "a tracking server whose name begins with <environment>-<team>-",
    byParameter: true,
    separation: "names",
    source: "docs.aws.amazon.com/sagemaker/latest/dg/mlflow-create-tracking-server-iam.html",
    meets: (request, { jobPrefix }) =>
      calls("sagemaker-mlflow:*")(request) && !request.resource.includes(`/${jobPrefix}`),
  },
];
