/** In SSO mode a suspension takes assignments in IAM Identity Center away, and a resumption makes them again; where they may not, the printed lines do. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateSubnetCommand, CreateVpcCommand } from "@aws-sdk/client-ec2";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { GetUserIdCommand } from "@aws-sdk/client-identitystore";
import { CreateDomainCommand, CreateUserProfileCommand, DescribeDomainCommand } from "@aws-sdk/client-sagemaker";
import { CreateApplicationAssignmentCommand } from "@aws-sdk/client-sso-admin";
import { resume } from "../../cli/commands/resume";
import { type SuspendOptions, suspend } from "../../cli/commands/suspend";
import { loadEnvironments } from "../../config/load";
import { accountOf, executionRoleName, teamPrefix } from "../../config/names";
import { assignedTo } from "../../doctor/assigned";
import { preparationsOf } from "../../rehearsal/accounts";
import { shellWithAws } from "../../rehearsal/aws-cli";
import { checkout } from "../../rehearsal/folders";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { type Clients, clientsFor, type IdentityClients, identityClientsFor } from "../../teardown/aws";
import { requirementsOf } from "../rehearsal/required";
import { captured } from "../support/captured";

const { describe, requirements } = requirementsOf("suspend and resume in SSO mode", { awsCli: true });

describe("suspend and resume in SSO mode", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-sso-"));
  const environments = join(work, "environments");
  const file = join(environments, "prod", "environment.yaml");
  cpSync(join(checkout, "environments", "prod"), join(environments, "prod"), { recursive: true });
  const [prod] = loadEnvironments(environments, { environment: "prod" }).environments;
  const marketing = prod?.teams.find(({ name }) => name === "marketing");
  if (prod?.identityCenter === undefined || marketing === undefined) throw new Error("prod has no team in SSO mode");
  const { deployerRole, identityStoreId: IdentityStoreId } = prod.identityCenter;
  let localAws: LocalAws;
  let clients: Clients;
  let identity: IdentityClients;
  let application: string;

  beforeAll(async () => {
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
    for (const preparation of preparationsOf(prod)) await localAws.prepareAccount(preparation);
    clients = clientsFor(prod.accounts.studio, prod.region, localAws.environment);
    identity = identityClientsFor(
      { id: accountOf(deployerRole), deployerRole },
      prod.region,
      localAws.environment,
      "x",
    );
    const { ec2, iam, sagemaker } = clients;
    const made = await iam.send(
      new CreateRoleCommand({
        RoleName: executionRoleName(prod, marketing),
        AssumeRolePolicyDocument: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "sagemaker.amazonaws.com" }, Action: "sts:AssumeRole" }],
        }),
      }),
    );
    const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }))).Vpc?.VpcId ?? "";
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.0.0.0/24" }));
    const { DomainId } = await sagemaker.send(
      new CreateDomainCommand({
        DomainName: teamPrefix(prod, marketing),
        AuthMode: "SSO",
        VpcId,
        SubnetIds: [Subnet?.SubnetId ?? ""],
        DefaultUserSettings: { ExecutionRole: made.Role?.Arn },
      }),
    );
    const domain = await sagemaker.send(new DescribeDomainCommand({ DomainId }));
    application = domain.SingleSignOnApplicationArn ?? "";
    for (const { name, ssoUser } of marketing.users) {
      const AlternateIdentifier = { UniqueAttribute: { AttributePath: "userName", AttributeValue: ssoUser } };
      const { UserId: PrincipalId } = await identity.users.send(
        new GetUserIdCommand({ IdentityStoreId, AlternateIdentifier }),
      );
      const assignment = { ApplicationArn: application, PrincipalId, PrincipalType: "USER" } as const;
      await identity.assignments.send(new CreateApplicationAssignmentCommand(assignment));
      await sagemaker.send(
        new CreateUserProfileCommand({
          DomainId,
          UserProfileName: name,
          SingleSignOnUserIdentifier: "UserName",
          SingleSignOnUserValue: ssoUser,
        }),
      );
    }
  });
  afterAll(async () => {
    clients?.close();
    identity?.close();
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const assigned = async () =>
    (await assignedTo(application, IdentityStoreId, identity)).map(({ name }) => name).sort();
  const [barbara, edsger] = ["barbara@example.com", "edsger@example.com"];
  const type = async (command: typeof suspend | typeof resume, options: SuspendOptions = {}) => {
    const folders = {
      environmentsDirectory: environments,
      outputDirectory: join(work, "out"),
      outputIsTheirs: true,
      environmentsAreNamed: true,
    };
    const { context, stdout } = captured(folders, { json: true });
    const quick = { wait: async () => {}, pause: 50 };
    const exitCode = await command(
      context,
      "prod",
      "marketing",
      { yes: true, ...options },
      localAws.environment,
      quick,
    );
    return { exitCode, ...(JSON.parse(stdout()) as { problem: string | null; next: string[]; assignments: string[] }) };
  };
  /** Runs the lines as somebody who may, and answers nothing where each went well. */
  const paste = async (next: readonly string[], role = deployerRole) => {
    const run = await shellWithAws(localAws, role);
    const lines = next.flatMap((step) => /aws sso-admin .*"\$\(.*\)"/.exec(step)?.[0] ?? []);
    const refused: string[] = [];
    for (const line of lines) {
      const { ok, output } = await run(line);
      if (!ok) refused.push(`${line}\n${output}`);
    }
    return { lines: lines.length, refused };
  };

  test("one person's assignment goes, and comes back", async () => {
    expect(await assigned()).toEqual([barbara, edsger]);
    expect(await type(suspend, { user: "edsger" })).toMatchObject({
      exitCode: 0,
      assignments: ["edsger"],
      next: [expect.stringContaining("to undo it: ")],
    });
    expect(await assigned()).toEqual([barbara]);
    expect(await type(resume, { user: "edsger" })).toMatchObject({ exitCode: 0, assignments: ["edsger"], next: [] });
    expect(await assigned()).toEqual([barbara, edsger]);
  });

  test("a team's assignments go; whoever is suspended by name is not assigned again with the team", async () => {
    await type(suspend, { user: "edsger" });
    expect(await type(suspend)).toMatchObject({ exitCode: 0, assignments: ["barbara"] });
    expect(await assigned()).toEqual([]);
    expect(await type(suspend)).toMatchObject({ exitCode: 0, assignments: [] });
    await type(resume);
    expect(await assigned()).toEqual([barbara]);
    await type(resume, { user: "edsger" });
    expect(await assigned()).toEqual([barbara, edsger]);
  });

  test("where the role may not, everything else is done, the command says why, and its lines do the rest", async () => {
    const text = readFileSync(file, "utf8");
    const other = Object.values(prod.accounts.data)[0]?.deployerRole ?? "";
    writeFileSync(file, text.replace(deployerRole, other));
    const suspended = await type(suspend);
    expect(suspended).toMatchObject({ exitCode: 1, problem: expect.stringMatching(/^AWS refused .*AccessDenied/) });
    expect(await assigned()).toEqual([barbara, edsger]);
    expect(await paste(suspended.next)).toEqual({ lines: 2, refused: [] });
    expect(await assigned()).toEqual([]);
    const resumed = await type(resume);
    expect(resumed).toMatchObject({ exitCode: 1, problem: expect.stringMatching(/^AWS refused .*AccessDenied/) });
    expect(await paste(resumed.next)).toEqual({ lines: 2, refused: [] });
    expect(await assigned()).toEqual([barbara, edsger]);
    writeFileSync(file, text);
  });

  test("where the environment names no role, the lines find the identity store by themselves", async () => {
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/^identityCenter:\n(?: .*\n)*/m, ""));
    const suspended = await type(suspend, { user: "edsger" });
    expect(suspended).toMatchObject({ exitCode: 0, problem: null, assignments: [] });
    expect(await paste(suspended.next)).toEqual({ lines: 1, refused: [] });
    expect(await assigned()).toEqual([barbara]);
    expect(await paste((await type(resume, { user: "edsger" })).next)).toEqual({ lines: 1, refused: [] });
    expect(await assigned()).toEqual([barbara, edsger]);
    writeFileSync(file, text);
  });
});
