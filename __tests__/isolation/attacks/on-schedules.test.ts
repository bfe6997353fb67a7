/** Monitoring schedules that name a job definition: where the account is the team's they are made, and none describes jobs without the team's network. */

import { declaredBy } from "../../../isolation/declared";
import { asRole, leftTo, policiesOf } from "../../../isolation/facts/role-grants";
import { factsOf } from "../../../isolation/guarantees";
import { readEnvironments } from "../../../isolation/model";
import { evaluate, type Request } from "../../../isolation/policy";
import { complaints } from "../complaints";
import { type Attack, drop, edit, type Loose, policyOf, shipped, statement, testTime } from "../stacks";

const inPolicy = (environment: string, part: string, change: (document: Loose) => void): Attack =>
  policyOf(`${environment}-studio-research`, "aws_iam_policy", `policies_${part}`, change);
const outside = /research's role starts a job outside its team's subnets and groups/;
const schedule = { Effect: "Allow", Action: "sagemaker:CreateMonitoringSchedule", Resource: "*" };

test.each<[what: string, environment: string, attack: Attack]>([
  [
    "a schedule may describe jobs without a network",
    "solo",
    (files) => {
      inPolicy("solo", "jobs", (document) => {
        delete statement(document, "SchedulesOfDefinitions").Condition.Null["sagemaker:InstanceTypes"];
      })(files);
      inPolicy("solo", "compute-walls", (document) => {
        for (const sid of ["DenySchedulesWithoutSubnets", "DenySchedulesWithoutGroups"]) drop(document, sid);
      })(files);
    },
  ],
  [
    "names tell teams apart, and a schedule may name anybody's definition",
    "dev",
    (files) => {
      inPolicy("dev", "jobs", (document) => document.Statement.push(schedule))(files);
      inPolicy("dev", "compute-walls", (document) => {
        for (const sid of ["DenyWithoutSubnets", "DenyWithoutGroups"]) drop(document, sid);
      })(files);
    },
  ],
])("where %s, G7 says so", async (_, environment, attack) => {
  expect(await complaints(shipped(environment), attack, { guarantees: ["G7"] })).toMatch(outside);
});

function allowed(environment: string, name: string, context: Request["context"]): boolean {
  const from = shipped(environment);
  const [outline] = readEnvironments(edit(from, () => {})).environments;
  if (outline === undefined) throw new Error("no environment");
  const { account, region, teams } = factsOf(outline.model(), declaredBy(from.environment), [], testTime);
  const [team] = teams;
  if (team === undefined) throw new Error("no team");
  const request = {
    principal: asRole(team.role),
    action: "sagemaker:CreateMonitoringSchedule",
    resource: `arn:aws:sagemaker:${region}:${account}:monitoring-schedule/${name}`,
    resourceAccount: account,
    context,
  };
  return evaluate(request, { ...policiesOf(team.role), resource: leftTo(account) }).allowed;
}

test("a schedule that names a definition is made in an account of one team's alone, and only there", () => {
  expect(allowed("solo", "churn", {})).toBe(true);
  expect(allowed("dev", "dev-research-churn", {})).toBe(false);
});

test.each<[string, Request["context"]]>([
  ["instance types", { "sagemaker:InstanceTypes": ["ml.m5.large"] }],
  ["other subnets", { "sagemaker:VpcSubnets": ["subnet-of-somebody-else"] }],
  ["other groups", { "sagemaker:VpcSecurityGroupIds": ["sg-of-somebody-else"] }],
])("a schedule with %s describes jobs itself, and needs the team's network", (_, context) => {
  expect(allowed("solo", "churn", context)).toBe(false);
});
