/** A sample of the comparison with brute force; brute-force.full.test.ts holds the rest. */
import { PolicyError, parsePolicy } from "../../../isolation/policy";
import { bruteForce } from "./brute-force";
import { document } from "./random-questions";

bruteForce(2_000);

test("an error of the evaluator is never taken for a proof", () => {
  expect(() =>
    parsePolicy(
      document([{ Effect: "Allow", Action: "s3:*", Resource: "*", Condition: { Bogus: {} } }]),
      "x",
      "identity",
    ),
  ).toThrow(PolicyError);
});
