/** What of a set of stacks can carry access, in a form that is equal for stacks that say the same. */
import type { Block } from "../../support/deployment";
import { isPolicyText, type Json, type Loose, type Stacks } from "./mutant";

/** Left out besides names of statements, descriptions, tags and order: what policies say, or how things are run. */
export interface Without {
  readonly policies?: boolean;
  readonly operation?: boolean;
}

const words = new Set(["//", "description", "Sid", "Id"]);
/** G10 and the lifecycle script read the group of jobs from the domain's tag. */
const carriesTags = "aws_sagemaker_domain";
/** Names that nothing refers to, or only through a reference that follows. */
const nameless = /^aws_(route53_resolver|iam_role_policy$|iam_policy$|security_group$)/;
/** Only their order counts, and of the association there is one. */
const prioritized = /^aws_route53_resolver_firewall_rule(_group_association)?$/;

/** What AWS takes where nothing is written; pages of the provider for each resource. */
const defaults: Readonly<Record<string, Json>> = {
  "aws_subnet.map_public_ip_on_launch": false,
  "aws_route53_resolver_firewall_config.firewall_fail_open": "DISABLED",
  "aws_vpc_endpoint.vpc_endpoint_type": "Gateway",
  "aws_iam_role.path": "/",
  "aws_iam_policy.path": "/",
};

/** When, where, for how long and in which order something is done; not who may do what. */
const operation = new Set([
  "aws_kms_key.deletion_window_in_days",
  "aws_kms_key.enable_key_rotation",
  "aws_kms_key.lifecycle",
  "aws_s3_bucket_policy.depends_on",
  "aws_subnet.availability_zone_id",
  "aws_route53_resolver_firewall_rule.block_response",
]);

export function essence(stacks: Stacks, without: Without = {}): Json {
  return plain(
    Object.fromEntries(
      [...stacks].map(([stack, file]) => {
        const resources = (file["resource"] ?? {}) as Record<string, Record<string, Loose>>;
        const types = Object.entries(resources).map(([type, named]) => [type, ofType(type, named, without)] as const);
        return [stack, { ...file, resource: Object.fromEntries(types) }];
      }),
    ) as Json,
    without,
  );
}

function ofType(type: string, named: Record<string, Loose>, without: Without): Record<string, Loose> {
  const priorities = Object.values(named).map(({ priority }) => priority);
  const rank = (priority: number) => priorities.filter((other) => other < priority).length;
  return Object.fromEntries(
    Object.entries(named).map(([name, block]) => [
      name,
      Object.fromEntries(
        Object.entries(block as Block).flatMap(([key, value]) => {
          const argument = `${type}.${key}`;
          const isWord = (key === "tags" && type !== carriesTags) || (key === "name" && nameless.test(type));
          if (isWord || defaults[argument] === value || (without.operation && operation.has(argument))) return [];
          return [[key, key === "priority" && prioritized.test(type) ? rank(value as number) : value]];
        }),
      ),
    ]),
  );
}

/** Lists in order, words left out, policies read (or left out). */
function plain(value: Json, without: Without): Json {
  if (isPolicyText(value)) return without.policies ? null : plain(JSON.parse(value as string), without);
  if (typeof value === "string") return value.replace(/^(\*|[\w*-]+(\.[\w-]+)+)\.$/, "$1");
  if (Array.isArray(value)) {
    const list = value.map((element) => plain(element as Json, without));
    const byText = new Map(list.map((element) => [JSON.stringify(element), element]));
    return [...byText].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, element]) => element) as Json;
  }
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value as Block).filter(
    ([key, element]) =>
      !words.has(key) && !(without.operation && key === "bucket_key_enabled") && element !== undefined,
  );
  return Object.fromEntries(
    kept.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, element]) => [key, plain(element, without)]),
  ) as Json;
}

export interface Difference {
  /** Dots between; `[]` for an element of a list. */
  readonly path: string;
  readonly kind: "removed" | "added" | "changed";
}

/** Where two values differ. */
export function* differences(before: Json, after: Json, path = ""): Generator<Difference> {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, now] = [before, after].map((list) => new Set(list.map((each) => JSON.stringify(each))));
    for (const each of old ?? []) if (!now?.has(each)) yield { path: `${path}[]`, kind: "removed" };
    for (const each of now ?? []) if (!old?.has(each)) yield { path: `${path}[]`, kind: "added" };
  } else if (isBlock(before) && isBlock(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const below = path === "" ? key : `${path}.${key}`;
      if (!(key in after)) yield { path: below, kind: "removed" };
      else if (!(key in before)) yield { path: below, kind: "added" };
      else yield* differences(before[key] as Json, after[key] as Json, below);
    }
  } else yield { path, kind: "changed" };
}

const isBlock = (value: Json): value is Block => typeof value === "object" && value !== null && !Array.isArray(value);
