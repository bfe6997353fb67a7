/** One person leaves a protected team: what is theirs goes, and nobody else's; then AWS lets their profile go. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateSecurityGroupCommand, CreateSubnetCommand, CreateVpcCommand } from "@aws-sdk/client-ec2";
import {
  CreateAppCommand,
  CreateDomainCommand,
  CreateSpaceCommand,
  CreateUserProfileCommand,
  DeleteAppCommand,
  DeleteUserProfileCommand,
  DescribeUserProfileCommand,
  ListAppsCommand,
  ListSpacesCommand,
  ListUserProfilesCommand,
  type SharingType,
} from "@aws-sdk/client-sagemaker";
import { type TeardownOptions, teardown } from "../../cli/commands/teardown";
import { UsageError } from "../../cli/context";
import { loadEnvironments } from "../../config/load";
import { teamPrefix } from "../../config/names";
import type { Environment } from "../../config/schema";
import { preparationsOf } from "../../rehearsal/accounts";
import { checkout } from "../../rehearsal/folders";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { type Clients, clientsFor } from "../../teardown/aws";
import { insideDomain } from "../../teardown/inside-domain";
import { remove } from "../../teardown/remove";
import { requirementsOf } from "../rehearsal/required";
import { captured } from "../support/captured";

const { describe, requirements } = requirementsOf("teardown --user against the local AWS");

describe("teardown --user", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-leaver-"));
  const environments = join(work, "environments");
  let localAws: LocalAws;
  let clients: Clients;
  let dev: Environment;
  let domain: string;
  let neighbour: string;

  beforeAll(async () => {
    cpSync(join(checkout, "environments", "dev"), join(environments, "dev"), { recursive: true });
    const [environment] = loadEnvironments(environments).environments;
    const [team] = environment?.teams ?? [];
    if (!environment || !team?.protect) throw new Error("dev has no protected team");
    dev = environment;
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
    for (const preparation of preparationsOf(dev)) await localAws.prepareAccount(preparation);
    clients = clientsFor(dev.accounts.studio, dev.region, localAws.environment);
    domain = await makeDomain(teamPrefix(dev, team));
    neighbour = await makeDomain("somebody-else");
  });
  afterAll(async () => {
    clients?.close();
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  /** Ada and bob: a private space with an app each, a shared space of ada's in which bob works, an app of ada's own profile. */
  const makeDomain = async (DomainName: string) => {
    const { ec2, sagemaker } = clients;
    const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }))).Vpc?.VpcId ?? "";
    const subnet = new CreateSubnetCommand({ VpcId, CidrBlock: "10.0.128.0/20" });
    const SubnetIds = [(await ec2.send(subnet)).Subnet?.SubnetId ?? ""];
    const group = new CreateSecurityGroupCommand({ GroupName: "apps", Description: "apps", VpcId });
    const DefaultUserSettings = {
      ExecutionRole: dev.accounts.studio.deployerRole,
      SecurityGroups: [(await ec2.send(group)).GroupId ?? ""],
    };
    const request = new CreateDomainCommand({ DomainName, VpcId, SubnetIds, DefaultUserSettings, AuthMode: "IAM" });
    const DomainId = (await sagemaker.send(request)).DomainId ?? "";
    const app = { DomainId, AppType: "JupyterLab", AppName: "default" } as const;
    for (const UserProfileName of ["ada", "bob"]) {
      await sagemaker.send(new CreateUserProfileCommand({ DomainId, UserProfileName }));
    }
    await makeSpace(DomainId, "ada", "adas-lab", "Private");
    await makeSpace(DomainId, "bob", "bobs-lab", "Private");
    await makeSpace(DomainId, "ada", "team-eda", "Shared");
    await sagemaker.send(new CreateAppCommand({ ...app, UserProfileName: "ada" }));
    return DomainId;
  };
  const makeSpace = async (DomainId: string, owner: string, SpaceName: string, sharing: SharingType) => {
    await clients.sagemaker.send(
      new CreateSpaceCommand({
        DomainId,
        SpaceName,
        OwnershipSettings: { OwnerUserProfileName: owner },
        SpaceSharingSettings: { SharingType: sharing },
        SpaceSettings: { SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: 50 } } },
      }),
    );
    await clients.sagemaker.send(
      new CreateAppCommand({ DomainId, SpaceName, AppType: "JupyterLab", AppName: "default" }),
    );
  };
  const command = async (options: TeardownOptions, json = false) => {
    const folders = {
      environmentsDirectory: environments,
      outputDirectory: join(work, "out"),
      outputIsTheirs: true,
      environmentsAreNamed: true,
    };
    const { context, stdout } = captured(folders, { json });
    const exitCode = await teardown(context, "dev", "research", options, localAws.environment);
    return { exitCode, stdout: stdout() };
  };
  const living = async (id: string) => {
    const { Apps = [] } = await clients.sagemaker.send(new ListAppsCommand({ DomainIdEquals: id }));
    const { Spaces = [] } = await clients.sagemaker.send(new ListSpacesCommand({ DomainIdEquals: id }));
    return {
      apps: Apps.flatMap((app) => (app.Status === "Deleted" ? [] : [app.SpaceName ?? app.UserProfileName])).sort(),
      spaces: Spaces.map(({ SpaceName }) => SpaceName).sort(),
    };
  };
  const everything = {
    apps: ["ada", "adas-lab", "bobs-lab", "team-eda"],
    spaces: ["adas-lab", "bobs-lab", "team-eda"],
  };
  const dropProfile = () =>
    clients.sagemaker.send(new DeleteUserProfileCommand({ DomainId: domain, UserProfileName: "ada" }));

  test("a dry run lists what is theirs, what is lost and what stays, and deletes nothing, though the team is protected", async () => {
    const { exitCode, stdout } = await command({ user: "ada", dryRun: true });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.any(String) });
    expect(stdout).toContain(`delete app ${domain}/ada/JupyterLab/default`);
    expect(stdout).toContain(`delete app ${domain}/adas-lab/JupyterLab/default`);
    expect(stdout).toContain(`delete space ${domain}/adas-lab (private, 50 GB)`);
    expect(stdout).toMatch(new RegExp(`keep +space ${domain}/team-eda \\(shared, 50 GB\\): .*--with-shared-spaces`));
    expect(stdout).toMatch(new RegExp(`keep +app ${domain}/team-eda/JupyterLab/default`));
    const profile = new DescribeUserProfileCommand({ DomainId: domain, UserProfileName: "ada" });
    const { HomeEfsFileSystemUid: uid } = await clients.sagemaker.send(profile);
    expect(stdout).toContain(`the home directory of user ${uid} on fs-`);
    expect(stdout).not.toContain("bob");
    expect(stdout).not.toContain(neighbour);
    expect(await living(domain)).toEqual(everything);
  });

  test.each([
    ["a user whom neither file nor domain knows", { user: "adda", yes: true }, "did you mean ada?"],
    ["nobody there to confirm", { user: "ada" }, "--yes"],
  ] as const)("with %s the command line is refused, and nothing is deleted", async (_, options, message) => {
    const refused = command(options);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
    expect(await living(domain)).toEqual(everything);
  });

  test("an app that is starting is waited for, then deleted; one that is going is only waited for", async () => {
    await makeSpace(domain, "bob", "going", "Private");
    expect((await living(domain)).apps).toContain("going");
    await localAws.change({ appSeconds: 1 });
    const going = { DomainId: domain, SpaceName: "going", AppType: "JupyterLab", AppName: "default" } as const;
    await clients.sagemaker.send(new DeleteAppCommand(going));
    await makeSpace(domain, "bob", "starting", "Private");
    const obstacles = (await insideDomain(domain, clients)).filter(({ id }) => /starting|going/.test(id));
    expect(obstacles).toMatchObject([
      { status: "Deleting" },
      { status: "Pending" },
      { kind: "space" },
      { kind: "space" },
    ]);
    await remove(obstacles, clients, { pause: 100 });
    await localAws.change({ appSeconds: 0 });
    expect(await living(domain)).toEqual(everything);
  });

  test("their apps and private spaces go; shared spaces, everybody else's and the neighbour's stay, and AWS still holds the profile", async () => {
    const { exitCode, stdout } = await command({ user: "ada", yes: true }, true);
    expect(exitCode).toBe(0);
    const { ok, user, domain: told, profile, deleted, next } = JSON.parse(stdout);
    expect({ ok, user, told }).toEqual({ ok: true, user: "ada", told: domain });
    expect(profile).toEqual({ uid: expect.stringMatching(/^\d+$/), fileSystem: expect.stringMatching(/^fs-/) });
    expect(deleted.map(({ id }: { id: string }) => id).sort()).toEqual([
      `${domain}/ada/JupyterLab/default`,
      `${domain}/adas-lab`,
      `${domain}/adas-lab/JupyterLab/default`,
    ]);
    expect(next[0]).toContain("the profile cannot go yet");
    expect(await living(domain)).toEqual({ apps: ["bobs-lab", "team-eda"], spaces: ["bobs-lab", "team-eda"] });
    expect(await living(neighbour)).toEqual(everything);
    await expect(dropProfile()).rejects.toMatchObject({ name: "ResourceInUse" });
  });

  test("with shared spaces nothing of theirs is left, what comes next is told, and AWS lets the profile go", async () => {
    const { exitCode, stdout } = await command({ user: "ada", yes: true, withSharedSpaces: true });
    expect(exitCode).toBe(0);
    expect(await living(domain)).toEqual({ apps: ["bobs-lab"], spaces: ["bobs-lab"] });
    expect(stdout).toMatch(/remove ada from .*dev\/teams\/research\.yaml, then npm start, then .*npx cdktf deploy/);
    expect(stdout).toMatch(/next: detach arn:aws:iam::\d+:policy\/enclave-dev-research-people from/);
    await dropProfile();
    const { UserProfiles = [] } = await clients.sagemaker.send(new ListUserProfilesCommand({ DomainIdEquals: domain }));
    expect(UserProfiles.map(({ UserProfileName }) => UserProfileName)).toEqual(["bob"]);
    expect(await living(neighbour)).toEqual(everything);
  });

  test("where nothing of theirs is left the command says so, and changes nothing", async () => {
    const { exitCode, stdout } = await command({ user: "ada", yes: true });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("nothing is in the way");
    expect(await living(domain)).toEqual({ apps: ["bobs-lab"], spaces: ["bobs-lab"] });
  });
});
