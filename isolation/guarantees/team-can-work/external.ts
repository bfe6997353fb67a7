/** Declared producers write, and readers read, below their prefix and from their network. */
import { administrator } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { actionsOfParty, type Party, showParty } from "../../facts/parties";
import { firstAddress } from "../../facts/ranges";
import type { Bucket, Key } from "../../model";
import type { Principal } from "../../policy";
import { parseRange } from "../../policy/address";
import type { Failure } from "../guarantee";
import { throughS3Keys } from "./buckets";
import type { Need } from "./needs";

/** A request carries one address, or comes through one endpoint; of a foreign endpoint the VPC is not known. */
const originsOf = ({ vpcEndpoint, cidrs = [] }: Party) =>
  vpcEndpoint !== undefined
    ? [{ context: { "aws:SourceVpce": vpcEndpoint } }]
    : cidrs.map((cidr) => ({ context: { "aws:SourceIp": firstAddress(cidr) }, from: [parseRange(cidr) ?? []].flat() }));

/** What their own account's policies say is not known: it is taken to allow. */
export function ofExternal(facts: Facts, team: TeamFacts, bucket: Bucket): Need[] {
  const arn = bucket.encryption?.config.rule.flatMap(
    (rule) => rule.apply_server_side_encryption_by_default?.flatMap((each) => each.kms_master_key_id ?? []) ?? [],
  )[0];
  const key = team.dataKeys.find((each) => each.arn === arn);
  return (team.parties.get(bucket.name) ?? []).flatMap((party) => [
    ...originsOf(party).flatMap(({ context, ...origin }) =>
      actionsOfParty(party).map(
        (action): Need => ({
          what: `let ${party.kind} ${party.role} call ${action} below ${bucket.name}/${party.prefix}`,
          sender: "external",
          request: {
            principal: roleOf(party),
            action,
            resource: `${bucket.arn}/${party.prefix}object`,
            resourceAccount: bucket.account,
            context,
          },
          policies: { identity: [administrator], ...(bucket.policy && { resource: bucket.policy }) },
          ...origin,
        }),
      ),
    ),
    ...(key ? keyNeeds(facts, bucket, key, party) : []),
  ]);
}

/** Whom the configuration declares and no bucket's policy names; requests of the others are asked. */
export function notLetIn({ declared }: Facts, { name, data, parties }: TeamFacts): Failure[] {
  const found = new Set(
    [...parties].flatMap(([bucket, each]) =>
      each.map((party) => `${party.kind} ${bucket} ${showParty(bucket, party)}`),
    ),
  );
  return (declared?.declarations ?? [])
    .filter(({ kind, team }) => (kind === "producer" || kind === "reader") && team === name)
    .filter(({ kind, of, value }) => !found.has(`${kind} ${of} ${value}`))
    .map(({ kind, of, value }) => ({
      what: `${name}: the policy of ${of} does not let in the declared ${kind} ${value}`,
      where: data.name,
      change: "synthesize anew, or take it out of the team's file",
    }));
}

const roleOf = ({ role }: Party): Principal & { kind: "role" } => ({
  kind: "role",
  arn: role,
  account: role.split(":")[4] ?? "",
});

/** A multipart upload is decrypted when its parts are put together, so a producer needs both. */
const keyNeeds = (facts: Facts, bucket: Bucket, key: Key, party: Party): Need[] =>
  (party.kind === "producer" ? ["Decrypt", "GenerateDataKey"] : ["Decrypt"]).map((action) => ({
    what: `let ${party.kind} ${party.role} use through S3 the key of ${bucket.name} (${action})`,
    sender: "external",
    request: {
      principal: roleOf(party),
      action: `kms:${action}`,
      resource: key.arn,
      resourceAccount: key.account,
      context: throughS3Keys(facts, bucket, key.aliases),
    },
    policies: { identity: [administrator], resource: key.policy },
  }));
