/** What is not as declared on a domain and its profiles, each with what it means and how it is put right. */
import { list } from "../config/problems";
import type { Environment, Team } from "../config/schema";
import { shellLine } from "../config/shell-line";
import type { Actual } from "./actual";
import { assumedIn, compare, type Difference } from "./compare";
import type { Declared, StackJson } from "./declared";
import { attachesImages, meansOfImages } from "./image-findings";
import { memberOf, readOnly } from "./members";
import type { Block, Json } from "./model";
import { resolved } from "./references";
import { type Remedy, remedyOfDomain, remedyOfProfile } from "./remedies";

export interface Change {
  readonly member: string;
  readonly declared?: Json;
  readonly found?: Json;
  readonly means: string;
  /** Why no call puts it back. */
  readonly noCall?: string;
}

/** Something that is not as declared. */
export interface Finding {
  readonly team: string;
  readonly kind:
    | "domain"
    | "profile"
    | "image"
    | "profile is missing"
    | "profile is not declared"
    | "script"
    | "assignment is missing"
    | "assignment is not declared"
    | "suspension"
    | "not comparable";
  /** Whose it is: d-…, d-…/ada, the name of a lifecycle configuration. */
  readonly where: string;
  readonly changes: readonly Change[];
  /** A sentence about what is no member's change. */
  readonly says?: string;
  readonly remedy?: Remedy;
  /** What else can be done; a sentence or a line to paste. */
  readonly next?: string;
}

export interface Examination {
  readonly environment: Environment;
  readonly team: Team;
  readonly stack: StackJson;
  /** The command that deploys the team's Studio stack. */
  readonly deploy: string;
  /** A command of this program with its arguments, as people type it for these environments. */
  readonly line: (...words: readonly string[]) => string;
}

/** Of one domain that has the team's name. */
export function domainFindings(of: Examination, declared: Declared, actual: Actual): Finding[] {
  const { id, apps } = actual;
  const { region } = of.environment;
  const findings: Finding[] = [];
  const state = String(actual.domain["Status"] ?? "");
  if (/Failed$/.test(state)) {
    const why = String(actual.domain["FailureReason"] ?? "AWS gives no reason");
    findings.push(says(of, "domain", id, `is ${state}: ${why}`));
  }
  const { value, missing } = resolved(declared.domain, of.stack, of.environment, actual.ids);
  const differences = missing.length > 0 ? [] : compare(writable(value), writable(actual.domain));
  if (missing.length > 0) findings.push(notComparable(of, id, missing, actual));
  for (const { kind, differences: those } of byKind(differences, "domain")) {
    const remedy = remedyOfDomain(those, { declared: value, found: actual.domain, region, apps });
    findings.push({ team: of.team.name, kind, where: id, changes: those.map(toldAs(of)), remedy });
  }
  for (const [name, profile] of declared.profiles) findings.push(...profileFindings(of, name, profile, actual));
  for (const name of actual.profiles.keys())
    if (!declared.profiles.has(name)) findings.push(stranger(of, name, actual));
  return findings;
}

/** Members of the domain and its profiles that hold what is only assumed to be AWS's default. */
export function assumedOf(of: Examination, declared: Declared, { domain, profiles, ids }: Actual): string[] {
  const inBlock = (one: Block, found: Block) => assumedIn(resolved(one, of.stack, of.environment, ids).value, found);
  const ofProfiles = [...declared.profiles].flatMap(([name, one]) => inBlock(one, profiles.get(name) ?? {}));
  return [...new Set([...inBlock(declared.domain, domain), ...ofProfiles])];
}

function profileFindings(of: Examination, name: string, declared: Block, actual: Actual): Finding[] {
  const where = `${actual.id}/${name}`;
  const found = actual.profiles.get(name);
  if (found === undefined) {
    return [says(of, "profile is missing", where, "is declared, and AWS does not have it", of.deploy)];
  }
  const { value, missing } = resolved(declared, of.stack, of.environment, actual.ids);
  if (missing.length > 0) return [notComparable(of, where, missing, actual)];
  return byKind(compare(writable(value), writable(found)), "profile").map(({ kind, differences }) => {
    const remedy = remedyOfProfile(differences, { declared: value, found, region: of.environment.region });
    return { team: of.team.name, kind, where, changes: differences.map(toldAs(of)), remedy, next: of.deploy };
  });
}

/** Images that are not declared are a finding of their own. */
const byKind = (differences: readonly Difference[], kind: "domain" | "profile") =>
  [
    { kind: "image" as const, differences: differences.filter(attachesImages) },
    { kind, differences: differences.filter((difference) => !attachesImages(difference)) },
  ].filter((each) => each.differences.length > 0);

function stranger(of: Examination, name: string, { id }: Actual): Finding {
  const { environment, team } = of;
  const teardown = of.line("teardown", environment.name, team.name, "--user", name);
  const names = ["--region", environment.region, "--domain-id", id, "--user-profile-name", name];
  const remove = shellLine(["aws", "sagemaker", "delete-user-profile", ...names]);
  return says(
    of,
    "profile is not declared",
    `${id}/${name}`,
    "exists, and no file declares it: it has the team's data by the domain's execution role",
    `add it to the team's file, or run ${teardown}, then ${remove}`,
  );
}

const notComparable = (of: Examination, where: string, missing: readonly string[], { ids }: Actual): Finding =>
  says(of, "not comparable", where, `cannot be compared: ${ids.vpc} does not have ${list(missing, "and")}`, of.deploy);

/** A finding that is no member's change. */
export function says(of: Examination, kind: Finding["kind"], where: string, text: string, next?: string): Finding {
  return { team: of.team.name, kind, where, changes: [], says: text, ...(next !== undefined && { next }) };
}

const writable = (block: Block): Block =>
  Object.fromEntries(Object.entries(block).filter(([member]) => !readOnly.has(member)));

const toldAs =
  ({ stack }: Examination) =>
  (difference: Difference): Change => {
    const { means, noCall } = memberOf(difference.member);
    const told = attachesImages(difference) ? meansOfImages(difference, stack) : means;
    return { ...difference, means: told, ...(noCall !== undefined && { noCall }) };
  };
