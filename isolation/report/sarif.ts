/** SARIF 2.1.0: a rule for each guarantee, a result for each finding and for each cause that stops guarantees, at the resource in its stack's file. */
import type { Invocation, Location, Log, Notification, ReportingDescriptor, Result } from "sarif";
import { printable } from "../../config/problems";
import type { Verdict } from "../prove";
import { type Cause, causesOf, describeStops } from "./causes";
import { exceptionsOf, groupExceptions } from "./exceptions";
import { type Finding, findingsOf } from "./findings";
import type { Place } from "./place";
import type { Report, ReportProblem } from "./report";

const help = "docs/guarantees.md says what each guarantee rests on, what is assumed, and what is outside it.";

/** Page: docs.oasis-open.org/sarif/sarif/v2.1.0. */
export function sarifOf(report: Report): string {
  const { verdicts, problems } = report;
  const ok = problems.length === 0;
  const invocation: Invocation = {
    executionSuccessful: ok,
    ...(!ok && { toolExecutionNotifications: problems.map(notificationOf) }),
  };
  const log: Log = {
    version: "2.1.0",
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    runs: [
      {
        tool: { driver: { name: "Studio Enclave", rules: rulesOf(verdicts) } },
        columnKind: "utf16CodeUnits",
        invocations: [invocation],
        results: [
          ...causesOf(verdicts).map((cause) => resultOfCause(cause, report)),
          ...verdicts.flatMap((verdict) => findingsOf(verdict).map((finding) => resultOf(finding, report))),
        ],
        // What holds or is open is no result: readers of SARIF show every result as an alert.
        properties: {
          declaredNowhere: report.undeclared,
          unproved: report.unproved,
          ...(report.changes && { changes: report.changes }),
          exceptions: groupExceptions(exceptionsOf(verdicts)).map(({ head, items }) => ({
            kind: head,
            count: items.length,
            of: items.map(({ text, sharers }) => ({ text, environments: Object.fromEntries(sharers) })),
          })),
          verdicts: verdicts.map(({ environment, guarantee, outcome, at, until, notes }) => ({
            environment,
            guarantee,
            outcome,
            ...(at !== undefined && { at }),
            ...(until && { until }),
            ...(notes.length > 0 && { notes }),
          })),
        },
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

const rulesOf = (verdicts: readonly Verdict[]): ReportingDescriptor[] =>
  [...new Map(verdicts.map((verdict) => [verdict.guarantee, verdict])).values()].map(
    ({ guarantee, name, promise }) => ({
      id: guarantee,
      name: name.replace(/(?:^| )(\w)/g, (_, letter: string) => letter.toUpperCase()),
      shortDescription: { text: name },
      fullDescription: { text: promise },
      help: { text: help },
      defaultConfiguration: { level: "error" },
      properties: { tags: ["security"] },
    }),
  );

function resultOf({ verdict, lines, place, statements }: Finding, report: Report): Result {
  const { environment, guarantee, outcome } = verdict;
  return {
    ruleId: guarantee,
    level: "error",
    message: { text: [`${printable(environment)}: ${lines[0]}`, ...lines.slice(1)].join("\n") },
    locations: [locationOf(place, report)],
    ...(statements.length > 0 && {
      relatedLocations: statements.map((statement, id) => ({
        id,
        ...locationOf(statement.place, report),
        message: { text: statement.text },
      })),
    }),
    properties: { environment, outcome },
  };
}

/** One alert, whatever it stops: under the first guarantee that it stops. */
function resultOfCause({ id, problem, place, stops, ...rest }: Cause, report: Report): Result {
  return {
    ruleId: stops[0]?.guarantees[0] ?? "",
    level: "error",
    message: { text: `not understood: ${problem}\nnot decidable: ${describeStops({ stops, ...rest })}` },
    locations: [locationOf(place, report)],
    properties: { outcome: "not decidable", cause: id, stops },
  };
}

/** Every result has a place, for readers demand one: that of the stacks together where none is known. */
function locationOf(place: Place | undefined, { folder, lineOf }: Report): Location {
  if (place === undefined) return { physicalLocation: { artifactLocation: { uri: uriOf(`${folder}/stacks`) } } };
  const { stack, address, path } = place;
  const logical = [
    ...(address === undefined ? [] : [{ fullyQualifiedName: `${stack}/${address}`, name: address, kind: "resource" }]),
    ...(path === undefined
      ? []
      : [{ fullyQualifiedName: `${stack}/${address ?? ""}${path}`, name: path, kind: "member" }]),
  ];
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(`${folder}/stacks/${stack}/cdk.tf.json`) },
      region: { startLine: (address === undefined ? undefined : lineOf(stack, address)) ?? 1 },
    },
    ...(logical.length > 0 && { logicalLocations: logical }),
  };
}

const notificationOf = ({ text, file, line, column }: ReportProblem): Notification => ({
  level: "error",
  message: { text },
  ...(file !== undefined && {
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          ...(line !== undefined && {
            region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
          }),
        },
      },
    ],
  }),
});

/** A relative path stays one; an absolute one becomes a file URI. */
function uriOf(path: string): string {
  const encoded = printable(path).replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
  if (/^[A-Za-z]:\//.test(path.replaceAll("\\", "/"))) return `file:///${encoded.replace("%3A", ":")}`;
  return path.startsWith("/") ? `file://${encoded}` : encoded;
}
