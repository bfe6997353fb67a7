/** A call as somebody makes it, and what a request can say under one condition key: values that it has for certain, and values that it may have. */
import type { Facts } from "../facts/facts";
import { studioImages, versionOf } from "../facts/images";
import type { Request } from "../policy";
import type { Range } from "../policy/address";

/** Who sends a request, and how it travels: it decides what AWS adds. */
export type Sender =
  /** The team's role in an app or a job, through an endpoint of the VPC. */
  | "session"
  /** An AWS service with a role that it was lent, from its own network: SageMaker with the team's, for one. */
  | "platform"
  /** S3 with the team's role, which asks KMS for the bucket's key. */
  | "forwarded"
  /** An AWS service as itself. */
  | "service"
  /** A user of the Studio account, at a browser or a command line. */
  | "person"
  /** A page of Studio, which carries no credentials of IAM. */
  | "page"
  /** Somebody with a URL that AWS signed. */
  | "signed URL"
  /** The role that Terraform assumes. */
  | "deployer"
  /** A declared producer or reader. */
  | "external";

/** What is known of all requests of an environment, or of one team. */
export interface Assumptions {
  /** When the requests are made; sessions begin then too. */
  readonly at: Date;
  readonly region: string;
  /** Of the environment: network, Studio and buckets. */
  readonly accounts: readonly string[];
  /** The organization that these accounts belong to, o-...; undefined where nothing declares it. */
  readonly organizationId?: string;
  /** Names that the domain sets as source identity of its sessions: those of its profiles, or none. */
  readonly sourceIdentities: readonly string[];
  /** Instance types with which the team's profiles start apps. */
  readonly instanceTypes: readonly string[];
  /** ARNs of AWS's images that Studio starts apps with, and of a version of each. */
  readonly studioImages: { readonly images: readonly string[]; readonly versions: readonly string[] };
}

type OfTeam = Pick<Assumptions, "sourceIdentities" | "instanceTypes">;

/** What is known of all requests of an environment; one team's say more. */
export const assumptionsOf = (
  { at, partition, region, accounts, declared }: Facts,
  { sourceIdentities, instanceTypes }: OfTeam = { sourceIdentities: [], instanceTypes: [] },
): Assumptions => ({
  at,
  region,
  accounts,
  studioImages: {
    images: studioImages({ partition, region }),
    versions: studioImages({ partition, region }).map((image) => versionOf(image, 1)),
  },
  ...(declared?.organizationId !== undefined && { organizationId: declared.organizationId }),
  sourceIdentities,
  instanceTypes,
});

export interface Call {
  readonly sender: Sender;
  readonly request: Request;
  readonly assumptions: Assumptions;
  /** Addresses that the caller may have: some request carries each, in place of the one that the request says. Undefined: only that one. */
  readonly from?: readonly Range[] | undefined;
}

/** Values of one key in one request; undefined where the request does not have the key. */
export type Values = readonly string[] | undefined;

/** What requests of one kind say under a key. */
export interface Sent {
  /** There are such requests, and the team cannot do without them. */
  readonly certain: readonly Values[];
  /** There may be such requests: the client or AWS decides. */
  readonly possible: readonly Values[];
  /** Patterns of further possible values, as in policies. */
  readonly like: readonly string[];
  /** Addresses, each of which some request is certain to have. */
  readonly within: readonly Range[];
  /** Who decides: a clause for messages. */
  readonly because: string;
  /** What the reader can do about it, where that is more than to leave the key alone. */
  readonly advice?: string;
}

const none = { certain: [], possible: [], like: [], within: [], because: "" } as const;

export const never: Sent = { ...none, certain: [undefined] };
/** Always there, with this value, or these where the key has several. */
export const always = (...values: readonly string[]): Sent => ({ ...none, certain: [values] });
/** Always there, with each of these values in some request. */
export const eachOf = (values: readonly string[]): Sent => ({ ...none, certain: values.map((value) => [value]) });
/** Always there, with each address of these ranges in some request. */
export const anywhereIn = (ranges: readonly Range[]): Sent => ({
  ...none,
  within: ranges,
  because: "of where it starts",
});
/** Always there, with one of these values. */
export const oneOf = (because: string, ...values: readonly string[]): Sent => ({
  ...none,
  possible: values.map((value) => [value]),
  because,
});
/** Always there, with a value of one of these patterns. */
export const someLike = (because: string, ...patterns: readonly string[]): Sent => ({
  ...none,
  like: patterns,
  because,
});
/** The same, or not there. */
export const orAbsent = (sent: Sent): Sent => ({ ...sent, possible: [undefined, ...sent.possible] });
export const perhaps = (because = "a request may have it or not, with any value"): Sent =>
  orAbsent(someLike(because, "*"));
