/** A refusal on purpose explains what was recorded, and nothing beside it: an entry that is too wide would hide a new refusal. */
import { actionsOf } from "../../../isolation/decide/catalogue";
import { collectedIn } from "../../../isolation/recorded/collected";
import { madeWith, type Surroundings } from "../../../isolation/recorded/made-with";
import { explains, type Refusal, refusals } from "../../../isolation/recorded/refusals";
import type { IamRequest } from "../../../isolation/recorded/requests-of-call";
import { modes } from "../../../notebooks/harness/recordings";

const all = modes.flatMap((mode) => {
  const collected = collectedIn(mode);
  return collected ? [{ mode, ...collected }] : [];
});

/** What a refusal explains of the recordings, with the ids that they were made with. */
const explainedBy = (refusal: Refusal): { readonly request: IamRequest; readonly from: Surroundings }[] =>
  all
    .filter(({ mode }) => refusal.separation === undefined || refusal.separation === mode)
    .flatMap(({ kinds, from }) => kinds.map(({ request }) => ({ request, from })))
    .filter(({ request, from }) => explains(refusal, request, from));

/** Owner of what an ARN names, and its type where the ARN has one. */
const typeOf = (resource: string): string => {
  const [, , service, region, account, ...rest] = resource.split(":");
  const [type = "", ...name] = rest.join(":").replace(/^\//, "").split(/[/:]/);
  return service === undefined ? resource : [service, region, account, name.length > 0 ? type : ""].join(":");
};
const callOf = ({ sender, action }: IamRequest): string => `${sender} ${action}`;
const objectOf = ({ sender, resource }: IamRequest): string => `${sender} ${typeOf(resource)}`;

const senders = ["session", "platform", "forwarded"] as const;

/** The same request with another caller, with every other operation of the service, and on other objects. */
const beside = (request: IamRequest, from: Surroundings): readonly IamRequest[] => {
  const { action, resource } = request;
  const other = "999999999999";
  const resources = ["*", `arn:aws:s3:::other-bucket/recorded`, resource.replaceAll(from.account, other)];
  const types = resource.startsWith("arn:")
    ? [resource.replace(/^((?:[^:]*:){5})/, "$1other-"), resource.replace(/^((?:[^:]*:){3})/, "$1other-")]
    : [];
  return [
    ...senders.map((sender) => ({ ...request, sender })),
    ...actionsOf(action.slice(0, action.indexOf(":"))).map(({ name }) => ({ ...request, action: name })),
    { ...request, action: "s3:GetObject" },
    { ...request, action: "iam:GetRole" },
    ...[...resources, ...types].map((each) => ({ ...request, resource: each })),
  ];
};

test.each(refusals.map((refusal) => [refusal.id, refusal] as const))(
  "%s explains no call beside those that were recorded: another operation, another caller, another object",
  (_, refusal) => {
    const own = explainedBy(refusal);
    const calls = new Set(own.map(({ request }) => callOf(request)));
    const objects = new Set(own.map(({ request }) => objectOf(request)));
    const hidden = own
      .flatMap(({ request, from }) => beside(request, from).filter((each) => explains(refusal, each, from)))
      .filter((each) => !calls.has(callOf(each)) || !objects.has(objectOf(each)));
    expect([...new Set(hidden.map((each) => `${callOf(each)} on ${typeOf(each.resource)}`))]).toEqual([]);
  },
);

test.each(refusals.map((refusal) => [refusal.id, refusal] as const))(
  "every call that %s lists was recorded, or every name: no entry outlives its reason",
  (_, { hosts = [], ...refusal }) => {
    const own = explainedBy(refusal);
    const dead = refusal.asks.flatMap(({ sender, actions }) =>
      actions.filter((action) => !own.some(({ request }) => request.sender === sender && request.action === action)),
    );
    const names = new Set(all.flatMap(({ recordings }) => recordings.flatMap((each) => each.names ?? [])));
    expect({ calls: dead, hosts: hosts.some((host) => names.has(host)) || hosts.length === 0 }).toEqual({
      calls: [],
      hosts: true,
    });
    expect(refusal.asks.length + hosts.length).toBeGreaterThan(0);
  },
);

test("no recorded request is explained twice: each has one reason", () => {
  const twice = all.flatMap(({ mode, kinds, from }) =>
    kinds.filter(
      ({ request }) =>
        refusals.filter(
          (each) => (each.separation === undefined || each.separation === mode) && explains(each, request, from),
        ).length > 1,
    ),
  );
  expect(twice).toEqual([]);
});

const from = madeWith["names"] as Surroundings;
const arn = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:111111111111:${resource}`;
const asked = (action: string, resource: string, context: IamRequest["context"] = {}): IamRequest => ({
  sender: action === "iam:PassRole" ? "platform" : "session",
  action,
  resource,
  context,
});
const passing = (service: string) =>
  asked("iam:PassRole", from.role, { "iam:PassedToService": `${service}.amazonaws.com` });
const groups = { "sagemaker:VpcSecurityGroupIds": [from.securityGroup] };
const job = (subnets: readonly string[]) =>
  asked("sagemaker:CreateTrainingJob", arn("sagemaker", "training-job/recorded"), {
    ...groups,
    "sagemaker:VpcSubnets": subnets,
  });
const endpoint = (memory: string | undefined) =>
  asked("sagemaker:CreateEndpointConfig", arn("sagemaker", "endpoint-config/recorded"), {
    "sagemaker:ServerlessMemorySize": memory,
  });
const schedule = (subnets: readonly string[] | undefined) =>
  asked("sagemaker:CreateMonitoringSchedule", arn("sagemaker", "monitoring-schedule/recorded"), {
    "sagemaker:VpcSubnets": subnets,
  });
const group = (uri: string | undefined) =>
  asked("sagemaker:CreateFeatureGroup", arn("sagemaker", "feature-group/recorded"), {
    "sagemaker:FeatureGroupOfflineStoreS3Uri": uri,
  });
const metric = (name: string) => asked("cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": name });
const fileOf = (key: string): IamRequest => ({
  sender: "platform",
  action: "s3:GetObject",
  resource: `arn:aws:s3:::${from.bucket}/${key}`,
  context: {},
});
const simulation = (host: string): IamRequest => ({ ...asked("iam:SimulatePrincipalPolicy", from.role), host });
const secret = (name: string) => asked("secretsmanager:GetSecretValue", arn("secretsmanager", `secret:${name}`));
const table = (database: string) => asked("glue:UpdateTable", arn("glue", `table/${database}/recorded`));
const query = (name: string) => asked("athena:StartQueryExecution", arn("athena", `workgroup/${name}`));
const pull = (name: string) => asked("codecommit:GitPull", arn("codecommit", name));
const run = (name: string) => asked("sagemaker-mlflow:CreateRun", arn("sagemaker", `mlflow-tracking-server/${name}`));

test.each<[string, IamRequest, IamRequest]>([
  ["other-network", job(["subnet-other"]), job(from.subnets)],
  ["other-roles", { ...passing("sagemaker"), resource: `${from.role}-other` }, passing("sagemaker")],
  ["schedules", passing("scheduler"), passing("sagemaker")],
  ["event-rules", passing("events"), passing("lambda")],
  ["serverless-endpoints", endpoint("2048"), endpoint(undefined)],
  ["monitoring-by-definition", schedule(undefined), schedule(from.subnets)],
  ["feature-store", group("recorded"), group(undefined)],
  ["other-metrics", metric("SITE/TRAFFIC"), metric("/aws/sagemaker/site")],
  ["json-get", fileOf("pipelines-property-filerecorded"), fileOf("recorded")],
  ["identities", simulation("iam.amazonaws.com"), simulation("iam.eu-central-1.amazonaws.com")],
  ["secrets", secret("MySecret"), secret("dev-research-MySecret")],
  ["repositories", pull("repository"), pull("dev-research-repository")],
  ["glue-databases", table("sales"), table("dev_research_sales")],
  ["glue-catalog", table("sales"), table("dev_research")],
  ["athena", query("primary"), query("dev-research")],
  ["mlflow", run("server"), run("dev-research-server")],
])("%s explains the request for its reason, not one that lacks it", (id, withIt, withoutIt) => {
  const refusal = refusals.find((each) => each.id === id);
  if (!refusal) throw new Error(`there is no refusal ${id}`);
  expect([withIt, withoutIt].map((each) => explains(refusal, each, from))).toEqual([true, false]);
});

test("every entry that looks at more than call, caller and object has such a pair", () => {
  const narrowed = refusals.filter(({ asks }) => asks.some(({ when }) => when !== undefined)).map(({ id }) => id);
  expect(narrowed.sort()).toEqual(
    [
      "athena",
      "event-rules",
      "feature-store",
      "glue-catalog",
      "glue-databases",
      "identities",
      "mlflow",
      "monitoring-by-definition",
      "other-metrics",
      "other-network",
      "other-roles",
      "repositories",
      "schedules",
      "secrets",
      "serverless-endpoints",
    ].sort(),
  );
});

test("each entry has an id of its own, and rests on pages of AWS or of a named repository, each with what it says", () => {
  expect(new Set(refusals.map(({ id }) => id)).size).toBe(refusals.length);
  const pages = refusals.flatMap(({ id, sources }) => sources.map(({ page, says }) => ({ id, page, says })));
  expect(pages.filter(({ page }) => !/^(docs\.aws\.amazon\.com|github\.com)\/\S+$/.test(page))).toEqual([]);
  expect(pages.filter(({ says }) => says.length < 20)).toEqual([]);
  expect(refusals.filter(({ sources }) => sources.length === 0).map(({ id }) => id)).toEqual([]);
});
