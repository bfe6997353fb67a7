/** Breaks of the synthesized JSON, tried with real Terraform. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import type { Break, StackFile } from "../../rehearsal/breaks/break";
import { breaksOf, oneOfEach } from "../../rehearsal/breaks/choose";
import { judge } from "../../rehearsal/breaks/judge";
import { Trials } from "../../rehearsal/breaks/trials";
import { checkout } from "../../rehearsal/folders";
import { startLocalAws } from "../../rehearsal/local-aws";
import { synthesize } from "../../stacks/synthesize";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("breaks of dev's network");
const work = mkdtempSync(join(tmpdir(), "enclave-breaks-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("five breaks of dev's network, chosen by a seed", () => {
  test("are all noticed by real Terraform, and a change that is no mistake is not", async () => {
    const { python, pluginFolder } = requirements;
    const stack = "dev-networking";
    const [environment] = loadEnvironments(join(checkout, "environments"), { environment: "dev" }).environments;
    if (!environment) throw new Error("no environment dev");
    synthesize([environment], { outdir: join(work, "cdktf.out") });
    const file: StackFile = JSON.parse(readFileSync(join(work, "cdktf.out", "stacks", stack, "cdk.tf.json"), "utf8"));
    const localAws = await startLocalAws({ workDir: join(work, "local-aws"), python });
    try {
      const trials = new Trials({ environment, localAws, pluginFolder, workDir: join(work, "trials") });
      const own = breaksOf(stack, file).filter(
        ({ seenBy, hidesOthers, slow }) => seenBy === "AWS" && !hidesOthers && !slow,
      );
      const five = oneOfEach(own, 1).slice(0, 5);
      const harmless: Break = {
        stack,
        type: "aws_vpc",
        address: "aws_vpc.vpc",
        what: "broken",
        seenBy: "AWS",
        edits: [{ path: ["resource", "aws_vpc", "vpc", "tags"], value: { Name: "another-name" } }],
      };
      await trials.prepare([stack]);
      const verdicts = await judge([...five, harmless], (batch) => trials.try(batch));
      expect(five).toHaveLength(5);
      const green = verdicts.filter(({ noticed }) => !noticed);
      expect(green.map(({ broken: { address, what } }) => `${address}: ${what}`)).toEqual(["aws_vpc.vpc: broken"]);
    } finally {
      await localAws.stop();
    }
  });
});
