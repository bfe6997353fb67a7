/** The model registry: versions of the team's name alone, read from its networks alone, and none registered or approved. */
import { complaints } from "../complaints";
import { type Attack, drop, type Loose, linesOfExceptions, policyOf, proveEdited, shipped, statement } from "../stacks";
import { withModelRegistry } from "../with-features";

const names = withModelRegistry("dev");
const account = withModelRegistry("solo");
const studio = "dev-studio-research";

/** Of the role's own policy. */
const inFeatures = (change: (document: Loose) => void): Attack =>
  policyOf(studio, "aws_iam_role_policy", "features", change);
const versions = (change: (statement: Loose) => void): Attack =>
  inFeatures((document) => change(statement(document, "OwnModelVersions")));

test.each([
  ["names", names],
  ["account", account],
] as const)("as it is synthesized, all guarantees of the role hold (%s)", async (_, from) => {
  expect(await complaints(from, () => {}, { guarantees: ["G2", "G7", "G10", "G11", "G12"] })).toBe("");
});

test.each<[what: string, guarantee: string, attack: Attack, said: RegExp]>([
  [
    "versions of other teams are read",
    "G2",
    versions((statement) => {
      statement.Resource = statement.Resource.map((arn: string) => arn.replace(/dev-research-\*$/, "dev-*"));
    }),
    /reaches SageMaker objects that are not its team's/,
  ],
  [
    "a stranger's version is deployed",
    "G2",
    versions((statement) => {
      statement.Resource = "*";
    }),
    /reaches SageMaker objects that are not its team's/,
  ],
  [
    "the team registers versions",
    "G7",
    (files) => {
      versions((statement) => statement.Action.push("sagemaker:CreateModelPackage"))(files);
      policyOf(studio, "aws_iam_policy", "_compute-walls", (document) => {
        const denied = statement(document, "DenyUnwalledCompute");
        denied.Action = denied.Action.filter((name: string) => name !== "sagemaker:CreateModelPackage");
      })(files);
    },
    /starts something in SageMaker that names no subnets/,
  ],
  [
    "versions are read from elsewhere in the world",
    "G11",
    inFeatures((document) => drop(document, "DenyModelVersionsElsewhereOutsideVpc")),
    /used outside its networks, reads something back/,
  ],
  [
    "versions are read from other teams' subnets",
    "G11",
    inFeatures((document) => drop(document, "DenyModelVersionsElsewhereOutsideRanges")),
    /used outside its networks, reads something back/,
  ],
  [
    "one call that reads them is forgotten in the denials",
    "G11",
    inFeatures((document) => {
      for (const each of document.Statement)
        if (each.Sid.startsWith("DenyModelVersionsElsewhere"))
          each.Action = each.Action.filter((name: string) => name !== "sagemaker:DescribeModelPackage");
    }),
    /used outside its networks, reads something back/,
  ],
  [
    "a version's files and images are shared with another account",
    "G12",
    (files) => {
      versions((statement) => statement.Action.push("sagemaker:PutModelPackageGroupPolicy"))(files);
      policyOf(studio, "aws_iam_policy", "_walls", (document) => {
        const denied = statement(document, "DenySharing");
        denied.Action = denied.Action.filter((name: string) => name !== "sagemaker:PutModelPackageGroupPolicy");
      })(files);
    },
    /shares something/,
  ],
  [
    "versions cannot be deployed",
    "G10",
    versions((statement) => {
      statement.Action = statement.Action.filter((name: string) => name !== "sagemaker:AccessModelPackage");
    }),
    /cannot call sagemaker:AccessModelPackage/,
  ],
])("%s: %s", async (_, guarantee, attack, said) => {
  expect(await complaints(names, attack, { guarantees: [guarantee] })).toMatch(said);
});

test("G7 lists the opt-in by name for the team that has it, and for nobody else", async () => {
  const listed = async (from: typeof names) => {
    const [verdict] = await proveEdited(from, () => {}, { guarantees: ["G7"] });
    return linesOfExceptions(verdict?.exceptions ?? []);
  };
  expect(await listed(names)).toMatch(/features\.modelRegistry.*model-package\/dev-research-\*.*\(research\)/);
  expect(await listed(shipped("dev"))).not.toContain("modelRegistry");
});
