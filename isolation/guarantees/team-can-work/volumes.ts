/** Using the key that volumes are encrypted under; finding the key of its buckets. */
import type { TeamFacts } from "../../facts/facts";
import { policiesOf } from "../../facts/role-grants";
import type { Call } from "./needs";

export const ofVolumes = ({ role, studioKeys }: TeamFacts): Call[] =>
  studioKeys.slice(0, 1).flatMap(({ arn, aliases, policy }) => {
    const context = { "kms:ResourceAliases": aliases };
    const asked = { door: "kms", resource: arn, context, policies: { ...policiesOf(role), resource: policy } };
    return [{ ...asked, what: "use the key of its volumes", action: "kms:Decrypt" }];
  });

/** The lifecycle script asks by the alias. */
export const ofDataKeys = ({ role, dataKeys }: TeamFacts): Call[] =>
  dataKeys.map(({ arn, account, aliases, policy }) => ({
    door: "kms",
    what: "find the key of its buckets",
    action: "kms:DescribeKey",
    resource: arn,
    owner: account,
    context: { "kms:ResourceAliases": aliases },
    policies: { ...policiesOf(role), resource: policy },
  }));
