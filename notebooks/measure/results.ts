/** What becomes of each example in each separation mode, from its recording and the verdicts on its requests. */
import type { Facts } from "../../isolation/facts/facts";
import { type Collected, collectedIn } from "../../isolation/recorded/collected";
import { type Decided, decide } from "../../isolation/recorded/decided";
import { explanationOf } from "../../isolation/recorded/explained";
import { allFeatures, featureOf } from "../../isolation/recorded/features";
import type { Surroundings } from "../../isolation/recorded/made-with";
import type { Recording } from "../../isolation/recorded/recording";
import { refusals as allRefusals, type Refusal } from "../../isolation/recorded/refusals";
import { type Example, type ExampleList, programsOf } from "../examples";
import { type Mode, recordingsOf } from "../harness/recordings";
import { type Ending, endingOf, endings } from "./endings";
import type { Measured } from "./environments";

export type Outcome =
  | "works as written"
  | "works with a parameter"
  | "refused on purpose"
  | "not supported by AWS"
  | "not measured"
  | "unexplained";

export interface Result {
  readonly mode: Mode;
  readonly example: Example;
  /** Of the SDK, or the API that the program is written for. */
  readonly version: string;
  readonly outcome: Outcome;
  /** Opt-ins that it needs, as environment.yaml writes them. */
  readonly optIns: readonly string[];
  /** Refusals on purpose that it meets. */
  readonly refusals: readonly Refusal[];
  /** Set where the program did not finish. */
  readonly ending?: Ending;
  /** Refused requests, and endings, that nothing explains. */
  readonly unexplained: readonly string[];
}

/** Throws where a recording is missing, and Undecided where a verdict is. */
export function resultsIn(mode: Mode, list: ExampleList, { shipped, opened }: Measured): readonly Result[] {
  const collected = collectedIn(mode);
  if (collected === undefined) throw new Error(`there are no recordings of mode ${mode}: npm run record`);
  const decided = (facts: Facts): readonly Decided[] => {
    const [team] = facts.teams;
    if (team === undefined) throw new Error(`${facts.environment.name} has no team`);
    return decide(facts, team, collected);
  };
  const verdicts = { before: decided(shipped), after: decided(opened) };
  const examples = new Map(programsOf(list).map((program) => [program.file, program.example]));
  const byName = new Map(collected.recordings.map((recording) => [recording.name, recording]));
  return recordingsOf(list)
    .filter((recorded) => recorded.mode === mode)
    .map(({ file, name, version, api }): Result => {
      const short = name.replace(`${mode}/`, "");
      const recording = byName.get(short);
      const example = examples.get(file);
      if (recording === undefined || example === undefined)
        throw new Error(`there is no recording ${name}: npm run record`);
      return {
        mode,
        example,
        version: short.startsWith(version) ? version : api,
        ...outcomeOf(recording, verdicts, collected.from, mode),
      };
    });
}

interface Verdicts {
  /** By kind: in the environment as shipped. */
  readonly before: readonly Decided[];
  /** By kind: with every opt-in on. */
  readonly after: readonly Decided[];
}

/** What becomes of one program. */
export function outcomeOf(
  { sent, ended, names = [] }: Collected["recordings"][number],
  { before, after }: Verdicts,
  from: Surroundings,
  mode: string,
  known: readonly Ending[] = endings,
): Omit<Result, "mode" | "example" | "version"> {
  const refusals = new Map(
    allRefusals.filter(({ hosts = [] }) => hosts.some((host) => names.includes(host))).map((each) => [each.id, each]),
  );
  const optIns = new Set<string>();
  const unexplained = new Set<string>();
  for (const { call, kinds } of sent) {
    for (const index of kinds) {
      const [was, is] = [before[index], after[index]];
      if (was === undefined || is === undefined) throw new Error(`${call.operation} has no verdict`);
      if (is.verdict.outcome === "passes") {
        const needed = was.verdict.outcome === "passes" ? undefined : explanationOf(was, from, mode);
        if (needed?.by === "opt-in") optIns.add(`${needed.key}: ${needed.value}`);
        // Where the endpoint is missing as well, that alone explains the refusal.
        const feature = needed?.by === "opt-in" ? featureOf(is.kind.request) : undefined;
        if (feature !== undefined) optIns.add(`${feature === "images" ? feature : "features"}: ${feature}`);
      } else if (call.answer === undefined) {
        const explanation = explanationOf(is, from, mode, allFeatures);
        if (explanation?.by === "refusal") refusals.set(explanation.refusal.id, explanation.refusal);
        else unexplained.add(sentence(is));
      }
    }
  }
  const said = endOf(ended);
  const ending = said === undefined ? undefined : endingOf(said, known);
  if (said !== undefined && ending === undefined) unexplained.add(`ended: ${said}`);
  return {
    outcome: worstOf([...refusals.values()], ending, unexplained.size > 0),
    optIns: [...optIns].sort(),
    refusals: [...refusals.values()],
    ...(ending && { ending }),
    unexplained: [...unexplained],
  };
}

/** What ended a program early, in words; undefined where it finished. */
export function endOf(ended: Recording["ended"]): string | undefined {
  if (ended === "finished") return undefined;
  return "exit" in ended ? `exit ${ended.exit}` : `${ended.exception}: ${ended.message}`;
}

/** The worst of what it meets. */
function worstOf(refusals: readonly Refusal[], ending: Ending | undefined, isUnexplained: boolean): Outcome {
  if (isUnexplained) return "unexplained";
  if (refusals.some(({ guarantee }) => guarantee === "AWS")) return "not supported by AWS";
  if (refusals.some(({ byParameter }) => byParameter !== true) || ending?.cause === "guardrail")
    return "refused on purpose";
  if (ending) return "not measured";
  return refusals.length > 0 ? "works with a parameter" : "works as written";
}

/** A request that nothing explains, in short. */
export function sentence({ request, verdict }: Decided): string {
  const asked = `${request.sender === "platform" ? "SageMaker: " : ""}${request.action} on ${request.resource}`;
  switch (verdict.outcome) {
    case "refused":
      return `${asked}: ${verdict.decision.reason}${verdict.lacks.length > 0 ? ` (no ${verdict.lacks.join(", ")})` : ""}`;
    case "depends":
      return `${asked}: depends on ${verdict.key}`;
    case "unreached":
      return `${asked}: ${verdict.host} has no endpoint`;
    case "undeclared bucket":
      return `${asked}: ${verdict.bucket} is not declared`;
    default:
      return `${asked}: ${verdict.outcome}`;
  }
}
