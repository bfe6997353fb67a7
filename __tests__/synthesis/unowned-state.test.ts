/** Local state that no configuration owns is named: what it lists still exists. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { unownedState } from "../../stacks/unowned-state";

const { environments } = loadEnvironments(join(__dirname, "..", "..", "environments"));
const dev = environments.filter(({ name }) => name === "dev");

let work: string;
const found = (of = environments, only?: string) =>
  unownedState(of, join(work, "cdktf.out"), only).map(
    ({ file, message }) => `${file.replace(/^.*\/state\//, "")} ${message}`,
  );
const write = (stack: string, text: string) => writeFileSync(join(work, "state", `${stack}.tfstate`), text);

/** With a fixed setting, which is no resource of AWS's. */
const stateOf = (cidr: string, ...types: readonly string[]) =>
  JSON.stringify({
    version: 4,
    resources: [
      {
        mode: "managed",
        type: "terraform_data",
        name: "fixed-settings_cidr",
        instances: [{ attributes: { output: { value: cidr } } }],
      },
      { mode: "data", type: "aws_prefix_list", name: "s3", instances: [{ attributes: {} }] },
      ...types.map((type) => ({ mode: "managed", type, name: type, instances: [{ attributes: {} }] })),
    ],
  });

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), "enclave-state-"));
  mkdirSync(join(work, "state"));
});
afterEach(() => rmSync(work, { recursive: true }));

test("a removed team's state that still holds a domain is named, with the ways out", () => {
  write("dev-studio-gone", stateOf("10.9.0.0/22", "aws_sagemaker_domain", "aws_iam_role"));
  expect(found()).toEqual([
    "dev-studio-gone.tfstate lists 2 resources that may still exist, but no configuration defines the stack dev-studio-gone. " +
      "To remove the team, restore its files and take it down first (docs/rehearsal.md#taking-a-team-down). " +
      "If the team was renamed, restore the old name: a new name creates everything anew, and Terraform moves nothing (README.md#a-team-that-is-renamed)",
  ]);
});

test("a renamed team is told by its range", () => {
  const [cidr = ""] = dev.flatMap(({ teams }) => teams.map((team) => team.cidr));
  write("dev-studio-science", stateOf(cidr, "aws_sagemaker_domain"));
  expect(found().join()).toContain("Team research now has its range. If the team was renamed, restore the old name");
});

test("a removed environment's network is named", () => {
  write("qa-networking", stateOf("10.0.0.0/16", "aws_vpc"));
  expect(found().join()).toContain("To remove the environment, restore its files");
});

test("state in a file is named where the environment keeps its state elsewhere now", () => {
  write("staging-networking", stateOf("10.0.0.0/16", "aws_vpc"));
  expect(found()).toEqual([
    expect.stringMatching(
      /^staging-networking\.tfstate lists 1 resource that may still exist, but staging keeps its state in s3/,
    ),
  ]);
});

// Terraform 1.11.4 moves state to HCP Terraform by questions, and refuses -migrate-state there.
test.each([
  ["staging", "s3", "terraform init -migrate-state"],
  ["prod", "cloud", "terraform init"],
])("and how it is moved there: %s keeps it in %s", (name, backend, command) => {
  write(`${name}-networking`, stateOf("10.0.0.0/16", "aws_vpc"));
  const [line = ""] = found();
  expect(line).toContain(`keeps its state in ${backend}`);
  expect(line).toMatch(new RegExp(`and move the state: ${command}$`));
});

test("what cannot be read is named", () => {
  write("dev-studio-gone", "");
  expect(found()).toEqual([expect.stringMatching(/^dev-studio-gone\.tfstate cannot be read as Terraform state/)]);
});

test("a stack's own state is not named, nor an empty one, a backup, or what has no stack's name", () => {
  write("dev-networking", stateOf("10.0.0.0/16", "aws_vpc"));
  write("dev-studio-research", stateOf("10.0.0.0/16", "aws_vpc"));
  write("dev-buckets-gone", stateOf("10.9.0.0/22"));
  writeFileSync(join(work, "state", "dev-studio-gone.tfstate.backup"), stateOf("10.9.0.0/22", "aws_sagemaker_domain"));
  write("somebody-elses", stateOf("10.9.0.0/22", "aws_vpc"));
  expect(found()).toEqual([]);
});

test("one environment speaks of its own alone", () => {
  write("qa-networking", stateOf("10.0.0.0/16", "aws_vpc"));
  write("dev-studio-gone", stateOf("10.9.0.0/22", "aws_sagemaker_domain"));
  expect(found(dev, "dev")).toEqual([expect.stringMatching(/^dev-studio-gone/)]);
});

test("no state, nothing to say", () => {
  rmSync(join(work, "state"), { recursive: true });
  expect(found()).toEqual([]);
});
