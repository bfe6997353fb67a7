/** Why AWS gave no session or refused a call, in words: whose session, what AWS said, what to do. */
import { printable } from "../config/problems";
import type { Account } from "../config/schema";
import type { Surroundings } from "./aws";

/** The cause is what kept the session from being made. */
export class NoSession extends Error {
  constructor(override readonly cause: unknown) {
    super("no session");
  }
}

/** A variable that cannot be used; the message names it, and what would be right. */
export class UnusableSetting extends Error {}

/** Something was deleted and does not go; the message names it. */
export class StillThere extends Error {}

/** What is in AWS is not as the command needs it; the message says what it expected, what it found and what to do. */
export class CannotGoOn extends Error {}

/**
 * What went wrong is AWS's to say, or the network's: a line for people; undefined for everything else.
 * @param kept what a second run finds done, as a sentence; undefined for a command that only reads
 */
export function failureOf(
  error: unknown,
  { id, deployerRole }: Account,
  surroundings: Surroundings,
  kept?: string,
): string | undefined {
  if (error instanceof NoSession) {
    const why = whyNoSession(error.cause, surroundings);
    return why && `no session of ${deployerRole} in account ${id}: ${why}`;
  }
  if (error instanceof CannotGoOn) return error.message;
  if (error instanceof StillThere) return `${error.message}; see in the console why, then run the command again`;
  const unreachable = whyUnreachable(error, "AWS", surroundings);
  if (unreachable !== undefined) return unreachable;
  if (!isAnswer(error)) return undefined;
  const denied = /AccessDenied|Unauthorized/.test(error.name);
  const who = `${deployerRole} in account ${id} (${said(error)})`;
  return denied
    ? `AWS refused ${who}; docs/deployer.md lists what the role needs`
    : `AWS answered ${who} with an error; run the command again${kept ? `, ${kept}` : ""}`;
}

const give =
  "sign in (aws sso login), or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, as somebody who may assume this role";

/** docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
const invalid =
  /^(ExpiredToken|InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClient|InvalidAccessKeyId|RequestExpired|IncompleteSignature|InvalidSignature|NotAuthorized|OptInRequired)/;

function whyNoSession(cause: unknown, surroundings: Surroundings): string | undefined {
  if (cause instanceof UnusableSetting) return cause.message;
  const unreachable = whyUnreachable(cause, "STS", surroundings);
  if (unreachable !== undefined) return unreachable;
  const { name, message } = cause as Error;
  if (/^(CredentialsProvider|TokenProvider|Provider)Error$/.test(name)) {
    const profile = surroundings["AWS_PROFILE"];
    const nothing = /any providers/.test(message);
    if (profile) return `the profile ${printable(profile)} (AWS_PROFILE) gives no credentials; ${give}`;
    return `there are no AWS credentials${nothing ? "" : ` (${printable(message)})`}; ${give}`;
  }
  if (!isAnswer(cause)) return undefined;
  if (invalid.test(name)) return `the credentials are not valid (${said(cause)}); ${give}`;
  if (/AccessDenied/.test(name)) {
    return `AWS refused it (${said(cause)}); let the role's trust policy and your own policies admit you (docs/deployer.md), or ${give}`;
  }
  return `STS answered with an error (${said(cause)}); run the command again`;
}

/** An answer of AWS's, however the SDK read it. */
const isAnswer = (error: unknown): error is Error =>
  error instanceof Error &&
  typeof (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === "number";

const said = ({ name, message }: Error): string => printable(`${name}: ${message}`);

const certificate = /CERT|^UNABLE_TO_|^ERR_TLS_/;

/** Errors of Node.js's sockets and TLS, and the SDK's own time-out. */
function whyUnreachable(error: unknown, whom: string, surroundings: Surroundings): string | undefined {
  const { name, code, syscall } = error as NodeJS.ErrnoException;
  if (code !== undefined && certificate.test(code)) {
    return `the certificate of ${whom}, or of a proxy before it, is not trusted (${code}); name the file of your certificates in AWS_CA_BUNDLE`;
  }
  const isNetwork =
    /^(connect|getaddrinfo|read|write)$/.test(syscall ?? "") ||
    /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET|EPIPE)/.test(code ?? "");
  if (!isNetwork && name !== "TimeoutError") return undefined;
  const proxy = proxyOf(surroundings);
  const what = code ?? name;
  return proxy === undefined
    ? `${whom} cannot be reached (${what}); check the network, and HTTPS_PROXY where there is a proxy`
    : `${whom} cannot be reached through the proxy ${hostOf(proxy)} (${what}); check the network and HTTPS_PROXY`;
}

/** As Terraform's provider reads it. */
export const proxyOf = ({ HTTPS_PROXY, https_proxy }: Surroundings): string | undefined =>
  HTTPS_PROXY || https_proxy || undefined;

/** Without the user and the password that it may hold. */
const hostOf = (proxy: string): string => new URL(proxy).host;
