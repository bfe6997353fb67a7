/** Why recorded requests are refused on purpose (isolation/recorded/refusals): what AWS's tables lack, held against them. If a key comes, decide anew. */
import { type Refusal, refusals } from "../../isolation/recorded/refusals";
import { arnOf, keysOf, pageNames, typesOf } from "../support/authorization-tables";

const callsOf = (id: string): readonly string[] => {
  const refusal = refusals.find((each): each is Refusal => each.id === id);
  if (!refusal) throw new Error(`there is no refusal ${id}`);
  return refusal.asks.flatMap(({ actions }) => actions);
};
const network = /vpc|subnet|securitygroup/i;

test.each([
  "sagemaker:CreateOptimizationJob",
  "sagemaker:CreateMlflowTrackingServer",
  "emr-serverless:CreateApplication",
  "emr-serverless:StartJobRun",
  "sqs:SendMessage",
  "lakeformation:GrantPermissions",
])("%s has no condition keys but those of tags: no policy demands subnets, or tells who receives", (call) => {
  expect(keysOf(call)).toEqual([]);
});

test.each(["sagemaker:CreateModelPackage", "lambda:InvokeFunction", "elasticmapreduce:AddJobFlowSteps"])(
  "%s has no condition key for a network",
  (call) => {
    expect(keysOf(call).filter((key) => network.test(key))).toEqual([]);
  },
);

test("the keys for a network are found where AWS has them", () => {
  for (const call of ["sagemaker:CreateTrainingJob", "lambda:CreateFunction"])
    expect(keysOf(call).some((key) => network.test(key))).toBe(true);
});

test("a monitoring schedule does not show whose definition it names", () => {
  expect(keysOf("sagemaker:CreateMonitoringSchedule").filter((key) => /definition/i.test(key))).toEqual([]);
});

test("a feature group shows its offline store when it is made, and no later call on it does", () => {
  const calls = callsOf("feature-store").filter((call) => call !== "sagemaker:CreateFeatureGroup");
  const shown = (call: string) => keysOf(call).filter((key) => /offline/i.test(key));
  expect(shown("sagemaker:CreateFeatureGroup").length).toBeGreaterThan(0);
  expect(calls.flatMap(shown)).toEqual([]);
});

test("lists and searches name no object, and Search alone has a condition key, which hides only what carries a tag", () => {
  const lists = callsOf("lists");
  expect(lists.flatMap(typesOf)).toEqual([]);
  expect(Object.fromEntries(lists.map((call) => [call, keysOf(call)]).filter(([, keys]) => keys?.length))).toEqual({
    "sagemaker:Search": ["sagemaker:SearchVisibilityCondition/${FilterKey}"],
  });
});

test("what reads metrics shows neither namespace nor dimension, and what writes them shows its namespace alone", () => {
  expect(typesOf("cloudwatch:GetMetricStatistics")).toEqual([]);
  expect(typesOf("cloudwatch:ListMetrics")).toEqual(["dataset"]);
  for (const call of [...callsOf("metrics"), "cloudwatch:GetMetricData"])
    expect(keysOf(call).filter((key) => /namespace|dimension|metric/i.test(key))).toEqual([]);
  expect(keysOf("cloudwatch:PutMetricData")).toEqual(["cloudwatch:namespace"]);
});

test("an alarm shows what it calls, and not the metric that it watches", () => {
  expect(keysOf("cloudwatch:PutMetricAlarm")).toEqual(["cloudwatch:AlarmActions"]);
});

test("ids that AWS makes end the ARNs of artifacts and scalable targets", () => {
  expect(arnOf("sagemaker", "artifact")).toMatch(/:artifact\/\$\{HashOfArtifactSource\}$/);
  expect(callsOf("artifacts").flatMap(typesOf)).toContain("artifact");
  expect(arnOf("application-autoscaling", "ScalableTarget")).toMatch(/:scalable-target\/\$\{ResourceId\}$/);
  for (const call of callsOf("autoscaling"))
    expect(keysOf(call)).toEqual([
      "application-autoscaling:scalable-dimension",
      "application-autoscaling:service-namespace",
    ]);
});

test("calls on tables work on database and catalog too, and the ARN of a database holds its name", () => {
  for (const call of callsOf("glue-catalog"))
    expect(typesOf(call)).toEqual(expect.arrayContaining(["catalog", "database"]));
  expect(arnOf("glue", "database")).toMatch(/:database\/\$\{DatabaseName\}$/);
});

test("a grant of Lake Formation names no object, and a secret is read by its ARN", () => {
  expect(callsOf("lake-formation").flatMap(typesOf)).toEqual([]);
  expect(callsOf("secrets").flatMap(typesOf)).toEqual(["Secret"]);
});

test("every page of the Service Authorization Reference that a refusal names is a service's", () => {
  const named = refusals.flatMap(({ sources }) =>
    sources.flatMap(({ page }) => /service-authorization\/latest\/reference\/list_(.*)\.html$/.exec(page)?.[1] ?? []),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !pageNames().has(name))).toEqual([]);
});

test("MLflow's calls work on a tracking server, whose ARN ends in its name", () => {
  for (const call of callsOf("mlflow")) expect(typesOf(call)).toEqual(["mlflow-tracking-server"]);
  expect(arnOf("sagemaker-mlflow", "mlflow-tracking-server")).toMatch(
    /:mlflow-tracking-server\/\$\{MlflowTrackingServerName\}$/,
  );
});
