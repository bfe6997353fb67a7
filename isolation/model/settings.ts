/** What a stack says beside its resources: its provider, where states are kept and read, what it looks up and hands on. A word that is not listed is an error. */
import { z } from "zod";
import { identityCenterAlias, studioAccountAlias } from "../../config/names";
import { identityUserShape } from "./identity-center";
import { serviceShape, zoneShape } from "./offered-services";
import { blocks, body, count, flag, literal, literalMap, literalWords } from "./shapes/arguments";

/** The provider of a stack: one account, one region, one role. */
export const providerShape = body({
  region: literal,
  allowed_account_ids: z.array(literal).length(1),
  assume_role: blocks({ role_arn: literal, session_name: literal.optional() }).refine((roles) => roles.length === 1, {
    error: "names not exactly one role",
  }),
  default_tags: blocks({ tags: literalMap }).optional(),
  // How often, not what.
  max_retries: count.optional(),
});

/** What a second provider is for, by its alias: in a Studio stack it assigns users, in a buckets stack it makes feature groups and the tracking server. */
export const secondAliases = [identityCenterAlias, studioAccountAlias] as const;
export type SecondAlias = (typeof secondAliases)[number];

export const secondProviderShape = body({
  alias: z.enum(secondAliases),
  region: literal,
  allowed_account_ids: z.array(literal).length(1),
  assume_role: blocks({ role_arn: literal, session_name: literal.optional() }).refine((roles) => roles.length === 1, {
    error: "names not exactly one role",
  }),
  default_tags: blocks({ tags: literalMap }).optional(),
  max_retries: count.optional(),
});

const localState = { path: literal };
const s3State = {
  bucket: literal,
  key: literal,
  region: literal,
  encrypt: flag.optional(),
  kms_key_id: literal.optional(),
  assume_role: blocks({ role_arn: literal }).optional(),
  // Whether Terraform refuses a region that it does not know.
  skip_region_validation: flag.optional(),
};
/** developer.hashicorp.com/terraform/language/backend/s3#state-locking: off unless it is set. */
const locked = z.literal(true, { error: "must be true: two applies at once damage the state" });
/** In one form: Terraform takes capitals for small letters, and the state of one stack must not pass for two. */
const hostname = literal.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*(:[1-9]\d*)?$/, {
  error: "is no host name in small letters",
});
const remoteState = { hostname: hostname.optional(), organization: literal };

/** Another provider than HashiCorp's for AWS may do anything. */
export const terraformShape = body({
  // Terraform refuses, or it does not.
  required_version: literal.optional(),
  backend: z
    .strictObject({
      local: blocks(localState).optional(),
      s3: blocks({ ...s3State, use_lockfile: locked }).optional(),
    })
    .optional(),
  cloud: blocks({ ...remoteState, workspaces: blocks({ name: literal, project: literal.optional() }) }).optional(),
  required_providers: body({
    aws: z.strictObject({ source: z.enum(["aws", "hashicorp/aws"]), version: literal }),
  }),
});

/** An argument, and no block. */
const named = z.strictObject({ name: literal });
const workspace = z.union([z.array(named), named.transform((one) => [one])]);
/** No other workspace, no server of one's own, no outputs that stand in for those of the state. */
const stateShape = z.discriminatedUnion("backend", [
  z.strictObject({ backend: z.literal("local"), config: z.strictObject(localState) }),
  z.strictObject({ backend: z.literal("s3"), config: z.strictObject(s3State) }),
  z.strictObject({
    backend: z.literal("remote"),
    config: z.strictObject({ ...remoteState, workspaces: workspace }),
  }),
]);

/** Data sources that the stacks read. Another may run a program while Terraform plans, or say what nobody here knows. */
export const dataShapes: Readonly<Record<string, z.ZodType>> = {
  aws_availability_zone: zoneShape,
  aws_identitystore_user: identityUserShape,
  aws_prefix_list: z.strictObject({ name: literal }),
  aws_vpc_endpoint_service: serviceShape,
  terraform_remote_state: stateShape,
};

export const outputShape = body({
  value: z.unknown(),
  description: literalWords.optional(),
  sensitive: flag.optional(),
});
