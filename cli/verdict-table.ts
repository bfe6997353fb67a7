/** The table of guarantees by environment, for lines of any width: environments with the same outcomes share a column where there are too many. */
import Table from "cli-table3";
import { list, printable } from "../config/problems";
import { type Outcome, outcomes } from "../isolation/outcome";
import type { Verdict } from "../isolation/prove";
import { type Column, columnsOf, legendOf, sharedColumns } from "../isolation/report/columns";
import type { Terminal } from "./terminal";
import { wrap } from "./wrap";

/** Lines of a table; of a list, where even the shared columns do not fit. */
export function verdictTable(verdicts: readonly Verdict[], terminal: Terminal): string[] {
  const each = columnsOf(verdicts);
  const shared = sharedColumns(each);
  const names = new Map(verdicts.map(({ guarantee, name }) => [guarantee, name]));
  const below = legendOf(shared).flatMap(([letter, environments]) =>
    wrap(`${letter}: ${list(environments.map(printable), "and")}`, terminal.columns),
  );
  for (const columns of [each, shared]) {
    for (const isNarrow of [false, true]) {
      if (widthOf(names, columns, isNarrow) > terminal.columns) continue;
      return [...draw(names, columns, isNarrow, terminal), ...(columns === shared ? below : [])];
    }
  }
  return [...shared.flatMap((column) => wrap(inWords(column), terminal.columns)), ...below];
}

/** What a cell shows; in a narrow one the first word stands above the others. */
const cellOf = (outcome: Outcome, isNarrow: boolean): readonly string[] =>
  isNarrow ? outcome.replace(" ", "\n").split("\n") : [outcome];

/** Of a table with these columns: each by its widest cell, and what stands between. */
function widthOf(names: ReadonlyMap<string, string>, columns: readonly Column[], isNarrow: boolean): number {
  const widest = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length));
  const cells = columns.map((column) =>
    widest([headOf(column), ...[...column.outcomes.values()].flatMap((outcome) => cellOf(outcome, isNarrow))]),
  );
  return [widest(["guarantee", ...names.keys()]), widest([...names.values()]), ...cells].reduce(
    (sum, cell) => sum + cell + 3,
    1,
  );
}

function draw(
  names: ReadonlyMap<string, string>,
  columns: readonly Column[],
  isNarrow: boolean,
  { colours }: Terminal,
): string[] {
  const colourOf = {
    proved: colours.green,
    violated: colours.red,
    "not decidable": colours.yellow,
    "no team": colours.dim,
    "nobody enters yet": colours.cyan,
  };
  const table = new Table({
    head: ["guarantee", "", ...columns.map(headOf)].map(colours.bold),
    style: { head: [], border: [] },
  });
  for (const [id, name] of names) {
    const cells = columns.map(({ outcomes: own }) => {
      const outcome = own.get(id);
      return outcome === undefined ? "" : cellOf(outcome, isNarrow).map(colourOf[outcome]).join("\n");
    });
    table.push([id, name, ...cells]);
  }
  // Between rows of one line nothing is needed but below the head.
  return table
    .toString()
    .split("\n")
    .filter((line, index) => isNarrow || index <= 2 || !line.startsWith("├"));
}

const headOf = ({ letter, environments }: Column): string => letter ?? printable(environments[0] ?? "");

/** `dev: 12 proved; violated: G3; not decidable: G10`. */
const inWords = (column: Column): string => {
  const { outcomes: own } = column;
  const of = (outcome: Outcome) => [...own].flatMap(([id, each]) => (each === outcome ? [id] : []));
  const others = outcomes.filter((outcome) => outcome !== "proved" && of(outcome).length > 0);
  return [
    `${headOf(column)}: ${of("proved").length} proved`,
    ...others.map((outcome) => `${outcome}: ${list(of(outcome), "and")}`),
  ].join("; ");
};
