/** The calls that put a domain or a profile back, as lines of the AWS CLI for people to paste. */
import type { AppDetails } from "@aws-sdk/client-sagemaker";
import { shellLine } from "../config/shell-line";
import { appId } from "../teardown/inside-domain";
import type { Difference } from "./compare";
import { defaultsToSend } from "./defaults";
import { memberOf } from "./members";
import { type Block, isBlock, type Json } from "./model";

export interface Remedy {
  /** Undefined where no call puts anything back. */
  readonly call?: string;
  /** Calls that must have been made before: apps are in the way. */
  readonly stopFirst: readonly string[];
  /**
   * Calls for the case that AWS refuses though its pages name no condition: older reports say that it refuses any change of settings
   * while apps run (github.com/aws/aws-sdk/issues/367).
   */
  readonly stopIfRefused: readonly string[];
  /** Apps that are in the way and that nobody can delete now, because they start or go: they are waited for. */
  readonly waitFor: readonly string[];
  /** Members that AWS has and nobody declared, of which it is not known whether the call takes them away. */
  readonly maybeLeft: readonly string[];
}

export type App = Pick<AppDetails, "DomainId" | "SpaceName" | "UserProfileName" | "AppType" | "AppName" | "Status">;

/** The differences must be the domain's; each member is sent whole, because AWS does not say what an update does with the rest of a block. */
export function remedyOfDomain(
  differences: readonly Difference[],
  { declared, found, region, apps }: { declared: Block; found: Block; region: string; apps: readonly App[] },
): Remedy {
  const back = differences.filter(({ member }) => memberOf(member).noCall === undefined);
  const domain = String(found["DomainId"]);
  const sent: Record<string, Json> = {};
  const settings: Record<string, Json> = {};
  for (const [first = "", second = ""] of back.map(({ member }) => member.split("."))) {
    if (first === "AppNetworkAccessType") {
      // All three or none: github.com/hashicorp/terraform-provider-aws/issues/45528.
      for (const member of [first, "VpcId", "SubnetIds"]) put(sent, member, declared[member]);
    } else if (first === "DomainSettings") {
      const [one, other] = [declared, found].map((each) => (each[first] as Block | undefined)?.[second]);
      put(settings, second, putBack(one, other, `${first}.${second}`));
    } else {
      put(sent, first, putBack(declared[first], found[first], first));
    }
  }
  if (Object.keys(settings).length > 0) put(sent, "DomainSettingsForUpdate", settings);
  const states = new Set(
    back.filter((each) => refuses(each)).flatMap((each) => memberOf(each.member).refusedWhile ?? []),
  );
  const call = update("update-domain", { DomainId: domain }, sent, region);
  return { ...call, ...inTheWay(apps, states, region), maybeLeft: left(back, sent) };
}

/** The differences must be the profile's. */
export function remedyOfProfile(
  differences: readonly Difference[],
  { declared, found, region }: { declared: Block; found: Block; region: string },
): Remedy {
  const back = differences.filter(({ member }) => memberOf(member).noCall === undefined);
  const names = { DomainId: found["DomainId"] ?? "", UserProfileName: found["UserProfileName"] ?? "" };
  const sent: Record<string, Json> = {};
  if (back.length > 0) {
    put(sent, "UserSettings", putBack(declared["UserSettings"], found["UserSettings"], "UserSettings"));
  }
  const call = update("update-user-profile", names, sent, region);
  return { ...call, stopFirst: [], stopIfRefused: [], waitFor: [], maybeLeft: left(back, sent) };
}

/** Subnets may be added while apps run. */
function refuses({ member, declared, found }: Difference): boolean {
  if (member !== "SubnetIds") return true;
  const kept = new Set([declared ?? []].flat());
  return [found ?? []].flat().some((subnet) => !kept.has(subnet));
}

function put(into: Record<string, Json>, member: string, value: Json | undefined): void {
  if (value !== undefined) into[member] = value;
}

/**
 * What to send of a block: what is declared, and of what was added AWS's default, or an empty list. A block that was added is
 * left out, for an empty one would be a block too; undefined where nothing remains.
 */
function putBack(declared: Json | undefined, found: Json | undefined, member: string): Json | undefined {
  if (declared !== undefined && !isBlock(declared)) return declared;
  if (declared === undefined && !isBlock(found)) return defaultsToSend[member];
  const one = (declared ?? {}) as Block;
  const other = (isBlock(found) ? found : {}) as Block;
  const sent: Record<string, Json> = {};
  const byDefault = declared === undefined ? defaultsBelow(member) : [];
  for (const name of new Set([...Object.keys(one), ...Object.keys(other), ...byDefault])) {
    const isAddedList = declared !== undefined && one[name] === undefined && Array.isArray(other[name]);
    put(sent, name, isAddedList ? [] : putBack(one[name], other[name], `${member}.${name}`));
  }
  return Object.keys(sent).length > 0 ? sent : undefined;
}

/** Names of the members right below one that AWS fills in by itself. */
const defaultsBelow = (member: string): string[] =>
  Object.keys(defaultsToSend).flatMap((each) => {
    const name = each.startsWith(`${member}.`) ? each.slice(member.length + 1) : ".";
    return name.includes(".") ? [] : [name];
  });

/** What was added and is not in the call. */
function left(differences: readonly Difference[], sent: Block): string[] {
  return differences.flatMap(({ member, declared }) => {
    if (declared !== undefined) return [];
    const path = member.replace(/^DomainSettings\./, "DomainSettingsForUpdate.").split(".");
    let at: Json | undefined = sent;
    for (const name of path) at = isBlock(at) ? at[name] : undefined;
    return at === undefined ? [member] : [];
  });
}

/** One call with every member in its option: texts and lists of texts as words, everything else as JSON. */
function update(command: string, names: Block, sent: Block, region: string): { readonly call?: string } {
  if (Object.keys(sent).length === 0) return {};
  const options = Object.entries({ ...names, ...sent }).flatMap(([member, value]) => [option(member), ...words(value)]);
  return { call: shellLine(["aws", "sagemaker", command, "--region", region, ...options]) };
}

/** As the AWS CLI names it: AppNetworkAccessType is --app-network-access-type. */
const option = (member: string): string => `--${member.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase()}`;

function words(value: Json): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string")) return [...value];
  return [JSON.stringify(value)];
}

/**
 * AWS deletes an app that is InService, and no other.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/gs-studio-delete-domain.html, Requirements
 */
function inTheWay(apps: readonly App[], states: ReadonlySet<string>, region: string) {
  const those = apps.filter(({ Status = "" }) => states.has(Status));
  const running = those.filter(({ Status }) => Status === "InService");
  return {
    stopFirst: running.map((app) => deleteApp(app, region)),
    stopIfRefused: apps
      .filter((app) => app.Status === "InService" && !running.includes(app))
      .map((app) => deleteApp(app, region)),
    waitFor: those.filter((app) => !running.includes(app)).map(appId),
  };
}

export function deleteApp(app: App, region: string): string {
  const { DomainId = "", SpaceName, UserProfileName = "", AppType = "", AppName = "" } = app;
  const owner = SpaceName === undefined ? ["--user-profile-name", UserProfileName] : ["--space-name", SpaceName];
  const names = ["--domain-id", DomainId, ...owner, "--app-type", AppType, "--app-name", AppName];
  return shellLine(["aws", "sagemaker", "delete-app", "--region", region, ...names]);
}
