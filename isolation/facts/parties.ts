/** Outsiders whom a bucket's policy lets in: producers and readers, each with its actions, its prefix and its network. */
import type { Bucket } from "../model";
import { type Condition, type Pattern, type Statement, showPattern } from "../policy";
import type { Conditions } from "../questions/about";
import { isTooWide } from "./ranges";

export interface Party {
  /** ARN of the role. */
  readonly role: string;
  readonly kind: "producer" | "reader";
  readonly prefix: string;
  readonly vpcEndpoint?: string;
  readonly cidrs?: readonly string[];
}

/** One that a policy lets in. */
export interface FoundParty extends Party {
  /** `<stack> <type>.<name> <JSON path>` of the statement that lets it in. */
  readonly where: string;
}

const actions: Readonly<Record<Party["kind"], readonly string[]>> = {
  producer: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
  reader: ["s3:GetObject"],
};
/** What a party of this kind may do below its prefix. */
export const actionsOfParty = ({ kind }: Party): readonly string[] => actions[kind];

/** Roles that a statement names. */
export const rolesIn = ({ conditions }: Statement): readonly string[] =>
  conditions
    .filter(({ key, operator }) => key === "aws:principalarn" && /^(Arn|String)(Equals|Like)$/.test(operator))
    .flatMap(({ values }) => values);

export const valuesOf = (
  conditions: readonly Condition[],
  key: string,
  operator: string,
): readonly string[] | undefined =>
  conditions.find((condition) => condition.key === key && condition.operator === operator)?.values;

export const texts = (patterns: readonly Pattern[]): string[] => patterns.map(showPattern);

/**
 * Reads declarations off a policy: what a statement seems to grant to one role of its own below one prefix, and the network
 * that another ties it to. Only a reading: that nothing passes beyond it is decided by G1 and G2.
 */
export function partiesOf(bucket: Bucket, isInsider: (role: string) => boolean): readonly FoundParty[] {
  const statements = bucket.policy?.statements ?? [];
  const roles = new Set(statements.filter(({ effect }) => effect === "Allow").flatMap(rolesIn));
  return [...roles]
    .filter((role) => !isInsider(role) && !/[*?]/.test(role))
    .flatMap((role): FoundParty[] => {
      const about = statements.filter((statement) => rolesIn(statement).includes(role));
      const grants = about.filter(({ effect }) => effect === "Allow");
      const prefixes = new Set(grants.flatMap(({ resources }) => texts(resources?.entries ?? [])));
      const [objects, ...others] = prefixes;
      const start = `${bucket.arn}/`;
      if (objects === undefined || others.length > 0 || !objects.startsWith(start) || !objects.endsWith("*")) return [];
      const granted = grants.flatMap(({ actions: { entries } }) => texts(entries));
      const kind = (["reader", "producer"] as const).find((each) =>
        granted.every((action) => actions[each].some((allowed) => allowed.toLowerCase() === action)),
      );
      const walls = about.filter(({ effect }) => effect === "Deny").flatMap(({ conditions }) => conditions);
      const vpcEndpoint = valuesOf(walls, "aws:sourcevpce", "StringNotEquals");
      const cidrs = valuesOf(walls, "aws:sourceip", "NotIpAddress");
      if (!kind || (vpcEndpoint?.length !== 1 && (cidrs === undefined || cidrs.some(isTooWide)))) return [];
      return [
        {
          role,
          kind,
          prefix: objects.slice(start.length, -1),
          ...(vpcEndpoint?.[0] !== undefined ? { vpcEndpoint: vpcEndpoint[0] } : { cidrs: cidrs ?? [] }),
          where: grants.map(({ policy, path }) => `${policy} ${path}`)[0] ?? "",
        },
      ];
    });
}

/** Where a party's requests come from, as a condition. */
export const networkOf = ({ vpcEndpoint, cidrs }: Party): Conditions =>
  vpcEndpoint !== undefined
    ? { StringEquals: { "aws:SourceVpce": vpcEndpoint } }
    : { IpAddress: { "aws:SourceIp": cidrs ?? [] } };

/** Everything of it in words; equal words mean equal parties. */
export const showParty = (bucket: string, party: Party): string =>
  `${party.role}: ${actionsOfParty(party).join(", ")} below ${bucket}/${party.prefix} ${
    party.vpcEndpoint !== undefined
      ? `through ${party.vpcEndpoint}`
      : `from ${[...(party.cidrs ?? [])].sort().join(", ")}`
  }`;
