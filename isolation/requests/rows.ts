/** The shape of the tables of condition keys: which requests carry a key, with what, by which page of AWS. */
import type { Call, Sender, Sent } from "./call";

export interface KeyRow {
  /** Lower case; one that ends in / or : stands for every key that begins so. */
  readonly keys: readonly string[];
  /** Undefined where the table does not say: then the request may have the key or not, with any value. */
  readonly sent: (call: Call) => Sent | undefined;
  /** Page without its scheme; "not looked up" where AWS says nothing and both are asked. */
  readonly source: string;
}

/** The team's own role acts. */
export const isOfTeam = ({ sender }: Pick<Call, "sender">): boolean =>
  sender === "session" || sender === "platform" || sender === "forwarded";

const withoutIdentity: readonly Sender[] = ["service", "page"];
/** A principal of IAM makes the request: not a service as itself, nor a page without credentials. */
export const isOfIdentity = ({ sender }: Pick<Call, "sender">): boolean => !withoutIdentity.includes(sender);

export const serviceOf = ({ request: { action } }: Pick<Call, "request">): string =>
  action.slice(0, action.indexOf(":")).toLowerCase();

/**
 * A service lends a key for the caller, and sends the request in the caller's name.
 * Page: docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html (kms:GrantIsForAWSResource)
 */
export const isLentByService = ({ request: { context = {} } }: Pick<Call, "request">): boolean =>
  context["kms:GrantIsForAWSResource"] === "true";

export const pages = {
  global: "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
  authorization:
    "docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
} as const;
