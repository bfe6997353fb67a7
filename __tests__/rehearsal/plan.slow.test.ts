import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { preparationsOf } from "../../rehearsal/accounts";
import { writeExampleState } from "../../rehearsal/contract-examples";
import { checkout } from "../../rehearsal/folders";
import { stacksOf } from "../../rehearsal/levels";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { sideBySide } from "../../rehearsal/side-by-side";
import { Terraform } from "../../rehearsal/terraform";
import { networkingContract, studioContract } from "../../stacks/contracts";
import { synthesize } from "../../stacks/synthesize";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("terraform plan of dev");

describe("before anything is deployed", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-plan-"));
  let localAws: LocalAws;
  beforeAll(async () => {
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
  });
  afterAll(async () => {
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  test("all three kinds of stack of dev can be planned, with the contracts' examples for what is not there yet", async () => {
    const [dev] = loadEnvironments(join(checkout, "environments"), { environment: "dev" }).environments;
    if (!dev) throw new Error("no environment dev");
    const outdir = join(work, "cdktf.out");
    synthesize([dev], { outdir });
    for (const preparation of preparationsOf(dev)) await localAws.prepareAccount(preparation);
    const state = (stack: string) => join(work, "state", `${stack}.tfstate`);
    writeExampleState(state("dev-networking"), networkingContract);
    for (const { name } of dev.teams) writeExampleState(state(`dev-studio-${name}`), studioContract);
    const logs = join(work, "logs");
    const terraform = new Terraform({
      environment: localAws.environment,
      pluginFolder: requirements.pluginFolder,
      logs,
    });

    const plans = await sideBySide(stacksOf(outdir), async (stack) => {
      const initialized = await terraform.init(stack);
      const planned = initialized.ok ? await terraform.plan(stack) : initialized;
      const changes = planned.ok ? await terraform.plannedChanges(stack) : planned;
      return { stack: stack.name, changes };
    });

    for (const { stack, changes } of plans) {
      if (!changes.ok) throw new Error(`${stack}: ${changes.error}`);
      expect(new Set(changes.value.flatMap(({ actions }) => actions))).toEqual(new Set(["create"]));
    }
    const types = plans.flatMap(({ changes }) => (changes.ok ? changes.value.map(({ type }) => type) : []));
    expect(types).toEqual(expect.arrayContaining(["aws_vpc", "aws_sagemaker_domain", "aws_s3_bucket"]));
    // A plan asks and changes nothing.
    const [studio] = preparationsOf(dev);
    if (!studio) throw new Error("no account");
    const held = await localAws.resources(studio.account, studio.region);
    expect(held.map(({ kind }) => kind)).toEqual(["role"]);
  });
});
