import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { checkout } from "../../rehearsal/folders";
import { problemOfState, withStateProblems } from "../../stacks/local-state";

const stateOf = (...stacks: readonly string[]) =>
  JSON.stringify({
    version: 4,
    resources: stacks.map((stack) => ({ instances: [{ attributes: { tags_all: { stack } } }] })),
  });

describe("local state that Terraform would take for good", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-state-"));
  const file = join(work, "state", "dev-networking.tfstate");
  const load = () => withStateProblems(loadEnvironments(join(checkout, "environments")), join(work, "cdktf.out"));
  beforeAll(() => mkdirSync(join(work, "state")));
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  test.each([
    ["empty", "", "is empty"],
    ["cut off", stateOf("dev-networking").slice(0, 40), "is no state"],
    ["another stack's", stateOf("dev-studio-research"), "is the state of dev-studio-research"],
  ])("is a problem, and stays as it is: %s", (_, text, says) => {
    writeFileSync(file, text);
    const { problems } = load();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.file).toMatch(/state\/dev-networking\.tfstate$/);
    expect(problems[0]?.message).toContain(says);
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  test("is a problem where it cannot be read, and where the folder of states is a file", () => {
    rmSync(file, { force: true });
    mkdirSync(file);
    expect(load().problems).toMatchObject([
      { message: "cannot be read (EISDIR); put a file of Terraform's there that you may read, or a copy of it" },
    ]);
    rmSync(join(work, "state"), { recursive: true });
    writeFileSync(join(work, "state"), "");
    expect(load().problems).toMatchObject([
      { message: "is a file, and Terraform keeps the state of these stacks in a folder of this name; move it away" },
    ]);
    rmSync(join(work, "state"));
    mkdirSync(join(work, "state"));
  });

  test("is no problem where it is the stack's own, holds nothing any more, or is not there", () => {
    writeFileSync(file, stateOf("dev-networking"));
    expect(load().problems).toEqual([]);
    expect(problemOfState("dev-networking", stateOf())).toBeUndefined();
    rmSync(file);
    expect(load().problems).toEqual([]);
  });
});
