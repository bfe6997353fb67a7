/** A refusal on purpose: which recorded requests, which guarantee refuses them, why, and what to write instead. */
import type { Surroundings } from "../made-with";
import type { IamRequest } from "../requests-of-call";

export interface Refusal {
  /** In kebab-case; docs/what-works.md names it. */
  readonly id: string;
  /** Completes "cannot ...". */
  readonly what: string;
  /** The guarantee that a permission would break. */
  readonly guarantee: string;
  readonly why: string;
  /** What to write instead; undefined where there is nothing. */
  readonly instead?: string;
  /** A parameter of the program is enough: what stands in `instead`. */
  readonly byParameter?: true;
  /** The separation mode in which it is refused; undefined: in each. */
  readonly separation?: string;
  /** Page without its scheme, or a file of this repository. */
  readonly source: string;
  /** Of a request with the ids that it was recorded with, and canonical names. */
  /** Names on the internet that a program looks up and cannot do without; telemetry is none of these. */
  readonly hosts?: readonly string[];
  readonly meets: (request: IamRequest, from: Surroundings) => boolean;
}

/** Whether the request is one of these actions; an asterisk at the end stands for any rest. */
export const calls =
  (...actions: readonly string[]) =>
  ({ action }: IamRequest): boolean =>
    actions.some((each) => (each.endsWith("*") ? action.startsWith(each.slice(0, -1)) : action === each));

/** Values of a key, as a list; empty where the request does not have it. */
export const valuesOf = ({ context }: IamRequest, key: string): readonly string[] => [context[key] ?? []].flat();

/** Whether AWS lists the key for the call and the request does not have it. */
export const lacks = ({ context }: IamRequest, key: string): boolean => key in context && context[key] === undefined;
