/** Where only the stacks are read, networks that they spare are exceptions by name; the internet is none. */
import { type Attack, editPolicy, type Loose, linesOfExceptions, proveEdited, resource, shipped } from "./stacks";

const declared = "172.16.0.0/20";
const studio = "prod-studio-fraud";

/** Puts these ranges in the place of the declared private one. */
const spare =
  (policy: string, ranges: readonly string[]): Attack =>
  (files) =>
    editPolicy(resource(files, studio, "aws_iam_policy", policy), (document) => {
      const tests = document.Statement.map(({ Condition }: Loose) => Condition?.NotIpAddress).filter(
        (test: Loose) => test?.["aws:VpcSourceIp"],
      );
      expect(tests.length).toBeGreaterThan(0);
      for (const test of tests) {
        const others = [test["aws:VpcSourceIp"]].flat().filter((range) => range !== declared);
        test["aws:VpcSourceIp"] = [...others, ...ranges];
      }
    });
const proved = async (guarantee: string, attack: Attack, withoutConfiguration = true) => {
  const [verdict] = await proveEdited(shipped("prod"), attack, { guarantees: [guarantee], withoutConfiguration });
  if (!verdict) throw new Error("no verdict");
  return verdict;
};
const internetInPieces = [12, 13, 14, 15, 16].map((first) => `${first}.0.0.0/8`);

test.each([
  ["G6", "people-access"],
  ["G11", "_walls"],
] as const)("%s names the private networks that it takes from the stacks", async (guarantee, policy) => {
  const { outcome, exceptions } = await proved(guarantee, spare(policy, ["172.20.0.0/16"]));
  expect(outcome).toBe("proved");
  expect(linesOfExceptions(exceptions)).toContain("allowed network: 172.20.0.0/16");
  expect(linesOfExceptions(exceptions)).toContain("allowed network: 203.0.113.0/24");
  expect((await proved(guarantee, spare(policy, ["172.20.0.0/16"]), false)).outcome).toBe("violated");
});

test.each([
  ["G6", "people-access", ["0.0.0.0/0"]],
  ["G6", "people-access", internetInPieces],
  ["G11", "_walls", ["0.0.0.0/0"]],
  ["G11", "_walls", internetInPieces],
] as const)("%s takes no internet from %s for a private network: %s", async (guarantee, policy, ranges) => {
  const { outcome, failures } = await proved(guarantee, spare(policy, ranges));
  expect(outcome).toBe("violated");
  expect(failures.map(({ what }) => what).join("\n")).toMatch(/from outside the allowed networks|wider than a \/8/);
});
