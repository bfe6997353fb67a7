/** A small world of callers, calls and condition keys, whose every request can be tried. */
import { administrator, open, type Question } from "../../../isolation/decide";
import { evaluate, type Principal, type Request } from "../../../isolation/policy";

export const accounts = ["111111111111", "222222222222"] as const;
const role = (account: string, name: string): Principal => ({
  kind: "role",
  arn: `arn:aws:iam::${account}:role/${name}`,
  account,
});
const callers: readonly Principal[] = [
  role(accounts[0], "team"),
  role(accounts[0], "other"),
  role(accounts[1], "team"),
  { kind: "user", arn: `arn:aws:iam::${accounts[1]}:user/ada`, account: accounts[1] },
  { kind: "root", account: accounts[0] },
  { kind: "service", service: "logging.s3.amazonaws.com" },
  { kind: "anonymous" },
];
export const roles = callers.filter(({ kind }) => kind === "role");
const key = `arn:aws:kms:eu-central-1:${accounts[1]}:key/k`;
export const works: Readonly<Record<string, readonly string[]>> = {
  "s3:GetObject": ["arn:aws:s3:::b/k", "arn:aws:s3:::b/in/k", "arn:aws:s3:::c/k"],
  "s3:PutObject": ["arn:aws:s3:::b/k", "arn:aws:s3:::b/in/k", "arn:aws:s3:::c/k"],
  "s3:ListBucket": ["arn:aws:s3:::b", "arn:aws:s3:::c"],
  "kms:Decrypt": [key],
};

type Values = string | readonly string[] | undefined;
/** Every key that the random policies test, with the values of the small world. */
const contexts: Readonly<Record<string, readonly Values[]>> = {
  "aws:SourceVpce": [undefined, "vpce-a", "vpce-b", "other"],
  "aws:SourceIp": [undefined, "10.0.0.1", "10.1.0.1", "192.0.2.1"],
  "aws:SecureTransport": ["true", "false"],
  "s3:x-amz-server-side-encryption": [undefined, "aws:kms", "AES256"],
  "aws:TagKeys": [undefined, ["x"], ["y"], ["x", "y"]],
  "aws:SourceIdentity": [undefined, "in", "x"],
  "s3:prefix": [undefined, "in", "x", "in/x"],
  "s3:max-keys": [undefined, "9", "10", "11"],
  "aws:CurrentTime": ["2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"],
};

const keysIn = ({ about, policies }: Question): readonly string[] => {
  const all = [about, ...(policies.identity ?? []), policies.resource, policies.endpoint, policies.boundary];
  const used = new Set(
    all.flatMap((policy) => (policy?.statements ?? []).flatMap(({ conditions }) => conditions.map(({ key }) => key))),
  );
  if (/"kind":"variable"|\$\{/.test(JSON.stringify(all))) used.add("aws:sourceidentity");
  return Object.keys(contexts).filter((name) => used.has(name.toLowerCase()));
};

/** Through an endpoint there is no public address, and elsewhere no endpoint. */
const isPossible = (context: Readonly<Record<string, Values>>): boolean =>
  context["aws:SourceVpce"] === undefined || context["aws:SourceIp"] === undefined;

/** Every request of the small world that a question may be about. */
export function* requestsOf(asked: Question): Generator<Request> {
  const spaces = keysIn(asked).reduce<Record<string, Values>[]>(
    (all, name) => all.flatMap((context) => (contexts[name] ?? []).map((value) => ({ ...context, [name]: value }))),
    [{}],
  );
  const possible = spaces.filter(isPossible);
  for (const principal of asked.callers === "anyone" ? callers : asked.callers) {
    for (const [action, list] of Object.entries(works)) {
      for (const resource of list) {
        const resourceAccount = resource === key ? accounts[1] : (asked.world.owner ?? "");
        for (const context of possible) yield { principal, action, resource, resourceAccount, context };
      }
    }
  }
}

export const passes = (request: Request, { about, policies }: Question): boolean =>
  evaluate(request, { identity: [administrator], resource: open, endpoint: about }).allowed &&
  evaluate(request, policies).allowed;
