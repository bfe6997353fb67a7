/** What docs/what-works.md says of the refusals that examples meet: by cause, with the number of programs, most first. */
import { guarantees } from "../../isolation/guarantees";
import type { Refusal } from "../../isolation/recorded/refusals";
import type { Mode } from "../harness/recordings";
import { table } from "./markdown";
import type { Result } from "./results";

interface Cause {
  readonly title: string;
  readonly of: (refusal: Refusal) => boolean;
}

const isAws = ({ guarantee }: Refusal): boolean => guarantee === "AWS";

/** The first that a refusal has. */
const causes: readonly Cause[] = [
  { title: "AWS has no way that stays inside a VPC", of: isAws },
  { title: "A parameter is enough", of: ({ byParameter }) => byParameter === true },
  {
    title: "Teams share the account: refused with `separation: names` alone",
    of: ({ separation }) => separation === "names",
  },
  { title: "A guarantee refuses it in every mode", of: () => true },
];

/** A section for each cause that an example meets. A program that meets several refusals counts in each of them. */
export function misses(results: readonly Result[], modes: readonly Mode[]): readonly string[] {
  const met = new Map(results.flatMap(({ refusals }) => refusals.map((refusal) => [refusal.id, refusal] as const)));
  const byCause = causes.map(({ title, of }, index) => {
    const own = [...met.values()].filter(
      (refusal) => of(refusal) && !causes.slice(0, index).some((earlier) => earlier.of(refusal)),
    );
    return { title, own, programs: programsOf(own, results, modes) };
  });
  return byCause
    .filter(({ own }) => own.length > 0)
    .sort((one, other) => most(other.programs) - most(one.programs))
    .flatMap(({ title, own, programs }) => [
      `### ${title}`,
      `${counted(programs, modes)}.`,
      tableOf(own, results, modes),
    ]);
}

function tableOf(refusals: readonly Refusal[], results: readonly Result[], modes: readonly Mode[]): string {
  const withGuarantee = refusals.some((refusal) => !isAws(refusal));
  const rows = refusals
    .map((refusal) => ({ refusal, programs: programsOf([refusal], results, modes) }))
    .sort((one, other) => most(other.programs) - most(one.programs) || (one.refusal.id < other.refusal.id ? -1 : 1))
    .map(({ refusal: { id, what, guarantee, why, instead, sources }, programs }) => [
      `\`${id}\``,
      what,
      ...programs,
      ...(withGuarantee ? [`${guarantee} (${guarantees.find((each) => each.id === guarantee)?.name})`] : []),
      why,
      instead ?? "–",
      sources.map(({ page, says }) => `${linkOf(page)} says that ${says}`).join("; "),
    ]);
  return table(
    [
      "refusal",
      "cannot",
      ...modes.map((mode) => `programs, \`${mode}\``),
      ...(withGuarantee ? ["guarantee"] : []),
      "why",
      "write instead",
      "evidence",
    ],
    rows,
  );
}

/** How many programs of each mode meet one of these. */
const programsOf = (refusals: readonly Refusal[], results: readonly Result[], modes: readonly Mode[]): number[] => {
  const ids = new Set(refusals.map(({ id }) => id));
  return modes.map(
    (mode) => results.filter((result) => result.mode === mode && result.refusals.some(({ id }) => ids.has(id))).length,
  );
};

const most = (programs: readonly number[]): number => Math.max(...programs);

const counted = (programs: readonly number[], modes: readonly Mode[]): string =>
  modes.map((mode, index) => `${programs[index]} programs with \`${mode}\``).join(", ");

const linkOf = (page: string): string => `[${page.split("/").at(-1)}](https://${page})`;
