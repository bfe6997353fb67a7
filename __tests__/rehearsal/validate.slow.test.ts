/** Every synthesized stack is valid by the real provider's schema. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { loadEnvironments } from "../../config/load";
import { checkout } from "../../rehearsal/folders";
import { stacksOf } from "../../rehearsal/levels";
import { neutral, terraformDefaults } from "../../rehearsal/surroundings";
import { type Stack, Terraform } from "../../rehearsal/terraform";
import { synthesize } from "../../stacks/synthesize";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("terraform validate");
const fixtures = join(checkout, "fixtures", "environments");

describe("the real provider accepts", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-validate-"));
  const terraform = new Terraform({
    environment: { ...neutral(), ...terraformDefaults },
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
  /** What Terraform says against the stacks. */
  const complaint = async (stacks: readonly Stack[], name: string) => {
    const stack = together(stacks, join(work, name));
    const initialized = await terraform.init(stack, { backend: false });
    const validated = initialized.ok ? await terraform.validate(stack) : initialized;
    return validated.ok ? "" : validated.error;
  };

  test("every stack of the shipped environments", async () => {
    const stacks = synthesized(join(checkout, "environments"), "shipped");
    expect(stacks.length).toBeGreaterThanOrEqual(15);
    expect(await complaint(stacks, "shipped-together")).toBe("");
  });

  test.each(readdirSync(fixtures))("every stack of the fixture %s", async (fixture) => {
    const stacks = synthesized(join(fixtures, fixture), fixture);
    expect(stacks.length).toBeGreaterThanOrEqual(3);
    expect(await complaint(stacks, `${fixture}-together`)).toBe("");
  });

  test("not a stack with an argument that does not exist", async () => {
    const folder = join(work, "wrong");
    mkdirSync(folder);
    writeFileSync(
      join(folder, "wrong.tf.json"),
      JSON.stringify({ resource: { aws_vpc: { vpc: { cidr: "10.0.0.0/16" } } } }),
    );
    const more = Array.from({ length: withProvider }, (_, index) => ({ name: `wrong-${index}`, folder }));
    const said = await complaint([...more, { name: "wrong", folder }], "wrong-together");
    expect(said).toContain('No argument or block type is named "cidr"');
    expect(said.split("Error: ")).toHaveLength(withProvider + 2);
  });
});

/** As many stacks as the largest shipped environments have together keep their provider block: each one starts a provider. */
const withProvider = 20;

/**
 * One configuration with every stack as a module: the provider's schema is read once, not once for each of many stacks. Of
 * many stacks the last ones share the configuration's provider: their own block has the same arguments as the first ones'.
 */
function together(stacks: readonly Stack[], folder: string): Stack {
  mkdirSync(folder);
  const modules = stacks.map((stack, index) => {
    if (index < withProvider) return [stack.name, { source: relative(folder, stack.folder) }];
    const { provider: _, ...rest } = JSON.parse(readFileSync(join(stack.folder, fileOf(stack)), "utf8"));
    mkdirSync(join(folder, stack.name));
    writeFileSync(join(folder, stack.name, "main.tf.json"), JSON.stringify(rest));
    return [stack.name, { source: `./${stack.name}` }];
  });
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ module: Object.fromEntries(modules) }));
  return { name: "together", folder };
}

const fileOf = ({ folder }: Stack) => readdirSync(folder).find((file) => file.endsWith(".tf.json")) ?? "";
