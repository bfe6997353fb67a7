/** Refusals on purpose that keep teams of one studio account apart, where their names tell them apart. */
import { accountOfItsOwn, sageMakerTable, tableOf } from "./pages";
import { actions, here, nothing, type Refusal } from "./refusal";

const separation = "names";

export const ofNames: readonly Refusal[] = [
  {
    id: "lists",
    what: "list or search what is in the account",
    guarantee: "G2",
    why: "AWS gives policies no object to decide by, and the answer shows what other teams have.",
    instead: `the object's name; or ${accountOfItsOwn}`,
    separation,
    sources: [
      { page: sageMakerTable, says: "these calls take no resource" },
      {
        page: "docs.aws.amazon.com/sagemaker/latest/APIReference/API_VisibilityConditions.html",
        says: "Search, the only one with a condition key, shows everything that lacks the demanded tag",
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
    why: "The request does not show whose metrics it reads: job and endpoint are dimensions, which policies do not see.",
    instead: accountOfItsOwn,
    separation,
    sources: [
      {
        page: tableOf("amazoncloudwatch"),
        says: "`GetMetricStatistics` takes no resource, and that no call that reads metrics has a condition key for namespace or dimension",
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
        says: "`PutMetricAlarm` has condition keys for actions and tags alone, none for the metric",
      },
      {
        page: "docs.aws.amazon.com/cli/latest/reference/cloudwatch/describe-alarms.html",
        says: "the state's reason lists the most recent datapoints (example)",
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
    why: "Jobs of all teams log to the same groups, and the text of a query may name any group.",
    instead: `read the job's own stream; or ${accountOfItsOwn}`,
    separation,
    sources: [
      {
        page: "docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Source.html",
        says: "SOURCE in the query's text names the groups to query, by default all",
      },
      {
        page: "docs.aws.amazon.com/sagemaker/latest/dg/logging-cloudwatch.html",
        says: "all training jobs log to /aws/sagemaker/TrainingJobs, each to a stream of its name",
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
    why: "An artifact's ARN ends in a hash that SageMaker makes of its source. It does not show whose it is.",
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
    what: "scale an endpoint by itself",
    guarantee: "G2",
    why: "A scalable target's ARN ends in an id that AWS makes. It does not show whose endpoint it is, so one team could scale another's.",
    instead: accountOfItsOwn,
    separation,
    sources: [
      {
        page: "docs.aws.amazon.com/autoscaling/application/userguide/security_iam_service-with-iam.html",
        says: "a scalable target's ARN is `scalable-target/` and an id that AWS gives it",
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
    what: "use tables of the account's Glue catalog",
    guarantee: "G2",
    why: "An account has one catalog in a region, and its databases belong to no team.",
    instead: accountOfItsOwn,
    separation,
    sources: [
      {
        page: "docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html",
        says: "each call on a table or database needs the permission on the catalog too",
      },
      {
        page: "docs.aws.amazon.com/lake-formation/latest/dg/populating-catalog.html",
        says: "each account has one catalog in a region",
      },
    ],
    asks: [
      {
        sender: "session",
        actions: actions(
          "glue",
          "CreateDatabase",
          "CreateTable",
          "DeleteDatabase",
          "DeleteTable",
          "GetDatabase",
          "GetDatabases",
          "GetTable",
          "GetTables",
          "SearchTables",
          "UpdateTable",
        ),
        on: here("glue", "catalog", "database/*", "table/*"),
      },
    ],
  },
];
