/** Keys follow data: a data key serves its team through S3 alone, a studio key its team and AWS's own services, and nothing is written under any other. */
import { accountRoot, dataKeyAlias } from "../../config/names";
import type { Policy } from "../../isolation/policy";
import {
  type Attempt,
  administrator,
  type Context,
  dataBuckets,
  deployer,
  keyPolicy,
  may,
  mayNot,
  othersThan,
  read,
  roleIn,
  strangerAccount,
  type TeamView,
  throughOwnDoor,
  views,
} from "./access";
import type { Promised, World } from "./promise";

const cryptography = [
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];
/** What the owning team's role does with its data key. */
const used = new Set(["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]);
const throughS3 = ({ environment }: World): Context => ({
  "kms:ViaService": `s3.${environment.region}.${environment.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`,
});
/** A key that leaves everything to the IAM of the account that the team's role is in. */
const leftToIam = ({ environment }: World): Policy =>
  read(
    {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: accountRoot(environment, environment.accounts.studio.id) },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    },
    "a key left to IAM",
    "resource",
  );
const encryption = "s3:x-amz-server-side-encryption";
const encryptionKey = "s3:x-amz-server-side-encryption-aws-kms-key-id";

/** A call on the team's data key that its policy alone decides. */
const onDataKey = (world: World, team: TeamView): Omit<Attempt, "as" | "action"> => ({
  on: team.dataKeyArn,
  account: team.dataAccount,
  policies: { identity: [administrator], resource: keyPolicy(world, team.buckets) },
});

export const promises: Promised[] = [
  {
    name: "a data key decrypts for its team's role through S3 of its region, and in no other way",
    check: (world) => {
      const { environment } = world;
      for (const team of views(world)) {
        const call = onDataKey(world, team);
        for (const action of ["kms:Decrypt", "kms:GenerateDataKey"]) {
          may({ ...call, as: team.role, action, context: throughS3(world) });
          mayNot({ ...call, as: team.role, action });
          mayNot({ ...call, as: team.role, action, context: { "kms:ViaService": "s3.sa-east-1.amazonaws.com" } });
          mayNot({ ...call, as: team.role, action, context: { "kms:ViaService": "ebs.eu-central-1.amazonaws.com" } });
        }
        for (const action of [...cryptography.filter((each) => !used.has(each)), "kms:CreateGrant"])
          mayNot({ ...call, as: team.role, action, context: throughS3(world) });
        for (const as of [
          ...othersThan(world, team).map(({ role }) => role),
          roleIn(environment, environment.accounts.studio.id),
          roleIn(environment, team.dataAccount),
          roleIn(environment, strangerAccount),
          deployer(team.team.dataAccount.deployerRole),
        ]) {
          for (const action of [...cryptography, "kms:CreateGrant"]) {
            const context = { ...throughS3(world), "kms:GrantIsForAWSResource": "true" };
            mayNot({ ...call, as, action, context });
          }
        }
      }
    },
  },
  {
    name: "the team's role may ask which key its buckets have, and encrypt with it; other teams' roles may not",
    check: (world) => {
      for (const team of views(world)) {
        for (const action of ["kms:DescribeKey", "kms:Encrypt"]) {
          const call = { ...onDataKey(world, team), action };
          may({ ...call, as: team.role });
          if (action === "kms:DescribeKey" && team.dataAccount === world.environment.accounts.studio.id) continue;
          for (const { role } of othersThan(world, team)) mayNot({ ...call, as: role });
          mayNot({ ...call, as: roleIn(world.environment, world.environment.accounts.studio.id) });
        }
      }
    },
  },
  {
    name: "the role's own policies reach no key of the data account but the one that bears the team's alias, and that through S3",
    check: (world) => {
      for (const team of views(world)) {
        const own: Context = { "kms:ResourceAliases": [dataKeyAlias(world.environment, team.team)] };
        const call = {
          as: team.role,
          on: team.dataKeyArn,
          account: team.dataAccount,
          policies: { identity: team.grants, resource: leftToIam(world) },
        };
        for (const action of ["kms:Decrypt", "kms:GenerateDataKey"]) {
          may({ ...call, action, context: { ...own, ...throughS3(world) } });
          mayNot({ ...call, action, context: own });
          mayNot({ ...call, action, context: throughS3(world) });
          mayNot({ ...call, action, context: { ...throughS3(world), "kms:ResourceAliases": ["alias/of-others"] } });
        }
        for (const action of ["kms:DescribeKey", "kms:Encrypt"]) {
          may({ ...call, action, context: own });
          mayNot({ ...call, action });
          mayNot({ ...call, action, context: { "kms:ResourceAliases": ["alias/of-others"] } });
        }
        const abroad = { ...call, on: call.on.replace(team.dataAccount, strangerAccount), account: strangerAccount };
        mayNot({ ...abroad, action: "kms:GenerateDataKey", context: { ...own, ...throughS3(world) } });
        mayNot({ ...abroad, action: "kms:DescribeKey", context: own });
      }
    },
  },
  {
    name: "a studio key serves its team's role, is lent to AWS's services only, and to nobody else",
    check: (world) => {
      const { environment } = world;
      const account = environment.accounts.studio.id;
      for (const team of views(world)) {
        const resource = keyPolicy(world, team.studio);
        const call = { on: team.studioKeyArn, account, policies: { identity: [administrator], resource } };
        const lend: Context = { "kms:GrantIsForAWSResource": "true" };
        const manager = deployer(environment.accounts.studio.deployerRole);
        for (const action of [...cryptography, "kms:DescribeKey"]) may({ ...call, as: team.role, action });
        for (const as of [team.role, manager]) {
          may({ ...call, as, action: "kms:CreateGrant", context: lend });
          mayNot({ ...call, as, action: "kms:CreateGrant", context: { "kms:GrantIsForAWSResource": "false" } });
          mayNot({ ...call, as, action: "kms:CreateGrant" });
        }
        // Home directories are made when the deployer makes the domain: EFS uses the key in its name, and nothing else does.
        const throughEfs: Context = { "kms:ViaService": `elasticfilesystem.${environment.region}.amazonaws.com` };
        for (const action of ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"])
          may({ ...call, as: manager, action, context: throughEfs });
        for (const action of cryptography) {
          mayNot({ ...call, as: manager, action });
          mayNot({
            ...call,
            as: manager,
            action,
            context: { "kms:ViaService": `s3.${environment.region}.amazonaws.com` },
          });
          mayNot({ ...call, as: roleIn(environment, account), action, context: throughEfs });
        }
        for (const as of [
          ...othersThan(world, team).map(({ role }) => role),
          roleIn(environment, account),
          roleIn(environment, strangerAccount),
        ])
          for (const action of [...cryptography, "kms:CreateGrant"]) mayNot({ ...call, as, action, context: lend });
      }
    },
  },
  {
    name: "the role's own policies use the team's studio key and no other, and lend it to AWS's services only",
    check: (world) => {
      const account = world.environment.accounts.studio.id;
      for (const team of views(world)) {
        const call = {
          as: team.role,
          on: team.studioKeyArn,
          account,
          policies: { identity: team.grants, resource: leftToIam(world) },
        };
        const lend: Context = { "kms:GrantIsForAWSResource": "true" };
        for (const action of [...cryptography, "kms:DescribeKey"]) {
          may({ ...call, action });
          mayNot({ ...call, action, on: `${team.studioKeyArn}-of-others` });
        }
        may({ ...call, action: "kms:CreateGrant", context: lend });
        mayNot({ ...call, action: "kms:CreateGrant" });
        mayNot({ ...call, action: "kms:CreateGrant", context: { "kms:GrantIsForAWSResource": "false" } });
        mayNot({ ...call, action: "kms:CreateGrant", context: lend, on: `${team.studioKeyArn}-of-others` });
      }
    },
  },
  {
    name: "nothing is written under another key, without encryption by KMS, or with a key that the caller brings",
    check: (world) => {
      for (const team of views(world)) {
        for (const bucket of dataBuckets(world, team)) {
          const write = (context: Context): Attempt => {
            const through = throughOwnDoor(team, bucket, "s3:PutObject", context);
            return { ...through, policies: { identity: [administrator], resource: bucket.widened } };
          };
          may(write({}));
          may(write({ [encryption]: "aws:kms", [encryptionKey]: team.dataKeyArn }));
          mayNot(write({ [encryption]: "AES256" }));
          mayNot(write({ [encryption]: "aws:kms:dsse", [encryptionKey]: team.dataKeyArn }));
          mayNot(write({ [encryption]: "aws:kms", [encryptionKey]: team.studioKeyArn }));
          mayNot(write({ [encryptionKey]: `${team.dataKeyArn}-of-others` }));
          // The account's aws/s3 key, whose policy nobody can change.
          mayNot(write({ [encryption]: "aws:kms" }));
          mayNot(write({ "s3:x-amz-server-side-encryption-customer-algorithm": "AES256" }));
        }
      }
    },
  },
];
