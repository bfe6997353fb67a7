/** Markdown of a proof: short enough for a comment, and texts out of stacks stay texts. */
import { markdownOf } from "../../../isolation/report/markdown";
import { hostileReport, noTeam, notEntered, reportOf, undecided, verdict, violated } from "./reports";

/** What is left where code is taken away: all that a renderer reads as Markdown or HTML. */
const outsideCode = (markdown: string): string =>
  markdown
    .replace(/^(`{3,})text\n[\s\S]*?\n {0,3}\1`* *$/gm, "FENCED")
    .replace(/<code>(?:[\p{L}\p{N} -]|&#\d+;)*<\/code>/gu, "CODE");

test("a table of guarantees by environment, then the findings whole, then the exceptions", () => {
  const markdown = markdownOf(reportOf({ verdicts: [violated, undecided, verdict({ environment: "staging" })] }));
  expect(markdown).toContain("## Studio Enclave: 2 of 3 guarantees not proved");
  expect(markdown).toContain("| guarantee |  | <code>prod</code> | <code>staging</code> |");
  expect(markdown).toContain("| G1 | front door | **violated** | proved |");
  expect(markdown).toContain("| G4 | no internet | **not decidable** |  |");
  expect(markdown).toContain(
    "let through by: prod-buckets-fraud aws_s3_bucket_policy.policy $.Statement[2] (AllowAll)",
  );
  expect(markdown).toContain("not understood: cdktf.out/stacks/prod-networking/cdk.tf.json");
  expect(markdown).toContain("G1 the deployer may list key names (prod)");
});

test("what is open is in the table, counted apart from what is proved, and says why", () => {
  const markdown = markdownOf(reportOf({ verdicts: [verdict({}), noTeam, notEntered] }));
  expect(markdown).toContain("## Studio Enclave: 1 guarantee proved");
  expect(markdown).toContain("| G10 | the team can work | nobody enters yet |  |");
  expect(markdown).toContain("Neither proved nor failed: 1 about teams, in an environment without teams");
  expect(markdown).toContain("fraud: access names no network");
});

test("stacks of somebody else are told to be unproved, and which environments they may touch", () => {
  const file = "stacks/platform/cdk.tf.json";
  const markdown = markdownOf(
    reportOf({
      verdicts: [verdict({})],
      unproved: [
        { stack: "platform", file, accounts: ["999999999999"], touches: [] },
        { stack: "shared", file, accounts: [], touches: ["dev", "prod"] },
      ],
    }),
  );
  expect(markdown).toContain("### Unproved");
  expect(markdown).toContain("platform, in account 999999999999: names nothing of any environment");
  expect(markdown).toContain("shared, in an account that it does not say: may touch dev and prod");
});

test("problems of the configuration are told, not an empty success", () => {
  const markdown = markdownOf(reportOf({ problems: [{ text: "a.yaml:2:3 cidr: is too wide" }] }));
  expect(markdown).toContain("nothing proved");
  expect(markdown).toContain("a.yaml:2:3 cidr: is too wide");
});

test("hostile names are code wherever they stand: no mention, tag, link, cell or heading of theirs", () => {
  const rest = outsideCode(markdownOf(hostileReport));
  expect(rest).not.toMatch(/everyone|img|onerror|e\.vil|`|\[x\]|^# h/m);
  const table = rest.split("\n").filter((line) => line.startsWith("|"));
  expect(new Set(table.map((line) => line.split("|").length))).toEqual(new Set([5]));
  expect(table).toHaveLength(5);
});

test("very many environments share the columns of those with the same verdicts, each named below", () => {
  const verdicts = Array.from({ length: 12 }, (_, index) =>
    verdict({ environment: `env${index}`, outcome: index === 7 ? "violated" : "proved" }),
  );
  const markdown = markdownOf(reportOf({ verdicts }));
  expect(markdown).toContain("| guarantee |  | A (11) | <code>env7</code> |");
  expect(markdown).toContain("| G1 | front door | proved | **violated** |");
  expect(markdown).toMatch(/^A \(11\): <code>env0<\/code>, .*<code>env11<\/code>$/m);
});

test("very many findings fit a comment, and it says how many do not", () => {
  const { failures } = violated;
  const verdicts = Array.from({ length: 500 }, (_, index) => ({
    ...violated,
    environment: `environment-${index % 3}`,
    failures: [...failures, ...failures],
    exceptions: Array.from({ length: 10 }, (__, each) => ({ kind: `exception ${index}`, of: `${each}` })),
  }));
  const markdown = markdownOf(reportOf({ verdicts }));
  expect(markdown.length).toBeLessThan(65_536);
  expect(markdown).toMatch(/\d+ more, too long for a comment/);
  expect(markdown).toContain("Declared exceptions: 5000, of 500 kinds, too long");
});
