/** What Checkov says of the synthesized stacks is explained in docs/checkov.md, check by check. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { namesOf } from "../../config/names";
import { checkout } from "../../rehearsal/folders";
import type { Found } from "../../rehearsal/python";
import { synthesize } from "../../stacks/synthesize";
import { foundBy } from "../rehearsal/required";
import { type Answer, askCheckov } from "./checkov";

const { describe, found } = foundBy<Found<string>>("Checkov on the stacks", join(__dirname, "find-command.ts"));

/** A copy of the stacks without required_version, made as docs/checkov.md says. */
function readable(folder: string): string {
  const copy = join(folder, "checkov");
  cpSync(join(folder, "stacks"), copy, { recursive: true });
  for (const stack of readdirSync(copy)) {
    const file = join(copy, stack, "cdk.tf.json");
    const { terraform, ...rest } = JSON.parse(readFileSync(file, "utf8"));
    const { required_version: _, ...others } = terraform;
    writeFileSync(file, JSON.stringify({ ...rest, terraform: others }));
  }
  return copy;
}

interface Row {
  readonly check: string;
  /** Of their Terraform addresses. */
  readonly resources: RegExp;
  readonly reason: string;
}

const rows: readonly Row[] = readFileSync(join(checkout, "docs/checkov.md"), "utf8")
  .split("\n")
  .flatMap((line) => {
    const [, check, resources, reason] = /^\| (CKV\w+) \| .+ \| `(.+)` \| (.+) \|$/.exec(line) ?? [];
    if (check === undefined || resources === undefined || reason === undefined) return [];
    return [{ check, resources: new RegExp(`^${resources.replaceAll(".", "[.]").replaceAll("*", ".*")}$`), reason }];
  });

describe("Checkov on the stacks of every shipped environment", () => {
  const folder = mkdtempSync(join(tmpdir(), "enclave-checkov-"));
  const { environments } = loadEnvironments(join(checkout, "environments"));
  const python = found?.value ?? "";
  let answer: Answer;
  beforeAll(async () => {
    synthesize(environments, { outdir: folder });
    answer = await askCheckov(python, readable(folder));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("reads them, and fails nothing that docs/checkov.md does not explain", () => {
    expect(answer.unread).toBe(0);
    expect(answer.passed).toBeGreaterThan(500);
    const unexplained = answer.findings.filter(
      ({ check, resource }) => !rows.some((row) => row.check === check && row.resources.test(resource)),
    );
    expect(unexplained).toEqual([]);
  });

  test("reads no stack with required_version, as docs/checkov.md says: where it does, the detour can go", async () => {
    const { unread, passed } = await askCheckov(python, join(folder, "stacks"));
    expect({ unread, passed }).toEqual({ unread: environments.flatMap(namesOf).length, passed: 0 });
  });

  test("fails in every environment what docs/checkov.md says that it fails", () => {
    expect(rows.length).toBeGreaterThan(0);
    for (const { check, resources } of rows) {
      for (const { name } of environments) {
        const own = answer.findings.filter((each) => each.check === check && each.stack.startsWith(`${name}-`));
        expect({ check, name, resources: own.some(({ resource }) => resources.test(resource)) }).toEqual({
          check,
          name,
          resources: true,
        });
      }
    }
  });
});
