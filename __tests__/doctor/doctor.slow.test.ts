/** Somebody clicks in the console: the doctor tells what, the printed call puts it back, and Terraform, which was stuck, has nothing to do. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateSecurityGroupCommand, CreateSubnetCommand } from "@aws-sdk/client-ec2";
import {
  AddTagsCommand,
  CreateAppCommand,
  CreateSpaceCommand,
  CreateUserProfileCommand,
  DeleteAppCommand,
  type DeleteAppCommandInput,
  DeleteUserProfileCommand,
  DescribeDomainCommand,
  DescribeUserProfileCommand,
  ListDomainsCommand,
  UpdateDomainCommand,
  type UpdateDomainCommandInput,
  UpdateUserProfileCommand,
  type UpdateUserProfileCommandInput,
} from "@aws-sdk/client-sagemaker";
import { doctor } from "../../cli/commands/doctor";
import { resume } from "../../cli/commands/resume";
import { suspend } from "../../cli/commands/suspend";
import { StoppedError } from "../../cli/stopped";
import { loadEnvironments } from "../../config/load";
import type { Finding } from "../../doctor/findings";
import { readOnly } from "../../doctor/members";
import type { Block } from "../../doctor/model";
import { clicked, somebodyClicks } from "../../rehearsal/clicks";
import { checkout } from "../../rehearsal/folders";
import { leave, spaceOf } from "../../rehearsal/leaver";
import { levelsOf, type OrderedStack } from "../../rehearsal/levels";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { Stage } from "../../rehearsal/stage";
import { type Clients, clientsFor } from "../../teardown/aws";
import { requirementsOf } from "../rehearsal/required";
import { captured } from "../support/captured";
import { parsedCall } from "./parsed-call";

const { describe, requirements } = requirementsOf("the doctor command against the local AWS", { awsCli: true });

type Update = Omit<UpdateDomainCommandInput, "DomainId">;

describe("doctor", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-doctor-"));
  const environments = join(checkout, "environments");
  let localAws: LocalAws;
  let stage: Stage;
  let studio: OrderedStack;
  let clients: Clients;
  let domain: string;
  /** As it was deployed. */
  let fresh: Block;
  /** In the domain's VPC, and nothing of the stack's. */
  const strange = { subnet: "", group: "" };

  beforeAll(async () => {
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
    const [dev] = loadEnvironments(environments, { environment: "dev" }).environments;
    if (!dev) throw new Error("no environment dev");
    stage = new Stage({ environment: dev, localAws, pluginFolder: requirements.pluginFolder, workDir: work });
    await stage.prepareAccounts();
    stage.synthesize(dev);
    stage.stacks = stage.stacks.filter(({ name }) => !name.startsWith("dev-buckets"));
    await stage.levelByLevel("apply", levelsOf(stage.stacks), (stack) => stage.initAndApply(stack));
    expect(stage.failures).toEqual([]);
    const found = stage.stacks.find(({ name }) => name === "dev-studio-research");
    if (!found) throw new Error("no Studio stack");
    studio = found;
    clients = clientsFor(dev.accounts.studio, dev.region, localAws.environment);
    const { Domains = [] } = await clients.sagemaker.send(new ListDomainsCommand({}));
    domain = Domains[0]?.DomainId ?? "";
    fresh = await described();
    const VpcId = String(fresh["VpcId"]);
    const subnet = new CreateSubnetCommand({ VpcId, CidrBlock: "10.0.250.0/24", AvailabilityZoneId: "euc1-az2" });
    const group = new CreateSecurityGroupCommand({ VpcId, GroupName: "strange", Description: "strange" });
    strange.subnet = (await clients.ec2.send(subnet)).Subnet?.SubnetId ?? "";
    strange.group = (await clients.ec2.send(group)).GroupId ?? "";
  });
  afterAll(async () => {
    clients?.close();
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const described = async (): Promise<Block> => {
    const answer = await clients.sagemaker.send(new DescribeDomainCommand({ DomainId: domain }));
    const { $metadata, LastModifiedTime, SubnetIds = [], ...rest } = answer;
    return JSON.parse(JSON.stringify({ ...rest, SubnetIds: [...SubnetIds].sort() })) as Block;
  };
  const change = (update: Update) => clients.sagemaker.send(new UpdateDomainCommand({ ...update, DomainId: domain }));
  const command = async (json = true) => {
    const folders = {
      environmentsDirectory: environments,
      outputDirectory: join(checkout, "cdktf.out"),
      outputIsTheirs: false,
      environmentsAreNamed: true,
    };
    const { context, stdout } = captured(folders, { json });
    const exitCode = await doctor(context, "dev", undefined, localAws.environment);
    return { exitCode, stdout: stdout() };
  };
  const findings = async (): Promise<readonly Finding[]> => JSON.parse((await command()).stdout).findings;
  /** The one finding that there must be. */
  const finding = async (): Promise<Finding> => {
    const all = await findings();
    expect(all).toHaveLength(1);
    return all[0] as Finding;
  };
  /** Sends a printed line as the AWS CLI would. */
  const send = (line: string) => {
    const { command: operation, input } = parsedCall(line);
    const { sagemaker } = clients;
    if (operation === "update-domain") {
      return sagemaker.send(new UpdateDomainCommand(input as unknown as UpdateDomainCommandInput));
    }
    if (operation === "update-user-profile") {
      return sagemaker.send(new UpdateUserProfileCommand(input as unknown as UpdateUserProfileCommandInput));
    }
    if (operation === "delete-app") {
      return sagemaker.send(new DeleteAppCommand(input as unknown as DeleteAppCommandInput));
    }
    if (operation === "delete-user-profile") {
      const { DomainId, UserProfileName } = input as Record<string, string>;
      return sagemaker.send(new DeleteUserProfileCommand({ DomainId, UserProfileName }));
    }
    if (operation !== "add-tags") throw new Error(`no such line is expected: ${line}`);
    const { ResourceArn, Tags } = input as unknown as { ResourceArn: string; Tags: { Key: string; Value: string }[] };
    return sagemaker.send(new AddTagsCommand({ ResourceArn, Tags }));
  };
  /** What the console, or a call, changes; each by what it must be told as. */
  const clicks: readonly (readonly [member: string, update: () => Update])[] = [
    ["AppNetworkAccessType", () => ({ AppNetworkAccessType: "PublicInternetOnly" })],
    ["SubnetIds", () => ({ SubnetIds: [...(fresh["SubnetIds"] as string[]), strange.subnet] })],
    ["TagPropagation", () => ({ TagPropagation: "ENABLED" })],
    [
      "DomainSettings.ExecutionRoleIdentityConfig",
      () => ({ DomainSettingsForUpdate: { ExecutionRoleIdentityConfig: "DISABLED" } }),
    ],
    [
      "DomainSettings.DockerSettings.EnableDockerAccess",
      () => ({ DomainSettingsForUpdate: { DockerSettings: { EnableDockerAccess: "ENABLED" } } }),
    ],
    ["DefaultUserSettings.SecurityGroups", () => withUserSettings({ SecurityGroups: [strange.group] })],
    ["DefaultUserSettings.AutoMountHomeEFS", () => withUserSettings({ AutoMountHomeEFS: "Disabled" })],
    [
      "DefaultUserSettings.CustomFileSystemConfigs",
      () => {
        const EFSFileSystemConfig = { FileSystemId: "fs-0123456789abcdef0" };
        return withUserSettings({ CustomFileSystemConfigs: [{ EFSFileSystemConfig }] });
      },
    ],
    [
      "DefaultSpaceSettings.JupyterLabAppSettings.DefaultResourceSpec.InstanceType",
      () => {
        const settings = fresh["DefaultSpaceSettings"] as unknown as NonNullable<Update["DefaultSpaceSettings"]>;
        const lab = settings.JupyterLabAppSettings;
        const DefaultResourceSpec = { ...lab?.DefaultResourceSpec, InstanceType: "ml.g5.48xlarge" } as const;
        return { DefaultSpaceSettings: { ...settings, JupyterLabAppSettings: { ...lab, DefaultResourceSpec } } };
      },
    ],
  ];
  const withUserSettings = (settings: NonNullable<Update["DefaultUserSettings"]>): Update => ({
    DefaultUserSettings: { ...(fresh["DefaultUserSettings"] as object), ...settings },
  });
  /** A block that nothing declares. */
  const hideApps = () => withUserSettings({ StudioWebPortalSettings: { HiddenAppTypes: ["JupyterLab"] } });

  test("a fresh domain is as declared: nothing is told, exit code 0, and AWS was only read", async () => {
    const before = localAws.calls().length;
    const { exitCode, stdout } = await command(false);
    expect([exitCode, stdout]).toEqual([0, "as declared research\n"]);
    const made = localAws.calls().slice(before);
    const others = made.filter(({ operation }) => !/^(Describe|Get|List)|^AssumeRole$/.test(operation));
    expect(others).toEqual([]);
    const deployer = readFileSync(join(checkout, "docs", "deployer.md"), "utf8");
    const [, listed = ""] = /doctor` only reads: ([^.]*)\./.exec(deployer) ?? [];
    const operations = [...new Set(made.map(({ operation }) => operation))].filter((name) => name !== "AssumeRole");
    expect(operations.sort()).toEqual([...listed.matchAll(/`(?:\w+:)?([A-Z]\w+)`/g)].map(([, name]) => name).sort());
    expect(new Set(made.map(({ session }) => session))).toEqual(new Set(["enclave-doctor"]));
  });

  test("without a session the command stops, says whose it wanted, and calls nothing as declared", async () => {
    await localAws.change({ baseExpired: true });
    const refused = command();
    await expect(refused).rejects.toThrow(StoppedError);
    await expect(refused).rejects.toThrow(`no session of ${stage.environment.accounts.studio.deployerRole}`);
    await localAws.change({ baseExpired: false });
  });

  test.each(clicks)("%s, changed alone, is told, and the call puts it back", async (member, update) => {
    await change(update());
    const { kind, where, changes, remedy } = await finding();
    expect([kind, where, changes.map((each) => each.member)]).toEqual(["domain", domain, [member]]);
    expect(remedy?.maybeLeft).toEqual([]);
    await send(remedy?.call ?? "");
    expect(await findings()).toEqual([]);
    // What AWS fills in by default, and an empty list, stand there afterwards.
    if (!/AutoMountHomeEFS|FileSystemConfigs/.test(member)) expect(await described()).toEqual(fresh);
  });

  test("each change in a block is put back too where AWS keeps what an update leaves out of a block", async () => {
    await localAws.change({ blocksMerge: true });
    for (const [member, update] of clicks.filter(([name]) => name.includes("."))) {
      await change(update());
      const { changes, remedy } = await finding();
      expect(changes.map((each) => each.member)).toEqual([member]);
      await send(remedy?.call ?? "");
    }
    expect(await findings()).toEqual([]);
    await localAws.change({ blocksMerge: false });
  });

  test("Terraform is stuck after a click, and has nothing to do after the call", async () => {
    await change({ SubnetIds: [...(fresh["SubnetIds"] as string[]), strange.subnet] });
    expect(await stage.terraform.plan(studio)).toMatchObject({
      ok: false,
      error: expect.stringContaining("Instance cannot be destroyed"),
    });
    await send((await finding()).remedy?.call ?? "");
    await change({
      TagPropagation: "ENABLED",
      DomainSettingsForUpdate: { DockerSettings: { EnableDockerAccess: "ENABLED" } },
    });
    await change(hideApps());
    await change({ AppNetworkAccessType: "PublicInternetOnly" });
    expect(await stage.planIsEmpty(studio)).toMatchObject({ ok: false });
    const applied = await stage.terraform.apply(studio);
    expect(applied).toMatchObject({ ok: false, error: expect.stringContaining("VpcId and Subnet IDs are required") });
    const { changes, remedy } = await finding();
    expect(changes.map(({ member }) => member)).toEqual([
      "AppNetworkAccessType",
      "DefaultUserSettings.StudioWebPortalSettings.HiddenAppTypes",
      "DomainSettings.DockerSettings.EnableDockerAccess",
      "TagPropagation",
    ]);
    expect(remedy?.maybeLeft).toEqual(["DefaultUserSettings.StudioWebPortalSettings.HiddenAppTypes"]);
    await send(remedy?.call ?? "");
    expect(await stage.planIsEmpty(studio)).toMatchObject({ ok: true });
    expect(await findings()).toEqual([]);
  });

  test("what was added stays told where AWS keeps what a call leaves out", async () => {
    await change(hideApps());
    await localAws.change({ blocksMerge: true });
    const before = await finding();
    await send(before.remedy?.call ?? "");
    expect((await finding()).changes).toEqual(before.changes);
    await localAws.change({ blocksMerge: false });
    await send(before.remedy?.call ?? "");
    expect(await findings()).toEqual([]);
  });

  test("with apps in the way the call is refused, until the printed lines have stopped them; people read the same", async () => {
    await change({ AppNetworkAccessType: "PublicInternetOnly" });
    const SpaceName = "adas-lab";
    const app = { DomainId: domain, SpaceName, AppType: "JupyterLab", AppName: "default" } as const;
    await clients.sagemaker.send(
      new CreateSpaceCommand({
        DomainId: domain,
        SpaceName,
        OwnershipSettings: { OwnerUserProfileName: "ada" },
        SpaceSharingSettings: { SharingType: "Private" },
      }),
    );
    await clients.sagemaker.send(new CreateAppCommand(app));
    const { remedy } = await finding();
    const { exitCode, stdout } = await command(false);
    expect(exitCode).toBe(1);
    expect(remedy?.stopFirst).toHaveLength(1);
    for (const line of [remedy?.call ?? "", ...(remedy?.stopFirst ?? [])]) expect(stdout).toContain(`    ${line}\n`);
    expect(stdout).toContain("AppNetworkAccessType is PublicInternetOnly, declared: VpcOnly");
    await expect(send(remedy?.call ?? "")).rejects.toThrow("cannot be changed while it has apps");
    for (const line of remedy?.stopFirst ?? []) await send(line);
    await send(remedy?.call ?? "");
    expect(await findings()).toEqual([]);
  });

  test("a profile's settings are told, and its call puts them back", async () => {
    const names = { DomainId: domain, UserProfileName: "ada" };
    const { UserSettings } = await clients.sagemaker.send(new DescribeUserProfileCommand(names));
    await clients.sagemaker.send(
      new UpdateUserProfileCommand({ ...names, UserSettings: { ...UserSettings, StudioWebPortal: "DISABLED" } }),
    );
    const { kind, where, changes, remedy } = await finding();
    expect([kind, where, changes.map(({ member }) => member)]).toEqual([
      "profile",
      `${domain}/ada`,
      ["UserSettings.StudioWebPortal"],
    ]);
    await send(remedy?.call ?? "");
    expect(await findings()).toEqual([]);
    expect((await clients.sagemaker.send(new DescribeUserProfileCommand(names))).UserSettings).toEqual(UserSettings);
  });

  test("a profile that no file declares is told, and the line that deletes it", async () => {
    await clients.sagemaker.send(new CreateUserProfileCommand({ DomainId: domain, UserProfileName: "mallory" }));
    const { kind, where, next = "" } = await finding();
    expect([kind, where]).toEqual(["profile is not declared", `${domain}/mallory`]);
    await send(next.slice(next.indexOf("aws sagemaker")));
    expect(await findings()).toEqual([]);
  });

  test("a start script that runs another script is told, and the line that puts the tag back", async () => {
    const { region, accounts } = stage.environment;
    const arn = `arn:aws:sagemaker:${region}:${accounts.studio.id}:studio-lifecycle-config/`;
    const ResourceArn = `${arn}enclave-dev-research-jupyter-lab`;
    const Tags = [{ Key: "lifecycle-script", Value: `${arn}somebody-elses` }];
    await clients.sagemaker.send(new AddTagsCommand({ ResourceArn, Tags }));
    const { kind, where, says, next = "" } = await finding();
    expect([kind, where]).toEqual(["script", ResourceArn]);
    expect(says).toContain("somebody-elses");
    await send(next);
    expect(await findings()).toEqual([]);
  });

  test("a suspension is told; so is a people policy that a deployment opened since, and both go with their commands", async () => {
    const folders = {
      environmentsDirectory: environments,
      outputDirectory: join(checkout, "cdktf.out"),
      outputIsTheirs: false,
      environmentsAreNamed: true,
    };
    const { context } = captured(folders, { json: true });
    const quick = { wait: async () => {}, pause: 50 };
    const type = (command: typeof suspend | typeof resume) =>
      command(context, "dev", "research", { yes: true }, localAws.environment, quick);
    const role = "enclave-dev-research-execution, enclave-suspended";
    await type(suspend);
    expect(await finding()).toMatchObject({
      kind: "suspension",
      where: role,
      says: "denies the team every call: suspended",
      next: `npm run enclave -- resume dev research --environments ${environments}`,
    });
    expect(await stage.terraform.apply(studio)).toMatchObject({ ok: true });
    expect(await findings()).toMatchObject([
      { where: role },
      {
        where: expect.stringMatching(/policy\/enclave-dev-research-people$/),
        says: "lets people open Studio, though research is suspended: a deployment since then opened it",
        next: `npm run enclave -- suspend dev research --environments ${environments}`,
      },
    ]);
    await type(suspend);
    expect(await findings()).toMatchObject([{ where: role }]);
    await type(resume);
    expect(await findings()).toEqual([]);
    expect(await stage.planIsEmpty(studio)).toMatchObject({ ok: true });
  });

  describe("in the rehearsal's day two, where the AWS CLI runs the printed lines word for word,", () => {
    const clicksOf = async () => {
      await somebodyClicks(stage);
      return stage.failures.splice(0).map(({ what, error }) => [what, error]);
    };

    test("a doctor that misses a member is noticed", async () => {
      const blind = readOnly as Set<string>;
      blind.add("TagPropagation");
      const told = clicked.domain.filter((member) => member !== "TagPropagation");
      expect(await clicksOf()).toEqual([
        [
          "what doctor prints is run",
          `Error: what the doctor tells of a domain: expected ${JSON.stringify(clicked.domain)}, found ${JSON.stringify(told)}`,
        ],
      ]);
      blind.delete("TagPropagation");
    });

    test("with people's apps in the way, every click is told and put back, and Terraform has nothing to do", async () => {
      await leave("ada", stage.environment, clients);
      for (const { remedy } of await findings()) await send(remedy?.call ?? "");
      expect(await findings()).toEqual([]);
      expect(await clicksOf()).toEqual([]);
      expect(await findings()).toEqual([]);
    });
  });

  test("a declared profile that is gone is told", async () => {
    const names = { DomainId: domain, UserProfileName: "ada" };
    // Her spaces would keep the profile.
    await spaceOf("ada").clear(stage.environment, clients);
    await clients.sagemaker.send(new DeleteUserProfileCommand(names));
    const { kind, where, next } = await finding();
    expect([kind, where, next]).toEqual([
      "profile is missing",
      `${domain}/ada`,
      "npx cdktf deploy dev-studio-research",
    ]);
  });
});
