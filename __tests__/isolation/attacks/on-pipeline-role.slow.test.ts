/** The role that pipelines may run with: whoever widens what becomes it, what it reaches, or what else may be passed, is told. */
import { complaints } from "../complaints";
import {
  type Attack,
  drop,
  edit,
  type Loose,
  linesOfExceptions,
  policyOf,
  proofOf,
  shipped,
  statement,
} from "../stacks";
import { bucketPolicy, buckets, dataKey, grant, rolePolicy, spareRole, studio } from "./edits";

const trust = (change: (statement: Loose) => void): Attack =>
  policyOf(studio, "aws_iam_role", "pipeline-role", (document) => change(document.Statement[0]), "assume_role_policy");
const ownPolicy = (change: (document: Loose) => void): Attack =>
  policyOf(studio, "aws_iam_policy", "pipeline-role_policy", change);
const features = (change: (document: Loose) => void): Attack =>
  policyOf(buckets, "aws_s3_bucket_policy", "bucket-features_policy", change);
const sagemaker = (resource: string) => `arn:aws:sagemaker:eu-west-1:333333333333:${resource}`;
const role = "arn:aws:iam::333333333333:role/enclave-staging-fraud-pipeline";
const told = (attack: Attack, ...guarantees: string[]) => complaints(shipped("staging"), attack, { guarantees });

const source = (pattern: string): Attack =>
  trust((statement) => {
    statement.Condition.ArnLike["aws:SourceArn"] = pattern;
  });

test.each<[what: string, attack: Attack, operation: RegExp]>([
  [
    "no source at all",
    trust((statement) => {
      delete statement.Condition.ArnLike;
    }),
    /passes the role of its pipelines to CreateAlgorithm, CreateModelPackage, CreateTrainingJob, and SageMaker becomes it/,
  ],
  ["everything of the account", source(sagemaker("*")), /to CreateProcessingJob, and SageMaker becomes it/],
  ["training jobs", source(sagemaker("training-job/staging-fraud-*")), /CreateTrainingJob, and SageMaker/],
  ["a model's validation", source(sagemaker("transform-job/*")), /to CreateAlgorithm, CreateModelPackage, and/],
  ["Studio's asterisk", source(sagemaker("?")), /to CreateDomain, CreateEndpointConfig, CreateModel, .* becomes it/],
  ["images", source(sagemaker("image*")), /to CreateImage, UpdateImage, and SageMaker becomes it/],
])("G7 names the operations that start with the role where its trust takes %s", async (_, attack, operation) => {
  expect(await told(attack, "G7")).toMatch(operation);
});

test.each<[what: string, attack: Attack]>([
  ["pipelines of every team", source(sagemaker("pipeline/*"))],
  ["pipelines of another team", source(sagemaker("pipeline/staging-marketing-*"))],
  [
    "another account",
    trust((statement) => {
      delete statement.Condition.StringEquals;
    }),
  ],
  [
    "another service",
    trust((statement) => {
      statement.Principal = { Service: "lambda.amazonaws.com" };
    }),
  ],
  [
    "the notebooks",
    trust((statement) => {
      statement.Principal = { AWS: "arn:aws:iam::333333333333:root" };
      delete statement.Condition;
    }),
  ],
])("G2 says who becomes the role where its trust takes %s", async (_, attack) => {
  expect(await told(attack, "G2")).toMatch(/somebody other than SageMaker, for pipelines of fraud, becomes the role/);
});

test.each<[what: string, guarantees: string[], attack: Attack, said: RegExp]>([
  [
    "writes",
    ["G1", "G2"],
    features((document) => {
      statement(document, "AllowPipelineRole").Action = ["s3:GetObject", "s3:PutObject"];
      statement(document, "DenyPipelineRoleOtherActions").NotAction = ["s3:GetObject", "s3:PutObject"];
    }),
    /reaches enclave-staging-fraud-features-444444444444 without passing|somebody other than fraud's role/,
  ],
  [
    "the whole bucket",
    ["G1"],
    features((document) => {
      statement(document, "AllowPipelineRole").Resource = document.Statement[0].Resource;
      drop(document, "DenyPipelineRoleOtherKeys");
    }),
    /without passing fraud's endpoint/,
  ],
  [
    "lists",
    ["G1", "G2"],
    features((document) => {
      for (const sid of ["DenyListOutsideEndpoint", "DenyListToOthers"]) {
        const { ArnNotEquals } = statement(document, sid).Condition;
        ArnNotEquals["aws:PrincipalArn"] = [ArnNotEquals["aws:PrincipalArn"]].flat().concat(role);
      }
      drop(document, "DenyPipelineRoleOnBucket");
      const { Principal, Condition, Resource } = statement(document, "AllowPipelineRole");
      const [bucket] = Resource.split("/");
      grant("Lists", { Principal, Condition, Action: "s3:ListBucket", Resource: bucket })(document);
    }),
    /without passing fraud's endpoint|somebody other than fraud's role/,
  ],
  [
    "another bucket",
    ["G1"],
    bucketPolicy((document) => {
      spareRole(role)(document);
      grant("More", {
        Principal: { AWS: "arn:aws:iam::333333333333:root" },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::enclave-staging-fraud-transactions-444444444444/*",
        Condition: { ArnEquals: { "aws:PrincipalArn": role } },
      })(document);
    }),
    /without passing fraud's endpoint/,
  ],
  [
    "another prefix, which the configuration does not declare",
    ["G1", "G2", "G11"],
    features((document) => {
      for (const each of document.Statement)
        for (const key of ["Resource", "NotResource"])
          if (JSON.stringify(each[key] ?? "").includes("/pipelines/"))
            each[key] = JSON.parse(JSON.stringify(each[key]).replaceAll("/pipelines/", "/raw/"));
    }),
    /pipelines read \(s3:GetObject\) below enclave-staging-fraud-features-444444444444\/raw\/, which the configuration does not declare/,
  ],
  [
    "the key beside S3",
    ["G8"],
    dataKey((document) => {
      delete statement(document, "PipelineRoleThroughS3").Condition.StringEquals;
    }),
    /data key serves somebody else, or not through S3/,
  ],
  [
    "more of S3 by its own policy",
    ["G2"],
    ownPolicy((document) => {
      statement(document, "FilesOfSteps").Action = "s3:*";
    }),
    /the role of fraud's pipelines may do more than its prefix says/,
  ],
  [
    "objects of another team",
    ["G2"],
    ownPolicy(grant("More", { Action: "sagemaker:DescribeModel", Resource: sagemaker("model/staging-marketing-*") })),
    /reaches SageMaker objects that are not its team's/,
  ],
  [
    "a job outside the subnets",
    ["G7"],
    (files) => {
      for (const walls of ["walls", "compute-walls"])
        delete files.get(studio).resource.aws_iam_role_policy_attachment[`pipeline-role_${walls}-attachment`];
      ownPolicy(
        grant("More", { Action: "sagemaker:CreateTrainingJob", Resource: sagemaker("training-job/staging-fraud-*") }),
      )(files);
    },
    /outside its team's subnets/,
  ],
  [
    "a role without its guardrails",
    ["G7"],
    (files) => {
      delete files.get(studio).resource.aws_iam_role_policy_attachment["pipeline-role_compute-walls-attachment"];
    },
    /given every right, starts something outside/,
  ],
  [
    "passing itself to jobs",
    ["G7"],
    ownPolicy(
      grant("More", {
        Action: "iam:PassRole",
        Resource: role,
        Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
      }),
    ),
    /passes another role, becomes one, or changes permissions/,
  ],
  [
    "notebooks that pass it to another service",
    ["G7"],
    rolePolicy("job-runtime", (document) => {
      delete statement(document, "LendPipelineRoleToSageMaker").Condition;
    }),
    /passes another role, becomes one, or changes permissions/,
  ],
  [
    "notebooks that pass a third role",
    ["G7"],
    (files) => {
      const roles = "arn:aws:iam::333333333333:role/enclave-staging-*";
      rolePolicy("job-runtime", (document) => {
        statement(document, "LendPipelineRoleToSageMaker").Resource = roles;
      })(files);
      rolePolicy("walls", (document) => {
        statement(document, "DenyOtherRoles").NotResource = roles;
      })(files);
    },
    /passes another role|passes or becomes another role/,
  ],
  [
    "no file to read",
    ["G10"],
    features((document) => drop(document, "AllowPipelineRole")),
    /fraud cannot have a pipeline's condition read a file/,
  ],
  [
    "a trust that refuses the team's own pipelines",
    ["G10"],
    source(sagemaker("pipeline/staging-fraud-one/execution/other")),
    /fraud cannot have SageMaker run a pipeline with the role of its pipelines/,
  ],
])("%s", async (_, guarantees, attack, said) => {
  expect(await told(attack, ...guarantees)).toMatch(said);
});

test("the exception is listed by its name, with the operations that AWS documents nothing of", async () => {
  const { verdicts } = await proofOf(
    shipped("staging"),
    edit(shipped("staging"), () => {}),
    { guarantees: ["G1", "G2", "G7", "G8", "G11"] },
  );
  expect(verdicts.filter(({ outcome }) => outcome !== "proved")).toEqual([]);
  for (const { guarantee, exceptions } of verdicts) {
    if (guarantee === "G7") {
      expect(linesOfExceptions(exceptions)).toContain(
        "they start with the role of pipelines only if SageMaker names one: CreateAutoMLJob (fraud)",
      );
    } else
      expect(linesOfExceptions(exceptions)).toContain(
        `${role}: pipelines read (s3:GetObject) below enclave-staging-fraud-features-444444444444/pipelines/ (fraud)`,
      );
  }
});
