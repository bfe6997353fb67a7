/** How teams are told apart: a role reaches no more than the declared way leaves it, and an account of one team's alone is nobody else's. */
import { declaredBy } from "../../../isolation/declared";
import { ModelError } from "../../../isolation/model";
import { type ProveOptions, prove } from "../../../isolation/prove";
import { synthesizeOne } from "../../support/environments";
import { complaints } from "../complaints";
import {
  type Attack,
  drop,
  edit,
  editPolicy,
  type Files,
  folderOf,
  type Loose,
  linesOfExceptions,
  proofOf,
  resource,
  shipped,
  statement,
} from "../stacks";

const policy = (environment: string, part: string, change: (document: Loose) => void): Attack => {
  const of = (files: Files) =>
    resource(files, `${environment}-studio-research`, "aws_iam_policy", `execution-role-policies_${part}`);
  return (files) => editPolicy(of(files), change);
};
/** Grants something more. */
const allow = (environment: string, Action: string, Resource: string) =>
  policy(environment, "studio", ({ Statement }) => Statement.push({ Effect: "Allow", Action, Resource }));

const sagemaker = (resource: string, account = "121212121212") =>
  `arn:aws:sagemaker:eu-central-1:${account}:${resource}`;
const g2 = { guarantees: ["G2"] };

test.each<[what: string, attack: Attack]>([
  [
    "every name of one kind",
    allow("dev", "sagemaker:DescribeTrainingJob", sagemaker("training-job/*", "111111111111")),
  ],
  ["a list of the account", allow("dev", "sagemaker:ListTrainingJobs", "*")],
  ["a search in the account", allow("dev", "sagemaker:Search", "*")],
  [
    "artifacts, whose ids say no team's name",
    allow("dev", "sagemaker:DescribeArtifact", sagemaker("artifact/*", "111111111111")),
  ],
  ["metrics of the account", allow("dev", "cloudwatch:GetMetricData", "*")],
  [
    "searching a log group of all teams' jobs",
    allow(
      "dev",
      "logs:FilterLogEvents",
      "arn:aws:logs:eu-central-1:111111111111:log-group:/aws/sagemaker/TrainingJobs",
    ),
  ],
  [
    "queries, whose text says which groups they read",
    allow(
      "dev",
      "logs:StartQuery",
      "arn:aws:logs:eu-central-1:111111111111:log-group:/aws/sagemaker/Endpoints/dev-research-*",
    ),
  ],
])("where names tell teams apart, G2 refuses %s", async (_, attack) => {
  expect(await complaints(shipped("dev"), attack, g2)).toMatch(
    /research's role (reaches|is granted) (SageMaker objects|logs|something) that (are|is) not its team's/,
  );
});

test("names that are free although the configuration says otherwise are told with the statement that frees them", async () => {
  const attack = allow("dev", "sagemaker:DescribeTrainingJob", sagemaker("training-job/*", "111111111111"));
  expect(await complaints(shipped("dev"), attack, g2)).toContain(
    "the stacks say separation account, which the configuration does not declare",
  );
  const { undeclared } = await proofOf(shipped("dev"), edit(shipped("dev"), attack), {
    ...g2,
    withoutConfiguration: true,
  });
  expect(undeclared.filter(({ kind }) => kind === "separation")).toEqual([
    {
      environment: "dev",
      kind: "separation",
      team: "research",
      value: "account",
      where: expect.stringMatching(
        /^dev-studio-research aws_iam_policy.execution-role-policies_studio \$.Statement\[\d+\]$/,
      ),
    },
  ]);
});

test("stacks that still tell teams apart by names are not those of an account of one team's alone", async () => {
  const { environment } = shipped("solo");
  const named = synthesizeOne({ ...environment, separation: "names" }).stacks;
  const attack: Attack = (files) => {
    for (const [name, file] of files) Object.assign(file, structuredClone(named.get(name)));
  };
  expect(await complaints(shipped("solo"), attack, g2)).toBe(
    "the stacks say separation names, which the configuration does not declare",
  );
});

test("an account of one team's alone is an exception that is listed, and all that is proved of it besides", async () => {
  const { verdicts } = await proofOf(
    shipped("solo"),
    edit(shipped("solo"), () => {}),
  );
  expect(verdicts.filter(({ outcome }) => outcome !== "proved")).toEqual([]);
  expect(linesOfExceptions(verdicts.find(({ guarantee }) => guarantee === "G2")?.exceptions ?? [])).toMatch(
    /^the studio account is the team's alone \(separation: account\): .* all alarms.* all tracking servers, scaling of endpoints .* all tables .* is not seen here: 121212121212 \(research\)$/m,
  );
});

test.each<[what: string, attack: Attack]>([
  ["objects of another account", allow("solo", "sagemaker:DescribeModel", sagemaker("model/*", "111111111111"))],
  ["objects of any account", allow("solo", "sagemaker:DescribeModel", "*")],
  ["another domain", allow("solo", "sagemaker:DescribeSpace", sagemaker("space/*"))],
  [
    "logs that are not SageMaker's",
    allow("solo", "logs:GetLogEvents", "arn:aws:logs:eu-central-1:121212121212:log-group:*"),
  ],
  ["alarms of another account", allow("solo", "cloudwatch:DescribeAlarms", "*")],
])("an account of one team's alone leaves %s closed", async (_, attack) => {
  expect(await complaints(shipped("solo"), attack, g2)).toMatch(/research's role/);
});

test.each([
  "cloudwatch:GetMetric*",
  "logs:FilterLogEvents",
  "logs:GetQueryResults",
  "sagemaker:BatchGet*",
  "sagemaker:DescribeArtifact",
  "sagemaker:DescribeExperiment",
  "sagemaker:DescribePipeline*",
  "sagemaker:DescribeStudioLifecycleConfig",
  "sagemaker:DescribeTrial",
  "sagemaker:DescribeTrialComponent",
  "sagemaker:ListArtifacts",
  "sagemaker:ListPipeline*",
  "sagemaker:ListTrialComponents",
  "sagemaker:QueryLineage",
  "sagemaker:Search",
])("whatever is free, G11 refuses %s from elsewhere", async (action) => {
  const attack = policy("solo", "walls", (document) => {
    const wall = statement(document, "DenyReadingBackOutsideVpc") as Loose;
    expect(wall.Action).toContain(action);
    wall.Action = wall.Action.filter((each: string) => each !== action);
  });
  expect(await complaints(shipped("solo"), attack, { guarantees: ["G11"] })).toMatch(/reads something back/);
});

test("networks and models of others stay closed: free names do not free them", async () => {
  const dropping = (part: string, sid: string) => policy("solo", part, (document) => drop(document, sid));
  const jobs = policy("solo", "jobs", (document) => {
    delete statement(document, "Jobs").Condition["ForAllValues:StringEquals"];
  });
  const both: Attack = (files) => {
    jobs(files);
    for (const sid of ["DenyOtherSubnets", "DenyOtherGroups"]) dropping("compute-walls", sid)(files);
  };
  expect(await complaints(shipped("solo"), both, { guarantees: ["G7"] })).toMatch(/outside its team's subnets/);
  const models = policy("solo", "models", (document) => {
    delete statement(document, "Transforms").Condition["ForAllValues:ArnLike"];
  });
  expect(await complaints(shipped("solo"), models, { guarantees: ["G7"] })).toMatch(
    /runs a model that is not its team's/,
  );
});

describe("nobody else is in the account", () => {
  /** Both environments in one folder of stacks, after an edit. */
  const together = async (edits: (text: string, stack: string) => unknown, options: Partial<ProveOptions> = {}) => {
    const both = [shipped("solo"), shipped("dev")];
    const files = new Map<string, Loose>(
      both.flatMap(({ stacks }) => [...stacks]).map(([name, file]) => [name, edits(JSON.stringify(file), name)]),
    );
    const { verdicts } = await prove(folderOf(files), {
      guarantees: ["G2"],
      declared: new Map(both.map(({ environment }) => [environment.name, declaredBy(environment)])),
      ...options,
    });
    return Object.fromEntries(
      verdicts.map(({ environment, outcome, failures, undecided }) => [
        environment,
        { outcome, said: [...failures.map(({ what }) => what), ...undecided] },
      ]),
    );
  };

  test("of another environment whose stacks lie beside: other accounts do not disturb", async () => {
    expect((await together((text) => JSON.parse(text)))["solo"]).toEqual({ outcome: "proved", said: [] });
  });

  test("an environment with the same studio account is told, in another region too", async () => {
    const moved = (text: string, stack: string) =>
      JSON.parse(
        stack.startsWith("dev")
          ? text.replaceAll("111111111111", "121212121212").replaceAll("eu-central-1", "eu-west-1")
          : text,
      );
    const { solo } = await together(moved, { declared: undefined } as Partial<ProveOptions>);
    expect(solo).toEqual({
      outcome: "violated",
      said: [
        "environment dev has the studio account 121212121212 too, where research's role reaches all SageMaker objects and logs",
      ],
    });
  });

  test("an environment whose network cannot be read may be there: not decidable", async () => {
    const broken = (text: string, stack: string) =>
      stack === "dev-networking" ? new ModelError("dev-networking/cdk.tf.json", "$", "is not JSON") : JSON.parse(text);
    const { solo } = await together(broken);
    expect(solo).toMatchObject({ outcome: "not decidable" });
    expect(solo?.said.join()).toMatch(
      /environment dev: its network cannot be read: it may be in the studio account 121212121212/,
    );
  });

  test("a second team of the environment is told", async () => {
    const { environment } = shipped("solo");
    const [research] = environment.teams;
    if (!research) throw new Error("no team");
    const crowded = synthesizeOne({
      ...environment,
      teams: [{ ...research, name: "fraud", cidr: "10.0.132.0/22" }, research],
    });
    expect(await complaints(crowded, () => {}, g2)).toBe(
      "fraud and research share the studio account 121212121212, where their roles reach all SageMaker objects and logs",
    );
  });
});
