/** A refusal on purpose: which recorded requests, which guarantee refuses them, why, and what to write instead. */
import type { Surroundings } from "../made-with";
import type { IamRequest } from "../requests-of-call";

/** What a refusal rests on. */
export interface Source {
  /** Page without its scheme, or a file of this repository. */
  readonly page: string;
  /** What the page says, in our words; completes "it says that ...". */
  readonly says: string;
}

/** Requests that a refusal explains: these calls, by this sender, on these objects. It explains no others. */
export interface Asked {
  readonly sender: IamRequest["sender"];
  /** <service>:<Action>. */
  readonly actions: readonly string[];
  /** ARNs, or their beginnings with an asterisk after them. "*" alone is the request that names no object. */
  readonly on: (from: Surroundings) => readonly string[];
  /** Which of these; undefined: all. */
  readonly when?: (request: IamRequest, from: Surroundings) => boolean;
}

export interface Refusal {
  /** In kebab-case; docs/what-works.md names it. */
  readonly id: string;
  /** Completes "cannot ...". */
  readonly what: string;
  /** The guarantee that a permission would break; AWS where AWS has no private way. */
  readonly guarantee: string;
  /** What somebody could do if it were allowed, or what AWS lacks. */
  readonly why: string;
  /** What to write instead; undefined where there is nothing. */
  readonly instead?: string;
  /** A parameter of the program is enough: what stands in `instead`. */
  readonly byParameter?: true;
  /** The separation mode in which it is refused; undefined: in each. */
  readonly separation?: string;
  readonly sources: readonly Source[];
  /** Names on the internet that a program looks up and cannot do without; telemetry is none of these. */
  readonly hosts?: readonly string[];
  readonly asks: readonly Asked[];
}

/** @param request with the ids that it was recorded with, and canonical names */
export const explains = ({ asks }: Pick<Refusal, "asks">, request: IamRequest, from: Surroundings): boolean =>
  asks.some(
    ({ sender, actions, on, when }) =>
      sender === request.sender &&
      actions.includes(request.action) &&
      on(from).some((each) => covers(each, request.resource)) &&
      (when === undefined || when(request, from)),
  );

const covers = (pattern: string, resource: string): boolean =>
  pattern !== "*" && pattern.endsWith("*") ? resource.startsWith(pattern.slice(0, -1)) : resource === pattern;

/** The service's actions of these names. */
export const actions = (service: string, ...names: readonly string[]): readonly string[] =>
  names.map((name) => `${service}:${name}`);

/** A request that names no object. */
export const nothing = (): readonly string[] => ["*"];

/** ARNs of objects in the studio account and its region. */
export const here =
  (service: string, ...resources: readonly string[]) =>
  ({ partition, region, account }: Surroundings): readonly string[] =>
    resources.map((resource) => `arn:${partition}:${service}:${region}:${account}:${resource}`);

/** Values of a key, as a list; empty where the request does not have it. */
export const valuesOf = ({ context }: IamRequest, key: string): readonly string[] => [context[key] ?? []].flat();

/** Whether AWS lists the key for the call and the request does not have it. */
export const lacks = ({ context }: IamRequest, key: string): boolean => key in context && context[key] === undefined;
