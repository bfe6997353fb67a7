/** Feature Store: the team makes groups that store records online alone, under its studio key, and nobody reads its records from elsewhere. */
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
import { withFeatureStore } from "../with-features";

const names = withFeatureStore("dev");
const account = withFeatureStore("solo");

const inPolicy = (part: string, change: (document: Loose) => void): Attack =>
  policyOf("dev-studio-research", "aws_iam_policy", `policies_${part}`, change);
const groups = (change: (statement: Loose) => void): Attack =>
  inPolicy("data", (document) => change(statement(document, "OnlineFeatureGroups")));
const withoutWall = inPolicy("compute-walls", (document) => drop(document, "DenyOfflineStores"));

test.each([
  ["names", names],
  ["account", account],
] as const)("as it is synthesized, all guarantees of roles, keys and endpoints hold (%s)", async (_, from) => {
  expect(await complaints(from, () => {}, { guarantees: ["G2", "G6", "G7", "G8", "G11", "G12"] })).toBe("");
});

test.each<[what: string, guarantee: string, attacks: readonly Attack[], said: RegExp]>([
  [
    "a group may have an offline store",
    "G7",
    [
      withoutWall,
      groups(({ Condition }) => {
        delete Condition.Null;
      }),
    ],
    /makes a feature group with an offline store, which SageMaker writes from its own network/,
  ],
  [
    "the denial of offline stores is gone, and AdministratorAccess is attached",
    "G7",
    [withoutWall],
    /given every right, makes a feature group with an offline store/,
  ],
  [
    "a group lies under a key of AWS's",
    "G7",
    [
      groups(({ Condition }) => {
        delete Condition.ArnEquals;
      }),
    ],
    /online store is not encrypted under its team's studio key/,
  ],
  [
    "a group lies under a key if it names one",
    "G7",
    [
      groups(({ Condition }) => {
        Condition.ArnEqualsIfExists = Condition.ArnEquals;
        delete Condition.ArnEquals;
      }),
    ],
    /online store is not encrypted under its team's studio key/,
  ],
  [
    "a group need not have an online store",
    "G7",
    [
      groups(({ Condition }) => {
        delete Condition.Bool;
      }),
    ],
    /online store is not encrypted under its team's studio key/,
  ],
  [
    "groups of every team are made",
    "G2",
    [
      groups((each) => {
        each.Resource = "*";
      }),
    ],
    /reaches SageMaker objects that are not its team's/,
  ],
  [
    "records of every team are read",
    "G2",
    [
      inPolicy("data", (document) => {
        statement(document, "OwnFeatureGroups").Resource = "*";
      }),
    ],
    /reaches SageMaker objects that are not its team's/,
  ],
  [
    "aliases are seen in calls of the role's own",
    "G2",
    [
      inPolicy("data", (document) => {
        delete statement(document, "OnlineStoreAliases").Condition;
      }),
    ],
    /is granted something that is not its team's/,
  ],
  [
    "grants on the key are ended from anywhere",
    "G11",
    [
      inPolicy("data", (document) => {
        delete statement(document, "OnlineStoreGrants").Condition;
      }),
    ],
    /used outside its networks, reads something back/,
  ],
  [
    "the studio key lets the role end grants by calls of its own",
    "G8",
    [
      policyOf("dev-studio-research", "aws_kms_key", "key", (document) => {
        delete statement(document, "TeamRetiresGrantsOfFeatureStore").Condition.StringEquals;
      }),
    ],
    /studio key serves somebody else/,
  ],
  [
    "the endpoint leads to groups of other environments",
    "G6",
    [
      (files) =>
        editPolicy(
          resource(files, "dev-networking", "aws_vpc_endpoint", "endpoints_sagemaker-featurestore-runtime"),
          (document) => {
            statement(document, "TeamsRecords").Resource = "*";
          },
        ),
    ],
    /the endpoint to sagemaker.featurestore-runtime admits somebody else/,
  ],
  [
    "the endpoint is left open for other calls on the environment's groups",
    "G6",
    [
      (files) =>
        editPolicy(
          resource(files, "dev-networking", "aws_vpc_endpoint", "endpoints_sagemaker-featurestore-runtime"),
          (document) => {
            statement(document, "TeamsRecords").Action = "sagemaker:*";
          },
        ),
    ],
    /the endpoint to sagemaker.featurestore-runtime admits somebody else/,
  ],
  [
    "the endpoint admits any caller",
    "G6",
    [
      (files) =>
        editPolicy(
          resource(files, "dev-networking", "aws_vpc_endpoint", "endpoints_sagemaker-featurestore-runtime"),
          (document) => {
            delete statement(document, "TeamsRecords").Condition;
          },
        ),
    ],
    /the endpoint to sagemaker.featurestore-runtime admits somebody else/,
  ],
])("where %s, %s says so", async (_, guarantee, attacks, said) => {
  const attack: Attack = (files) => {
    for (const each of attacks) each(files);
  };
  expect(await complaints(names, attack, { guarantees: [guarantee] })).toMatch(said);
});

test.each(["BatchGet*", "DescribeFeatureMetadata", "GetRecord", "ListRecords"])(
  "where the denial outside the networks lacks %s, G11 says so",
  async (name) => {
    const attack = inPolicy("walls", (document) => {
      for (const each of document.Statement.filter(({ Sid }: Loose) => Sid.startsWith("DenyReadingBack")))
        each.Action = each.Action.filter((action: string) => action !== `sagemaker:${name}`);
    });
    expect(await complaints(names, attack, { guarantees: ["G11"] })).toContain(
      "research's role, used outside its networks, reads something back",
    );
  },
);

test("G7 lists by name whose records lie in SageMaker's online store, and nobody's without the feature", async () => {
  const listed = async (from: typeof names) => {
    const [verdict] = await proveEdited(from, () => {}, { guarantees: ["G7"] });
    return linesOfExceptions(verdict?.exceptions ?? []);
  };
  expect(await listed(names)).toMatch(/Feature Store \(features\.featureStore\).*\(research\)/);
  expect(await listed(shipped("dev"))).not.toContain("Feature Store");
});

test.each([
  ["make a group", "OnlineFeatureGroups", "call sagemaker:CreateFeatureGroup"],
  ["read a record", "OwnFeatureGroups", "call sagemaker:GetRecord"],
])(
  "with Feature Store, what notebooks were recorded to call is asked by G10: where the role may not %s, it says so",
  async (_, sid, said) => {
    const attack = inPolicy("data", (document) => drop(document, sid));
    expect(await complaints(names, () => {}, { guarantees: ["G10"] })).toBe("");
    expect(await complaints(names, attack, { guarantees: ["G10"] })).toContain(said);
  },
);
