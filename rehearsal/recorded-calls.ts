/** recorded-calls.json: which calls Terraform makes, in which phases and environments; kept current by every rehearsal. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shellLine } from "../config/shell-line";
import type { MadeCall } from "./made-calls";
import { phases as allPhases, type Phase } from "./report";

export interface RecordedRow extends Omit<MadeCall, "phase"> {
  readonly phases: readonly Phase[];
  /** Those that make the call in these phases; where it is not there, all whose phases were recorded. */
  readonly environments?: readonly string[];
}

export interface RecordedCalls {
  /** The phases of each environment that were recorded. */
  readonly environments: Readonly<Record<string, readonly Phase[]>>;
  readonly calls: readonly RecordedRow[];
}

/** What one rehearsal of an environment did. */
export interface Rehearsed {
  readonly environment: string;
  /** Those that ran to their end. */
  readonly phases: readonly Phase[];
  /** False where teams were left out: what is missing then says nothing. */
  readonly whole: boolean;
  readonly calls: readonly MadeCall[];
}

export const recordFile = join(__dirname, "recorded-calls.json");

export const readRecord = (file = recordFile): RecordedCalls =>
  existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { environments: {}, calls: [] };

/** One line a call, so that a change is a line in a diff. */
export function writeRecord({ environments, calls }: RecordedCalls, file = recordFile): void {
  const rows = calls.map((row) => `    ${JSON.stringify(row)}`).join(",\n");
  writeFileSync(file, `{\n  "environments": ${JSON.stringify(environments)},\n  "calls": [\n${rows}\n  ]\n}\n`);
}

/** The record with the environment's rehearsed phases replaced by what was called in them. */
export function renew(record: RecordedCalls, { environment, phases, calls }: Rehearsed): RecordedCalls {
  const of = new Set([...(record.environments[environment] ?? []), ...phases]);
  const environments = sorted({ ...record.environments, [environment]: allPhases.filter((phase) => of.has(phase)) });
  const kept = entriesOf(record).filter(
    (entry) => entry.environment !== environment || !phases.includes(entry.call.phase),
  );
  const made = calls.filter(({ phase }) => phases.includes(phase)).map((call) => ({ environment, call }));
  const where = new Map<string, Set<string>>();
  for (const entry of [...kept, ...made]) {
    const key = textOf(entry.call);
    where.set(key, (where.get(key) ?? new Set()).add(entry.environment));
  }
  const rows = new Map<string, RecordedRow & { readonly phases: Phase[] }>();
  for (const [text, found] of [...where].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const { phase, ...call }: MadeCall = JSON.parse(text);
    const some = found.size < recording({ environments }, phase).length ? { environments: [...found].sort() } : {};
    const key = JSON.stringify({ call, some });
    const row = rows.get(key) ?? { ...call, phases: [], ...some };
    row.phases.push(phase);
    rows.set(key, row);
  }
  return { environments, calls: [...rows.values()] };
}

/** What these phases call does not depend on whether the environment was changed in between. */
const beforeDayTwo: readonly Phase[] = ["apply", "plan again"];

/**
 * Where record and rehearsal differ: one line each, the last says how to renew it. A phase that was not recorded in the
 * environment, or after another history, must make no call that nobody makes anywhere.
 */
export function differences(record: RecordedCalls, { environment, phases, whole, calls }: Rehearsed): string[] {
  const known = record.environments[environment] ?? [];
  const isAlike = known.includes("day two") === phases.includes("day two");
  const recorded = phases.filter((phase) => known.includes(phase) && (isAlike || beforeDayTwo.includes(phase)));
  const entries = entriesOf(record);
  const here = entries.filter((entry) => entry.environment === environment).map(({ call }) => call);
  const exactly = new Set(here.map(textOf));
  const anywhere = new Set(entries.map(({ call }) => textOf({ ...call, phase: "apply" })));
  const made = new Set(calls.map(textOf));
  const added = calls.filter((call) => {
    if (!phases.includes(call.phase)) return false;
    if (recorded.includes(call.phase)) return !exactly.has(textOf(call));
    return !anywhere.has(textOf({ ...call, phase: "apply" }));
  });
  const gone = whole ? here.filter((call) => recorded.includes(call.phase) && !made.has(textOf(call))) : [];
  if (added.length + gone.length === 0) return [];
  return [
    ...added.map((call) => `not in rehearsal/recorded-calls.json: ${show(call)}`),
    ...gone.map((call) => `in rehearsal/recorded-calls.json, and not made any more: ${show(call)}`),
    `if this is meant: ${shellLine(["npm", "run", "rehearse", "--", "--environment", environment, "--record"])}`,
  ];
}

/** Environments whose phase was recorded. */
const recording = ({ environments }: Pick<RecordedCalls, "environments">, phase: Phase): string[] =>
  Object.keys(environments).filter((name) => environments[name]?.includes(phase));

const entriesOf = (record: RecordedCalls) =>
  record.calls.flatMap(({ phases, environments, ...call }) =>
    phases.flatMap((phase) =>
      (environments ?? recording(record, phase)).map((environment) => ({ environment, call: { ...call, phase } })),
    ),
  );

const sorted = <Value>(values: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));

/** Equal for equal calls; sorts by stack, role, operation, resource and phase. */
const textOf = (call: MadeCall): string => JSON.stringify(inOrder(call));

const inOrder = ({ stack, role, operation, resource, phase }: MadeCall): MadeCall => ({
  stack,
  role,
  operation,
  resource,
  phase,
});

const show = ({ stack, role, operation, resource, phase }: MadeCall) =>
  `${phase}: ${operation}${resource && ` on ${resource}`} by ${role} for ${stack}`;
