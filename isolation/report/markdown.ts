/** Markdown for a pull request's comment: a table of guarantees by environment, then the findings. Texts out of stacks stay texts. */
import { printable } from "../../config/problems";
import { fails, isOpen, type Outcome } from "../outcome";
import { describeOthers, describeStops, foldCauses } from "./causes";
import { columnsOf, legendOf, sharedColumns } from "./columns";
import { describeExceptions } from "./exceptions";
import { findingsOf } from "./findings";
import { type Notice, noticesOf } from "./notices";
import type { Report } from "./report";
import { describeUnproved } from "./unproved";
import { count, describeCounts, describeTimes, describeVerdict } from "./words";

/** GitHub takes 65,536 in a comment. */
const mostCharacters = 64_000;
const mostOfExceptions = 12_000;
const mostOfNotice = 8_000;

/** Shown as it is, in a table too: nothing in it is a pipe, tag, mention, link or backtick to a reader of Markdown. */
const literal = (text: string): string =>
  `<code>${printable(text).replace(/[^\p{L}\p{N} -]/gu, (character) => `&#${character.codePointAt(0)};`)}</code>`;

/** Lines as they are; the fence is longer than any run of backticks in them. */
function fenced(lines: readonly string[]): string {
  const text = lines.join("\n");
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = "`".repeat(Math.max(2, ...runs) + 1);
  return `${fence}text\n${text}\n${fence}`;
}

export function markdownOf(report: Report): string {
  const { verdicts, problems } = report;
  const failed = verdicts.filter(({ outcome }) => fails(outcome));
  const [proved, counted] = describeCounts(verdicts);
  const headline =
    verdicts.length === 0
      ? "nothing proved"
      : [
          failed.length > 0 ? `${failed.length} of ${verdicts.length} guarantees not proved` : proved,
          ...(problems.length > 0 ? [count(problems.length, "problem")] : []),
        ].join(", ");
  const open = verdicts.filter(({ outcome }) => isOpen(outcome)).flatMap(describeVerdict);
  // That nothing changes with time is no news.
  const dated = verdicts.some(({ until }) => until) ? describeTimes(verdicts) : [];
  const head = [
    `## Studio Enclave: ${headline}`,
    ...noticesOf(report).flatMap(notice),
    ...(problems.length > 0 ? [fenced(problems.map(({ text }) => printable(text)))] : []),
    ...(verdicts.length > 0 ? [table(verdicts)] : []),
    ...(counted === undefined ? [] : [`${counted}.`]),
    ...(open.length > 0 ? [fenced(open)] : []),
    ...(dated.length > 0 ? [fenced(dated)] : []),
    ...(report.unproved.length > 0
      ? ["### Unproved: stacks that belong to no environment", fenced(describeUnproved(report.unproved))]
      : []),
  ].join("\n\n");
  const foot = exceptions(verdicts);
  const causes = foldCauses(verdicts);
  const findings = [
    ...(causes.length > 0
      ? [
          [
            "### Not decidable",
            ...causes.map((cause) =>
              fenced([describeStops(cause), `not understood: ${cause.problem}`, ...describeOthers(cause)]),
            ),
          ].join("\n\n"),
        ]
      : []),
    ...failed
      .filter(({ outcome }) => outcome === "violated")
      .map((verdict) =>
        [
          `### ${literal(verdict.environment)} ${verdict.guarantee} ${verdict.name}: ${verdict.outcome}`,
          fenced([`promise: ${verdict.promise}`, ...findingsOf(verdict).flatMap(({ lines }) => lines)]),
        ].join("\n\n"),
      ),
  ];
  return [head, ...within(mostCharacters - head.length - foot.length, findings), foot]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** As many lines as a comment has room for. */
function notice({ title, hint, lines }: Notice): string[] {
  let left = mostOfNotice;
  const fitting = lines.filter((line) => {
    left -= line.length + 1;
    return left > 0;
  });
  const missing = lines.length - fitting.length;
  const rest = missing > 0 ? [`${missing} lines more, too long for a comment`] : [];
  return [
    `**${title}.**${hint === "" ? "" : ` ${literal(hint)}`}`,
    ...(lines.length > 0 ? [fenced([...fitting, ...rest])] : []),
  ];
}

const shown = (outcome: Outcome): string => (fails(outcome) ? `**${outcome}**` : outcome);

/** Wider tables are scrolled. */
const mostColumns = 8;

function table(verdicts: Report["verdicts"]): string {
  const each = columnsOf(verdicts);
  const columns = each.length > mostColumns ? sharedColumns(each) : each;
  const guarantees = [...new Map(verdicts.map(({ guarantee, name }) => [guarantee, name]))];
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rows = [
    row(["guarantee", "", ...columns.map(({ letter, environments }) => letter ?? literal(environments[0] ?? ""))]),
    row(["---", "---", ...columns.map(() => "---")]),
    ...guarantees.map(([id, name]) =>
      row([
        id,
        name,
        ...columns.map(({ outcomes }) => {
          const outcome = outcomes.get(id);
          return outcome === undefined ? "" : shown(outcome);
        }),
      ]),
    ),
  ].join("\n");
  const legend = legendOf(columns).map(([letter, names]) => `${letter}: ${names.map(literal).join(", ")}`);
  return [rows, ...legend].join("\n\n");
}

/** As many as fit, and how many do not. */
function within(characters: number, texts: readonly string[]): string[] {
  let left = characters;
  const fitting = texts.filter((text) => {
    left -= text.length + 2;
    return left > 0;
  });
  const missing = texts.length - fitting.length;
  if (missing === 0) return fitting;
  return [...fitting, `${missing} more, too long for a comment: \`npm run enclave -- prove\` shows all.`];
}

function exceptions(verdicts: Report["verdicts"]): string {
  const found = describeExceptions(verdicts);
  if (!found) return "";
  const text = `<details><summary>${found.title}</summary>\n\n${fenced(found.lines)}\n\n</details>`;
  return text.length <= mostOfExceptions
    ? text
    : `${found.title}, too long for a comment: \`npm run enclave -- prove\` lists them.`;
}
