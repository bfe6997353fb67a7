/** Serverless endpoints run outside every VPC: no configuration says so, whatever its model and key. */
import { complaints } from "../complaints";
import { type Attack, drop, policyOf, shipped } from "../stacks";

const withoutDenial = (stack: string): Attack =>
  policyOf(stack, "aws_iam_policy", "policies_compute-walls", (document) => {
    drop(document, "DenyServerless");
  });

test.each(["dev", "solo"])(
  "in %s, G7 says where the role may make a serverless endpoint of its own model",
  async (name) => {
    expect(await complaints(shipped(name), withoutDenial(`${name}-studio-research`), { guarantees: ["G7"] })).toMatch(
      /makes a serverless endpoint, which runs outside every VPC/,
    );
  },
);

test.each(["dev", "solo"])("in %s as it is shipped, it may not", async (name) => {
  expect(await complaints(shipped(name), () => {}, { guarantees: ["G7"] })).toBe("");
});
