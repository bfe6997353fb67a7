/** AWS's page on execution roles, line by line: the role of every team has each permission as its answer says, or leaves it out on purpose. */
import { declaredBy } from "../../../isolation/declared";
import { answers, answerTo } from "../../../isolation/execution-role-page/answers";
import { mismatch } from "../../../isolation/execution-role-page/held";
import { permissions } from "../../../isolation/execution-role-page/page";
import * as on from "../../../isolation/execution-role-page/targets";
import { type Facts, factsOf } from "../../../isolation/guarantees";
import { readEnvironments } from "../../../isolation/model";
import { synthesized } from "../../support/environments";
import { rolePolicy, without } from "../attacks/edits";
import { type Attack, edit, testTime } from "../stacks";

const environments = synthesized("shipped");

function factsAfter({ environment, stacks }: (typeof environments)[number], attack: Attack = () => {}): Facts {
  const [outline] = readEnvironments(edit({ stacks }, attack)).environments;
  if (outline === undefined) throw new Error("no environment");
  return factsOf(outline.model(), declaredBy(environment), [], testTime);
}

const wrongIn = (facts: Facts): readonly string[] =>
  facts.teams.flatMap((team) =>
    permissions.flatMap((permission) => {
      const problem = mismatch(facts, team, permission);
      return problem === undefined ? [] : [`${team.name}: ${permission.call}: ${permission.action} ${problem}`];
    }),
  );

test.each(environments.map((each) => [each.environment.name, each] as const))(
  "%s: every permission of the page is granted as its answer says, or left out on purpose",
  (_, each) => {
    expect(wrongIn(factsAfter(each))).toEqual([]);
  },
);

test("every answer is to a permission of the page", () => {
  const asked = new Set(permissions.map(({ action }) => action));
  expect(Object.keys(answers).filter((action) => !asked.has(action))).toEqual([]);
});

test("the page has a line for each permission of each call, and says none twice", () => {
  const lines = permissions.map(({ call, when = "always", action }) => `${call} ${when} ${action}`);
  expect(new Set(lines).size).toBe(lines.length);
  const counts = new Map<string, number>();
  for (const { call } of permissions) counts.set(call, (counts.get(call) ?? 0) + 1);
  expect(Object.fromEntries(counts)).toMatchObject({
    "CreateAutoMLJob and CreateAutoMLJobV2": 36,
    "CreateDomain (enforced by CreateApp)": 2,
    "CreateImage and UpdateImage": 2,
    CreateNotebookInstance: 41,
    CreateHyperParameterTuningJob: 24,
    CreateProcessingJob: 24,
    CreateTrainingJob: 24,
    CreateModel: 21,
  });
});

const staging = () => {
  const found = environments.find(({ environment }) => environment.name === "staging");
  if (found === undefined) throw new Error("no environment staging");
  return found;
};

test.each<[string, Attack, RegExp]>([
  [
    "interfaces in the team's subnets alone",
    rolePolicy("job-runtime", (document) => {
      const statement = document.Statement.find(({ Sid }: { Sid: string }) => Sid === "MakeInterfaces");
      statement.Resource = "arn:aws:ec2:*:*:network-interface/*";
    }),
    /CreateProcessingJob: ec2:CreateNetworkInterface is not granted on \*/,
  ],
  ["no output key", rolePolicy("data", without("FindDataKey")), /CreateTrainingJob: kms:Encrypt is not granted/],
  [
    "every bucket",
    rolePolicy("data", (document) => {
      document.Statement.push({ Sid: "More", Effect: "Allow", Action: "s3:GetObject", Resource: "*" });
    }),
    /CreateModel: s3:GetObject is not narrower/,
  ],
  [
    "what was left out",
    rolePolicy("data", (document) => {
      document.Statement.push({ Sid: "More", Effect: "Allow", Action: "ecr:PutImage", Resource: "*" });
    }),
    /CreateNotebookInstance: ecr:PutImage is granted/,
  ],
])("a role with %s is told", (_, attack, said) => {
  expect(wrongIn(factsAfter(staging(), attack)).join("\n")).toMatch(said);
});

test("a permission that nobody has answered is told", () => {
  const facts = factsAfter(staging());
  const [team] = facts.teams;
  if (team === undefined) throw new Error("no team");
  const permission = { call: "CreateTrainingJob", action: "s3:GetObjectTorrent" };
  expect(answerTo(permission)).toBeUndefined();
  expect(mismatch(facts, team, permission)).toMatch(/nobody has said/);
  expect(mismatch(facts, team, permission, { as: "narrower", how: "", ask: () => [], not: on.foreignFiles })).toMatch(
    /asks about nothing/,
  );
});
