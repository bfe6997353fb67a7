/** Arguments of identities: who may become what, with which policies. */
import { z } from "zod";
import { providerName } from "../identity-center";
import { count, policy, resource, tags, text, words } from "./arguments";

const identityName = z.string().regex(/^[\w+=,.@-]{1,128}$/, { error: "is no name of a role or policy" });
const identityPath = z.string().regex(/^\/([!-~]+\/)?$/, { error: "is no path of IAM" });

export const identities = {
  aws_iam_role: resource({
    name: identityName,
    path: identityPath.optional(),
    description: words.optional(),
    assume_role_policy: policy,
    permissions_boundary: text.optional(),
    max_session_duration: count.optional(),
    tags,
  }),
  aws_iam_policy: resource({
    name: identityName,
    path: identityPath.optional(),
    description: words.optional(),
    policy,
    tags,
  }),
  aws_iam_role_policy: resource({ name: identityName, role: text, policy }),
  aws_iam_role_policy_attachment: resource({ role: text, policy_arn: text }),
  // Whom it lets in is decided by G6.
  aws_ssoadmin_application_assignment: resource({
    provider: providerName,
    application_arn: text,
    principal_id: text,
    principal_type: z.enum(["USER", "GROUP"]),
  }),
} as const;
