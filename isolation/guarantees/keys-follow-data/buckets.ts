/** Under which keys objects lie: by default, and whatever a write asks for. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { asRole, policiesOf } from "../../facts/role-grants";
import { type Bucket, placeOf } from "../../model";
import { absent, all, ask, counterexamples, requests } from "../../questions/about";
import { byAnybody } from "../front-door";
import type { Failure } from "../guarantee";

const algorithm = "s3:x-amz-server-side-encryption";
const keyHeader = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const customerHeader = "s3:x-amz-server-side-encryption-customer-algorithm";
const present = (key: string) => ({ Null: { [key]: "false" } });

const defaultsOf = ({ encryption }: Bucket) =>
  encryption?.config.rule.flatMap((rule) => rule.apply_server_side_encryption_by_default ?? []) ?? [];

/** Objects lie under the team's data key. */
export function ofWrites(facts: Facts, team: TeamFacts, bucket: Bucket): Failure[] {
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
    ask(write, all({ StringEquals: { [algorithm]: "aws:kms" } }, absent(keyHeader))),
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
export function ofLogs(team: TeamFacts, bucket: Bucket): Failure[] {
  return defaultsOf(bucket)
    .filter(({ sse_algorithm }) => sse_algorithm !== "AES256")
    .map(() => ({
      what: `${team.name}'s access logs are to lie under a key that log delivery cannot use, or that is somebody else's`,
      where: placeOf(bucket.encryption ?? bucket.resource),
      change: "set its default encryption to AES256",
    }));
}
