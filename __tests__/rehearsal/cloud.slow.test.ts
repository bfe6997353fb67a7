import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import type { Environment } from "../../config/schema";
import { type CloudState, startCloudState } from "../../rehearsal/cloud/cloud-state";
import { checkout } from "../../rehearsal/folders";
import { levelsOf } from "../../rehearsal/levels";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { Stage } from "../../rehearsal/stage";
import type { PlannedChange, Result } from "../../rehearsal/terraform";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("remote runs in HCP Terraform's workspaces", { cloud: true });

describe("dev with its state in HCP Terraform", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-cloud-"));
  const options = { workDir: work, pluginFolder: requirements.pluginFolder };
  let localAws: LocalAws;
  let cloud: CloudState;
  let stage: Stage;
  let changes: Result<PlannedChange[]>;
  beforeAll(async () => {
    const [dev] = loadEnvironments(join(checkout, "environments"), { environment: "dev" }).environments;
    if (!dev) throw new Error("no environment dev");
    const state = { backend: "cloud", organization: "example", project: "studio-enclave" } as const;
    const environment: Environment = { ...dev, state };
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
    const started = await startCloudState({ ...options, environment, localAws });
    if (!started || "missing" in started) throw new Error("HCP Terraform was not started");
    cloud = started.value;
    stage = new Stage({ ...options, environment, localAws, cloud: started });
    await stage.prepareAccounts();
    stage.synthesize(environment);
    await stage.levelByLevel("apply", levelsOf(stage.stacks), (stack) => stage.initAndApply(stack));
    // Two plans at once: of a stack that has to change, and of one that reads two others' state and must not.
    stage.synthesize({ ...environment, flowLogRetentionDays: 90 });
    const planned = stage.stacks.filter(({ name }) => !name.includes("studio"));
    await stage.levelByLevel("plan again", [planned], async (stack) => {
      if (!stack.name.endsWith("networking")) return stage.planIsEmpty(stack);
      const plan = await stage.terraform.plan(stack);
      changes = await stage.terraform.plannedChanges(stack);
      return plan;
    });
  });
  afterAll(async () => {
    await cloud?.stop();
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  test("is applied and planned empty by remote runs, each stack reading the state of the one before", () => {
    expect(stage.failures).toEqual([]);
    for (const { name } of stage.stacks) {
      const log = readFileSync(join(work, "logs", `${name}.log`), "utf8");
      expect(log).toContain("Running apply in HCP Terraform");
      expect(log).toContain(`/app/example/${name}/runs/run-`);
    }
  });

  test("is made by the deployer roles that the runs assume", () => {
    const { studio, data } = stage.environment.accounts;
    const deployers = [studio, ...Object.values(data)].map(({ deployerRole }) => deployerRole).sort();
    const created = localAws.calls().filter(({ operation }) => operation.startsWith("Create"));
    expect([...new Set(created.map(({ role }) => role))].sort()).toEqual(deployers);
  });

  test("uses the JSON as it is, and leaves no state on this machine", () => {
    for (const { folder } of stage.stacks) {
      expect(readdirSync(folder).filter((file) => /override|tfstate$|tfplan$/.test(file))).toEqual([]);
    }
    expect(existsSync(join(work, "state"))).toBe(false);
  });

  test("tells what a plan would change", () => {
    if (!changes.ok) throw new Error(changes.error);
    expect(changes.value.map(({ type, actions }) => `${actions} ${type}`)).toEqual(["update aws_cloudwatch_log_group"]);
  });

  test("tells in the report where it is not HCP Terraform", () => {
    expect([...stage.remarks].filter((remark) => remark.startsWith("bridged: OTF "))).toHaveLength(4);
  });
});
