/** Refusals on purpose of objects that are told apart by their names: a parameter of the program is enough. */
import { isInOwnDatabase } from "../made-with";
import { tableOf } from "./pages";
import { actions, here, nothing, type Refusal, valuesOf } from "./refusal";

const named = (what: string) => `a ${what} whose name begins with \`<environment>-<team>-\``;
const byAdministrators = (what: string) =>
  `Administrators make ${what}, the platform's own in the same account. The name of one shows whom it is for.`;

export const ofNamed: readonly Refusal[] = [
  {
    id: "secrets",
    what: "read a secret that is not named after the team",
    guarantee: "G2",
    why: byAdministrators("secrets"),
    instead: named("secret"),
    byParameter: true,
    sources: [
      {
        page: "docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html",
        says: "a secret's ARN ends in its name and six random characters",
      },
      { page: tableOf("awssecretsmanager"), says: "`GetSecretValue` is allowed by the secret's ARN" },
    ],
    asks: [
      {
        sender: "session",
        actions: ["secretsmanager:GetSecretValue"],
        on: here("secretsmanager", "secret:*"),
        when: ({ resource }, { jobPrefix }) => !resource.includes(`:secret:${jobPrefix}`),
      },
    ],
  },
  {
    id: "repositories",
    what: "clone a repository that is not named after the team",
    guarantee: "G2",
    why: byAdministrators("repositories"),
    instead: named("repository"),
    byParameter: true,
    sources: [
      {
        page: "docs.aws.amazon.com/codecommit/latest/userguide/auth-and-access-control-permissions-reference.html",
        says: "`GitPull` is allowed by the repository's ARN, which ends in its name",
      },
    ],
    asks: [
      {
        sender: "session",
        actions: ["codecommit:GitPull"],
        on: here("codecommit", "*"),
        when: ({ resource }, { jobPrefix }) => !resource.includes(`:${jobPrefix}`),
      },
    ],
  },
  {
    id: "mlflow",
    what: "log to an MLflow tracking server that is not named after the team",
    guarantee: "G2",
    why: "The name of a server shows whose it is, and other teams have servers in the account.",
    instead: "the team's own, `<environment>-<team>-mlflow` (`features.mlflow`), or another whose name begins so",
    byParameter: true,
    separation: "names",
    sources: [
      {
        page: tableOf("amazonsagemakerwithmlflow"),
        says: "the calls that log and read work on a tracking server, whose ARN ends in its name",
      },
    ],
    asks: [
      {
        sender: "session",
        actions: actions(
          "sagemaker-mlflow",
          "CreateRun",
          "GetDownloadURIForModelVersionArtifacts",
          "GetExperimentByName",
          "GetRegisteredModel",
          "GetRun",
          "LogMetric",
          "SearchModelVersions",
          "UpdateRun",
        ),
        on: here("sagemaker", "mlflow-tracking-server/*"),
        when: ({ resource }, { jobPrefix }) => !resource.includes(`/${jobPrefix}`),
      },
    ],
  },
  {
    id: "glue-databases",
    what: "change a database of the Glue catalog that is not named after the team",
    guarantee: "G2",
    why: "Administrators keep tables in the catalog too, of logs and costs for example. The team may read all of them, and changes its own.",
    instead:
      "the database `<environment>_<team>`, which `features.athena` makes, or one whose name begins with `<environment>_<team>_`",
    byParameter: true,
    separation: "account",
    sources: [
      {
        page: "docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html",
        says: "policies name databases and tables by their ARNs, which hold the database's name",
      },
    ],
    asks: [
      {
        sender: "session",
        actions: actions("glue", "CreateDatabase", "CreateTable", "DeleteDatabase", "DeleteTable", "UpdateTable"),
        on: here("glue", "database/*", "table/*"),
        when: ({ resource }, from) => !isInOwnDatabase(resource, from),
      },
    ],
  },
  {
    id: "other-metrics",
    what: "write metrics outside SageMaker's namespaces",
    guarantee: "G2",
    why: "Everybody in the account may have metrics in a namespace. False values could set off, or silence, the alarms of others.",
    instead: "a namespace that begins with /aws/sagemaker/",
    byParameter: true,
    sources: [
      {
        page: "docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html",
        says: "a policy can limit the namespaces that metrics are written to",
      },
      {
        page: "docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html",
        says: "alarms should exist on metrics that filters make of logs, for example of use of the root user",
      },
    ],
    asks: [
      {
        sender: "session",
        actions: ["cloudwatch:PutMetricData"],
        on: nothing,
        when: (request) => !valuesOf(request, "cloudwatch:namespace").some((name) => /^\/?aws\/sagemaker/i.test(name)),
      },
    ],
  },
];
