/** The table of verdicts fits the line, however many environments there are, and shows every verdict. */
import fc from "fast-check";
import { openTerminal } from "../../cli/terminal";
import { verdictTable } from "../../cli/verdict-table";
import { wrap } from "../../cli/wrap";
import { outcomes } from "../../isolation/outcome";
import { verdict } from "../isolation/report/reports";

const terminal = (columns: number) =>
  openTerminal(
    { stdout: { write: () => true, columns }, stderr: { write: () => true }, env: { NO_COLOR: "1" } },
    false,
  );
const ids = ["G1", "G2", "G10"];
const verdictsOf = (environments: readonly string[], outcome: (environment: string, guarantee: string) => string) =>
  environments.flatMap((environment) =>
    ids.map((guarantee) =>
      verdict({
        environment,
        guarantee,
        name: `name of ${guarantee}`,
        outcome: outcome(environment, guarantee) as never,
      }),
    ),
  );
const many = Array.from({ length: 35 }, (_, index) => `env${index}`);

test("a few environments have a column each", () => {
  const [, head] = verdictTable(
    verdictsOf(["dev", "staging"], () => "proved"),
    terminal(80),
  );
  expect(head).toMatch(/dev +│ staging/);
});

test("a wide table has one line for each guarantee, so that all fit a screen", () => {
  const verdicts = verdictsOf(["dev", "staging"], () => "not decidable");
  expect(verdictTable(verdicts, terminal(80))).toHaveLength(ids.length + 4);
});

test.each([80, 120])("35 environments with the same verdicts share a column, in %i characters", (columns) => {
  const lines = verdictTable(
    verdictsOf(many, (environment) => (environment === "env7" ? "violated" : "proved")),
    terminal(columns),
  );
  expect(lines[1]).toMatch(/A \(34\) +│ env7/);
  expect(lines.join("\n")).toMatch(/G1 +│ name of G1 +│ proved +│ violated/);
  expect(lines.join(" ")).toMatch(/A \(34\): env0, env1, .* and 4 more/);
});

test("property: no line is longer than the terminal is wide, and every outcome is there", () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(
      names,
      fc.integer({ min: 60, max: 140 }),
      fc.infiniteStream(fc.constantFrom(...outcomes)),
      (environments, columns, stream) => {
        const verdicts = verdictsOf(environments, () => stream.next().value);
        const lines = verdictTable(verdicts, terminal(columns));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
        const words = lines.join(" ");
        for (const { outcome } of verdicts) expect(words).toContain(outcome.split(" ")[0]);
      },
    ),
    { numRuns: 100 },
  );
});

test("property: wrapped lines hold every word in order, and only a long word is longer than the line", () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^\S{1,30}$/), { minLength: 1 }),
      fc.integer({ min: 10, max: 60 }),
      (words, width) => {
        const lines = wrap(words.join(" "), width, "  ");
        expect(lines.map((line) => line.trim()).join(" ")).toBe(words.join(" "));
        for (const line of lines) expect(line.length <= width || !line.trim().includes(" ")).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});
