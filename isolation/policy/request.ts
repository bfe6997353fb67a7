/** One request to AWS: who does what to which resource, with which condition keys; and whether it makes sense. */
import type { ContextValues } from "./context";
import { PolicyError } from "./error";
import { isFederatedUser, type Principal } from "./principal";

export interface Request {
  readonly principal: Principal;
  /** service:Action, without wildcards. */
  readonly action: string;
  /** The resource's ARN; "*" for an action that knows no resources. */
  readonly resource: string;
  /** The account that owns the resource. */
  readonly resourceAccount: string;
  readonly context?: ContextValues;
}

const accountIn = (arn: string): string | undefined => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];

/** Throws PolicyError on a request that contradicts itself: it would be decided for somebody else. */
export const checkRequest = ({ principal, action, resource, resourceAccount }: Request): void => {
  const fail = (problem: string): never => {
    throw new PolicyError("request", problem);
  };
  if (!/^[a-z0-9-]+:\w+$/i.test(action)) fail(`"${action}" is not one action`);
  if (resource !== "*" && !/^arn(:[^:]*){4}:./s.test(resource)) fail(`"${resource}" is not an ARN`);
  if ((accountIn(resource) ?? resourceAccount) !== resourceAccount) {
    fail(`${resource} does not belong to account ${resourceAccount}`);
  }
  if (principal.kind !== "role" && principal.kind !== "user") return;
  const service = isFederatedUser(principal) ? "sts" : "iam";
  const name = isFederatedUser(principal) ? "federated-user" : principal.kind;
  if (!new RegExp(`^arn:[^:]*:${service}::${principal.account}:${name}/.`).test(principal.arn)) {
    fail(`${principal.arn} is not a ${principal.kind} of account ${principal.account}`);
  }
};
