/** Feature groups that a team's file declares: whoever writes one to another place, with another role, without a key of the team's, or elsewhere, is told. */
import { synthesizeOne } from "../../support/environments";
import { add, complaints } from "../complaints";
import {
  type Attack,
  argument,
  type Files,
  type Loose,
  linesOfExceptions,
  oneAccount,
  policyOf,
  proveEdited,
  resource,
  shipped,
} from "../stacks";

const stack = "staging-buckets-fraud";
const type = "aws_sagemaker_feature_group";
const told = (attack: Attack, ...guarantees: string[]) => complaints(shipped("staging"), attack, { guarantees });

const group = (values: object): Attack => argument(stack, type, "transactions", values);
const offline =
  (change: (config: Loose) => void): Attack =>
  (files) =>
    change(resource(files, stack, type, "transactions").offline_store_config);
const storage = (values: object): Attack => offline((config) => Object.assign(config.s3_storage_config, values));
const providers = (files: Files): Loose[] => files.get(stack).provider.aws;

test("as it is shipped, what guarantees say of declared groups holds", async () => {
  expect(await told(() => {}, "G2", "G8", "G9", "G14")).toBe("");
});

test("where one role deploys Studio and data, the stack's own provider makes the groups, and all holds as well", async () => {
  const { environment } = oneAccount();
  const declared = shipped("staging").environment.teams.find(({ name }) => name === "fraud")?.features.featureStore;
  const made = synthesizeOne({
    ...environment,
    network: { ...environment.network, extraInterfaceEndpoints: ["sagemaker.featurestore-runtime"] },
    teams: environment.teams.map((team) => {
      const offline = declared?.offline && { ...declared.offline, bucket: team.buckets[0]?.name ?? "" };
      return { ...team, features: { ...team.features, featureStore: { offline } } };
    }),
  });
  const providers = [...made.stacks.values()].flatMap(({ provider }: Loose) => provider.aws);
  expect(providers).toHaveLength(made.stacks.size);
  expect(await complaints(made, () => {}, { guarantees: ["G2", "G8", "G9", "G14"] })).toBe("");
});

const anothers = /not below the prefix that its role is for/;

test.each<[what: string, guarantee: string, attack: Attack, said: RegExp]>([
  [
    "it is written to another team's bucket",
    "G2",
    storage({ s3_uri: "s3://enclave-staging-research-experiments-444444444444/feature-store" }),
    anothers,
  ],
  ["it is written to a stranger's bucket", "G2", storage({ s3_uri: "s3://somebody-elses/feature-store" }), anothers],
  [
    "it is written to another bucket of its team's",
    "G2",
    storage({ s3_uri: "s3://enclave-staging-fraud-transactions-444444444444/feature-store" }),
    anothers,
  ],
  [
    "it is written to another prefix",
    "G2",
    storage({ s3_uri: "s3://${aws_s3_bucket.bucket-features.id}/feature-store-2" }),
    anothers,
  ],
  [
    "it is written to the whole bucket",
    "G2",
    storage({ s3_uri: "s3://${aws_s3_bucket.bucket-features.id}" }),
    anothers,
  ],
  [
    "it is written a step up",
    "G2",
    storage({ s3_uri: "s3://${aws_s3_bucket.bucket-features.id}/feature-store/../pipelines" }),
    anothers,
  ],
  [
    "it is written with the execution role",
    "G2",
    group({ role_arn: "arn:aws:iam::333333333333:role/enclave-staging-fraud-execution" }),
    /is written with .*-execution, which is not fraud's role for offline stores/,
  ],
  [
    "it is written with another team's role",
    "G2",
    group({ role_arn: "arn:aws:iam::333333333333:role/enclave-staging-research-features" }),
    /is written with .*-research-features, which is not fraud's role/,
  ],
  [
    "it is written with the pipelines' role",
    "G2",
    group({ role_arn: "arn:aws:iam::333333333333:role/enclave-staging-fraud-pipeline" }),
    /is written with .*-pipeline, which is not fraud's role/,
  ],
  [
    "it gets a table in the Glue catalog",
    "G2",
    offline((config) => {
      config.disable_glue_table_creation = false;
    }),
    /gets a table in the Glue catalog/,
  ],
  [
    "nothing is said of a table",
    "G2",
    offline((config) => {
      delete config.disable_glue_table_creation;
    }),
    /gets a table in the Glue catalog/,
  ],
  [
    "it is named after another team",
    "G2",
    group({ feature_group_name: "staging-research-transactions" }),
    /is not named after fraud/,
  ],
  [
    "it is made by another role",
    "G2",
    (files) => {
      providers(files)[1].assume_role[0].role_arn = "arn:aws:iam::333333333333:role/somebody-else";
    },
    /is made by .*somebody-else, and fraud's Studio by .*studio-enclave-deployer/,
  ],
  [
    "it is made in another account",
    "G2",
    (files) => {
      providers(files)[1].assume_role[0].role_arn = "arn:aws:iam::999999999999:role/studio-enclave-deployer";
      providers(files)[1].allowed_account_ids = ["999999999999"];
    },
    /it may be in another account/,
  ],
  [
    "it is made in the data account",
    "G2",
    (files) => {
      providers(files).pop();
      for (const each of [type, "aws_sagemaker_mlflow_tracking_server"])
        for (const made of Object.values<Loose>(files.get(stack).resource[each])) delete made.provider;
    },
    /is made by .*444444444444.*, and fraud's Studio by/,
  ],
  [
    "another group is added",
    "G2",
    (files) =>
      add(files, stack, type, "feature-groups_more", {
        ...resource(files, stack, type, "transactions"),
        feature_group_name: "staging-fraud-more",
      }),
    /the stacks say feature group staging-fraud-more in .* which the configuration does not declare/,
  ],
  [
    "an online store is added",
    "G2",
    (files) => {
      resource(files, stack, type, "cards").online_store_config = resource(
        files,
        stack,
        type,
        "transactions",
      ).online_store_config;
    },
    /the stacks say feature group staging-fraud-cards in .* and an online store/,
  ],
  [
    "its offline store is not encrypted under a key of the team's",
    "G8",
    offline((config) => {
      delete config.s3_storage_config.kms_key_id;
    }),
    /the offline store of the feature group staging-fraud-transactions is encrypted under a key of AWS's/,
  ],
  [
    "its offline store has another key",
    "G8",
    storage({ kms_key_id: "arn:aws:kms:eu-west-1:999999999999:key/01234567-89ab-cdef-0123-456789abcdef" }),
    /the offline store of .* is encrypted under arn:aws:kms:eu-west-1:999999999999/,
  ],
  [
    "its online store is not encrypted under a key of the team's",
    "G8",
    (files) => {
      delete resource(files, stack, type, "transactions").online_store_config.security_config;
    },
    /the online store of the feature group staging-fraud-transactions is encrypted under a key of AWS's/,
  ],
  [
    "its online store has the data key",
    "G8",
    (files) => {
      resource(files, stack, type, "transactions").online_store_config.security_config.kms_key_id =
        "${aws_kms_key.key.arn}";
    },
    /the online store of .* is encrypted under/,
  ],
  [
    "the deployer uses the studio key otherwise than through SageMaker",
    "G8",
    policyOf("staging-studio-fraud", "aws_kms_key", "key", (document) => {
      delete document.Statement.find(({ Sid }: Loose) => Sid === "DeployerMakesOnlineStores").Condition.StringEquals;
    }),
    /fraud's studio key serves somebody else/,
  ],
  [
    "the deployer cannot make its online store",
    "G9",
    policyOf("staging-studio-fraud", "aws_kms_key", "key", (document) => {
      document.Statement = document.Statement.filter(({ Sid }: Loose) => Sid !== "DeployerMakesOnlineStores");
    }),
    /the deployer cannot call kms:Decrypt, kms:Encrypt, .*kms:RetireGrant/,
  ],
  [
    "Terraform may destroy it, with its online records",
    "G14",
    (files) => {
      delete resource(files, stack, type, "transactions").lifecycle;
    },
    /Terraform may destroy aws_sagemaker_feature_group.feature-groups_transactions/,
  ],
  [
    "notebooks may delete it",
    "G14",
    policyOf("staging-studio-fraud", "aws_iam_role_policy", "features", (document) => {
      const denial = document.Statement.find(({ Sid }: Loose) => Sid === "DenyChangingDeclaredGroups");
      denial.Action = "sagemaker:UpdateFeatureGroup";
    }),
    /fraud's role can delete or change a feature group that its stacks make/,
  ],
  [
    "notebooks may change another of them",
    "G14",
    policyOf("staging-studio-fraud", "aws_iam_role_policy", "features", (document) => {
      const denial = document.Statement.find(({ Sid }: Loose) => Sid === "DenyChangingDeclaredGroups");
      denial.Resource = denial.Resource.slice(0, 1);
    }),
    /fraud's role can delete or change a feature group that its stacks make/,
  ],
  [
    "it has other features, so that Terraform makes it anew",
    "G14",
    (files) => {
      resource(files, stack, type, "transactions").feature_definition.pop();
    },
    /the stacks say feature group staging-fraud-transactions in .* which the configuration does not declare/,
  ],
  [
    "its records have another identifier",
    "G14",
    group({ record_identifier_feature_name: "amount" }),
    /records of amount at event_time .* which the configuration does not declare/,
  ],
  [
    "it is no longer there",
    "G14",
    (files) => {
      delete files.get(stack).resource[type]["feature-groups_cards"];
    },
    /aws_sagemaker_feature_group.feature-groups_cards is not in staging-buckets-fraud/,
  ],
  [
    "it stands at another address",
    "G14",
    (files) => {
      const groups = files.get(stack).resource[type];
      groups.moved = groups["feature-groups_cards"];
      delete groups["feature-groups_cards"];
    },
    /feature-groups_cards stands at another address/,
  ],
])("where %s, %s says so", async (_, guarantee, attack, said) => {
  expect(await told(attack, guarantee)).toMatch(said);
});

test.each<[what: string, attack: Attack, said: RegExp]>([
  [
    "another provider makes the group",
    (files) => {
      delete resource(files, stack, type, "transactions").provider;
    },
    /is not made by the provider that works in the studio account; write provider: aws.studio-account/,
  ],
  [
    "the provider for it makes something else",
    argument(stack, "aws_kms_key", "", { provider: "aws.studio-account" }),
    /has arguments that are not understood here: provider/,
  ],
  [
    "a Studio stack has that provider",
    (files) => {
      const [, second] = structuredClone(providers(files));
      second.assume_role[0].role_arn = "arn:aws:iam::333333333333:role/somebody-else";
      files.get("staging-studio-fraud").provider.aws.push(second);
    },
    /only buckets stacks make feature groups and tracking servers so/,
  ],
  [
    "a Studio stack makes a group",
    (files) => {
      const { provider: _, depends_on: __, ...group } = resource(files, stack, type, "cards");
      const s3_storage_config = { s3_uri: "s3://enclave-staging-fraud-features-444444444444/feature-store" };
      add(files, "staging-studio-fraud", type, "more", { ...group, offline_store_config: { s3_storage_config } });
    },
    /does not belong in a stack of the kind "studio"/,
  ],
  [
    "a group is registered in a catalog of somebody's",
    offline((config) => {
      config.data_catalog_config = { catalog: "AwsDataCatalog", database: "somebodys", table_name: "records" };
    }),
    /not understood here: data_catalog_config/,
  ],
  [
    "records die after a day",
    (files) => {
      resource(files, stack, type, "transactions").online_store_config.ttl_duration = { unit: "Days", value: 1 };
    },
    /not understood here: ttl_duration/,
  ],
])("where %s, nothing is proved", async (_, attack, said) => {
  expect(await told(attack, "G2")).toMatch(said);
});

test("G8 lists that the deployer makes online stores", async () => {
  const [verdict] = await proveEdited(shipped("staging"), () => {}, { guarantees: ["G8"] });
  expect(linesOfExceptions(verdict?.exceptions ?? [])).toContain(
    "the deployer makes online stores of declared feature groups through SageMaker: arn:aws:iam::333333333333:role/studio-enclave-deployer (fraud)",
  );
});
