/** Queries with Athena: whoever widens what Athena does with the role's session, or where it comes from, breaks a guarantee that says so. */
import { complaints } from "../complaints";
import {
  type Attack,
  editPolicy,
  type Loose,
  linesOfExceptions,
  proveEdited,
  resource,
  shipped,
  statement,
} from "../stacks";
import { bucketPolicy, change, forget, grant, studio, without } from "./edits";

const bucket = "arn:aws:s3:::enclave-staging-fraud-transactions-444444444444";
const features =
  (edit: (document: Loose) => void): Attack =>
  (files) =>
    editPolicy(resource(files, studio, "aws_iam_role_policy", "execution-role-policies_features"), edit);
const workgroup =
  (change: (settings: Loose) => void): Attack =>
  (files) =>
    change(resource(files, studio, "aws_athena_workgroup", "athena_workgroup").configuration);
const athena = { StringEquals: { "aws:CalledViaFirst": "athena.amazonaws.com" } };
const role = { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::333333333333:role/enclave-staging-fraud-execution" } };
const throughAthena = (more: object) =>
  grant("AllowMore", {
    Principal: { AWS: "arn:aws:iam::333333333333:root" },
    Condition: { ...athena, ...role },
    ...more,
  });
const both =
  (...edits: readonly ((document: Loose) => void)[]) =>
  (document: Loose) => {
    for (const each of edits) each(document);
  };

test.each<[what: string, guarantee: string, attack: Attack, said: RegExp]>([
  [
    "any service that goes on with the session",
    "G1",
    bucketPolicy(
      both(forget("DenyObjectsOutsideEndpoint", "StringNotEquals"), change("AllowAthenaReads", { Condition: role })),
    ),
    /without passing fraud's endpoint/,
  ],
  [
    "another prefix",
    "G1",
    bucketPolicy(
      both(without("DenyAthenaOtherKeys"), throughAthena({ Action: "s3:GetObject", Resource: `${bucket}/raw/*` })),
    ),
    /without passing fraud's endpoint|does not declare/,
  ],
  [
    "writing where it only reads",
    "G1",
    bucketPolicy(
      both(
        change("DenyAthenaOtherActions", { NotAction: ["s3:GetObject", "s3:PutObject"] }),
        throughAthena({ Action: "s3:PutObject", Resource: `${bucket}/curated/*` }),
      ),
    ),
    /without passing fraud's endpoint|Athena writes below .* does not declare/,
  ],
  [
    "lists of everything",
    "G1",
    bucketPolicy(both(without("DenyAthenaOtherLists"), throughAthena({ Action: "s3:ListBucket", Resource: bucket }))),
    /without passing fraud's endpoint/,
  ],
  [
    "a service that began the chain, and not Athena",
    "G1",
    bucketPolicy((document) => {
      for (const { Condition } of document.Statement) {
        for (const test of [Condition?.StringNotEquals, Condition?.StringEquals]) {
          if (test?.["aws:CalledViaFirst"] === undefined) continue;
          test["aws:CalledViaLast"] = test["aws:CalledViaFirst"];
          delete test["aws:CalledViaFirst"];
        }
      }
    }),
    /without passing fraud's endpoint/,
  ],
  [
    "another role through Athena",
    "G2",
    bucketPolicy((document) => {
      const other = "arn:aws:iam::333333333333:role/other";
      const { Condition } = statement(document, "DenyObjectsToOthers");
      Condition.ArnNotEquals["aws:PrincipalArn"] = [Condition.ArnNotEquals["aws:PrincipalArn"], other].flat();
      const allowed = statement(document, "AllowAthenaReads").Condition;
      allowed.ArnEquals["aws:PrincipalArn"] = [allowed.ArnEquals["aws:PrincipalArn"], other].flat();
    }),
    /somebody other than fraud's role reaches the data/,
  ],
  [
    "a bucket that is not the team's",
    "G3",
    features(without("DenyAthenaOtherBuckets")),
    /Athena reaches a bucket that is not fraud's/,
  ],
  [
    "a bucket of such a name in another account",
    "G3",
    features(without("DenyAthenaOtherAccounts")),
    /Athena reaches a bucket that is not fraud's/,
  ],
  [
    "results where a query says",
    "G3",
    workgroup((settings) => {
      settings.enforce_workgroup_configuration = false;
    }),
    /lets a query say where its results go/,
  ],
  [
    "results in another place of its bucket",
    "G3",
    workgroup((settings) => {
      settings.result_configuration.output_location = "s3://enclave-staging-fraud-features-444444444444/elsewhere/";
    }),
    /where no bucket of the team lets Athena write/,
  ],
  [
    "results in a stranger's bucket",
    "G3",
    workgroup((settings) => {
      settings.result_configuration.output_location = "s3://strangers-results/athena/";
      delete settings.result_configuration.expected_bucket_owner;
    }),
    /where no bucket of the team lets Athena write/,
  ],
  [
    "results in a bucket that anybody owns",
    "G3",
    workgroup((settings) => {
      delete settings.result_configuration.expected_bucket_owner;
    }),
    /does not say who owns the bucket of its results/,
  ],
  [
    "another team's workgroup",
    "G2",
    features(
      grant("More", {
        Action: "athena:StartQueryExecution",
        Resource: "arn:aws:athena:eu-west-1:333333333333:workgroup/staging-research",
      }),
    ),
    /fraud's role is granted something that is not its team's/,
  ],
  [
    "the account's first workgroup, which enforces nothing",
    "G2",
    features(
      grant("More", {
        Action: "athena:StartQueryExecution",
        Resource: "arn:aws:athena:eu-west-1:333333333333:workgroup/primary",
      }),
    ),
    /fraud's role is granted something that is not its team's/,
  ],
  [
    "a change of its own workgroup",
    "G2",
    features(
      grant("More", {
        Action: "athena:UpdateWorkGroup",
        Resource: "arn:aws:athena:eu-west-1:333333333333:workgroup/staging-fraud",
      }),
    ),
    /fraud's role is granted something that is not its team's/,
  ],
  [
    "sessions of Spark",
    "G2",
    features(grant("More", { Action: "athena:StartSession", Resource: "*" })),
    /fraud's role is granted something that is not its team's/,
  ],
  [
    "a catalog that leads elsewhere",
    "G2",
    features(grant("More", { Action: "athena:CreateDataCatalog", Resource: "*" })),
    /fraud's role is granted something that is not its team's/,
  ],
  [
    "another team's tables",
    "G2",
    features(
      grant("More", {
        Action: "glue:GetTable",
        Resource: "arn:aws:glue:eu-west-1:333333333333:table/staging_research/*",
      }),
    ),
    /fraud's role is granted something that is not its team's/,
  ],
  [
    "queries from anywhere",
    "G11",
    (files) =>
      editPolicy(resource(files, studio, "aws_iam_policy", "execution-role-policies_walls"), (document) => {
        for (const each of document.Statement)
          if (/^DenyReadingBack/.test(each.Sid))
            each.Action = each.Action.filter((action: string) => action !== "athena:*");
      }),
    /used outside its networks, has Athena read its buckets/,
  ],
  [
    "Athena's endpoint to every workgroup",
    "G6",
    (files) =>
      editPolicy(resource(files, "staging-networking", "aws_vpc_endpoint", "endpoints_athena"), (document) => {
        statement(document, "TeamsQueries").Resource = "*";
      }),
    /the endpoint to athena admits somebody else/,
  ],
  [
    "Athena that cannot read its results",
    "G10",
    bucketPolicy(without("AllowAthenaReads")),
    /does not let through what is declared: Athena reads/,
  ],
  ["tables that Athena cannot find", "G10", features(without("OwnTables")), /fraud cannot have Athena find tables/],
  [
    "no workgroup to query in",
    "G10",
    (files) => {
      delete files.get(studio).resource.aws_athena_workgroup;
    },
    /fraud has no workgroup staging-fraud/,
  ],
  [
    "a database of another name than the one that its role may use",
    "G10",
    (files) => {
      resource(files, studio, "aws_glue_catalog_database", "athena_database").name = "staging_research";
    },
    /fraud has no database staging_fraud to keep its tables in/,
  ],
])("%s: %s", async (_, guarantee, attack, said) => {
  expect(await complaints(shipped("staging"), attack, { guarantees: [guarantee] })).toMatch(said);
});

test("what Athena may do is listed by bucket and prefix, with a configuration and without one", async () => {
  for (const withoutConfiguration of [false, true]) {
    const verdicts = await proveEdited(shipped("staging"), () => {}, {
      guarantees: ["G1", "G3", "G11"],
      withoutConfiguration,
    });
    for (const { outcome, exceptions } of verdicts) {
      expect(outcome).toBe("proved");
      const lines = linesOfExceptions(exceptions);
      expect(lines).toMatch(/Athena reads below enclave-staging-fraud-transactions-444444444444\/curated\//);
      expect(lines).toMatch(/Athena writes below enclave-staging-fraud-features-444444444444\/athena\//);
    }
  }
});

test("a prefix that nobody declared is told apart by the configuration alone", async () => {
  const attack = bucketPolicy((document) => {
    for (const each of document.Statement) {
      if (!/Athena/.test(each.Sid)) continue;
      for (const key of ["Resource", "NotResource"])
        if (Array.isArray(each[key]) && each[key].some((arn: string) => arn.endsWith("curated/*")))
          each[key].push(`${bucket}/raw/*`);
      for (const operator of ["StringLike", "StringNotLike"])
        if (each.Condition?.[operator]) each.Condition[operator]["s3:prefix"].push("raw/*");
    }
  });
  expect(await complaints(shipped("staging"), attack, { guarantees: ["G1"] })).toMatch(
    /Athena reads below .*\/raw\/.*does not declare/,
  );
});

test("buckets of a team that does not query have no word of Athena", () => {
  for (const name of ["dev", "solo", "prod"])
    expect(
      JSON.stringify([...shipped(name).stacks.entries()].filter(([stack]) => stack.includes("-buckets-"))),
    ).not.toMatch(/athena/i);
});
