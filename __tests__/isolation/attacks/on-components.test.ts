/** Inference components: their endpoint's configuration says the team's network, and they bring the team's own models. */
import { declaredBy } from "../../../isolation/declared";
import { asRole, leftTo, policiesOf } from "../../../isolation/facts/role-grants";
import { factsOf } from "../../../isolation/guarantees";
import { readEnvironments } from "../../../isolation/model";
import { evaluate, type Request } from "../../../isolation/policy";
import { complaints } from "../complaints";
import { type Attack, drop, edit, type Loose, policyOf, shipped, statement, testTime } from "../stacks";

const inPolicy = (part: string, change: (document: Loose) => void): Attack =>
  policyOf("dev-studio-research", "aws_iam_policy", `policies_${part}`, change);
const walls = (...sids: readonly string[]): Attack =>
  inPolicy("compute-walls", (document) => {
    for (const sid of sids) drop(document, sid);
  });
const components = (sid: string, change: (statement: Loose) => void): Attack =>
  inPolicy("job-runtime", (document) => change(statement(document, sid)));

test.each<[what: string, attacks: readonly Attack[], said: RegExp]>([
  [
    "an endpoint for components need not say its subnets",
    [
      walls("DenyNoModelNoSubnets"),
      components("ComponentConfigs", ({ Condition }) => {
        delete Condition.Null["sagemaker:VpcSubnets"];
      }),
    ],
    /runs a model that is not its team's/,
  ],
  [
    "an endpoint for components may be in others' subnets",
    [
      walls("DenyOtherSubnets"),
      components("ComponentConfigs", ({ Condition }) => {
        delete Condition["ForAllValues:StringEquals"]["sagemaker:VpcSubnets"];
      }),
    ],
    /starts a job outside its team's subnets and groups/,
  ],
  [
    "an endpoint for components lies under any key",
    [
      components("ComponentConfigs", ({ Condition }) => {
        delete Condition.ArnEquals;
      }),
    ],
    /not encrypted under its team's keys/,
  ],
  [
    "a component brings an image without a model",
    [
      walls("DenyComponentsWithoutModel"),
      components("Components", ({ Condition }) => {
        delete Condition.Null;
      }),
    ],
    /runs a model that is not its team's/,
  ],
  [
    "a component brings anybody's model",
    [
      components("Components", ({ Condition }) => {
        delete Condition["ForAllValues:ArnLike"];
      }),
    ],
    /runs a model that is not its team's/,
  ],
  [
    "a component changes its image",
    [
      walls("DenyUnwalledCompute"),
      inPolicy("job-runtime", (document) =>
        document.Statement.push({ Effect: "Allow", Action: "sagemaker:UpdateInferenceComponent", Resource: "*" }),
      ),
    ],
    /starts something in SageMaker that names no subnets/,
  ],
])("where %s, G7 says so", async (_, attacks, said) => {
  const attack: Attack = (files) => {
    for (const each of attacks) each(files);
  };
  expect(await complaints(shipped("dev"), attack, { guarantees: ["G7"] })).toMatch(said);
});

test.each([
  ["dev", "dev-research-llama"],
  ["solo", "llama"],
])("in %s a team makes, calls and deletes components of its own", (name, own) => {
  const from = shipped(name);
  const [outline] = readEnvironments(edit(from, () => {})).environments;
  if (outline === undefined) throw new Error("no environment");
  const { account, region, teams } = factsOf(outline.model(), declaredBy(from.environment), [], testTime);
  const [team] = teams;
  if (team === undefined) throw new Error("no team");
  const arn = (resource: string) => `arn:aws:sagemaker:${region}:${account}:${resource}`;
  const allowed = (action: string, resource: string, context: Request["context"] = {}): boolean =>
    evaluate(
      {
        principal: asRole(team.role),
        action: `sagemaker:${action}`,
        resource: arn(resource),
        resourceAccount: account,
        context: { "aws:SourceVpc": `${name}-networking.vpc`, "aws:ViaAWSService": "true", ...context },
      },
      { ...policiesOf(team.role), resource: leftTo(account) },
    ).allowed;
  const inside = {
    "sagemaker:VpcSubnets": team.studio.resources("aws_subnet").map(({ id }) => id),
    "sagemaker:VpcSecurityGroupIds": [team.domain.config.tags?.["jobs-security-group"] ?? ""],
  };
  const config = `endpoint-config/${own}`;
  for (const disk of [
    { "sagemaker:VolumeKmsKeyArn": team.studioKeys[0]?.arn, "sagemaker:InstanceTypes": ["ml.m5.large"] },
    { "sagemaker:InstanceTypes": ["ml.g5.2xlarge"] },
  ]) {
    expect(allowed("CreateEndpointConfig", config, { ...inside, ...disk })).toBe(true);
    expect(allowed("CreateEndpointConfig", config, disk)).toBe(false);
  }
  const model = { "sagemaker:ModelArn": [arn(`model/${own}`)] };
  for (const resource of [`endpoint/${own}`, `inference-component/${own}`]) {
    expect(allowed("CreateInferenceComponent", resource, model)).toBe(true);
    expect(allowed("CreateInferenceComponent", resource)).toBe(false);
  }
  for (const action of ["Describe", "Delete"])
    expect(allowed(`${action}InferenceComponent`, `inference-component/${own}`)).toBe(true);
  expect(allowed("UpdateInferenceComponentRuntimeConfig", `inference-component/${own}`)).toBe(true);
  expect(allowed("InvokeEndpoint", `inference-component/${own}`)).toBe(true);
  expect(allowed("UpdateInferenceComponent", `inference-component/${own}`)).toBe(false);
});
