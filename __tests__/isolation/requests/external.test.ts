/** Declared producers and readers are let in: G10 asks what they do, as AWS completes it. */
import { type Attack, drop, type Loose, policyOf, proveEdited, shipped, statement } from "../stacks";

/** Of the stack and bucket in prod that have a producer and a reader. */
const place = ((): readonly [stack: string, name: string] => {
  for (const [stack, file] of shipped("prod").stacks) {
    const policies = (file as Loose).resource.aws_s3_bucket_policy ?? {};
    for (const [name, { policy }] of Object.entries(policies) as [string, { policy: string }][]) {
      if (policy.includes("AllowProducer1")) return [stack, name];
    }
  }
  throw new Error("prod has no producer");
})();

const g10 = async (edit: (document: Loose) => void) => {
  const attack: Attack = policyOf(place[0], "aws_s3_bucket_policy", place[1], edit);
  const [verdict] = await proveEdited(shipped("prod"), attack, { guarantees: ["G10"] });
  return verdict;
};

test("a producer whose date has passed cannot write", async () => {
  const verdict = await g10((document) => {
    const allow = statement(document, "AllowProducer1");
    allow.Condition = { ...allow.Condition, DateLessThanIfExists: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } };
  });
  expect(verdict?.outcome).toBe("violated");
  expect(verdict?.failures.map(({ what }) => what).join()).toMatch(
    /cannot let producer arn:\S+ call s3:PutObject below/,
  );
});

test("a denial of clients by their name leaves it open whether a producer writes", async () => {
  const verdict = await g10((document) => {
    document.Statement.push({
      Sid: "More",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutObject",
      Resource: "*",
      Condition: {
        ArnEquals: statement(document, "AllowProducer1").Condition.ArnEquals,
        StringLike: { "aws:UserAgent": "*curl*" },
      },
    });
  });
  expect(verdict?.outcome).toBe("not decidable");
  expect(verdict?.undecided.join()).toMatch(/let producer .* depends on aws:UserAgent: each client sends its own/);
});

test("a declared producer that the policy forgets is named", async () => {
  const verdict = await g10((document) => drop(document, "AllowProducer1"));
  expect(verdict?.outcome).toBe("violated");
  expect(verdict?.failures.map(({ what }) => what).join()).toMatch(/does not let in the declared producer arn:/);
});
