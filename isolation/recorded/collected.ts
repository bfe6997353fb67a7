/** All that was recorded in a separation mode: each kind of request once, and what each recording sent. */

import { anyName, canonical } from "./canonical";
import { withGitCalls } from "./git-requests";
import { asAwsHasThem } from "./made-up-arns";
import { madeWith, type Surroundings } from "./made-with";
import { pipelinesOf, stepCalls } from "./pipeline-steps";
import { withWorkgroups } from "./query-workgroups";
import { type RecordedCall, type Recording, readRecordings } from "./recording";
import { arnOf, type IamRequest, requestsOf } from "./requests-of-call";
import type { Place } from "./resources";
import { withSpaces } from "./spaces";

/** A kind of request, with the ids that it was recorded with. */
export interface Kind {
  readonly request: IamRequest;
  /** The call that it came with, for messages: <service> <operation>. */
  readonly call: string;
  /** Names of the first recordings that sent it. */
  readonly recordings: readonly string[];
  /** How many recordings did. */
  readonly count: number;
}

/** Each kind of request that was recorded in a separation mode. */
export interface Kinds {
  /** The ids that they were recorded with. */
  readonly from: Surroundings;
  readonly kinds: readonly Kind[];
}

export interface SentCall {
  readonly call: RecordedCall;
  /** Among the kinds. */
  readonly kinds: readonly number[];
}

export interface Collected extends Kinds {
  readonly recordings: readonly (Pick<Recording, "name" | "ended" | "names"> & {
    readonly sent: readonly SentCall[];
  })[];
}

/** Page: docs.aws.amazon.com/codecommit/latest/userguide/regions.html (Git connection endpoints) */
const gitHost = "git-codecommit.";

/** More recordings are counted. */
const mostNamed = 2;

interface Growing {
  readonly request: IamRequest;
  readonly call: string;
  readonly index: number;
  readonly recordings: Set<string>;
}

/** Throws Undecided on an operation that no table maps. */
export function collect(recordings: readonly Recording[], from: Surroundings): Collected {
  const kinds = new Map<string, Growing>();
  const place: Place = from;
  const indexOf = (request: IamRequest, call: string, recording: string): number => {
    const key = JSON.stringify(request);
    const kind = kinds.get(key) ?? { request, call, index: kinds.size, recordings: new Set() };
    kinds.set(key, kind);
    kind.recordings.add(recording);
    return kind.index;
  };
  const sentCall = (
    recording: string,
    sender: "session" | "platform",
    call: RecordedCall,
    by?: IamRequest["by"],
  ): SentCall => {
    const asked = requestsOf(call, { ...place, sender }).map((request) => (by ? { ...request, by } : request));
    const label = sender === "session" ? `${call.service} ${call.operation}` : `a pipeline's step, ${call.operation}`;
    return {
      call,
      kinds: [...new Set(asked.map((request) => indexOf(canonical(request, from.jobPrefix), label, recording)))],
    };
  };
  // Of a clone that asked for the host alone (notebooks/harness/python/bin/git): the repository is not the team's.
  const clone = (recording: string, host: string): SentCall => {
    const resource = arnOf(place, "codecommit", anyName);
    const request: IamRequest = { sender: "session", host, action: "codecommit:GitPull", resource, context: {} };
    return {
      call: { service: "codecommit", operation: "GitPull", host, parameters: {} },
      kinds: [indexOf(request, "git clone", recording)],
    };
  };
  const read = recordings.map(({ name, ended, names, requests: recorded }) => {
    const requests = withSpaces(withWorkgroups(withGitCalls(recorded))).map((call) => ({
      ...call,
      parameters: asAwsHasThem(call.parameters, from.account),
    }));
    return {
      name,
      ended,
      ...(names && { names }),
      sent: [
        ...requests.map((call) => sentCall(name, "session", call)),
        ...(names ?? []).filter((host) => host.startsWith(gitHost)).map((host) => clone(name, host)),
        ...pipelinesOf(requests).flatMap((pipeline) => {
          const hasOwnRole = pipeline.role === from.pipelineRole;
          return stepCalls(pipeline, { ...from, hasOwnRole }).map((call) =>
            sentCall(name, "platform", { ...call, host: "" }, hasOwnRole ? "pipelines" : undefined),
          );
        }),
      ],
    };
  });
  return {
    from,
    kinds: [...kinds.values()].map(({ request, call, recordings }) => ({
      request,
      call,
      recordings: [...recordings].slice(0, mostNamed),
      count: recordings.size,
    })),
    recordings: read,
  };
}

/** The committed recordings of a mode; undefined where there are none. */
export function collectedIn(mode: string): Collected | undefined {
  const recordings = readRecordings(mode);
  const from = madeWith[mode];
  return recordings.length > 0 && from ? collect(recordings, from) : undefined;
}
