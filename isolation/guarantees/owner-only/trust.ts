/** Who becomes a role of the environment: one service of AWS, for what it does in the role's account. */
import { list } from "../../../config/problems";
import { administrator } from "../../decide";
import type { Facts } from "../../facts/facts";
import { placeOf, type Role } from "../../model";
import { ask, counterexamples, except, requests } from "../../questions/about";
import type { Failure } from "../guarantee";

interface NotSource {
  readonly not: readonly string[];
}

export interface Trusted {
  /** Actions of STS that it may call. */
  readonly actions: readonly string[];
  /** As a principal. */
  readonly service: string;
  /** Pattern, or patterns, of the ARNs that it acts for; or patterns of what it does not act for. */
  readonly source: string | readonly string[] | NotSource;
}

const isNot = (source: Trusted["source"]): source is NotSource => typeof source === "object" && "not" in source;

/** Calls that a role's trust policy decides. */
const becoming = ["sts:AssumeRole*", "sts:TagSession", "sts:SetSourceIdentity"];

/** Tells `what` where anybody else becomes the role. */
export function becomesAnothers({ world }: Facts, role: Role, trusted: Trusted, what: string): Failure[] {
  const { actions, service, source } = trusted;
  const found = counterexamples({
    about: requests(
      ask({ Action: becoming, Resource: role.arn }),
      except(
        { Action: actions, Resource: role.arn },
        {
          StringEquals: { "aws:PrincipalServiceName": service, "aws:SourceAccount": role.account },
          ...(isNot(source)
            ? { ArnNotLike: { "aws:SourceArn": source.not } }
            : { ArnLike: { "aws:SourceArn": source } }),
        },
      ),
    ),
    policies: { identity: [administrator], resource: role.trust },
    callers: "anyone",
    world,
  });
  return found.map((each) => ({
    what,
    where: placeOf(role.resource),
    found: each,
    change: `trust ${service} only, for aws:SourceAccount ${role.account} and aws:SourceArn ${isNot(source) ? `unlike ${list(source.not, "and")}` : list([source].flat(), "or")}`,
  }));
}
