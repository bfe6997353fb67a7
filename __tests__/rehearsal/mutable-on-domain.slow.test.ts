/** What a team changes must not stand on the domain: where it does, day two says so. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import type { Environment } from "../../config/schema";
import { perform } from "../../rehearsal/day-two";
import { dayTwoChanges } from "../../rehearsal/day-two-changes";
import { checkout } from "../../rehearsal/folders";
import { levelsOf, type OrderedStack } from "../../rehearsal/levels";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { Stage } from "../../rehearsal/stage";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("the rehearsal of a domain that carries what changes");

/** The team's default instance type on the domain, where AWS keeps defaults for all profiles. */
function putInstanceTypeOnDomain({ name, folder }: OrderedStack, { teams }: Environment): void {
  if (!name.startsWith("dev-studio-")) return;
  const file = join(folder, "cdk.tf.json");
  const stack = JSON.parse(readFileSync(file, "utf8"));
  stack.resource.aws_sagemaker_domain.domain.default_user_settings.jupyter_lab_app_settings = {
    default_resource_spec: { instance_type: teams[0]?.instanceType },
  };
  writeFileSync(file, JSON.stringify(stack, null, 2));
}

describe("an instance type on the domain", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-mutable-"));
  let localAws: LocalAws;
  beforeAll(async () => {
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
  });
  afterAll(async () => {
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  test("turns day two red, before anything is applied", async () => {
    const [dev] = loadEnvironments(join(checkout, "environments"), { environment: "dev" }).environments;
    const change = dayTwoChanges.find(({ name }) => name === "change instance type and idle time-out");
    if (!dev || !change) throw new Error("no environment dev, or no such change");
    const { pluginFolder } = requirements;
    const stage = new Stage({
      environment: dev,
      localAws,
      pluginFolder,
      workDir: work,
      alter: putInstanceTypeOnDomain,
    });
    await stage.prepareAccounts();
    stage.synthesize(dev);
    await stage.levelByLevel("apply", levelsOf(stage.stacks), (stack) => stage.initAndApply(stack));
    expect(stage.failures).toEqual([]);

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
