/** Refusals on purpose that keep teams of one studio account apart where their names tell them apart. */
import { calls, type Refusal } from "./refusal";

const authorization = "docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html";
const separation = "names";

export const ofNames: readonly Refusal[] = [
  {
    id: "lists",
    what: "list or search what is in the account",
    guarantee: "G2",
    why: "The answer shows what other teams have: AWS asks no resource.",
    instead: "the object's name; or a studio account of the team's own (separation: account)",
    separation,
    source: authorization,
    meets: (request) =>
      request.resource === "*" && calls("sagemaker:List*", "sagemaker:Search", "sagemaker:QueryLineage")(request),
  },
  {
    id: "account-metrics",
    what: "read metrics and logs of the whole account",
    guarantee: "G2",
    why: "The answer shows what other teams' jobs and endpoints say: AWS asks no resource, or a group that all teams share.",
    instead: "a studio account of the team's own (separation: account)",
    separation,
    source: "docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html",
    meets: calls(
      "cloudwatch:GetMetric*",
      "cloudwatch:ListMetrics",
      "cloudwatch:DescribeAlarms",
      "logs:StartQuery",
      "logs:GetQueryResults",
    ),
  },
  {
    id: "artifacts",
    what: "register artifacts of lineage",
    guarantee: "G2",
    why: "SageMaker gives an artifact an id of its own, which does not show whose it is.",
    instead: "a studio account of the team's own (separation: account)",
    separation,
    source: authorization,
    meets: ({ resource }) => resource.includes(":artifact/"),
  },
];
