/** Every denial of the execution role is noticed when it goes: walls hold whatever else is attached to the role. */
import { complaints } from "../complaints";
import { drop, type Loose, policyOf, shipped, statement } from "../stacks";

/** The statements of a policy of the team's role that deny something. */
function denials(environment: string): (readonly [environment: string, policy: string, sid: string])[] {
  const studio: Loose = shipped(environment).stacks.get(`${environment}-studio-research`);
  return Object.entries<Loose>(studio.resource.aws_iam_policy)
    .filter(([name]) => name.startsWith("execution-role-policies_"))
    .flatMap(([name, { policy }]) =>
      JSON.parse(policy)
        .Statement.filter(({ Effect }: Loose) => Effect === "Deny")
        .map(({ Sid }: Loose) => [environment, name, Sid] as const),
    );
}

test.each([...denials("dev"), ...denials("solo")])(
  "in %s, %s without %s is noticed",
  async (environment, name, sid) => {
    const attack = policyOf(`${environment}-studio-research`, "aws_iam_policy", name, (document) =>
      drop(document, sid),
    );
    expect(await complaints(shipped(environment), attack, { guarantees: ["G2", "G7", "G11", "G12"] })).not.toBe("");
  },
);

test.each([
  ["DenyUnwalledCompute", "sagemaker:CreateLabelingJob"],
  ["DenyUnwalledCompute", "sagemaker:*NotebookInstance*"],
  ["DenyUnwalledCompute", "sagemaker:*InferenceGateway*"],
  ["DenyUnwalledCompute", "sagemaker:*InferenceRouter*"],
  ["DenyUnwalledCompute", "sagemaker:*TrainingSession*"],
  ["DenyUnwalledCompute", "sagemaker:Execute*Operation"],
  ["DenyUnwalledCompute", "sagemaker:CreateProject"],
  ["DenyUnwalledCompute", "sagemaker:CreateDeviceFleet"],
  ["DenyUnwalledCompute", "sagemaker:CreateImage*"],
  ["DenyUnwalledCompute", "sagemaker:UpdateImage*"],
  ["DenyUnwalledCompute", "sagemaker:RenderUiTemplate"],
  ["DenyWithoutSubnets", "sagemaker:CreateModel"],
  ["DenyOtherSubnets", "sagemaker:CreateProcessingJob"],
  ["DenyOtherGroups", "sagemaker:CreateEndpointConfig"],
  ["DenyForeignScripts", "sagemaker:UpdateSpace"],
])("G7 notices where %s forgets %s", async (sid, action) => {
  const attack = policyOf("dev-studio-research", "aws_iam_policy", "compute-walls", (document) => {
    const wall = statement(document, sid);
    expect(wall.Action).toContain(action);
    wall.Action = wall.Action.filter((each: string) => each !== action);
  });
  expect(await complaints(shipped("dev"), attack, { guarantees: ["G7"] })).toMatch(/given every right, starts/);
});

test.each(["iam:Put*", "iam:Re*", "iam:Enable*"])("G7 notices where DenyIdentityChanges forgets %s", async (action) => {
  const attack = policyOf("dev-studio-research", "aws_iam_policy", "policies_walls", (document) => {
    const wall = statement(document, "DenyIdentityChanges");
    expect(wall.Action).toContain(action);
    wall.Action = wall.Action.filter((each: string) => each !== action);
  });
  expect(await complaints(shipped("dev"), attack, { guarantees: ["G7"] })).toMatch(
    /given every right, passes or becomes another role, or changes identities/,
  );
});
