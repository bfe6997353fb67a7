/** A team's tracking server of MLflow: whoever widens what becomes its role, what that reaches, who may pass it, or whose the server is, is told. */
import { add, complaints } from "../complaints";
import {
  type Attack,
  drop,
  editPolicy,
  type Files,
  type Loose,
  linesOfExceptions,
  policyOf,
  proveEdited,
  resource,
  shipped,
  statement,
} from "../stacks";

const studio = "staging-studio-fraud";
const buckets = "staging-buckets-fraud";
const type = "aws_sagemaker_mlflow_tracking_server";
const role = "arn:aws:iam::333333333333:role/enclave-staging-fraud-mlflow";
const data = "arn:aws:s3:::enclave-staging-fraud-features-444444444444";
const told = (attack: Attack, ...guarantees: string[]) => complaints(shipped("staging"), attack, { guarantees });

const trust = (change: (statement: Loose) => void): Attack =>
  policyOf(studio, "aws_iam_role", "mlflow-role", (document) => change(document.Statement[0]), "assume_role_policy");
const own = (change: (document: Loose) => void): Attack =>
  policyOf(studio, "aws_iam_policy", "mlflow-role_policy", change);
const bucket = (change: (document: Loose) => void): Attack =>
  policyOf(buckets, "aws_s3_bucket_policy", "bucket-features_policy", change);
const dataKey = (change: (document: Loose) => void): Attack => policyOf(buckets, "aws_kms_key", "key", change);
const server =
  (change: (config: Loose) => void): Attack =>
  (files) =>
    change(resource(files, buckets, type));
const second = (files: Files): Loose => files.get(buckets).provider.aws[1];

test("as it is shipped, what guarantees say of roles, of data and of the team's work holds", async () => {
  expect(await told(() => {}, "G1", "G2", "G7", "G8", "G10", "G11", "G12", "G14")).toBe("");
});

const becomes = /somebody other than SageMaker, for tracking servers of fraud, becomes the role/;
const tooMuch = /the role of fraud's tracking servers may do more than its prefix says/;

test.each<[what: string, guarantee: string, attack: Attack, said: RegExp]>([
  [
    "SageMaker becomes the role for training jobs",
    "G2",
    trust(({ Condition }) => {
      Condition.ArnNotLike["aws:SourceArn"] = Condition.ArnNotLike["aws:SourceArn"].filter(
        (each: string) => !each.includes("training-job"),
      );
    }),
    becomes,
  ],
  [
    "SageMaker becomes the role for another account",
    "G2",
    trust(({ Condition }) => {
      delete Condition.StringEquals;
    }),
    becomes,
  ],
  [
    "another service becomes the role",
    "G2",
    trust((statement) => {
      statement.Principal = { Service: "lambda.amazonaws.com" };
    }),
    becomes,
  ],
  [
    "the role reads anywhere in the bucket",
    "G2",
    own((document) => {
      statement(document, "Artifacts").Resource = `${data}/*`;
    }),
    tooMuch,
  ],
  [
    "the role deletes, too",
    "G2",
    own((document) => {
      statement(document, "Artifacts").Action = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];
    }),
    tooMuch,
  ],
  [
    "the role lists all keys",
    "G2",
    own((document) => {
      delete statement(document, "ListArtifacts").Condition.StringLike;
    }),
    tooMuch,
  ],
  [
    "the role registers models in SageMaker",
    "G2",
    own((document) =>
      document.Statement.push({
        Sid: "More",
        Effect: "Allow",
        Action: "sagemaker:CreateModelPackageGroup",
        Resource: "*",
      }),
    ),
    tooMuch,
  ],
  [
    "the bucket lets the role write anywhere",
    "G1",
    bucket((document) => {
      statement(document, "AllowMlflowRole").Resource = `${data}/*`;
      drop(document, "DenyMlflowRoleOtherKeys");
    }),
    /reaches enclave-staging-fraud-features-444444444444 without passing fraud's endpoint/,
  ],
  [
    "the bucket lets the role delete",
    "G1",
    bucket((document) => {
      statement(document, "AllowMlflowRole").Action = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];
      statement(document, "DenyMlflowRoleOtherActions").NotAction = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];
    }),
    /without passing fraud's endpoint/,
  ],
  [
    "the bucket lets the role list all keys",
    "G1",
    bucket((document) => {
      delete statement(document, "AllowMlflowRoleLists").Condition.StringLike;
      drop(document, "DenyMlflowRoleOtherLists");
    }),
    /without passing fraud's endpoint/,
  ],
  [
    "the bucket takes URLs that the server signed",
    "G1",
    bucket((document) => {
      drop(document, "DenyMlflowRoleSignedUrls");
    }),
    /without passing fraud's endpoint/,
  ],
  [
    "the bucket takes forms that the server signed",
    "G1",
    bucket((document) => {
      const { Condition } = statement(document, "DenyMlflowRoleSignedUrls");
      delete Condition.StringNotEquals;
      Condition.StringEquals = { "s3:authType": "REST-QUERY-STRING" };
    }),
    /without passing fraud's endpoint/,
  ],
  [
    "the data key serves the role without S3",
    "G8",
    dataKey((document) => {
      delete statement(document, "MlflowRoleThroughS3").Condition.StringEquals;
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
    },
    /passes or becomes another role/,
  ],
  [
    "the server works with the execution role",
    "G2",
    server((config) => {
      config.role_arn = "arn:aws:iam::333333333333:role/enclave-staging-fraud-execution";
    }),
    /works with arn:aws:iam::333333333333:role\/enclave-staging-fraud-execution, which is not the team's role for it/,
  ],
  [
    "the server is named after another team",
    "G2",
    server((config) => {
      config.tracking_server_name = "staging-research-mlflow";
    }),
    /the tracking server staging-research-mlflow of fraud is not named after the team/,
  ],
  [
    "the server keeps artifacts elsewhere",
    "G2",
    server((config) => {
      config.artifact_store_uri = "s3://somebody-elses/mlflow";
    }),
    /keeps artifacts in s3:\/\/somebody-elses\/mlflow, where its role may not/,
  ],
  [
    "the server registers models in SageMaker",
    "G2",
    server((config) => {
      config.automatic_model_registration = true;
    }),
    /registers models in SageMaker/,
  ],
  [
    "the server is made by another role",
    "G2",
    (files) => {
      second(files).assume_role[0].role_arn = "arn:aws:iam::333333333333:role/somebody-else";
    },
    /the tracking server staging-fraud-mlflow is made by .*somebody-else, and fraud's Studio by .*studio-enclave-deployer/,
  ],
  [
    "the server is made in another account",
    "G2",
    (files) => {
      second(files).assume_role[0].role_arn = "arn:aws:iam::999999999999:role/studio-enclave-deployer";
      second(files).allowed_account_ids = ["999999999999"];
    },
    /the tracking server staging-fraud-mlflow is made by .*: it may be in another account/,
  ],
  [
    "the server is made in the data account",
    "G2",
    (files) => {
      files.get(buckets).provider.aws.pop();
      for (const each of [type, "aws_sagemaker_feature_group"])
        for (const made of Object.values<Loose>(files.get(buckets).resource[each])) delete made.provider;
    },
    /the tracking server staging-fraud-mlflow is made by .*444444444444.*, and fraud's Studio by/,
  ],
  [
    "the server keeps artifacts a step up",
    "G2",
    server((config) => {
      config.artifact_store_uri += "/../pipelines";
    }),
    /keeps artifacts in .*\/mlflow\/\.\.\/pipelines, where its role may not/,
  ],
  [
    "Terraform may destroy the server",
    "G14",
    server((config) => {
      delete config.lifecycle;
    }),
    /Terraform may destroy aws_sagemaker_mlflow_tracking_server.tracking-server/,
  ],
  [
    "the bucket does not let the server read",
    "G10",
    bucket((document) => drop(document, "AllowMlflowRole")),
    /cannot see artifacts of its runs: no bucket of the team lets .*-mlflow in/,
  ],
  [
    "the bucket does not let the server list",
    "G10",
    bucket((document) => drop(document, "AllowMlflowRoleLists")),
    /cannot have its tracking server list artifacts/,
  ],
  [
    "the server is gone, and its role stays",
    "G10",
    (files) => {
      delete files.get(buckets)?.resource[type];
    },
    /has a role for a tracking server, and no server/,
  ],
])("%s: %s tells it", async (_, guarantee, attack, said) => {
  expect(await told(attack, guarantee)).toMatch(said);
});

test.each<[what: string, attack: Attack, said: RegExp]>([
  [
    "the data account's deployer makes the server",
    server((config) => {
      delete config.provider;
    }),
    /is not made by the provider that works in the studio account; write provider: aws.studio-account/,
  ],
  [
    "the server stands in the Studio stack, which is applied before there is a bucket",
    (files) => {
      const { provider: _, depends_on: __, ...config } = resource(files, buckets, type);
      delete files.get(buckets).resource[type];
      add(files, studio, type, "tracking-server", {
        ...config,
        artifact_store_uri: "s3://enclave-staging-fraud-features-444444444444/mlflow",
      });
    },
    /aws_sagemaker_mlflow_tracking_server does not belong in a stack of the kind "studio"/,
  ],
])("where %s, nothing is proved, and the report says so", async (_, attack, said) => {
  expect(await told(attack, "G2")).toMatch(said);
});

test("G1, G2 and G11 list by name what the server's role reaches, and G7 what lies in AWS's account", async () => {
  const verdicts = await proveEdited(shipped("staging"), () => {}, { guarantees: ["G1", "G2", "G7", "G11"] });
  for (const { guarantee, exceptions } of verdicts)
    expect(linesOfExceptions(exceptions)).toContain(
      guarantee === "G7"
        ? "under no key of the team's: staging-fraud-mlflow"
        : `${role}: tracking servers read, write and list artifacts (s3:GetObject, s3:PutObject) below enclave-staging-fraud-features-444444444444/mlflow/`,
    );
});
