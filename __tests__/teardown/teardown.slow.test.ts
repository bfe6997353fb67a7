import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeSecurityGroupsCommand,
} from "@aws-sdk/client-ec2";
import { DescribeFileSystemsCommand, DescribeMountTargetsCommand } from "@aws-sdk/client-efs";
import {
  CreateAppCommand,
  CreateDomainCommand,
  CreateSpaceCommand,
  CreateUserProfileCommand,
  DeleteDomainCommand,
  DeleteUserProfileCommand,
  ListAppsCommand,
  ListDomainsCommand,
  ListSpacesCommand,
} from "@aws-sdk/client-sagemaker";
import { type TeardownOptions, teardown } from "../../cli/commands/teardown";
import { UsageError } from "../../cli/context";
import { loadEnvironments } from "../../config/load";
import { networkingStackName, studioStackName, teamPrefix } from "../../config/names";
import type { Environment } from "../../config/schema";
import { preparationsOf } from "../../rehearsal/accounts";
import { checkout } from "../../rehearsal/folders";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { type Clients, clientsFor } from "../../teardown/aws";
import { requirementsOf } from "../rehearsal/required";
import { captured } from "../support/captured";

const { describe, requirements } = requirementsOf("the teardown command against the local AWS");

describe("teardown", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-teardown-"));
  const environments = join(work, "environments");
  let localAws: LocalAws;
  let clients: Clients;
  let dev: Environment;
  let domain: string;
  let neighbour: string;

  beforeAll(async () => {
    cpSync(join(checkout, "environments", "dev"), join(environments, "dev"), { recursive: true });
    dev = load();
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
    for (const preparation of preparationsOf(dev)) await localAws.prepareAccount(preparation);
    clients = clientsFor(dev.accounts.studio, dev.region, localAws.environment);
    const [team] = dev.teams;
    if (!team) throw new Error("dev has no team");
    domain = await makeDomain(dev.name, teamPrefix(dev, team), networkingStackName(dev), studioStackName(dev, team));
    neighbour = await makeDomain("other", "enclave-other-team", "other-networking", "other-studio-team");
  });
  afterAll(async () => {
    clients?.close();
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const load = () => {
    const [environment] = loadEnvironments(environments).environments;
    if (!environment) throw new Error("no environment dev");
    return environment;
  };
  const unprotect = () => {
    const teams = join(environments, "dev", "teams");
    for (const file of readdirSync(teams)) {
      writeFileSync(join(teams, file), `${readFileSync(join(teams, file), "utf8")}\nprotect: false\n`);
    }
  };
  /** A VPC and a domain with a profile, its app and a shared space, tagged as the stacks tag theirs. */
  const makeDomain = async (environment: string, name: string, networking: string, studio: string) => {
    const { ec2, sagemaker } = clients;
    const tags = (ResourceType: "vpc" | "subnet", stack: string) => [
      { ResourceType, Tags: Object.entries({ environment, stack }).map(([Key, Value]) => ({ Key, Value })) },
    ];
    const CidrBlock = "10.0.0.0/16";
    const made = await ec2.send(new CreateVpcCommand({ CidrBlock, TagSpecifications: tags("vpc", networking) }));
    const VpcId = made.Vpc?.VpcId ?? "";
    const inside = { VpcId, CidrBlock: "10.0.128.0/20", TagSpecifications: tags("subnet", studio) };
    const subnet = (await ec2.send(new CreateSubnetCommand(inside))).Subnet?.SubnetId ?? "";
    const group = new CreateSecurityGroupCommand({ GroupName: "apps", Description: "apps", VpcId });
    const settings = {
      ExecutionRole: dev.accounts.studio.deployerRole,
      SecurityGroups: [(await ec2.send(group)).GroupId ?? ""],
    };
    const request = { DomainName: name, VpcId, SubnetIds: [subnet], DefaultUserSettings: settings };
    const DomainId = (await sagemaker.send(new CreateDomainCommand({ ...request, AuthMode: "IAM" }))).DomainId ?? "";
    await sagemaker.send(new CreateUserProfileCommand({ DomainId, UserProfileName: "ada" }));
    await sagemaker.send(new CreateSpaceCommand({ DomainId, SpaceName: "shared" }));
    const app = { DomainId, AppType: "JupyterLab", AppName: "default" } as const;
    await sagemaker.send(new CreateAppCommand({ ...app, UserProfileName: "ada" }));
    await sagemaker.send(new CreateAppCommand({ ...app, SpaceName: "shared" }));
    return DomainId;
  };
  const command = async (options: TeardownOptions, json = false) => {
    const folders = {
      environmentsDirectory: environments,
      outputDirectory: join(work, "out"),
      outputIsTheirs: true,
      environmentsAreNamed: true,
    };
    const { context, stdout } = captured(folders, { json });
    const exitCode = await teardown(context, "dev", undefined, options, localAws.environment);
    return { exitCode, stdout: stdout() };
  };
  const living = async (id: string) => {
    const { Apps = [] } = await clients.sagemaker.send(new ListAppsCommand({ DomainIdEquals: id }));
    const { Spaces = [] } = await clients.sagemaker.send(new ListSpacesCommand({ DomainIdEquals: id }));
    // AWS lists a deleted app for another day.
    return { apps: Apps.filter(({ Status }) => Status !== "Deleted").length, spaces: Spaces.length };
  };
  const nfsGroups = async (id: string) => {
    const { SecurityGroups = [] } = await clients.ec2.send(new DescribeSecurityGroupsCommand({}));
    return SecurityGroups.filter(({ GroupName }) => GroupName?.endsWith(`-nfs-${id}`)).length;
  };
  const fileSystems = async () => (await clients.efs.send(new DescribeFileSystemsCommand({}))).FileSystems ?? [];

  test("a protected team is refused, and AWS is not even asked", async () => {
    const before = localAws.calls().length;
    const { exitCode, stdout } = await command({ yes: true });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("protect: false");
    expect(localAws.calls()).toHaveLength(before);
  });

  test("a dry run lists apps and spaces of the team's domain alone, and deletes nothing", async () => {
    unprotect();
    const { exitCode, stdout } = await command({ dryRun: true });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`delete app ${domain}/ada/JupyterLab/default`);
    expect(stdout).toContain(`delete space ${domain}/shared`);
    expect(stdout).toContain("empty the buckets of research from inside Studio first");
    expect(stdout).not.toContain(neighbour);
    expect(await living(domain)).toEqual({ apps: 2, spaces: 1 });
  });

  test("where nobody can confirm, nothing is deleted", async () => {
    await expect(command({})).rejects.toThrow(UsageError);
    expect(await living(domain)).toEqual({ apps: 2, spaces: 1 });
  });

  test("apps and spaces go, while the domain keeps its home directories and their groups", async () => {
    const { exitCode, stdout } = await command({ yes: true });
    expect(exitCode).toBe(0);
    expect(await living(domain)).toEqual({ apps: 0, spaces: 0 });
    expect(await nfsGroups(domain)).toBe(2);
    expect(stdout).toContain("terraform destroy -target=aws_sagemaker_domain.domain");
  });

  test("after the domain is gone, mount targets and NFS groups go, and home directories stay", async () => {
    await clients.sagemaker.send(new DeleteUserProfileCommand({ DomainId: domain, UserProfileName: "ada" }));
    await clients.sagemaker.send(new DeleteDomainCommand({ DomainId: domain }));
    const { exitCode, stdout } = await command({ yes: true }, true);
    expect(exitCode).toBe(0);
    const { deleted, steps } = JSON.parse(stdout);
    expect(deleted.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      "mount target",
      "security group",
      "security group",
    ]);
    expect(steps.filter((step: { keep?: string }) => step.keep)).toHaveLength(1);
    expect(await nfsGroups(domain)).toBe(0);
    expect(await fileSystems()).toHaveLength(2);
  });

  test("home directories go when they are named, also in a later run", async () => {
    const [own] = (await fileSystems()).filter(({ Tags }) => Tags?.some(({ Value }) => Value?.endsWith(domain)));
    await command({ yes: true, deleteFileSystem: [own?.FileSystemId ?? ""] });
    expect(await fileSystems()).toHaveLength(1);
  });

  test("a file system that is not a deleted domain's cannot be named", async () => {
    const [own] = (await fileSystems()).filter(({ Tags }) => Tags?.some(({ Value }) => Value?.endsWith(neighbour)));
    await expect(command({ yes: true, deleteFileSystem: [own?.FileSystemId ?? ""] })).rejects.toThrow(UsageError);
    expect(await fileSystems()).toHaveLength(1);
  });

  test("the neighbour in the same account keeps everything", async () => {
    expect(await living(neighbour)).toEqual({ apps: 2, spaces: 1 });
    expect(await nfsGroups(neighbour)).toBe(2);
    const [own] = (await fileSystems()).filter(({ Tags }) => Tags?.some(({ Value }) => Value?.endsWith(neighbour)));
    const targets = await clients.efs.send(new DescribeMountTargetsCommand({ FileSystemId: own?.FileSystemId }));
    expect(targets.MountTargets).toHaveLength(1);
    const { Domains = [] } = await clients.sagemaker.send(new ListDomainsCommand({}));
    expect(Domains.map(({ DomainId }) => DomainId)).toEqual([neighbour]);
  });
});
