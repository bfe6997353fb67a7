/** Each change on a domain or profile is told by its name, with what it means and the call that puts it back; a fresh domain gives nothing to tell. */
import {
  DefaultSpaceSettings$,
  DescribeDomainResponse$,
  DescribeUserProfileResponse$,
  DomainSettings$,
  DomainSettingsForUpdate$,
  UpdateDomainRequest$,
  UserSettings$,
} from "@aws-sdk/client-sagemaker";
import { studioStackName } from "../../config/names";
import { compare } from "../../doctor/compare";
import { declaredIn, type StackJson } from "../../doctor/declared";
import { defaults } from "../../doctor/defaults";
import { memberOf, members, readOnly } from "../../doctor/members";
import { type Block, elementOf, isBlock, type Json, membersOf } from "../../doctor/model";
import { resolved } from "../../doctor/references";
import { type App, remedyOfDomain, remedyOfProfile } from "../../doctor/remedies";
import { synthesized } from "../support/environments";
import { parsedCall } from "./parsed-call";

const [dev] = synthesized("shipped", (name) => name === "dev");
if (!dev) throw new Error("no environment dev");
const [team] = dev.environment.teams;
if (!team) throw new Error("dev has no team");
const stack = dev.stacks.get(studioStackName(dev.environment, team)) as unknown as StackJson;
const named = (prefix: string) => ({ get: (name: string) => `${prefix}-${name}` }) as unknown as Map<string, string>;
const ids = {
  vpc: "vpc-1",
  domain: "d-1",
  groups: named("sg"),
  subnets: named("subnet"),
  versions: new Map<string, number>(),
};
const all = declaredIn(stack);
const resolve = (block: Block) => resolved(block, stack, dev.environment, ids).value;
const domain = resolve(all.domain);
const profile = resolve(all.profiles.get("ada") ?? {});
const region = "eu-central-1";

/** What stands at a path of names; and the block with another value there. */
const at = (block: Json | undefined, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((inner, name) => (isBlock(inner) ? inner[name] : undefined), block);
const withValue = (block: Block, [name = "", ...rest]: readonly string[], value: Json): Block => {
  const inner = block[name];
  return { ...block, [name]: rest.length === 0 ? value : withValue(isBlock(inner) ? inner : {}, rest, value) };
};

/** Paths of the members that hold values: texts, numbers and lists. */
function leaves(schema: unknown, path: readonly string[] = []): { path: readonly string[]; isList: boolean }[] {
  const inner = membersOf(schema);
  if (inner === undefined) return [{ path, isList: schema === 64 || elementOf(schema) !== undefined }];
  return [...inner].flatMap(([name, each]) => leaves(each, [...path, name]));
}
const below = (name: string, schema: unknown) => leaves(schema, [name]);

const ofDomain = [
  ...["AppNetworkAccessType", "TagPropagation", "VpcId", "AuthMode"].map((name) => ({ path: [name], isList: false })),
  ...["HomeEfsFileSystemCreation", "AppSecurityGroupManagement"].map((name) => ({ path: [name], isList: false })),
  { path: ["SubnetIds"], isList: true },
  ...below("DomainSettings", DomainSettings$),
  ...below("DefaultUserSettings", UserSettings$),
  ...below("DefaultSpaceSettings", DefaultSpaceSettings$),
];
const ofProfile = below("UserSettings", UserSettings$);
const other = ({ isList }: { isList: boolean }): Json => (isList ? ["other"] : "other");
const cases = (paths: typeof ofDomain) => paths.map((each) => [each.path.join("."), each] as const);

describe("of a fresh domain and profile", () => {
  test("nothing is told, whatever AWS describes besides and fills in by default", () => {
    const described = { ...domain, DomainArn: "arn", Status: "InService", Url: "https://d-1.example" };
    const withDefaults = Object.entries(defaults)
      .filter(([member]) => !member.startsWith("UserSettings."))
      .reduce<Block>((block, [member, value]) => withValue(block, member.split("."), value), domain);
    const known = (block: Block) => Object.fromEntries(Object.entries(block).filter(([name]) => !readOnly.has(name)));
    expect(compare(known(domain), known(described))).toEqual([]);
    expect(compare(domain, withDefaults)).toEqual([]);
    expect(compare(profile, withValue(profile, ["UserSettings", "AutoMountHomeEFS"], "DefaultAsDomain"))).toEqual([]);
  });

  test("the order of a list, an empty list, an empty text and an empty block are nothing either", () => {
    const subnets = [...(domain["SubnetIds"] as readonly string[])].reverse();
    const found = { ...domain, SubnetIds: subnets, AppSecurityGroupManagement: "" };
    const settings = withValue(found, ["DefaultUserSettings", "CustomFileSystemConfigs"], []);
    expect(compare(domain, withValue(settings, ["DefaultUserSettings", "CanvasAppSettings"], {}))).toEqual([]);
  });
});

describe("AWS's model", () => {
  test("has no member of UpdateDomain without a row of its own", () => {
    const top = [...(membersOf(UpdateDomainRequest$)?.keys() ?? [])];
    const settings = [...(membersOf(DomainSettingsForUpdate$)?.keys() ?? [])];
    const rows = [
      ...top.filter((name) => name !== "DomainId" && name !== "DomainSettingsForUpdate"),
      ...settings.map((name) => `DomainSettings.${name.replace(/ForUpdate$/, "")}`),
    ];
    expect(rows.length).toBeGreaterThan(14);
    expect(rows.filter((name) => members[name] === undefined)).toEqual([]);
  });

  test("describes nothing of a domain or a profile that is neither compared nor known to be nobody's to change", () => {
    for (const schema of [DescribeDomainResponse$, DescribeUserProfileResponse$]) {
      const described = [...(membersOf(schema)?.keys() ?? [])];
      expect(described.filter((name) => members[name] === undefined && !readOnly.has(name))).toEqual([]);
    }
  });

  test("gives each known setting of a domain the name that an update has", () => {
    const update = new Set(membersOf(DomainSettingsForUpdate$)?.keys());
    for (const name of membersOf(DomainSettings$)?.keys() ?? []) {
      expect([name, update.has(name) || members[`DomainSettings.${name}`]?.noCall !== undefined]).toEqual([name, true]);
    }
  });
});

describe("alone on a domain", () => {
  test.each(cases(ofDomain))("%s is told, with its call or why there is none", (member, each) => {
    const found = { ...withValue(domain, each.path, other(each)), DomainId: "d-1" };
    const differences = compare({ ...domain, DomainId: "d-1" }, found);
    const declared = at(domain, each.path);
    expect(differences).toEqual([{ member, ...(declared !== undefined && { declared }), found: other(each) }]);
    expect(memberOf(member).means).toMatch(/\.$/);
    const remedy = remedyOfDomain(differences, { declared: domain, found, region, apps: [] });
    if (memberOf(member).noCall !== undefined) {
      expect(remedy.call).toBeUndefined();
      return;
    }
    // Either the call holds what is declared, or AWS's default, or an empty list; or the doctor says that it may be left.
    const sent = parsedCall(remedy.call ?? "");
    const value = at(
      sent.input,
      each.path[0] === "DomainSettings" ? ["DomainSettingsForUpdate", ...each.path.slice(1)] : each.path,
    );
    if (remedy.maybeLeft.includes(member)) expect([declared, value]).toEqual([undefined, undefined]);
    else expect(value).toEqual(declared ?? defaults[member] ?? []);
  });

  test.each(cases(ofDomain).filter(([member]) => at(domain, member.split(".")) !== undefined))(
    "%s is told where it is gone",
    (member, { path }) => {
      const [found] = compare(domain, withValue(domain, path, ""));
      expect(found).toMatchObject({ member, declared: at(domain, path) });
    },
  );
});

describe("alone on a profile", () => {
  test.each(cases(ofProfile))("%s is told, with its call", (member, each) => {
    const found = { ...withValue(profile, each.path, other(each)), DomainId: "d-1", UserProfileName: "ada" };
    const differences = compare({ ...profile, DomainId: "d-1", UserProfileName: "ada" }, found);
    expect(differences.map((difference) => difference.member)).toEqual([member]);
    const { call = "" } = remedyOfProfile(differences, { declared: profile, found, region });
    const { command, input } = parsedCall(call);
    expect([command, input["DomainId"], input["UserProfileName"]]).toEqual(["update-user-profile", "d-1", "ada"]);
    expect(at(input, ["UserSettings", "ExecutionRole"])).toBe(at(profile, ["UserSettings", "ExecutionRole"]));
  });

  test("somebody else's login is told, and that no call puts it back", () => {
    const differences = compare(profile, { ...profile, SingleSignOnUserValue: "mallory@example.com" });
    expect(differences).toEqual([{ member: "SingleSignOnUserValue", found: "mallory@example.com" }]);
    const found = { DomainId: "d-1", UserProfileName: "ada" };
    expect(remedyOfProfile(differences, { declared: profile, found, region }).call).toBeUndefined();
    expect(memberOf("SingleSignOnUserValue").noCall).toContain("made this one under its name");
  });
});

describe("the call", () => {
  const app = { DomainId: "d-1", AppType: "JupyterLab", AppName: "default" } as const;
  const apps: App[] = [
    { ...app, SpaceName: "adas-lab", Status: "InService" },
    { ...app, UserProfileName: "ada", Status: "Pending" },
    { ...app, SpaceName: "shared", Status: "Deleting" },
  ];
  const remedyFor = (path: readonly string[], value: Json) => {
    const found = { ...withValue(domain, path, value), DomainId: "d-1" };
    const differences = compare({ ...domain, DomainId: "d-1" }, found);
    return remedyOfDomain(differences, { declared: domain, found, region, apps });
  };
  const stop =
    "aws sagemaker delete-app --region eu-central-1 --domain-id d-1 --space-name adas-lab --app-type JupyterLab --app-name default";

  test("to VPC only carries VPC and subnets, and apps have to be stopped or waited for first", () => {
    const { call, stopFirst, waitFor } = remedyFor(["AppNetworkAccessType"], "PublicInternetOnly");
    expect(call).toBe(
      "aws sagemaker update-domain --region eu-central-1 --domain-id d-1 --app-network-access-type VpcOnly --vpc-id vpc-1 --subnet-ids subnet-10.0.128.0/23 subnet-10.0.130.0/23",
    );
    expect(stopFirst).toEqual([stop]);
    expect(waitFor).toEqual(["d-1/ada/JupyterLab/default", "d-1/shared/JupyterLab/default"]);
  });

  test("takes a subnet away only without apps, and adds one while they run", () => {
    const declared = domain["SubnetIds"] as readonly string[];
    expect(remedyFor(["SubnetIds"], [...declared, "subnet-strange"]).stopFirst).toEqual([stop]);
    expect(remedyFor(["SubnetIds"], declared.slice(1)).stopFirst).toEqual([]);
  });

  test("for the session's identity waits for no app that is going", () => {
    const { stopFirst, waitFor } = remedyFor(["DomainSettings", "ExecutionRoleIdentityConfig"], "DISABLED");
    expect([stopFirst, waitFor]).toEqual([[stop], ["d-1/ada/JupyterLab/default"]]);
  });

  test("for Docker says nothing of the session's identity, which AWS refuses while apps run", () => {
    const docker = {
      EnableDockerAccess: "ENABLED",
      VpcOnlyTrustedAccounts: ["999999999999"],
      RootlessDocker: "ENABLED",
    };
    const { call = "", stopFirst, stopIfRefused } = remedyFor(["DomainSettings", "DockerSettings"], docker);
    const back = { EnableDockerAccess: "DISABLED", VpcOnlyTrustedAccounts: [], RootlessDocker: "DISABLED" };
    expect(parsedCall(call).input).toEqual({ DomainId: "d-1", DomainSettingsForUpdate: { DockerSettings: back } });
    expect([stopFirst, stopIfRefused]).toEqual([[], [stop]]);
  });

  test("of several changes is one", () => {
    const changed = {
      ...domain,
      DomainId: "d-1",
      TagPropagation: "ENABLED",
      AppNetworkAccessType: "PublicInternetOnly",
    };
    const differences = compare({ ...domain, DomainId: "d-1" }, changed);
    const { call = "" } = remedyOfDomain(differences, { declared: domain, found: changed, region, apps });
    expect(Object.keys(parsedCall(call).input)).toEqual([
      "DomainId",
      "AppNetworkAccessType",
      "VpcId",
      "SubnetIds",
      "TagPropagation",
    ]);
  });
});
