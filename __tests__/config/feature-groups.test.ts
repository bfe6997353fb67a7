/** Mistakes in declared feature groups are told with their place before AWS would refuse the group in the middle of an apply. */
import { edit, problemLines, shippedFiles } from "./folders";

const staging = shippedFiles("staging");
const lines = (from: string, to: string) => problemLines(edit(staging, "teams/fraud.yaml", from, to), "staging");
const at = (path: string) =>
  new RegExp(`^staging/teams/fraud\\.yaml:\\d+:\\d+ features\\.featureStore\\.offline\\.groups\\[0\\]${path}`);

test.each<[what: string, from: string, to: string, path: string, said: string]>([
  [
    "an identifier that is no feature",
    "recordIdentifier: transaction_id",
    "recordIdentifier: transaction",
    "\\.recordIdentifier",
    ': "transaction" is not among the group\'s features; write transaction_id, event_time or amount',
  ],
  [
    "a time that is no feature",
    "eventTime: event_time",
    "eventTime: time",
    "\\.eventTime",
    ': "time" is not among the group\'s features; write transaction_id, event_time or amount',
  ],
  [
    "a time that is a whole number",
    "{name: event_time, type: String}",
    "{name: event_time, type: Integral}",
    "\\.features\\[1\\]\\.type",
    ': "Integral" is no type of an event time; write String or Fractional',
  ],
  [
    "a feature that is given twice",
    "{name: amount, type: Fractional}",
    "{name: event_time, type: Fractional}",
    "\\.features\\[2\\]\\.name",
    ': "event_time" is given twice; write it once',
  ],
  [
    "a feature that SageMaker adds itself",
    "{name: amount, type: Fractional}",
    "{name: write_time, type: Fractional}",
    "\\.features\\[2\\]\\.name",
    ': "write_time" is not a legal name of a feature; write letters, digits, hyphens and underscores, a letter or digit first and last, and not is_deleted, write_time or api_invocation_time',
  ],
  [
    "a type that there is not",
    "{name: amount, type: Fractional}",
    "{name: amount, type: Float}",
    "\\.features\\[2\\]\\.type",
    ': "Float" is not allowed; write String, Integral or Fractional',
  ],
  [
    "a name that leaves the team's",
    "- name: transactions\n          recordIdentifier",
    "- name: ../research\n          recordIdentifier",
    "\\.name",
    ': "../research" is not a legal name; write lower-case letters, digits and single hyphens, a letter first',
  ],
])("%s is one line", (_, from, to, path, said) => {
  const found = lines(from, to);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(at(path));
  expect(found[0]?.endsWith(said)).toBe(true);
});

test("a group that is given twice is one line, at the second", () => {
  expect(lines("- name: cards", "- name: transactions")).toEqual([
    expect.stringMatching(/groups\[1\]\.name: "transactions" is given twice; write it once$/),
  ]);
});

test("more groups than the role's policy has room for are one line, which says how many fit", () => {
  const group = (index: number) =>
    `        - {name: ${"g".repeat(27)}${index}, recordIdentifier: a, eventTime: b, features: [{name: a, type: String}, {name: b, type: String}]}\n`;
  const many = Array.from({ length: 90 }, (_, index) => group(index + 100)).join("");
  expect(lines("        - name: cards", `${many}        - name: cards`)).toEqual([
    expect.stringMatching(
      /^staging\/teams\/fraud\.yaml:\d+:7 features\.featureStore\.offline\.groups: makes the execution role's own policy of team fraud \d+ characters long; IAM, in a role that can still be suspended, allows \d+; keep \d+ of these 92, or fewer buckets and images$/,
    ),
  ]);
});

test("the shipped groups are right", () => {
  expect(lines("- name: cards", "- name: cards")).toEqual([]);
});
