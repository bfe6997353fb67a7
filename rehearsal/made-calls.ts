/** The calls that Terraform made in a rehearsal, told by what they are about: no account, id or name of one run is left in them. */
import { accessLogsBucket } from "../config/names";
import type { Environment } from "../config/schema";
import { sessionNames } from "../teardown/aws";
import { pastedSession } from "./aws-cli";
import type { RecordedCall } from "./local-aws";
import { type Phase, phases } from "./report";

/** Whose stacks a call was made for, or that it reads and keeps state in S3. */
export type StackKind = "networking" | "studio" | "buckets" | "state";

export interface MadeCall {
  readonly stack: StackKind;
  /** ${studio-deployer}, ${data-deployer}, ${identity-deployer}, ${state-role}, or ${caller}: whoever runs Terraform. */
  readonly role: string;
  /** service:Operation, as botocore names them. */
  readonly operation: string;
  /** What it names: ${vpc}, ${key}, ${role-name}; empty where it names nothing. */
  readonly resource: string;
  readonly phase: Phase;
}

/** Of our own commands, and of lines that they print; the rehearsal's own calls have the teardown command's. */
const ownSessions: ReadonlySet<string> = new Set([...Object.values(sessionNames), pastedSession]);

export const isTerraforms = ({ session }: Pick<RecordedCall, "session">): boolean => !ownSessions.has(session);

/** Each call once, those of our commands and of the rehearsal itself left out. */
export function callsMade(calls: readonly RecordedCall[], environment: Environment): MadeCall[] {
  const made = calls.filter(isTerraforms).flatMap((call) => madeBy(call, environment));
  return [...new Map(made.map((call) => [JSON.stringify(call), call])).values()];
}

function madeBy(call: RecordedCall, environment: Environment): MadeCall[] {
  const phase = phases.find((each) => each === call.phase);
  if (!phase) return [];
  const stack = stackOf(call.session, environment);
  const roles = rolesOf(stack, environment);
  const operation = `${call.service}:${call.operation}`;
  const role = call.role === "" ? "${caller}" : (roles.get(call.role) ?? call.role);
  return [{ stack, role, operation, resource: roles.get(call.resource) ?? placeholderOf(call, environment), phase }];
}

/** Sessions are named after stacks, but the one that keeps state in S3, which Terraform names at random. */
function stackOf(session: string, { name }: Environment): StackKind {
  const kinds = ["networking", "studio", "buckets"] as const;
  return kinds.find((kind) => new RegExp(`^${name}-${kind}(-|$)`).test(session)) ?? "state";
}

/** Roles by their ARNs. In an environment of one account one role does it all: the stack says for whom. */
function rolesOf(stack: StackKind, { accounts, state, identityCenter }: Environment): ReadonlyMap<string, string> {
  const { studio, data } = accounts;
  switch (stack) {
    case "buckets":
      // It makes feature groups and tracking servers in the studio account; where it is the data account's too, it is that one's.
      return new Map([
        [studio.deployerRole, "${studio-deployer}"],
        ...Object.values(data).map(({ deployerRole }) => [deployerRole, "${data-deployer}"] as const),
      ]);
    case "state":
      return new Map([[(state.backend === "s3" && state.role) || studio.deployerRole, "${state-role}"]]);
    default:
      return new Map([
        ...(identityCenter ? ([[identityCenter.deployerRole, "${identity-deployer}"]] as const) : []),
        // It may be both.
        [studio.deployerRole, "${studio-deployer}"],
      ]);
  }
}

/** Ids by their prefix, ARNs by their type, names by the member that holds them. */
function placeholderOf({ service, member, resource }: RecordedCall, { state }: Environment): string {
  if (resource === "") return "";
  const bucket = /^arn:[^:]*:s3:::([^/]+)$/.exec(resource)?.[1] ?? (service === "s3" ? resource : undefined);
  if (bucket !== undefined) {
    if (state.backend === "s3" && bucket === state.bucket) return "${state-bucket}";
    return new RegExp(`-${accessLogsBucket}-\\d{12}$`).test(bucket) ? "${access-log-bucket}" : "${data-bucket}";
  }
  const type = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:([a-z-]+)[/:]/.exec(resource)?.[1];
  if (type !== undefined) return `\${${type}}`;
  const prefix = /Ids?$/.test(member) ? /^([a-z]+(?:-[a-z]+)*)-[0-9a-f]{8,}$/.exec(resource)?.[1] : undefined;
  if (prefix !== undefined) return `\${${prefix}}`;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(resource)) return "${key}";
  return `\${${member.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase()}}`;
}
