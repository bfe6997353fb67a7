/** What a team changes must not stand on the domain: a new script leaves it as it is, and where something stands there, day two says so. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateAppCommand,
  CreateSpaceCommand,
  DeleteAppCommand,
  DescribeDomainCommand,
  ListStudioLifecycleConfigsCommand,
  ListTagsCommand,
  ListUserProfilesCommand,
} from "@aws-sdk/client-sagemaker";
import { loadEnvironments } from "../../config/load";
import type { Environment } from "../../config/schema";
import type { Examined } from "../../doctor/examine";
import { askDoctor } from "../../rehearsal/ask-doctor";
import { perform } from "../../rehearsal/day-two";
import { dayTwoChanges } from "../../rehearsal/day-two-changes";
import { checkout } from "../../rehearsal/folders";
import { levelsOf, type OrderedStack } from "../../rehearsal/levels";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { Stage } from "../../rehearsal/stage";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("the rehearsal of a domain that carries what changes", {
  awsCli: true,
});

/** The team's default instance type on the domain, where AWS keeps defaults for all profiles. */
function putInstanceTypeOnDomain({ name, folder }: OrderedStack, { teams }: Environment): void {
  if (!name.startsWith("dev-studio-")) return;
  const file = join(folder, "cdk.tf.json");
  const stack = JSON.parse(readFileSync(file, "utf8"));
  stack.resource.aws_sagemaker_domain.domain.default_user_settings.jupyter_lab_app_settings.default_resource_spec = {
    instance_type: teams[0]?.instanceType,
  };
  writeFileSync(file, JSON.stringify(stack, null, 2));
}

const changeNamed = (part: string) => {
  const change = dayTwoChanges.find(({ name }) => name === part);
  if (!change) throw new Error(`no change ${part}`);
  return change;
};

/** Everybody works: JupyterLab and Code Editor in a space of their own, JupyterLab in a shared one, each with its start script. */
const startApps = (stage: Stage) =>
  stage.asDeployer("use Studio", async ({ sagemaker }) => {
    const { UserProfiles = [] } = await sagemaker.send(new ListUserProfilesCommand({}));
    const [{ DomainId, UserProfileName } = {}] = UserProfiles;
    const { DefaultSpaceSettings, DefaultUserSettings } = await sagemaker.send(new DescribeDomainCommand({ DomainId }));
    const scripts = {
      jupyterlab: DefaultUserSettings?.JupyterLabAppSettings?.BuiltInLifecycleConfigArn,
      "code-editor": DefaultUserSettings?.CodeEditorAppSettings?.BuiltInLifecycleConfigArn,
      shared: DefaultSpaceSettings?.JupyterLabAppSettings?.DefaultResourceSpec?.LifecycleConfigArn,
    };
    for (const [SpaceName, LifecycleConfigArn] of Object.entries(scripts)) {
      const SpaceSharingSettings = { SharingType: SpaceName === "shared" ? "Shared" : "Private" } as const;
      const OwnershipSettings = { OwnerUserProfileName: UserProfileName };
      await sagemaker.send(new CreateSpaceCommand({ DomainId, SpaceName, OwnershipSettings, SpaceSharingSettings }));
      const AppType = SpaceName === "code-editor" ? "CodeEditor" : "JupyterLab";
      const app = { DomainId, SpaceName, AppType, AppName: "default" } as const;
      await sagemaker.send(new CreateAppCommand({ ...app, ResourceSpec: { LifecycleConfigArn } }));
    }
  });

/** The script that each start script runs, by its tag, and all scripts that there are. */
async function scriptsIn(stage: Stage): Promise<{ runs: (string | undefined)[]; all: string[] }> {
  let found = { runs: [] as (string | undefined)[], all: [] as string[] };
  await stage.asDeployer("use Studio", async ({ sagemaker }) => {
    const { StudioLifecycleConfigs = [] } = await sagemaker.send(new ListStudioLifecycleConfigsCommand({}));
    const arns = StudioLifecycleConfigs.map(({ StudioLifecycleConfigArn: arn = "" }) => arn);
    const tags = await Promise.all(
      arns.map(async (ResourceArn) => (await sagemaker.send(new ListTagsCommand({ ResourceArn }))).Tags ?? []),
    );
    const runs = tags.flatMap((each) => each.find(({ Key }) => Key === "lifecycle-script")?.Value ?? []);
    found = { runs, all: arns };
  });
  return found;
}

/** What the doctor says of the first team. */
async function examined(stage: Stage): Promise<Examined> {
  const [team] = stage.environment.teams;
  if (!team) throw new Error("no team");
  let said: Examined | undefined;
  await stage.asDeployer("use Studio", async (clients) => {
    said = await askDoctor(stage, team, clients);
  });
  if (!said) throw new Error(stage.failures.map(({ error }) => error).join());
  return said;
}

describe("a domain, and what changes beside it", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-mutable-"));
  let localAws: LocalAws;
  let stage: Stage;
  beforeAll(async () => {
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
    const [dev] = loadEnvironments(join(checkout, "environments"), { environment: "dev" }).environments;
    if (!dev) throw new Error("no environment dev");
    const { pluginFolder } = requirements;
    stage = new Stage({ environment: dev, localAws, pluginFolder, workDir: work, alter: putInstanceTypeOnDomain });
    await stage.prepareAccounts();
    stage.synthesize(dev);
    await stage.levelByLevel("apply", levelsOf(stage.stacks), (stack) => stage.initAndApply(stack));
  });
  afterAll(async () => {
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  test("a new lifecycle script reaches every type of app by a tag, while apps run; domain and profiles stay as they are", async () => {
    expect(stage.failures).toEqual([]);
    await startApps(stage);
    const before = await scriptsIn(stage);
    expect(before.runs).toHaveLength(2);

    await perform(changeNamed("change the lifecycle script"), stage);

    expect(stage.failures).toEqual([]);
    const after = await scriptsIn(stage);
    const [old, now] = [before, after].map(({ runs }) => [...new Set(runs)]);
    expect([old?.length, now?.length]).toEqual([1, 1]);
    // The new one stands, the old one is gone, and what apps start with is the same.
    expect(after.all.filter((arn) => !before.all.includes(arn))).toEqual(now);
    expect(before.all.filter((arn) => !after.all.includes(arn))).toEqual(old);
    expect(localAws.calls().filter(({ operation }) => /^Update(Domain|UserProfile)$/.test(operation))).toEqual([]);
  });

  test("the doctor says who still runs the old script, until the app starts again", async () => {
    const { findings, oldScripts } = await examined(stage);
    expect(findings).toEqual([]);
    const names = oldScripts.apps.map(({ app, who }) => `${who}: ${app.replace(/^d-\w+\//, "")}`).sort();
    expect(names).toEqual([
      "ada: code-editor/CodeEditor/default",
      "ada: jupyterlab/JupyterLab/default",
      "ada: shared/JupyterLab/default",
    ]);
    expect(oldScripts.of).toBe(3);
    const DomainId = oldScripts.apps[0]?.app.split("/")[0] ?? "";
    const app = { DomainId, SpaceName: "jupyterlab", AppType: "JupyterLab", AppName: "default" } as const;
    await stage.asDeployer("use Studio", async ({ sagemaker }) => {
      await sagemaker.send(new DeleteAppCommand(app));
      await sagemaker.send(new CreateAppCommand(app));
    });
    expect(stage.failures).toEqual([]);
    expect((await examined(stage)).oldScripts.apps.map(({ app: name }) => name.split("/")[1]).sort()).toEqual([
      "code-editor",
      "shared",
    ]);
  });

  test("AWS refuses to let a person go who has a space, until what is theirs is gone; apps of others run on", async () => {
    const before = localAws.calls().length;
    await perform(changeNamed("add a user"), stage);
    await perform(changeNamed("remove a user"), stage);

    expect(stage.failures).toEqual([]);
    const made = localAws.calls().slice(before);
    const deletions = made.filter(({ operation }) => operation === "DeleteUserProfile");
    expect(deletions.map(({ error }) => error ?? "done")).toEqual(["ResourceInUse", "done"]);
    expect(made.filter(({ operation }) => operation === "DeleteApp")).toHaveLength(1);
  });

  test("an instance type on the domain turns day two red, before anything is applied", async () => {
    const change = changeNamed("change instance type and idle time-out");

    await perform(change, stage);

    expect(stage.failures).toEqual([
      {
        phase: "day two",
        what: change.name,
        error: "dev-studio-research: the domain must not be touched, but: update",
      },
    ]);
    expect(localAws.calls().filter(({ operation }) => operation === "UpdateDomain")).toEqual([]);
  });
});
