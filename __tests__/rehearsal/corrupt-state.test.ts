/** An empty object in S3, which nobody refuses: the rehearsal looks at what Terraform would do with it, and says so. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { damages, refuseDamaged } from "../../rehearsal/faults/corrupt-state";
import type { Stage } from "../../rehearsal/stage";

const folder = mkdtempSync(join(tmpdir(), "enclave-corrupt-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const s3 = { bucket: "b", key: "k", region: "r", assume_role: { role_arn: "arn:aws:iam::111111111111:role/r" } };
writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ terraform: { backend: { s3 } } }));
const empty = damages.find(({ name }) => name === "empty");

/** Terraform plans what it plans; answers what was planned with, what is left in S3, and what was said. */
async function tried(actions: readonly string[][]) {
  const whole = Buffer.from("the state").toString("base64");
  let content: string | null = whole;
  let planned: string | null = whole;
  const stage = {
    remarks: new Set<string>(),
    localAws: {
      ask: async (_: string, { content: written }: { content?: string | null }) => {
        if (written !== undefined) content = written;
        return { content };
      },
    },
    terraform: {
      plan: async () => {
        planned = content;
        return { ok: true, value: true, seconds: 1 };
      },
      plannedChanges: async () => ({ ok: true, value: actions.map((each) => ({ address: "a.b", actions: each })) }),
    },
    refusal: (_: unknown, error: string) => ({ ok: false, error }),
  };
  const stack = { name: "staging-networking", folder, needs: [] };
  if (!empty) throw new Error("no damage makes a state empty");
  const result = await refuseDamaged(stage as unknown as Stage, stack, empty);
  return { result, planned, isBack: content === whole, remarks: [...stage.remarks] };
}

test("an empty object is planned with as if the stack had never been deployed, is said, and the state is put back", async () => {
  const { result, planned, isBack, remarks } = await tried([["create"], ["create"]]);
  expect(result).toMatchObject({ ok: true });
  expect(planned).toBe("");
  expect(isBack).toBe(true);
  expect(remarks).toEqual(["in S3 nobody refuses a state that is empty: Terraform plans 2 creations"]);
});

test.each([
  ["nothing", []],
  ["a change of what is there", [["create"], ["update"]]],
])("a plan of %s is not what the docs say, and fails", async (_, actions) => {
  const { result, isBack } = await tried(actions);
  expect(result).toMatchObject({ ok: false, error: expect.stringContaining("never been deployed") });
  expect(isBack).toBe(true);
});
