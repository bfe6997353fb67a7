/** What an added interface endpoint opens: the team's own objects, packages of its account, and nothing that leads out or to another team. */
import { extraInterfaceEndpoints } from "../../../config/tables/interface-endpoints";
import { declaredBy } from "../../../isolation/declared";
import { factsOf } from "../../../isolation/facts/facts";
import { asRole, policiesOf } from "../../../isolation/facts/role-grants";
import { readEnvironments } from "../../../isolation/model";
import { evaluate } from "../../../isolation/policy";
import { promises as addedEndpoints } from "../../promises/added-endpoints";
import { Deployment } from "../../support/deployment";
import { type Synthesized, synthesizeOne } from "../../support/environments";
import { complaints } from "../complaints";
import { type Attack, edit, editPolicy, type Loose, proveEdited, resource, shipped, statement } from "../stacks";

const opened = (name: string): Synthesized => {
  const { environment } = shipped(name);
  return synthesizeOne({ ...environment, network: { ...environment.network, extraInterfaceEndpoints } });
};
const all = { names: opened("dev"), account: opened("solo") };

/** Whether the role of team research may do it by its own policies, from inside. */
function allows(mode: keyof typeof all, action: string, target: string): boolean {
  const { environment, stacks } = all[mode];
  const [outline] = readEnvironments(edit({ stacks }, () => undefined)).environments;
  if (!outline) throw new Error("no environment");
  const facts = factsOf(outline.model(), declaredBy(environment));
  const [team] = facts.teams;
  if (!team) throw new Error("no team");
  const context = { "aws:SourceVpc": facts.vpcId, "aws:VpcSourceIp": "10.0.128.10" };
  const request = { principal: asRole(team.role), action, resource: target, resourceAccount: facts.account, context };
  return evaluate(request, policiesOf(team.role)).allowed;
}
const account = { names: "111111111111", account: "121212121212" };
const arn = (mode: keyof typeof all, service: string, name: string) =>
  `arn:aws:${service}:eu-central-1:${account[mode]}:${name}`;

test.each<[string, string, string]>([
  ["a secret", "secretsmanager:GetSecretValue", "secret:"],
  ["a clone of a repository", "codecommit:GitPull", ""],
  ["a push to a repository", "codecommit:GitPush", ""],
  ["a file of a repository", "codecommit:GetFile", ""],
  ["a parameter", "ssm:GetParameter", "parameter/"],
  ["parameters below a path", "ssm:GetParametersByPath", "parameter/"],
  ["an execution of a state machine", "states:StartExecution", "stateMachine:"],
  ["an event", "events:PutEvents", "event-bus/"],
])(
  "%s: what is named after the team, in an account of its own too, where the platform keeps others",
  (_, action, start) => {
    const service = action.split(":")[0] ?? "";
    for (const [mode, environment] of [
      ["names", "dev"],
      ["account", "solo"],
    ] as const) {
      const asks = (name: string) => allows(mode, action, arn(mode, service, `${start}${name}`));
      expect(asks(`${environment}-research-one`)).toBe(true);
      expect(asks(`${environment}-other-one`)).toBe(false);
      expect(asks("of-the-platform")).toBe(false);
    }
  },
);

test("a run on a tracking server: the team's own by name, and any where all of SageMaker is its own", () => {
  const asks = (mode: keyof typeof all, name: string) =>
    allows(mode, "sagemaker-mlflow:CreateRun", arn(mode, "sagemaker", `mlflow-tracking-server/${name}`));
  expect(asks("names", "dev-research-one")).toBe(true);
  expect(asks("names", "dev-other-one")).toBe(false);
  expect(asks("account", "anything")).toBe(true);
});

test("in an account of its own the team sees the whole catalog and changes databases that are named after it", () => {
  const asks = (action: string, name: string) => allows("account", action, arn("account", "glue", name));
  for (const [database, own] of [
    ["solo_research_sales", true],
    ["solo_other_sales", false],
    ["cloudtrail", false],
  ] as const) {
    expect(asks("glue:GetTable", `table/${database}/events`)).toBe(true);
    for (const action of ["CreateTable", "DeleteTable", "UpdateTable", "BatchDeletePartition"])
      expect(asks(`glue:${action}`, `table/${database}/events`)).toBe(own);
    expect(asks("glue:DeleteDatabase", `database/${database}`)).toBe(own);
  }
});

test("the endpoints of secrets, parameters, machines, buses and repositories lead to what is named after the environment's teams", async () => {
  for (const mode of ["names", "account"] as const) {
    const { name } = all[mode].environment;
    for (const [endpoint, sid] of [
      ["secretsmanager", "TeamsSecrets"],
      ["git-codecommit", "TeamsRepositories"],
      ["codecommit", "TeamsRepositories"],
      ["ssm", "TeamsParameters"],
      ["states", "TeamsMachines"],
      ["events", "TeamsBuses"],
    ] as const) {
      const attack: Attack = (files) =>
        editPolicy(resource(files, `${name}-networking`, "aws_vpc_endpoint", `endpoints_${endpoint}`), (document) => {
          statement(document, sid).Resource = "*";
        });
      expect(await complaints(all[mode], attack, { guarantees: ["G6"] })).toContain(
        `the endpoint to ${endpoint} admits somebody else, or leads to somebody else's resources`,
      );
    }
  }
});

test.each([
  ["ssm", "TeamsParameters", "ssm:StartSession"],
  ["ssm", "TeamsParameters", "ssm:PutParameter"],
  ["states", "TeamsMachines", "states:CreateStateMachine"],
  ["events", "TeamsBuses", "events:PutPermission"],
  ["git-codecommit", "TeamsRepositories", "codecommit:DeleteRepository"],
  ["secretsmanager", "TeamsSecrets", "secretsmanager:PutResourcePolicy"],
])("the endpoint to %s lets through what the teams need of it alone (%s, %s)", async (endpoint, sid, action) => {
  const attack: Attack = (files) =>
    editPolicy(resource(files, "dev-networking", "aws_vpc_endpoint", `endpoints_${endpoint}`), (document) => {
      const own = statement(document, sid);
      own.Action = [...own.Action, action];
      own.Resource = "*";
    });
  expect(await complaints(all.names, attack, { guarantees: ["G6"] })).toContain(
    `the endpoint to ${endpoint} admits somebody else, or leads to somebody else's resources`,
  );
});

test("foundation models of Bedrock are called in the environment's region, and nothing else of Bedrock is", () => {
  const regions = { "eu-central-1": true, "us-east-1": false };
  for (const mode of ["names", "account"] as const) {
    for (const [region, own] of Object.entries(regions))
      for (const action of ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"])
        expect(allows(mode, action, `arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`)).toBe(own);
    for (const other of [
      "inference-profile/eu.amazon.nova-lite-v1:0",
      "custom-model-deployment/one",
      "async-invoke/one",
      "system-tool/amazon.nova_grounding",
    ])
      expect(allows(mode, "bedrock:InvokeModel", arn(mode, "bedrock", other))).toBe(false);
    expect(allows(mode, "bedrock:CreateModelCustomizationJob", "*")).toBe(false);
  }
});

test("the endpoint to Bedrock's models leads to AWS's models of the region for the environment's roles alone", async () => {
  const wider: Attack = (files) =>
    editPolicy(resource(files, "dev-networking", "aws_vpc_endpoint", "endpoints_bedrock-runtime"), (document) => {
      statement(document, "FoundationModels").Resource = "*";
    });
  expect(await complaints(all.names, wider, { guarantees: ["G6"] })).toContain(
    "the endpoint to bedrock-runtime admits somebody else, or leads to somebody else's resources",
  );
});

test.each<[what: string, edit: (tokens: Loose) => void]>([
  [
    "the environment's roles",
    ({ Condition }) => {
      delete Condition.ArnLike;
    },
  ],
  [
    "CodeArtifact",
    ({ Condition }) => {
      delete Condition.StringEquals;
    },
  ],
  [
    "this call of STS",
    (tokens) => {
      tokens.Action = "sts:*";
    },
  ],
])("CodeArtifact's endpoint hands out tokens for nothing but %s", async (_, edit) => {
  const attack: Attack = (files) =>
    editPolicy(resource(files, "dev-networking", "aws_vpc_endpoint", "endpoints_codeartifact-api"), (document) =>
      edit(statement(document, "TokenForPackages")),
    );
  expect(await complaints(all.names, attack, { guarantees: ["G6"] })).toContain(
    "the endpoint to codeartifact.api admits somebody else, or leads to somebody else's resources",
  );
});

test("an endpoint's policy says nothing of other services", async () => {
  const attack: Attack = (files) =>
    editPolicy(resource(files, "dev-networking", "aws_vpc_endpoint", "endpoints_kms"), ({ Statement }) =>
      Statement.push({ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" }),
    );
  expect(await complaints(all.names, attack, { guarantees: ["G6"] })).toMatch(/the endpoint to kms admits somebody/);
});

test.each(["names", "account"] as const)("with every added endpoint the promise on them holds (%s)", (mode) => {
  const { environment, stacks } = all[mode];
  for (const { check } of addedEndpoints) check({ environment, deployment: new Deployment(stacks) });
});

test("packages are read and not published", () => {
  const repository = arn("names", "codeartifact", "repository/domain/one");
  expect(allows("names", "codeartifact:ReadFromRepository", repository)).toBe(true);
  expect(allows("names", "codeartifact:PublishPackageVersion", `${repository}`)).toBe(false);
});

test("without the endpoint, the role may do none of it", () => {
  const { stacks } = shipped("dev");
  const texts = JSON.stringify([...stacks.values()]);
  expect(texts).not.toMatch(
    /codeartifact:Read|secretsmanager:Get|sagemaker-mlflow:|codecommit:|glue:Get|autoscaling:Register|bedrock:Invoke|ssm:Get|states:Start|events:PutEvents/,
  );
});

const grant =
  (environment: string, Action: string, Resource: string, Condition?: Loose): Attack =>
  (files) =>
    editPolicy(
      resource(files, `${environment}-studio-research`, "aws_iam_policy", "execution-role-policies_models"),
      ({ Statement }) => Statement.push({ Effect: "Allow", Action, Resource, ...(Condition && { Condition }) }),
    );

test.each<[what: string, mode: keyof typeof all, guarantee: string, attack: Attack]>([
  [
    "another team's secret",
    "names",
    "G2",
    grant("dev", "secretsmanager:GetSecretValue", arn("names", "secretsmanager", "secret:*")),
  ],
  [
    "the platform's secrets",
    "account",
    "G2",
    grant("solo", "secretsmanager:GetSecretValue", arn("account", "secretsmanager", "secret:*")),
  ],
  [
    "the platform's repositories",
    "account",
    "G2",
    grant("solo", "codecommit:GitPull", arn("account", "codecommit", "*")),
  ],
  ["pushing to the platform's repositories", "account", "G2", grant("solo", "codecommit:GitPush", "*")],
  ["another team's parameter", "names", "G2", grant("dev", "ssm:GetParameter", arn("names", "ssm", "parameter/dev-*"))],
  ["all parameters by path", "names", "G2", grant("dev", "ssm:GetParametersByPath", arn("names", "ssm", "parameter/"))],
  ["runbooks", "names", "G12", grant("dev", "ssm:StartAutomationExecution", "*")],
  ["the platform's machines", "account", "G2", grant("solo", "states:StartExecution", "*")],
  ["a machine of its own", "names", "G12", grant("dev", "states:CreateStateMachine", "*")],
  ["the account's bus", "names", "G2", grant("dev", "events:PutEvents", arn("names", "events", "event-bus/default"))],
  ["a rule", "names", "G12", grant("dev", "events:PutRule", "*")],
  ["the platform's tables", "account", "G2", grant("solo", "glue:DeleteTable", arn("account", "glue", "*"))],
  [
    "another team's tracking server",
    "names",
    "G2",
    grant("dev", "sagemaker-mlflow:*", arn("names", "sagemaker", "mlflow-tracking-server/*")),
  ],
  ["the catalog that teams share", "names", "G2", grant("dev", "glue:GetTable", "*")],
  ["publishing packages", "names", "G12", grant("dev", "codeartifact:PublishPackageVersion", "*")],
  ["models of Bedrock that are an account's", "names", "G2", grant("dev", "bedrock:InvokeModel", "*")],
  ["sharing a catalog", "account", "G12", grant("solo", "glue:PutDataCatalogEncryptionSettings", "*")],
  [
    "an alarm that calls a topic",
    "account",
    "G12",
    grant("solo", "cloudwatch:PutMetricAlarm", arn("account", "cloudwatch", "alarm:*")),
  ],
  [
    "scaling targets of other services",
    "account",
    "G2",
    grant(
      "solo",
      "application-autoscaling:RegisterScalableTarget",
      arn("account", "application-autoscaling", "scalable-target/*"),
    ),
  ],
  ["scaling in other services", "names", "G2", grant("dev", "application-autoscaling:RegisterScalableTarget", "*")],
])("%s is refused (%s, %s)", async (_, mode, guarantee, attack) => {
  expect(await complaints(all[mode], attack, { guarantees: [guarantee] })).toMatch(/research's role/);
});

test.each(["names", "account"] as const)("every added endpoint at once breaks no guarantee (%s)", async (mode) => {
  const verdicts = await proveEdited(all[mode]);
  expect(verdicts.filter(({ outcome }) => outcome !== "proved").map(({ guarantee }) => guarantee)).toEqual([]);
});
