/** Mistakes that Terraform and AWS take, and that show when it is asked what there is. */
import { type Json, type Mistake, type Operator, type Path, type Place, valueAt } from "../break";
import { literalOf } from "./literals";
import { referencesIn } from "./references";
import { gone } from "./unknown-things";

interface Change {
  readonly what: string;
  /** Empty for the whole block. */
  readonly at: Path;
  /** Undefined where it is dropped. */
  readonly value?: Json;
  /** What the violations are about, as facts/ words it. */
  readonly about: readonly string[];
}

const group = ["security_groups", 0] as const;
const key = ["rule", 0, "apply_server_side_encryption_by_default", "kms_master_key_id"] as const;
const zone = ["availability_zone_id"] as const;

const changes: Readonly<Record<string, (place: Place) => readonly Change[]>> = {
  aws_flow_log: ({ file }) => {
    const about = ["flow logs"];
    return [
      { what: "written by a role that is not there", at: ["iam_role_arn"], value: gone.role(file), about },
      { what: "go to a log group that is not there", at: ["log_destination"], value: gone.logGroup(file), about },
    ];
  },
  aws_kms_key: ({ file, body }) => {
    const about = named(file, "aws_s3_bucket", "bucket").map((name) => `policy of the key of bucket ${name}`);
    return inPolicy(body, "outputs.execution_role_arn", gone.role(file), "lets in a role that is not there", about);
  },
  aws_route_table_association: (place) => ofDomain(place, "routes", { what: "dropped", at: [] }),
  aws_s3_bucket_logging: ({ file, body }) => {
    const about = [`access logs of bucket ${bucketOf(file, body)}`];
    return [
      { what: "dropped", at: [], about },
      { what: "logs into itself", at: ["target_bucket"], value: body["bucket"], about },
    ];
  },
  aws_s3_bucket_policy: ({ file, body }) => {
    const about = [`policy of bucket ${bucketOf(file, body)}`];
    const logs = named(file, "aws_s3_bucket", "bucket").map((name) => `access logs of bucket ${name}`);
    return [
      ...inPolicy(body, "outputs.s3_endpoint_id", gone.endpoint, "lets in an endpoint that is not there", about),
      ...inPolicy(body, "outputs.execution_role_arn", gone.role(file), "lets in a role that is not there", about),
      ...inPolicy(body, "logging.s3.", "logs.s3.", "lets nobody write access logs", logs),
    ];
  },
  aws_s3_bucket_server_side_encryption_configuration: ({ file, body }) => {
    const about = [`key of bucket ${bucketOf(file, body)}`];
    if (valueAt(body, key) === undefined) return [];
    return [
      { what: "under a key that is not there", at: key, value: gone.key(file), about },
      { what: "under AWS's own key", at: key, about },
      { what: "dropped", at: [], about },
    ];
  },
  aws_sagemaker_domain: ({ file, body }) =>
    Object.values(file.resource["aws_sagemaker_user_profile"] ?? {}).map((profile) => ({
      what: `apps have the group of the profile ${profile["user_profile_name"]}`,
      at: ["default_user_settings", ...group],
      value: valueAt(profile, ["user_settings", ...group]),
      about: [`profile ${profile["user_profile_name"]} of ${body["domain_name"]}`],
    })),
  aws_sagemaker_user_profile: ({ file, body }) =>
    Object.values(file.resource["aws_sagemaker_domain"] ?? {}).map((domain) => ({
      what: "has the group of the whole domain",
      at: ["user_settings", ...group],
      value: valueAt(domain, ["default_user_settings", ...group]),
      about: [`profile ${body["user_profile_name"]} of ${domain["domain_name"]}`],
    })),
  aws_subnet: (place) => {
    const zones = named(place.file, "aws_subnet", zone[0]).filter((other) => other !== valueAt(place.body, zone));
    return zones.slice(0, 1).flatMap((value) => ofDomain(place, "zones", { what: `in ${value} too`, at: zone, value }));
  },
  aws_vpc_endpoint: (place) => ofDomain(place, "routes", { what: "in no route table", at: ["route_table_ids"] }),
};

export const seenByFacts: Operator = (place) =>
  (changes[place.type]?.(place) ?? [])
    .filter(({ at, value }) => valueAt(place.body, at) !== undefined && valueAt(place.body, at) !== value)
    .map(
      ({ what, at, value, about }): Mistake => ({
        what,
        seenBy: "facts",
        edits: [{ path: [...place.path, ...at], ...(value !== undefined && { value }) }],
        showsAt: about,
      }),
    );

/** One argument of every block of the type. */
const named = (file: Place["file"], type: string, argument: string): string[] =>
  Object.values(file.resource[type] ?? {}).map((body) => String(body[argument]));

/** The facts are asked of what lies around a domain, not of the network's own parts. */
const ofDomain = ({ file }: Place, facet: string, change: Omit<Change, "about">): Change[] =>
  named(file, "aws_sagemaker_domain", "domain_name").map((name) => ({
    ...change,
    about: [`${facet} of domain ${name}`],
  }));

/** The policy with a text in the place of each reference to the attribute, or of each such word. */
function inPolicy({ policy }: Place["body"], from: string, to: string, what: string, about: string[]): Change[] {
  const text = String(policy);
  const references = referencesIn(text).filter(({ attribute }) => attribute === from);
  const old = references.length > 0 ? references.map((each) => each.text) : [from];
  const value = old.reduce((done, each) => done.replaceAll(each, to), text);
  return value === text ? [] : [{ what, at: ["policy"], value, about }];
}

const bucketOf = (file: Place["file"], { bucket }: Place["body"]) =>
  referencesIn(String(bucket)).map((each) => literalOf(file, each))[0];
