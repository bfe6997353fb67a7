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

const policies = ["people-access", "_walls"] as const;
const spareInBoth: Attack = (files) => {
  for (const policy of policies) spare(policy, ["172.20.0.0/16"])(files);
};

test.each(["G6", "G11"])("%s names the private networks that it takes from the stacks", async (guarantee) => {
  const { outcome, exceptions } = await proved(guarantee, spareInBoth);
  expect(outcome).toBe("proved");
  expect(linesOfExceptions(exceptions)).toContain("allowed network: 172.20.0.0/16");
  expect(linesOfExceptions(exceptions)).toContain("allowed network: 203.0.113.0/24");
  expect((await proved(guarantee, spareInBoth, false)).outcome).toBe("violated");
});

test("from the stacks alone, the policy for people is held against the networks of the role", async () => {
  const { outcome, failures } = await proved("G6", spare("people-access", ["172.20.0.0/16"]));
  expect(outcome).toBe("violated");
  expect(failures[0]?.what).toBe("a person opens fraud's Studio from outside the allowed networks");
});

const publicOnes = ["203.0.113.0/24", "198.51.100.16/28"];
test.each([...publicOnes.map((range) => [range, "aws:SourceIp"] as const), [declared, "aws:VpcSourceIp"] as const])(
  "G10 notices that people are shut out of %s, with and without a configuration",
  async (range, key) => {
    const shutOut: Attack = (files) =>
      editPolicy(resource(files, studio, "aws_iam_policy", "people-access"), (document) => {
        const test = document.Statement.map(({ Condition }: Loose) => Condition?.NotIpAddress).findLast(
          (each: Loose) => each?.[key],
        );
        const left = [test[key]].flat().filter((each) => each !== range);
        if (left.length > 0) test[key] = left;
        else delete test[key];
      });
    for (const withoutConfiguration of [true, false]) {
      const { outcome, failures } = await proved("G10", shutOut, withoutConfiguration);
      expect(outcome).toBe("violated");
      expect(failures[0]?.what).toContain(`let people open Studio from ${range}`);
    }
  },
);

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
