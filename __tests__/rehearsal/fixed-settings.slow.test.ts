/** Terraform itself refuses a change of what is fixed. What keeps the settings is built in, so no provider and no AWS is needed. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixedInStudio, keptAs } from "../../config/fixed-settings";
import { loadEnvironments } from "../../config/load";
import type { Environment } from "../../config/schema";
import { attempts, misunderstood } from "../../rehearsal/fixed-settings";
import { checkout } from "../../rehearsal/folders";
import { neutral, terraformDefaults } from "../../rehearsal/surroundings";
import { Terraform } from "../../rehearsal/terraform";
import { synthesize } from "../../stacks/synthesize";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("the refusal of fixed settings");

function dev() {
  const [environment] = loadEnvironments(join(checkout, "environments"), { environment: "dev" }).environments;
  const [team] = environment?.teams ?? [];
  if (!environment || !team) throw new Error("no environment dev with a team");
  return { environment, team };
}

describe("a Studio stack's fixed settings, kept by Terraform", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-fixed-"));
  const stack = { name: "dev-studio-research", folder: join(work, "stack") };
  const environment = { ...neutral(), ...terraformDefaults };
  const terraform = new Terraform({ environment, pluginFolder: requirements.pluginFolder, logs: join(work, "logs") });
  const { environment: before, team } = dev();
  const after = attempts.map(({ make }) => make(before, team));

  /** The stack without anything of AWS's, and something that is made anew with the team's range. */
  function write(changed: Environment, edit = (_: Record<string, unknown>) => {}): void {
    const outdir = join(work, "cdktf.out");
    synthesize([changed], { outdir });
    const file = JSON.parse(readFileSync(join(outdir, "stacks", stack.name, "cdk.tf.json"), "utf8"));
    const domain = { triggers_replace: changed.teams[0]?.cidr, depends_on: ["terraform_data.fixed-settings"] };
    const terraform_data = { ...file.resource.terraform_data, domain };
    edit(terraform_data);
    mkdirSync(stack.folder, { recursive: true });
    writeFileSync(join(stack.folder, "cdk.tf.json"), JSON.stringify({ resource: { terraform_data } }, null, 2));
  }
  const errorOf = async (...args: string[]) => {
    const planned = await terraform.plan(stack, args);
    return planned.ok ? "" : planned.error;
  };
  const studioKeys = attempts.map(({ refused }) => refused(before, team)[stack.name] ?? []);

  beforeAll(async () => {
    write(before, (data) => {
      delete data["fixed-settings_dockerAccess"];
      data["fixed-settings"] = {};
    });
    for (const done of [await terraform.init(stack), await terraform.apply(stack)])
      if (!done.ok) throw new Error(done.error);
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  test("a setting that a later version fixes begins with what it finds", async () => {
    write(before);
    expect(await terraform.apply(stack)).toMatchObject({ ok: true });
    expect(await terraform.plan(stack)).toMatchObject({ ok: true, value: false });
  });

  test("every change is refused by its name, all at once, and nothing is planned", async () => {
    for (const [index, changed] of after.entries()) {
      write(changed);
      expect(misunderstood(await errorOf(), studioKeys[index] ?? [])).toEqual([]);
      expect(readFileSync(terraform.log(stack), "utf8")).not.toContain("must be replaced");
    }
  });

  test("a plan for one resource alone does not get past it", async () => {
    write(after[0] as Environment);
    const errors = (await errorOf("-target=terraform_data.domain")).split("Warning:")[0] ?? "";
    expect(misunderstood(errors, studioKeys[0] ?? [])).toEqual([]);
  });

  test("without the wait, the same change would be a plan to replace", async () => {
    write(after[0] as Environment, (data) => {
      for (const name of Object.keys(data)) if (name.startsWith("fixed-settings_")) delete data[name];
      data["fixed-settings"] = {};
    });
    const planned = await terraform.plan(stack);
    const changes = await terraform.plannedChanges(stack);
    expect(planned).toMatchObject({ ok: true, value: true });
    expect(changes).toMatchObject({
      value: expect.arrayContaining([
        expect.objectContaining({ address: "terraform_data.domain", actions: ["delete", "create"] }),
      ]),
    });
  });

  test("a first deployment that failed can go on with other settings, each named", async () => {
    write(after[0] as Environment);
    const names = new Map(fixedInStudio(before, team).map((setting) => [setting.key, keptAs(setting)]));
    const named = (studioKeys[0] ?? []).map((key) => `-replace=terraform_data.fixed-settings_${names.get(key)}`);
    expect(await errorOf(...named)).toBe("");
  });

  test("what is deployed can be destroyed whatever the files say now", async () => {
    write(after[0] as Environment);
    expect(await terraform.destroy(stack)).toMatchObject({ ok: true });
  });
});
