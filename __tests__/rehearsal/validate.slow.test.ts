import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { loadEnvironments } from "../../config/load";
import { checkout } from "../../rehearsal/folders";
import { stacksOf } from "../../rehearsal/levels";
import { sideBySide } from "../../rehearsal/side-by-side";
import { type Stack, Terraform } from "../../rehearsal/terraform";
import { synthesize } from "../../stacks/synthesize";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("terraform validate");
const fixtures = join(checkout, "fixtures", "environments");

describe("the real provider accepts", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-validate-"));
  const terraform = new Terraform({
    environment: { ...process.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" } as Record<string, string>,
    pluginFolder: requirements.pluginFolder,
    logs: join(work, "logs"),
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  const synthesized = (folder: string, name: string) => {
    const { environments, problems } = loadEnvironments(folder);
    expect(problems).toEqual([]);
    const outdir = join(work, name, "cdktf.out");
    mkdirSync(join(work, name));
    synthesize(environments, { outdir });
    return stacksOf(outdir);
  };
  /** The stacks with what Terraform says against each. */
  const complaints = async (stacks: readonly Stack[]) => {
    const results = await sideBySide(stacks, async (stack) => {
      const initialized = await terraform.init(stack, { backend: false });
      const validated = initialized.ok ? await terraform.validate(stack) : initialized;
      return validated.ok ? [] : [`${stack.name}: ${validated.error}`];
    });
    return results.flat();
  };

  test("every stack of the shipped environments", async () => {
    const stacks = synthesized(join(checkout, "environments"), "shipped");
    expect(stacks.length).toBeGreaterThanOrEqual(15);
    expect(await complaints(stacks)).toEqual([]);
  });

  test.each(readdirSync(fixtures))("every stack of the fixture %s", async (fixture) => {
    const stacks = synthesized(join(fixtures, fixture), fixture);
    expect(stacks.length).toBeGreaterThanOrEqual(3);
    expect(await complaints([together(stacks, join(work, fixture, "together"))])).toEqual([]);
  });

  test("not a stack with an argument that does not exist", async () => {
    const folder = join(work, "wrong");
    mkdirSync(folder);
    writeFileSync(
      join(folder, "wrong.tf.json"),
      JSON.stringify({ resource: { aws_vpc: { vpc: { cidr: "10.0.0.0/16" } } } }),
    );
    const [complaint] = await complaints([together([{ name: "wrong", folder }], join(work, "wrong-together"))]);
    expect(complaint).toContain('No argument or block type is named "cidr"');
  });
});

/** One configuration with every stack as a module: the provider's schema is read once, not once for each of many stacks. */
function together(stacks: readonly Stack[], folder: string): Stack {
  mkdirSync(folder);
  const modules = stacks.map((stack) => [stack.name, { source: relative(folder, stack.folder) }]);
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ module: Object.fromEntries(modules) }));
  return { name: "together", folder };
}
