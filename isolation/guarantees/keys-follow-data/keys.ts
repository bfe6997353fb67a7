/** Whom a key serves: of data, of volumes, of the network's logs. */
import { administrator } from "../../decide";
import { type Facts, serviceHost, type TeamFacts } from "../../facts/facts";
import { hasOnlineStores } from "../../facts/feature-groups";
import { serviceRoleKinds } from "../../facts/service-roles";
import { type Key, keysOf, placeOf } from "../../model";
import { all, ask, caller, counterexamples, except, type Part, requests } from "../../questions/about";
import type { Failure } from "../guarantee";

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

/** A key of buckets: the team's role, producers and readers, through S3; the role may also look the key up and encrypt. */
export function ofDataKey(facts: Facts, team: TeamFacts, key: Key): Failure[] {
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
    // What it encrypts is read back through S3 alone.
    except({ Action: ["kms:DescribeKey", "kms:Encrypt"], Resource: key.arn }, caller(team.role.arn)),
    ...parties.map(({ role, kind }) => uses(role, kind)),
    ...team.serviceRoles
      .filter(({ reaches }) => reaches.length > 0)
      .map(({ role, kind }) =>
        except({ Action: serviceRoleKinds[kind].key, Resource: key.arn }, all(caller(role.arn), throughS3)),
      ),
  );
}

/** A key of volumes and home directories: the team's role, and grants for AWS's own services. */
export function ofStudioKey(facts: Facts, team: TeamFacts, key: Key): Failure[] {
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
      { Action: "kms:RetireGrant", Resource: key.arn },
      all(caller(team.role.arn), { StringEquals: { "kms:ViaService": serviceHost(facts, "sagemaker") } }),
    ),
    ...(hasOnlineStores(team)
      ? [
          except(
            {
              Action: [
                "kms:Decrypt",
                "kms:Encrypt",
                "kms:GenerateDataKey",
                "kms:ReEncryptFrom",
                "kms:ReEncryptTo",
                "kms:RetireGrant",
              ],
              Resource: key.arn,
            },
            all(caller(team.studio.deployerRole), {
              StringEquals: { "kms:ViaService": serviceHost(facts, "sagemaker") },
            }),
          ),
        ]
      : []),
    except(
      { Action: "kms:CreateGrant", Resource: key.arn },
      all(caller(team.role.arn, team.studio.deployerRole), forAws),
    ),
  );
}

/** A key of the network's logs: CloudWatch Logs, for log groups of this account. */
export function ofLogKey(facts: Facts, key: Key): Failure[] {
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

/** Flow logs lie under the network's own key: without one under AWS's, with another's they are somebody else's to read. */
export function ofLogGroups({ environment: { networking } }: Facts): Failure[] {
  const keys = new Set(keysOf(networking).map(({ arn }) => arn));
  const destinations = networking.resources("aws_flow_log").map(({ config }) => config.log_destination);
  return networking
    .resources("aws_cloudwatch_log_group")
    .filter(({ arn }) => destinations.includes(arn))
    .filter(({ config }) => config.kms_key_id === undefined || !keys.has(config.kms_key_id))
    .map((group) => ({
      what: `the log group ${group.config.name} is not encrypted under a key of the network's stack`,
      where: placeOf(group),
      change: "set kms_key_id to the key of the same stack",
    }));
}
