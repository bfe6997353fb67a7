/** Puts what AWS calls things into the place of a stack's references to them. */
import { roleArn, sagemakerArn } from "../config/names";
import type { Environment } from "../config/schema";
import type { StackJson } from "./declared";
import { type Block, isBlock, type Json } from "./model";

/** Ids of what a stack refers to, as AWS has it. */
export interface Ids {
  readonly vpc: string;
  readonly domain: string;
  /** Security groups of the VPC by name. */
  readonly groups: ReadonlyMap<string, string>;
  /** The stack's subnets by range. */
  readonly subnets: ReadonlyMap<string, string>;
  /** Numbers of the versions of the team's images, by what each is made of. */
  readonly versions: ReadonlyMap<string, number>;
}

export interface Resolved {
  readonly value: Block;
  /** What is referred to and AWS does not have, in words. */
  readonly missing: readonly string[];
}

/** Follows every reference. What no call of this command can tell (keys) is left out. Throws on a reference that it does not know. */
export function resolved(value: Block, stack: StackJson, environment: Environment, ids: Ids): Resolved {
  const missing = new Set<string>();
  const follow = (inner: Json): Json | undefined => {
    if (Array.isArray(inner)) return inner.flatMap((each) => follow(each) ?? []);
    if (isBlock(inner)) {
      const entries = Object.entries(inner).map(([member, each]) => [member, follow(each)] as const);
      return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
    }
    return typeof inner === "string" && inner.includes("${") ? followReference(inner) : inner;
  };
  const followReference = (text: string): Json | undefined => {
    const target = targetOf(text, stack);
    switch (target.kind) {
      case "vpc":
        return ids.vpc;
      case "domain":
        return ids.domain;
      case "key":
        return undefined;
      case "role":
        return roleArn(environment, target.name);
      case "name":
        return target.name;
      case "version": {
        const version = ids.versions.get(target.name);
        if (version === undefined) missing.add(`the version of an image made of ${target.name}`);
        return version;
      }
      case "script":
        return sagemakerArn(environment, `studio-lifecycle-config/${target.name}`);
      default: {
        const id = (target.kind === "security group" ? ids.groups : ids.subnets).get(target.name);
        if (id === undefined) missing.add(`the ${target.kind} ${target.name}`);
        return id;
      }
    }
  };
  const followed = follow(value) as Block;
  return { value: followed, missing: [...missing] };
}

type Target =
  | { readonly kind: "vpc" }
  | { readonly kind: "domain" }
  | { readonly kind: "key" }
  | { readonly kind: "name" | "role" | "script" | "security group" | "subnet" | "version"; readonly name: string };

/** By type: what the reference leads to, and the argument that names it. */
const kinds = {
  aws_sagemaker_app_image_config: {
    kind: "name",
    attribute: "app_image_config_name",
    naming: "app_image_config_name",
  },
  aws_sagemaker_image: { kind: "name", attribute: "image_name", naming: "image_name" },
  aws_sagemaker_image_version: { kind: "version", attribute: "version", naming: "base_image" },
  aws_iam_role: { kind: "role", attribute: "arn", naming: "name" },
  aws_sagemaker_studio_lifecycle_config: { kind: "script", attribute: "arn", naming: "studio_lifecycle_config_name" },
  aws_security_group: { kind: "security group", attribute: "id", naming: "name" },
  aws_subnet: { kind: "subnet", attribute: "id", naming: "cidr_block" },
} as const;

function targetOf(text: string, { resource }: StackJson): Target {
  if (/^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.vpc_id\}$/.test(text)) return { kind: "vpc" };
  const [, type = "", name = "", attribute] = /^\$\{(\w+)\.([\w-]+)\.(\w+)\}$/.exec(text) ?? [];
  if (type === "aws_sagemaker_domain" && attribute === "id") return { kind: "domain" };
  if (type === "aws_kms_key" && attribute === "arn") return { kind: "key" };
  const known = type in kinds ? kinds[type as keyof typeof kinds] : undefined;
  const named = known && resource[type]?.[name]?.[known.naming];
  if (known === undefined || attribute !== known.attribute || typeof named !== "string" || named.includes("${")) {
    throw new Error(`the reference ${text} leads to nothing that this knows`);
  }
  return { kind: known.kind, name: named };
}
