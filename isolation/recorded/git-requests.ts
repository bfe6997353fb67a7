/** What git sends to CodeCommit, which botocore has no model of, as the call that AWS asks policies about. */
import { Undecided } from "../decide/undecided";
import type { RecordedCall } from "./recording";

/**
 * Git's services by their direction. Pages: docs.aws.amazon.com/codecommit/latest/userguide/auth-and-access-control-
 * permissions-reference.html (GitPull is asked of commands that retrieve data, GitPush of commands that send it);
 * git-scm.com/docs/gitprotocol-http (upload-pack serves fetches, receive-pack takes pushes).
 */
const calls: Readonly<Record<string, string>> = { "git-upload-pack": "GitPull", "git-receive-pack": "GitPush" };

const path = /^(?:GET|POST) \/v1\/repos\/([^/]+)\/(info\/refs|git-[\w-]+)$/;

/** Other calls stay as they are. Throws Undecided on a request of git's that is not understood. */
export function withGitCalls(requests: readonly RecordedCall[]): readonly RecordedCall[] {
  return requests.map((request) => (/^\w+ \//.test(request.operation) ? gitCall(request) : request));
}

function gitCall(request: RecordedCall): RecordedCall {
  const { service, operation, parameters } = request;
  if (service !== "codecommit") return request;
  const [, repositoryName, asked] = path.exec(operation) ?? [];
  const call = calls[asked === "info/refs" ? String(parameters.service) : (asked ?? "")];
  if (repositoryName === undefined || call === undefined) {
    throw new Undecided(
      `${service}:${operation}`,
      `git sends GET or POST /v1/repos/<repository>/info/refs?service=<service> or /<service>, with ${Object.keys(calls).join(" or ")}; say in isolation/recorded/git-requests.ts what this one needs`,
    );
  }
  return { ...request, operation: call, parameters: { repositoryName } };
}
