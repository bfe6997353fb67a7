/** Declared producers and readers do exactly what their lines in the team's file say: those actions, below that prefix, from that network. */
import type { Bucket, OutsideParty } from "../../config/schema";
import type { Principal } from "../../isolation/policy";
import {
  administrator,
  type BucketView,
  type Context,
  dataBuckets,
  keyPolicy,
  may,
  mayNot,
  roleIn,
  strangerAccount,
  type TeamView,
  views,
} from "./access";
import type { Promised, World } from "./promise";

const every = [
  "s3:GetObject",
  "s3:GetObjectVersion",
  "s3:PutObject",
  "s3:PutObjectAcl",
  "s3:PutObjectTagging",
  "s3:DeleteObject",
  "s3:AbortMultipartUpload",
  "s3:ListMultipartUploadParts",
];
/** Writing needs both calls of KMS: a multipart upload is decrypted when its parts are put together. */
const allowed = {
  producers: {
    s3: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
    kms: ["kms:Decrypt", "kms:GenerateDataKey"],
  },
  readers: { s3: ["s3:GetObject"], kms: ["kms:Decrypt"] },
};

interface Declared {
  readonly team: TeamView;
  readonly bucket: BucketView;
  readonly party: OutsideParty;
  readonly kind: "producers" | "readers";
  readonly as: Principal;
  /** The network that its line names. */
  readonly from: Context;
}

/** An address inside a range: its first. */
const inside = (cidr: string) => cidr.replace(/\/.*$/, "");

function declared(world: World): Declared[] {
  const ofBucket = (team: TeamView, bucket: BucketView, configured: Bucket | undefined): Declared[] =>
    (["producers", "readers"] as const).flatMap((kind) =>
      (configured?.[kind] ?? []).map((party) => ({
        team,
        bucket,
        party,
        kind,
        as: { kind: "role", arn: party.role, account: party.role.split(":")[4] ?? "" } as const,
        from:
          party.vpcEndpoint === undefined
            ? { "aws:SourceIp": inside(party.cidrs?.[0] ?? "") }
            : { "aws:SourceVpce": party.vpcEndpoint },
      })),
    );
  return views(world).flatMap((team) =>
    dataBuckets(world, team).flatMap((bucket) =>
      ofBucket(
        team,
        bucket,
        team.team.buckets.find(({ name }) => name === bucket.name),
      ),
    ),
  );
}

export const promises: Promised[] = [
  {
    name: "a declared party makes its calls below its prefix from its network, and no other call whatever the bucket or its own account grants",
    check: (world) => {
      for (const { team, bucket, party, kind, as, from } of declared(world)) {
        const call = { as, account: team.dataAccount, on: `${bucket.arn}/${party.prefix}file`, context: from };
        const policies = { identity: [administrator], ...(bucket.policy && { resource: bucket.policy }) };
        const widened = { identity: [administrator], resource: bucket.widened };
        for (const action of every) {
          if (allowed[kind].s3.includes(action)) {
            may({ ...call, action, policies });
            mayNot({ ...call, action, on: `${bucket.arn}/elsewhere/file`, policies: widened });
          } else mayNot({ ...call, action, policies: widened });
        }
        for (const action of ["s3:ListBucket", "s3:ListBucketVersions", "s3:GetBucketPolicy", "s3:PutBucketPolicy"])
          mayNot({ ...call, action, on: bucket.arn, policies: widened });
      }
    },
  },
  {
    name: "a declared party comes from its own network only, not from the internet, another endpoint or the team's",
    check: (world) => {
      for (const { team, bucket, party, kind, as } of declared(world)) {
        const on = `${bucket.arn}/${party.prefix}file`;
        const policies = { identity: [administrator], resource: bucket.widened };
        for (const context of [
          { "aws:SourceIp": "192.0.2.1" },
          { "aws:SourceVpce": "vpce-of-somebody-else" },
          { "aws:SourceVpce": team.endpointId },
        ] as Context[])
          for (const action of allowed[kind].s3)
            mayNot({ as, account: team.dataAccount, on, action, context, policies });
      }
    },
  },
  {
    name: "what is granted to a declared party is granted to no other role, of its account or any other",
    check: (world) => {
      for (const { team, bucket, party, kind, as, from } of declared(world)) {
        if (!bucket.granted) continue;
        const on = `${bucket.arn}/${party.prefix}file`;
        const policies = { identity: [administrator], resource: bucket.granted };
        for (const action of allowed[kind].s3) {
          const call = { account: team.dataAccount, on, action, context: from, policies };
          may({ ...call, as });
          mayNot({ ...call, as: roleIn(world.environment, party.role.split(":")[4] ?? "", "colleague") });
          mayNot({ ...call, as: roleIn(world.environment, strangerAccount) });
        }
      }
    },
  },
  {
    name: "a declared party uses the data key through S3, a reader to decrypt only, and no other role of its account does",
    check: (world) => {
      const { environment } = world;
      const suffix = environment.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
      const context: Context = { "kms:ViaService": `s3.${environment.region}.${suffix}` };
      for (const { team, party, kind, as } of declared(world)) {
        const call = {
          on: team.dataKeyArn,
          account: team.dataAccount,
          policies: { identity: [administrator], resource: keyPolicy(world, team.buckets) },
        };
        const colleague = roleIn(environment, party.role.split(":")[4] ?? "", "colleague");
        for (const action of ["kms:Decrypt", "kms:GenerateDataKey"]) {
          const granted = allowed[kind].kms.includes(action);
          if (granted) may({ ...call, as, action, context });
          else mayNot({ ...call, as, action, context });
          mayNot({ ...call, as, action });
          mayNot({ ...call, as, action, context: { "kms:ViaService": "ebs.eu-central-1.amazonaws.com" } });
          mayNot({ ...call, as: colleague, action, context });
        }
        for (const action of ["kms:Encrypt", "kms:CreateGrant", "kms:DescribeKey"])
          mayNot({ ...call, as, action, context: { ...context, "kms:GrantIsForAWSResource": "true" } });
      }
    },
  },
  {
    name: "whoever is no declared party gets in from no declared network",
    check: (world) => {
      for (const { team, bucket, party, from } of declared(world)) {
        const on = `${bucket.arn}/${party.prefix}file`;
        const policies = { identity: [administrator], resource: bucket.widened };
        for (const as of [team.role, roleIn(world.environment, team.dataAccount)])
          for (const action of ["s3:GetObject", "s3:PutObject"])
            mayNot({ as, account: team.dataAccount, on, action, context: from, policies });
      }
    },
  },
];
