/** What becomes of a recorded request of a team in an environment. */
import { administrator, open } from "../decide";
import { strangerTo } from "../facts/accounts";
import type { Facts, TeamFacts } from "../facts/facts";
import { allowedTypes, instanceTypesKey, isAmong, withoutTypes, workOf } from "../facts/instance-types";
import { asRole, policiesOf } from "../facts/role-grants";
import { withRole } from "../facts/service-roles";
import { throughS3Keys } from "../guarantees/team-can-work/buckets";
import { addressesOf, networkKeys } from "../guarantees/team-can-work/needs";
import type { Policies, Request } from "../policy";
import type { Answer } from "../requests/ask-call";
import type { Assumptions } from "../requests/call";
import { askOnce } from "./ask-once";
import { reach } from "./reach";
import type { IamRequest } from "./requests-of-call";

export type Verdict =
  | Answer
  | { readonly outcome: "unreached"; readonly host: string; readonly resolves: boolean; readonly optIn?: string }
  /** `optIn`: the environment may declare the bucket, for reading. */
  | { readonly outcome: "undeclared bucket"; readonly bucket: string; readonly optIn: boolean }
  /** The team's file may allow the types; everything else of the request passes. */
  | { readonly outcome: "other instance types"; readonly key: string; readonly types: readonly string[] }
  /** The team has no role for pipelines. */
  | { readonly outcome: "no role" }
  /** The team has no tracking server of its own. */
  | { readonly outcome: "no server" }
  | { readonly outcome: "other owner"; readonly bucket: string; readonly expected: string };

/** What a declared bucket may be asked for. */
const readable = new Set(["s3:getobject", "s3:listbucket"]);
/** Owner of what belongs to neither the environment nor an owner of a bucket that it declares. */
const strangerOf = ({ accounts, declared }: Facts): string =>
  strangerTo([...accounts, ...(declared?.readOnlyBuckets ?? []).flatMap(({ account }) => account ?? [])]);

/** Throws what askCall throws. @param request moved into the environment */
export function verdictOf(facts: Facts, of: TeamFacts, assumptions: Assumptions, request: IamRequest): Verdict {
  const team = request.by === "pipelines" ? asPipelines(of) : of;
  if (team === undefined) return { outcome: "no role" };
  const { role, buckets } = team;
  const { sender, host, action, resource } = request;
  const name = /^arn:[^:]*:s3:::([^/]+)/.exec(resource)?.[1];
  const bucket = buckets.find((each) => each.name === name);
  const caller = host ?? request.through;
  const reached = caller === undefined ? undefined : reach(facts, team, caller);
  if (reached && "unreached" in reached) {
    const { unreached, resolves, optIn } = reached;
    return { outcome: "unreached", host: unreached, resolves, ...(optIn && { optIn }) };
  }
  if (isMissingServer(team, resource)) return { outcome: "no server" };
  const way = host === undefined ? undefined : reached;
  const owner = bucket?.account ?? (name === undefined ? ownerIn(resource, facts) : declaredOwner(facts, name));
  if (request.expectedOwner !== undefined && name !== undefined && bucket && request.expectedOwner !== owner) {
    return { outcome: "other owner", bucket: name, expected: request.expectedOwner };
  }
  const isForeign = name !== undefined ? bucket === undefined : !facts.accounts.includes(owner);
  const key = [...team.dataKeys, ...team.studioKeys].find(({ arn }) => arn === resource);
  const policies: Policies = {
    // Nobody needs a permission to ask who he is. Page: docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
    ...(action === "sts:GetCallerIdentity" ? { identity: [administrator] } : policiesOf(role)),
    ...(bucket?.policy && { resource: bucket.policy }),
    ...(key && { resource: key.policy }),
    ...(isForeign && { resource: open }),
    ...(way && { endpoint: way.endpoint.policy }),
  };
  const asked: Request = {
    principal: asRole(role),
    action,
    resource,
    resourceAccount: owner,
    context: {
      ...(way && networkKeys(team, way.endpoint.id, way.endpoint.vpc)),
      ...request.context,
    },
  };
  const call = { sender, request: asked, assumptions, ...(way && { from: addressesOf(team) }) };
  const answer = askOnce(call, policies);
  if (answer.outcome === "refused" && name !== undefined && bucket === undefined) {
    return { outcome: "undeclared bucket", bucket: name, optIn: readable.has(action.toLowerCase()) };
  }
  const beyond = answer.outcome === "refused" ? otherTypes(facts, team, request) : undefined;
  if (beyond) {
    // What else keeps it from passing is what there is to tell.
    const otherwise = askOnce(call, { ...policies, identity: withoutTypes(policies.identity ?? []) });
    return otherwise.outcome === "passes" ? { outcome: "other instance types", ...beyond } : otherwise;
  }
  return answer;
}

/** Whether it is the tracking server of features.mlflow, by its name, and the team's stacks do not make it. */
function isMissingServer({ data, jobPrefix }: TeamFacts, resource: string): boolean {
  const name = `${jobPrefix}mlflow`;
  const servers = data.resources("aws_sagemaker_mlflow_tracking_server");
  return (
    resource.endsWith(`:mlflow-tracking-server/${name}`) &&
    !servers.some(({ config }) => config.tracking_server_name === name)
  );
}

/** Instance types that a request names and the team may not have, with the key of its file that would allow them. */
function otherTypes(facts: Facts, team: TeamFacts, { action, context }: IamRequest) {
  const work = workOf(action);
  const allowed = work && allowedTypes(facts, team, work);
  if (!work || !allowed) return undefined;
  const types = [context[instanceTypesKey] ?? []].flat().filter((type) => !isAmong(type, allowed));
  return types.length > 0 ? { key: `instanceTypes.${work}`, types } : undefined;
}

/** The team as its pipelines' role; undefined where it has none. */
function asPipelines(team: TeamFacts): TeamFacts | undefined {
  const found = team.serviceRoles.find(({ kind }) => kind === "pipeline");
  return found && withRole(team, found.role);
}

const ownerIn = (resource: string, facts: Facts): string => {
  const [, , , , owner = ""] = resource.split(":");
  return /^\d{12}$/.test(owner) ? owner : owner === "aws" ? strangerOf(facts) : facts.account;
};

const declaredOwner = (facts: Facts, bucket: string): string =>
  facts.declared?.readOnlyBuckets.find(({ name }) => name === bucket)?.account ?? strangerOf(facts);

/** What S3 asks of KMS for a call on an object of the team's: the key of its bucket, or the one that the call names. */
export function keyRequests(
  facts: Facts,
  team: TeamFacts,
  { action, resource, context, by }: IamRequest,
): IamRequest[] {
  const use = { "s3:getobject": "Decrypt", "s3:putobject": "GenerateDataKey" }[action.toLowerCase()];
  const bucket = team.buckets.find(({ arn }) => resource.startsWith(`${arn}/`));
  if (use === undefined || bucket === undefined) return [];
  const named = context["s3:x-amz-server-side-encryption-aws-kms-key-id"];
  const default_ = bucket.encryption?.config.rule.flatMap(
    (rule) => rule.apply_server_side_encryption_by_default?.flatMap((each) => each.kms_master_key_id ?? []) ?? [],
  )[0];
  const arn = typeof named === "string" && use === "GenerateDataKey" ? named : default_;
  const key = team.dataKeys.find((each) => each.arn === arn);
  if (key === undefined) return [];
  return [
    {
      sender: "forwarded",
      ...(by && { by }),
      action: `kms:${use}`,
      resource: key.arn,
      context: { ...throughS3Keys(facts, bucket, key.aliases) },
    },
  ];
}
