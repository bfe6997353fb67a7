/** What a stack says beside its resources: its provider, where states are kept and read, what it looks up and hands on. A word that is not listed is an error. */
import { z } from "zod";
import { blocks, flag, text } from "./shapes/arguments";

/** The provider of a stack: one account, one region, one role. */
export const providerShape = z.strictObject({
  region: text,
  allowed_account_ids: z.array(text).length(1),
  assume_role: blocks({ role_arn: text, session_name: text.optional() }).refine((roles) => roles.length === 1, {
    error: "names not exactly one role",
  }),
  default_tags: blocks({ tags: z.record(text, text) }).optional(),
});

const localState = { path: text };
const s3State = {
  bucket: text,
  key: text,
  region: text,
  encrypt: flag.optional(),
  kms_key_id: text.optional(),
  assume_role: blocks({ role_arn: text }).optional(),
};
const remoteState = { hostname: text.optional(), organization: text };

/** Another provider than HashiCorp's for AWS may do anything. */
export const terraformShape = z.strictObject({
  backend: z
    .strictObject({
      local: blocks(localState).optional(),
      s3: blocks({ ...s3State, use_lockfile: flag.optional() }).optional(),
    })
    .optional(),
  cloud: blocks({ ...remoteState, workspaces: blocks({ name: text, project: text.optional() }) }).optional(),
  required_providers: z.strictObject({
    aws: z.strictObject({ source: z.enum(["aws", "hashicorp/aws"]), version: text }),
  }),
});

/** No other workspace, no server of one's own, no outputs that stand in for those of the state. */
const stateShape = z.discriminatedUnion("backend", [
  z.strictObject({ backend: z.literal("local"), config: z.strictObject(localState) }),
  z.strictObject({ backend: z.literal("s3"), config: z.strictObject(s3State) }),
  z.strictObject({
    backend: z.literal("remote"),
    config: z.strictObject({ ...remoteState, workspaces: blocks({ name: text }) }),
  }),
]);

/** Data sources that the stacks read. Another may run a program while Terraform plans, or say what nobody here knows. */
export const dataShapes: Readonly<Record<string, z.ZodType>> = {
  aws_prefix_list: z.strictObject({ name: text }),
  terraform_remote_state: stateShape,
};

export const outputShape = z.strictObject({
  value: z.unknown(),
  description: text.optional(),
  sensitive: flag.optional(),
});
