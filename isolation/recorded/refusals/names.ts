/** Refusals on purpose that keep teams of one studio account apart, where their names tell them apart. */
import { isInOwnDatabase } from "../made-with";
import { accountOfItsOwn, sageMakerTable, tableOf } from "./pages";
import { actions, here, nothing, type Refusal } from "./refusal";

const separation = "names";

export const ofNames: readonly Refusal[] = [
  {
    id: "lists",
    what: "list or search what is in the account",
    guarantee: "G2",
    why: "The call names no object, so a policy allows it for the whole account or not at all. The answer shows what other teams have.",
    instead: `describe the object by its name; or ${accountOfItsOwn}`,
    separation,
    sources: [
      {
        page: sageMakerTable,
        says: "these calls take no resource, and that Search alone has a condition key, for a tag",
      },
      {
        page: "docs.aws.amazon.com/sagemaker/latest/APIReference/API_VisibilityConditions.html",
        says: "Search returns what does not have the demanded tag at all, too",
      },
    ],
    asks: [
      {
        sender: "session",
        actions: actions(
          "sagemaker",
          "ListActions",
          "ListArtifacts",
          "ListAssociations",
          "ListCandidatesForAutoMLJob",
          "ListContexts",
          "ListEndpoints",
          "ListFeatureGroups",
          "ListModelPackageGroups",
          "ListMonitoringExecutions",
          "ListMonitoringSchedules",
          "ListTransformJobs",
          "ListTrialComponents",
          "Search",
        ),
        on: nothing,
      },
    ],
  },
  {
    id: "metrics",
    what: "read metrics",
    guarantee: "G2",
    why: "A policy cannot see whose metrics the request reads: job and endpoint are dimensions of a metric, and policies do not see these.",
    instead: accountOfItsOwn,
    separation,
    sources: [
      {
        page: tableOf("amazoncloudwatch"),
        says: "`GetMetricStatistics` takes no resource and `ListMetrics` at most a data set, and that no call that reads metrics has a condition key for namespace or dimension",
      },
    ],
    asks: [{ sender: "session", actions: actions("cloudwatch", "GetMetricStatistics", "ListMetrics"), on: nothing }],
  },
  {
    id: "alarms",
    what: "make, read or delete alarms of CloudWatch",
    guarantee: "G2",
    why: "An alarm may watch any metric of the account, another team's too, and its state shows the metric's values.",
    instead: accountOfItsOwn,
    separation,
    sources: [
      {
        page: tableOf("amazoncloudwatch"),
        says: "`PutMetricAlarm` has condition keys for the alarm's actions and for tags, and none for the metric",
      },
      {
        page: "docs.aws.amazon.com/cli/latest/reference/cloudwatch/describe-alarms.html",
        says: "the reason of an alarm's state lists the most recent values of the metric (example at the end)",
      },
    ],
    asks: [
      {
        sender: "session",
        actions: actions("cloudwatch", "DeleteAlarms", "DescribeAlarms", "PutMetricAlarm"),
        on: here("cloudwatch", "alarm:*"),
      },
    ],
  },
  {
    id: "log-queries",
    what: "query logs with Logs Insights",
    guarantee: "G2",
    why: "Training jobs of all teams log to one group, and a query reads whole groups. Its text may also name other groups.",
    instead: `read the job's own stream; or ${accountOfItsOwn}`,
    separation,
    sources: [
      {
        page: "docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Source.html",
        says: "SOURCE in the query's text selects the groups to query, and without a prefix all of them",
      },
      {
        page: "docs.aws.amazon.com/sagemaker/latest/dg/logging-cloudwatch.html",
        says: "training jobs log to /aws/sagemaker/TrainingJobs, each to streams that begin with its name",
      },
    ],
    asks: [
      {
        sender: "session",
        actions: actions("logs", "GetQueryResults", "StartQuery"),
        on: here("logs", "log-group:/aws/sagemaker/TrainingJobs"),
      },
    ],
  },
  {
    id: "artifacts",
    what: "register artifacts of lineage",
    guarantee: "G2",
    why: "An artifact's ARN ends in a hash that SageMaker makes of its source. A policy cannot see whose artifact it is.",
    instead: accountOfItsOwn,
    separation,
    sources: [{ page: sageMakerTable, says: "an artifact's ARN is `artifact/${HashOfArtifactSource}`" }],
    asks: [
      {
        sender: "session",
        actions: actions(
          "sagemaker",
          "AddAssociation",
          "CreateArtifact",
          "DeleteArtifact",
          "DeleteAssociation",
          "DescribeArtifact",
          "UpdateArtifact",
        ),
        on: here("sagemaker", "artifact/*"),
      },
    ],
  },
  {
    id: "autoscaling",
    what: "have an endpoint scale by itself (Application Auto Scaling)",
    guarantee: "G2",
    why: "AWS gives what is to be scaled an id of its own. A policy cannot see whose endpoint it is, so one team could scale another's.",
    instead: accountOfItsOwn,
    separation,
    sources: [
      {
        page: "docs.aws.amazon.com/autoscaling/application/userguide/security_iam_service-with-iam.html",
        says: "a scalable target's ARN is `scalable-target/` and an id that Application Auto Scaling assigns",
      },
      {
        page: tableOf("awsapplicationautoscaling"),
        says: "the calls have condition keys for service and dimension, none for the endpoint",
      },
    ],
    asks: [
      {
        sender: "session",
        actions: actions(
          "application-autoscaling",
          "DeleteScalingPolicy",
          "DeregisterScalableTarget",
          "PutScalingPolicy",
          "RegisterScalableTarget",
        ),
        on: here("application-autoscaling", "scalable-target/*"),
      },
    ],
  },
  {
    id: "glue-catalog",
    what: "use a database of the Glue catalog that is not named after the team, or list all of them",
    guarantee: "G2",
    why: "An account has one catalog in a region, with the databases of all teams. A list or a search names no database, so a policy allows it for the whole catalog or not at all.",
    instead: `the database \`<environment>_<team>\`, which \`features.athena\` makes, or one whose name begins so; or ${accountOfItsOwn}`,
    separation,
    sources: [
      {
        page: "docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html",
        says: "a call on a table needs permission on its database and on the catalog too, and that ARNs hold the database's name",
      },
      {
        page: "docs.aws.amazon.com/lake-formation/latest/dg/populating-catalog.html",
        says: "each account has one catalog in a region",
      },
    ],
    asks: [
      {
        sender: "session",
        actions: actions("glue", "GetDatabases", "SearchTables"),
        on: here("glue", "catalog", "database/*", "table/*"),
      },
      {
        sender: "session",
        actions: actions(
          "glue",
          "CreateDatabase",
          "CreateTable",
          "DeleteDatabase",
          "DeleteTable",
          "GetDatabase",
          "GetTable",
          "GetTables",
          "UpdateTable",
        ),
        on: here("glue", "database/*", "table/*"),
        when: ({ resource }, from) => !isInOwnDatabase(resource, from),
      },
    ],
  },
];
