/** The role that writes offline feature stores: whoever widens what becomes it, what it reaches, or who may pass it, is told. */
import { complaints } from "../complaints";
import {
  type Attack,
  drop,
  editPolicy,
  type Loose,
  linesOfExceptions,
  policyOf,
  proveEdited,
  resource,
  shipped,
  statement,
} from "../stacks";

const studio = "staging-studio-fraud";
const role = "arn:aws:iam::333333333333:role/enclave-staging-fraud-features";
const told = (attack: Attack, ...guarantees: string[]) => complaints(shipped("staging"), attack, { guarantees });

const trust = (change: (statement: Loose) => void): Attack =>
  policyOf(
    studio,
    "aws_iam_role",
    "feature-store-role",
    (document) => change(document.Statement[0]),
    "assume_role_policy",
  );
const own = (change: (document: Loose) => void): Attack =>
  policyOf(studio, "aws_iam_policy", "feature-store-role_policy", change);
const bucket = (change: (document: Loose) => void): Attack =>
  policyOf("staging-buckets-fraud", "aws_s3_bucket_policy", "bucket-features_policy", change);
const dataKey = (change: (document: Loose) => void): Attack =>
  policyOf("staging-buckets-fraud", "aws_kms_key", "key", change);

test("as it is shipped, what guarantees say of roles and of data holds", async () => {
  expect(await told(() => {}, "G1", "G2", "G7", "G8", "G11", "G12")).toBe("");
});

test.each<[what: string, guarantee: string, attack: Attack, said: RegExp]>([
  [
    "SageMaker becomes the role for training jobs",
    "G2",
    trust(({ Condition }) => {
      Condition.ArnNotLike["aws:SourceArn"] = Condition.ArnNotLike["aws:SourceArn"].filter(
        (each: string) => !each.includes("training-job"),
      );
    }),
    /somebody other than SageMaker, for feature groups of fraud, becomes the role/,
  ],
  [
    "SageMaker becomes the role for whatever it likes",
    "G2",
    trust(({ Condition }) => {
      delete Condition.ArnNotLike;
    }),
    /somebody other than SageMaker, for feature groups of fraud, becomes the role/,
  ],
  [
    "SageMaker becomes the role for another account",
    "G2",
    trust(({ Condition }) => {
      delete Condition.StringEquals;
    }),
    /somebody other than SageMaker, for feature groups of fraud, becomes the role/,
  ],
  [
    "another service becomes the role",
    "G2",
    trust((statement) => {
      statement.Principal = { Service: "lambda.amazonaws.com" };
    }),
    /somebody other than SageMaker, for feature groups of fraud, becomes the role/,
  ],
  [
    "the role writes anywhere in the bucket",
    "G2",
    own((document) => {
      statement(document, "OfflineStores").Resource = "arn:aws:s3:::enclave-staging-fraud-features-444444444444/*";
    }),
    /may do more than its prefix says/,
  ],
  [
    "the role reads, too",
    "G2",
    own((document) => {
      statement(document, "OfflineStores").Action = ["s3:PutObject", "s3:GetObject"];
    }),
    /may do more than its prefix says/,
  ],
  [
    "the role decrypts",
    "G2",
    own((document) => {
      statement(document, "DataKeyThroughS3").Action = ["kms:GenerateDataKey", "kms:Decrypt"];
    }),
    /may do more than its prefix says/,
  ],
  [
    "the role is granted something of SageMaker's of another team",
    "G2",
    own((document) => {
      document.Statement.push({ Effect: "Allow", Action: "sagemaker:InvokeEndpoint", Resource: "*" });
    }),
    /SageMaker objects that are not its team's/,
  ],
  [
    "the role passes roles",
    "G2",
    own((document) => {
      document.Statement.push({ Effect: "Allow", Action: "iam:PassRole", Resource: "*" });
    }),
    /may do more than its prefix says/,
  ],
  [
    "SageMaker becomes the role for something whose source no page documents",
    "G2",
    trust(({ Condition }) => {
      Condition.ArnNotLike["aws:SourceArn"] = Condition.ArnNotLike["aws:SourceArn"].filter(
        (each: string) => !each.includes("notebook-instance"),
      );
    }),
    /somebody other than SageMaker, for feature groups of fraud, becomes the role/,
  ],
  [
    "the bucket lets the role read",
    "G1",
    bucket((document) => {
      statement(document, "AllowFeatureStoreRole").Action = ["s3:PutObject", "s3:GetObject"];
      drop(document, "DenyFeatureStoreRoleOtherActions");
    }),
    /reaches enclave-staging-fraud-features-444444444444 without passing fraud's endpoint/,
  ],
  [
    "the bucket lets the role write elsewhere",
    "G1",
    bucket((document) => {
      statement(document, "AllowFeatureStoreRole").Resource =
        "arn:aws:s3:::enclave-staging-fraud-features-444444444444/*";
      drop(document, "DenyFeatureStoreRoleOtherKeys");
    }),
    /reaches enclave-staging-fraud-features-444444444444 without passing fraud's endpoint/,
  ],
  [
    "the data key serves the role not through S3 alone",
    "G8",
    dataKey((document) => {
      delete statement(document, "FeatureStoreRoleThroughS3").Condition.StringEquals;
    }),
    /data key serves somebody else, or not through S3/,
  ],
  [
    "notebooks may pass the role",
    "G7",
    (files) => {
      editPolicy(resource(files, studio, "aws_iam_policy", "policies_walls"), (document) => {
        const denial = statement(document, "DenyOtherRoles");
        denial.NotResource = [denial.NotResource, role].flat();
      });
      editPolicy(resource(files, studio, "aws_iam_policy", "policies_job-management"), (document) => {
        const lent = statement(document, "LendOwnRoleToSageMaker");
        lent.Resource = [lent.Resource, role].flat();
      });
    },
    /passes another role/,
  ],
])("where %s, %s says so", async (_, guarantee, attack, said) => {
  expect(await told(attack, guarantee)).toMatch(said);
});

test("G1, G2 and G11 list the role by name with its prefix", async () => {
  const verdicts = await proveEdited(shipped("staging"), () => {}, { guarantees: ["G1", "G2", "G11"] });
  for (const { exceptions } of verdicts)
    expect(linesOfExceptions(exceptions)).toContain(
      `${role}: feature groups write offline stores (s3:PutObject) below enclave-staging-fraud-features-444444444444/feature-store/`,
    );
});
