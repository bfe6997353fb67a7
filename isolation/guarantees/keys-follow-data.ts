/** Data keys serve only the owning team through S3; writes under any other key are denied. */
import { administrator } from "../decide";
import { type Bucket, type Key, keysOf, placeOf } from "../model";
import { all, ask, caller, counterexamples, except, type Part, requests } from "./about";
import { type Facts, serviceHost, type TeamFacts } from "./facts";
import { byAnybody } from "./front-door";
import type { Check, Failure, Guarantee } from "./guarantee";
import { asRole, policiesOf } from "./role-grants";

/** What manages a key and opens nothing that it encrypts; the account may hand these out by IAM policies. */
const administration = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListResourceTags",
  "kms:ListRetirableGrants",
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
] as const;

const cryptography = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
] as const;

function useOf(facts: Facts, key: Key, what: string, change: string, ...uses: readonly Part[]): Failure[] {
  const found = counterexamples({
    about: requests(
      ask({ Action: "kms:*", Resource: key.arn }),
      except({ Action: administration, Resource: key.arn }, { StringEquals: { "aws:PrincipalAccount": key.account } }),
      ...uses,
    ),
    policies: { identity: [administrator], resource: key.policy },
    callers: "anyone",
    world: facts.world,
  });
  return found.map((each) => ({ what, where: placeOf(key.resource), found: each, change }));
}

/** A key of buckets: the team's role, producers and readers, through S3; the role may also look the key up. */
function ofDataKey(facts: Facts, team: TeamFacts, key: Key): Failure[] {
  const throughS3 = { StringEquals: { "kms:ViaService": serviceHost(facts, "s3") } };
  const parties = [...team.parties.values()].flat();
  const uses = (role: string, kind: "producer" | "reader"): Part =>
    except(
      { Action: kind === "reader" ? "kms:Decrypt" : ["kms:Decrypt", "kms:GenerateDataKey"], Resource: key.arn },
      all(caller(role), throughS3),
    );
  return useOf(
    facts,
    key,
    `${team.name}'s data key serves somebody else, or not through S3`,
    `allow kms:Decrypt and kms:GenerateDataKey to ${team.role.arn} with kms:ViaService ${serviceHost(facts, "s3")} only`,
    uses(team.role.arn, "producer"),
    except({ Action: "kms:DescribeKey", Resource: key.arn }, caller(team.role.arn)),
    ...parties.map(({ role, kind }) => uses(role, kind)),
  );
}

/** A key of volumes and home directories: the team's role, and grants for AWS's own services. */
function ofStudioKey(facts: Facts, team: TeamFacts, key: Key): Failure[] {
  const forAws = { Bool: { "kms:GrantIsForAWSResource": "true" } };
  return useOf(
    facts,
    key,
    `${team.name}'s studio key serves somebody else`,
    `allow its use to ${team.role.arn} only, and grants for AWS's services to it and the deployer`,
    except({ Action: cryptography, Resource: key.arn }, caller(team.role.arn)),
    except(
      { Action: ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"], Resource: key.arn },
      all(caller(team.studio.deployerRole), {
        StringEquals: { "kms:ViaService": serviceHost(facts, "elasticfilesystem") },
      }),
    ),
    except(
      { Action: "kms:CreateGrant", Resource: key.arn },
      all(caller(team.role.arn, team.studio.deployerRole), forAws),
    ),
  );
}
/** A key of the network's logs: CloudWatch Logs, for log groups of this account. */
function ofLogKey(facts: Facts, key: Key): Failure[] {
  return useOf(
    facts,
    key,
    "the key of flow logs serves something other than the log group",
    "allow its use to CloudWatch Logs with the log group's encryption context only",
    except(
      { Action: [...cryptography, "kms:GenerateDataKey*"], Resource: key.arn },
      {
        StringEquals: { "aws:PrincipalServiceName": serviceHost(facts, "logs") },
        ArnEquals: {
          "kms:EncryptionContext:aws:logs:arn": facts.environment.networking
            .resources("aws_cloudwatch_log_group")
            .map(({ arn }) => arn),
        },
      },
    ),
  );
}

const algorithm = "s3:x-amz-server-side-encryption";
const keyHeader = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const customerHeader = "s3:x-amz-server-side-encryption-customer-algorithm";
const present = (key: string) => ({ Null: { [key]: "false" } });

const defaultsOf = ({ encryption }: Bucket) =>
  encryption?.config.rule.flatMap((rule) => rule.apply_server_side_encryption_by_default ?? []) ?? [];

/** Objects lie under the team's data key: by default, and whatever a write asks for. */
function ofWrites(facts: Facts, team: TeamFacts, bucket: Bucket): Failure[] {
  const where = placeOf(bucket.encryption ?? bucket.resource);
  const defaults = defaultsOf(bucket);
  const [first] = defaults;
  const key = team.dataKeys.find(({ arn }) => arn === first?.kms_master_key_id);
  if (defaults.length !== 1 || first?.sse_algorithm !== "aws:kms" || !key) {
    return [
      {
        what: `${bucket.name} does not encrypt with a data key of ${team.name}`,
        where,
        change: "set its default encryption to aws:kms with the key of its own stack",
      },
    ];
  }
  const write = { Action: "s3:PutObject", Resource: `${bucket.arn}/*` };
  const found = byAnybody(
    facts,
    bucket,
    ask(write, all(present(algorithm), { StringNotEquals: { [algorithm]: "aws:kms" } })),
    ask(write, all(present(keyHeader), { StringNotEquals: { [keyHeader]: key.arn } })),
    ask(write, all({ StringEquals: { [algorithm]: "aws:kms" } }, { Null: { [keyHeader]: "true" } })),
    ask(write, present(customerHeader)),
  );
  // Objects that are there already: only the team's role can reach them (G2), so its own policies say whether it may.
  const changed = counterexamples({
    about: requests(
      ask({ ...write, Action: "s3:UpdateObjectEncryption" }, { StringNotEquals: { [keyHeader]: key.arn } }),
    ),
    policies: {
      ...policiesOf(team.role),
      ...(bucket.policy && { resource: bucket.policy }),
    },
    callers: [asRole(team.role)],
    world: { ...facts.world, owner: bucket.account },
  });
  return [...found, ...changed].map((each) => ({
    what: `a write to ${bucket.name} lies under a key other than the bucket's`,
    where: placeOf(bucket.resource),
    found: each,
    change: `deny it with another algorithm than aws:kms, another key than ${key.arn}, or a customer's key`,
  }));
}

/** Log delivery knows S3's own keys only; nobody else's may stand there. */
function ofLogs(team: TeamFacts, bucket: Bucket): Failure[] {
  return defaultsOf(bucket)
    .filter(({ sse_algorithm }) => sse_algorithm !== "AES256")
    .map(() => ({
      what: `${team.name}'s access logs are to lie under a key that log delivery cannot use, or that is somebody else's`,
      where: placeOf(bucket.encryption ?? bucket.resource),
      change: "set its default encryption to AES256",
    }));
}

export const keysFollowData: Guarantee = {
  id: "G8",
  name: "keys follow data",
  promise: "data keys serve only the owning team through S3; writes under any other key are denied",
  checks: (facts) => [
    ...keysOf(facts.environment.networking).map((key): Check => ({ failures: () => ofLogKey(facts, key) })),
    ...facts.teams.flatMap((team): Check[] => [
      ...team.dataKeys.map((key) => ({ team: team.name, failures: () => ofDataKey(facts, team, key) })),
      ...team.studioKeys.map((key) => ({ team: team.name, failures: () => ofStudioKey(facts, team, key) })),
      ...team.buckets.map((bucket) => ({ team: team.name, failures: () => ofWrites(facts, team, bucket) })),
      ...team.logBuckets.map((bucket) => ({ team: team.name, failures: () => ofLogs(team, bucket) })),
    ]),
  ],
  exceptions: ({ teams }) => [
    "administrators of a key's account may manage it (kms:PutKeyPolicy included); CloudTrail shows it",
    ...new Set(
      teams.map(({ studio }) => `the deployer ${studio.deployerRole} makes encrypted home directories through EFS`),
    ),
    "access logs are encrypted by S3's own keys: log delivery knows no other",
    ...teams.flatMap(({ parties }) =>
      [...parties].flatMap(([bucket, list]) =>
        list.map(({ role, kind }) => `${kind} ${role} uses the key of ${bucket} through S3`),
      ),
    ),
  ],
};
