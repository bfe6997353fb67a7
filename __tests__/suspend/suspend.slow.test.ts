/** A suspension stops what is the team's and nothing else, by calls that the deployer role has; a resumption brings back what AWS can. */
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  AddTagsCommand,
  DescribeEndpointCommand,
  DescribeMonitoringScheduleCommand,
  DescribePipelineExecutionCommand,
  ListAppsCommand,
  ListEndpointsCommand,
  ListSpacesCommand,
  ListTagsCommand,
  ListTrainingJobsCommand,
} from "@aws-sdk/client-sagemaker";
import { type ResumeOptions, resume } from "../../cli/commands/resume";
import { type SuspendOptions, suspend } from "../../cli/commands/suspend";
import { UsageError } from "../../cli/context";
import { StoppedError } from "../../cli/stopped";
import { loadEnvironments } from "../../config/load";
import { executionRoleName } from "../../config/names";
import type { Environment } from "../../config/schema";
import { suspensionFindings } from "../../doctor/suspension-findings";
import { preparationsOf } from "../../rehearsal/accounts";
import { checkout } from "../../rehearsal/folders";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import type { Waiting } from "../../suspend/freeze";
import { type Clients, clientsFor } from "../../teardown/aws";
import { requirementsOf } from "../rehearsal/required";
import { captured } from "../support/captured";
import { type Deployed, deploy, makeRole, runPipeline, schedule, serve, startApp, train } from "./deployed";

const features = `
features:
  pipelineReads:
    bucket: data
    prefix: pipelines/
  featureStore:
    offline:
      bucket: data
      prefix: feature-store/
`;
const network = `
network:
  extraInterfaceEndpoints: [sagemaker.featurestore-runtime]
`;
const pipelineRole = "enclave-dev-research-pipeline";

const { describe, requirements } = requirementsOf("suspend and resume against the local AWS");

describe("suspend and resume", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-suspended-"));
  const environments = join(work, "environments");
  let localAws: LocalAws;
  let clients: Clients;
  let dev: Environment;
  let deployed: Deployed;
  let execution: string;
  /** How the command ended for a person before there was a domain. */
  let withoutDomain: string;

  beforeAll(async () => {
    cpSync(join(checkout, "environments", "dev"), join(environments, "dev"), { recursive: true });
    // The role of pipelines is deployed, the one of offline stores is not yet.
    appendFileSync(join(environments, "dev", "teams", "research.yaml"), features);
    appendFileSync(join(environments, "dev", "environment.yaml"), network);
    const [environment] = loadEnvironments(environments).environments;
    const [team] = environment?.teams ?? [];
    if (!environment || team?.name !== "research") throw new Error("dev has no team research");
    dev = environment;
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
    for (const preparation of preparationsOf(dev)) await localAws.prepareAccount(preparation);
    clients = clientsFor(dev.accounts.studio, dev.region, localAws.environment);
    withoutDomain = await type(suspend, { user: "ada" }).then(
      () => "not refused",
      (error: unknown) => String(error),
    );
    deployed = await deploy(dev, team, clients);
    for (const prefix of ["dev-research", "dev-marketing"]) {
      await train(`${prefix}-training`, deployed.role, clients);
      await serve(`${prefix}-churn`, clients);
      await schedule(`${prefix}-quality`, clients);
    }
    execution = await runPipeline("dev-research-nightly", deployed.role, clients);
  });
  afterAll(async () => {
    clients?.close();
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const folders = {
    environmentsDirectory: environments,
    outputDirectory: join(work, "out"),
    outputIsTheirs: true,
    environmentsAreNamed: true,
  };
  /** As a pipeline types it; IAM tells everybody at once here. */
  const type = async (
    command: typeof suspend | typeof resume,
    options: SuspendOptions & ResumeOptions,
    waiting: Waiting = {},
    json = false,
  ) => {
    const { context, stdout } = captured(folders, { json });
    const all = { wait: async () => {}, pause: 50, ...waiting };
    const exitCode = await command(context, "dev", "research", { yes: true, ...options }, localAws.environment, all);
    return { exitCode, stdout: stdout() };
  };
  const rolePolicy = async (RoleName = "enclave-dev-research-execution"): Promise<string> => {
    const PolicyName = "enclave-suspended";
    const { PolicyNames = [] } = await clients.iam.send(new ListRolePoliciesCommand({ RoleName }));
    if (!PolicyNames.includes(PolicyName)) return "";
    const found = await clients.iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    return decodeURIComponent(found.PolicyDocument ?? "");
  };
  const door = async () => {
    const PolicyArn = deployed.peoplePolicy.arn;
    const { Versions = [] } = await clients.iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    const VersionId = Versions.find(({ IsDefaultVersion }) => IsDefaultVersion)?.VersionId;
    const { PolicyVersion } = await clients.iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
    return { document: decodeURIComponent(PolicyVersion?.Document ?? ""), versions: Versions.length };
  };
  /** Profiles that nobody opens. */
  const closed = async (): Promise<readonly string[]> => {
    const statements: readonly { Sid: string; Resource: string[] }[] = JSON.parse((await door()).document).Statement;
    return statements.find(({ Sid }) => Sid === "StudioSuspended")?.Resource ?? [];
  };
  const living = async () => {
    const { sagemaker } = clients;
    const { TrainingJobSummaries = [] } = await sagemaker.send(
      new ListTrainingJobsCommand({ StatusEquals: "InProgress" }),
    );
    const { Apps = [] } = await sagemaker.send(new ListAppsCommand({ DomainIdEquals: deployed.domain }));
    const { Spaces = [] } = await sagemaker.send(new ListSpacesCommand({ DomainIdEquals: deployed.domain }));
    const { Endpoints = [] } = await sagemaker.send(new ListEndpointsCommand({}));
    const statusOf = async (name: string) =>
      (await sagemaker.send(new DescribeMonitoringScheduleCommand({ MonitoringScheduleName: name })))
        .MonitoringScheduleStatus;
    const described = new DescribePipelineExecutionCommand({ PipelineExecutionArn: execution });
    return {
      jobs: TrainingJobSummaries.map(({ TrainingJobName }) => TrainingJobName).sort(),
      apps: Apps.flatMap(({ Status, SpaceName }) => (Status === "Deleted" ? [] : [SpaceName])).sort(),
      spaces: Spaces.map(({ SpaceName }) => SpaceName).sort(),
      endpoints: Endpoints.map(({ EndpointName }) => EndpointName).sort(),
      schedules: [await statusOf("dev-research-quality"), await statusOf("dev-marketing-quality")],
      execution: (await sagemaker.send(described)).PipelineExecutionStatus,
    };
  };
  const named = `--environments ${environments}`;
  const everything = {
    jobs: ["dev-marketing-training", "dev-research-training"],
    apps: ["adas-lab", "bobs-lab"],
    spaces: ["adas-lab", "bobs-lab"],
    endpoints: ["dev-marketing-churn", "dev-research-churn"],
    schedules: ["Scheduled", "Scheduled"],
    execution: "Executing",
  };
  const tagsOf = async (arn: string) => {
    const { Tags = [] } = await clients.sagemaker.send(new ListTagsCommand({ ResourceArn: arn }));
    return Object.fromEntries(Tags.map(({ Key = "", Value }) => [Key, Value]));
  };
  const arnOf = (resource: string) => `arn:aws:sagemaker:${dev.region}:${dev.accounts.studio.id}:${resource}`;

  test("without a domain no person can be suspended, and the command says what can", () => {
    expect(withoutDomain).toContain("research has no domain, so ada has no profile to suspend; without --user");
  });

  test("a dry run says what is denied, closed, stopped and lost, and changes nothing", async () => {
    const { exitCode, stdout } = await type(suspend, { dryRun: true });
    expect(exitCode).toBe(0);
    for (const line of [
      "deny   every call of it: role enclave-dev-research-execution, inline policy enclave-suspended",
      "deny   every call of role enclave-dev-research-pipeline, which SageMaker becomes by itself",
      "deny   every call of role enclave-dev-research-features, which SageMaker becomes by itself",
      `close  ${deployed.peoplePolicy.arn}: nobody that it is attached to opens a profile`,
      "stop   training job dev-research-training: it cannot go on; what it has not saved is lost",
      `stop   pipeline execution ${execution}: resume does not start it again`,
      "stop   monitoring schedule dev-research-quality: resume starts it again",
      `delete app ${deployed.domain}/adas-lab/JupyterLab/default: what is not saved in it is lost`,
      "delete endpoint dev-research-churn: resume makes it anew from dev-research-churn",
      "and the tags stage",
    ]) {
      expect(stdout).toContain(line);
    }
    expect(stdout).not.toContain("marketing");
    expect(await living()).toEqual(everything);
    expect(await rolePolicy()).toBe("");
    expect(await door()).toEqual({ document: deployed.peoplePolicy.document, versions: 1 });
  });

  test.each([
    ["a user whom neither file nor domain knows", { user: "adda" }, "did you mean ada?"],
    ["team jobs without a user", { withTeamJobs: true }, "--with-team-jobs needs --user"],
    ["nobody there to confirm", { yes: false }, "--yes"],
  ] as const)("with %s the command line is refused, and nothing is changed", async (_, options, message) => {
    const refused = type(suspend, options);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
    expect(await living()).toEqual(everything);
    expect(await rolePolicy()).toBe("");
  });

  test("one person is shut out and their apps end; the team's work goes on, and the command says why", async () => {
    const { exitCode, stdout } = await type(suspend, { user: "ada" });
    expect(exitCode).toBe(0);
    expect(await living()).toEqual({ ...everything, apps: ["bobs-lab"] });
    expect(stdout).toMatch(/keep +training job dev-research-training: it is the team's.*--with-team-jobs/);
    expect(await rolePolicy()).toContain('"aws:SourceIdentity":["ada"]');
    expect(await rolePolicy(pipelineRole)).toBe("");
    expect(await closed()).toEqual([arnOf(`user-profile/${deployed.domain}/ada`)]);
    expect((await door()).versions).toBe(2);
  });

  test("a suspended team's work stops, what begins meanwhile too; spaces stay, and nobody else's work is touched", async () => {
    let began = false;
    const wait = async () => {
      if (!began) await train("dev-research-late", deployed.role, clients);
      began = true;
    };
    const before = localAws.calls().length;
    const { exitCode, stdout } = await type(suspend, {}, { wait }, true);
    expect(exitCode).toBe(0);
    const { ok, done, next } = JSON.parse(stdout);
    expect({ ok, next }).toEqual({ ok: true, next: [`to undo it: npm run enclave -- resume dev research ${named}`] });
    expect(done.map(({ id }: { id: string }) => id)).toEqual([
      "enclave-suspended of enclave-dev-research-execution",
      "enclave-suspended of enclave-dev-research-pipeline",
      deployed.peoplePolicy.arn,
      execution,
      "dev-research-quality",
      "dev-research-training",
      "dev-research-churn",
      `${deployed.domain}/bobs-lab/JupyterLab/default`,
      "dev-research-late",
    ]);
    expect(await living()).toEqual({
      ...everything,
      jobs: ["dev-marketing-training"],
      apps: [],
      endpoints: ["dev-marketing-churn"],
      schedules: ["Stopped", "Scheduled"],
      execution: "Stopped",
    });
    expect(await rolePolicy()).toContain("TeamSuspended");
    expect(await rolePolicy(pipelineRole)).toContain("TeamSuspended");
    expect(await closed()).toEqual([arnOf(`user-profile/${deployed.domain}/*`)]);
    const sessions = new Set(
      localAws
        .calls()
        .slice(before)
        .map(({ session }) => session),
    );
    expect(sessions).toContain("enclave-suspend");
  });

  test("suspended twice is suspended once, and where something runs at each look the command says so", async () => {
    const { exitCode, stdout } = await type(suspend, {});
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining("nothing of theirs runs")]);
    let number = 0;
    const wait = () => train(`dev-research-again-${number++}`, deployed.role, clients);
    await expect(type(suspend, {}, { wait })).rejects.toThrow(
      "still running after 3 looks: training job dev-research-again-2",
    );
    await type(suspend, {});
    expect((await living()).jobs).toEqual(["dev-marketing-training"]);
  });

  test("a role that is made while its team is suspended is told by the doctor, and the same suspend denies it", async () => {
    const [team] = dev.teams;
    if (!team) throw new Error("no team");
    const line = (...words: readonly string[]) => words.join(" ");
    const of = { environment: dev, team, stack: { resource: {} }, deploy: "", line };
    const told = async () =>
      (await suspensionFindings(of, deployed.domain, clients)).findings.map(({ where, says, next }) => [
        where,
        says,
        next,
      ]);
    const suspended = ["the team", "ada"].map((who) => [
      "enclave-dev-research-execution, enclave-suspended",
      `denies ${who} every call: suspended`,
      who === "ada" ? "resume dev research --user ada" : "resume dev research",
    ]);
    expect(await told()).toEqual(suspended);
    await makeRole("enclave-dev-research-features", dev, clients);
    expect(await told()).toEqual([
      ...suspended,
      [
        "enclave-dev-research-features, enclave-suspended",
        "does not deny what the team is denied: suspended before the role was made",
        "suspend dev research",
      ],
    ]);
    await type(suspend, {});
    expect(await told()).toEqual(suspended);
  });

  test("a resumption brings back endpoints and schedules, for the team's own names alone; who was suspended by name stays so", async () => {
    const stranger = { Key: "enclave-suspended/dev-marketing-evil", Value: "x" };
    const configuration = arnOf("endpoint-config/dev-research-churn");
    await clients.sagemaker.send(new AddTagsCommand({ ResourceArn: configuration, Tags: [stranger] }));
    const { exitCode, stdout } = await type(resume, {});
    expect(exitCode).toBe(0);
    expect(stdout).toContain("start  endpoint dev-research-churn, anew from dev-research-churn");
    expect(stdout).toContain(
      `ada stays suspended by name; to undo it: npm run enclave -- resume dev research --user ada ${named}`,
    );
    expect(await living()).toMatchObject({
      endpoints: everything.endpoints,
      schedules: everything.schedules,
      execution: "Stopped",
    });
    const { EndpointArn = "" } = await clients.sagemaker.send(
      new DescribeEndpointCommand({ EndpointName: "dev-research-churn" }),
    );
    expect(await tagsOf(EndpointArn)).toEqual({ project: "churn" });
    expect(await tagsOf(configuration)).toEqual({ project: "churn", [stranger.Key]: "x" });
    const text = await rolePolicy();
    expect(text).not.toContain("TeamSuspended");
    expect(await rolePolicy(pipelineRole)).toMatch(/^(?!.*Suspended).*SessionsRevoked/);
    expect(text).toContain("SessionsRevoked");
    expect(text).toContain('"aws:SourceIdentity":["ada"]');
    expect(await closed()).toEqual([arnOf(`user-profile/${deployed.domain}/ada`)]);
  });

  test("after the last resumption the people policy is what Terraform wrote, in one version", async () => {
    await type(resume, { user: "ada" });
    expect(await door()).toEqual({ document: deployed.peoplePolicy.document, versions: 1 });
    const text = await rolePolicy();
    expect(text).not.toContain("Suspended");
    expect(text.match(/SessionsRevoked/g)).toHaveLength(2);
  });

  test("endpoints that stay are kept and told; their sessions are not revoked", async () => {
    const { stdout } = await type(suspend, { keepEndpoints: true });
    expect(stdout).toMatch(/keep +endpoint dev-research-churn: --keep-endpoints/);
    expect((await living()).endpoints).toEqual(everything.endpoints);
    const revoked = (await rolePolicy()).match(/SessionsRevoked/g);
    await type(resume, {});
    expect((await rolePolicy()).match(/SessionsRevoked/g)).toEqual(revoked);
  });

  test("both together make the calls that docs/deployer.md lists, and no other", async () => {
    const deployer = readFileSync(join(checkout, "docs", "deployer.md"), "utf8");
    const [, listed = ""] = /`npm run enclave -- suspend`, `resume` \| (.*) \|/.exec(deployer) ?? [];
    const names = [...listed.matchAll(/`(?:\w+:)?([A-Z]\w+)`/g)].map(([, name]) => name);
    const ours = localAws.calls().filter(({ session }) => /^enclave-(suspend|resume)$/.test(session));
    const made = new Set(ours.map(({ operation }) => operation));
    made.delete("AssumeRole");
    // Of the other kinds of jobs none runs here.
    const others = names.filter(
      (name) => !/^(Stop(AutoML|HyperParameterTuning|Processing|Transform)Job)$/.test(name ?? ""),
    );
    expect(others.sort()).toEqual([...made].sort());
  });

  test("a policy that somebody else wrote under this name is not overwritten, and the command says what to do", async () => {
    const RoleName = executionRoleName(dev, { name: "research" });
    const PolicyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
    const theirs = { RoleName, PolicyName: "enclave-suspended", PolicyDocument };
    await clients.iam.send(new PutRolePolicyCommand(theirs));
    await startApp(deployed.domain, "bobs-lab", clients);
    const refused = type(suspend, {});
    await expect(refused).rejects.toThrow(StoppedError);
    await expect(refused).rejects.toThrow("is not as suspend and resume write it");
    expect(await rolePolicy()).toBe(PolicyDocument);
    expect((await living()).apps).toEqual(["bobs-lab"]);
  });
});
