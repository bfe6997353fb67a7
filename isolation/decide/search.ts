/** Looks for values of the condition keys with which a call passes: tries every kind of value, and stops where nothing can pass any more. */
import type { Policies } from "../policy";
import type { Naming } from "../policy/principal";
import { type Call, suffices } from "./naming";
import { isNetworkKey, type Origin, originsOf } from "./network";
import { both, isOpen, type Literal, resolutions, type Truth, truthOf, yes } from "./truth";
import { type Tested, valuesOf } from "./values";

/** Which of the policies a statement is of; "about" says which requests are in question. */
export type Slot = "about" | "identity" | "resource" | "boundary" | "endpoint";

/** A statement that speaks of the call, with the conditions that are still open. */
export interface Candidate {
  readonly slot: Slot;
  readonly effect: "Allow" | "Deny";
  readonly naming: Naming;
  readonly open: readonly Tested[];
  /** What must come out true of policy variables in its resources for it to speak of the call. */
  readonly rests: readonly Literal[];
}

interface Dimension {
  readonly options: readonly Origin[];
  /** By option, by candidate: what its conditions on these keys come to. */
  readonly truths: readonly (readonly Truth[])[];
}

function dimensionsOf(candidates: readonly Candidate[], endpoints: ReadonlyMap<string, string>): Dimension[] {
  const tested = new Map<string, Tested[]>();
  for (const { open } of candidates) {
    for (const each of open) {
      const list = tested.get(each.condition.key) ?? [];
      list.push(each);
      tested.set(each.condition.key, list);
    }
  }
  const network = new Map([...tested].filter(([key]) => isNetworkKey(key)));
  const others = [...tested].filter(([key]) => !isNetworkKey(key));
  const spaces: { keys: readonly string[]; options: readonly Origin[] }[] = [
    ...(network.size > 0 ? [{ keys: [...network.keys()], options: originsOf(network, endpoints) }] : []),
    ...others.map(([key, list]) => ({
      keys: [key],
      options: valuesOf(key, list).map((values): Origin => ({ [key]: values })),
    })),
  ];
  return spaces
    .map(({ keys, options }) => {
      const own = new Set(keys);
      const truths = options.map((option) => {
        const context = new Map(
          Object.entries(option).flatMap(([key, values]) => (values ? [[key, values] as const] : [])),
        );
        return candidates.map(({ open }) =>
          open
            .filter(({ condition }) => own.has(condition.key))
            .reduce<Truth>((all, each) => both(all, truthOf(each, context)), yes),
        );
      });
      return alike(options, truths);
    })
    .sort((one, other) => one.options.length - other.options.length);
}

/** One option of each that answer alike. */
function alike(options: readonly Origin[], truths: readonly (readonly Truth[])[]): Dimension {
  const found = new Map<string, { option: Origin; answers: readonly Truth[] }>();
  for (const [index, option] of options.entries()) {
    const answers = truths[index] ?? [];
    const key = answers.map((answer) => (answer?.length === 0 ? "+" : JSON.stringify(answer))).join();
    if (!found.has(key)) found.set(key, { option, answers });
  }
  const kept = [...found.values()];
  return { options: kept.map(({ option }) => option), truths: kept.map(({ answers }) => answers) };
}

/** A choice of values with which the call passes, or may pass for some values of policy variables. */
export interface Passing {
  readonly context: Origin;
  readonly perhaps: boolean;
}

/** All choices, lazily: the caller may refuse one whose policy variables cannot be met. */
export function* passing(
  call: Call,
  candidates: readonly Candidate[],
  policies: Policies,
  endpoints: ReadonlyMap<string, string>,
): Generator<Passing> {
  const first = candidates.map(({ rests }): Truth => rests);
  const hasTests = candidates.map(({ open }) => open.length > 0);
  // Most calls are refused whatever their keys say: no values are needed for those.
  if (!canPass(call, candidates, policies, first, (index) => hasTests[index] !== true)) return;
  const dimensions = dimensionsOf(candidates, endpoints);
  /** From which depth on a candidate has no open condition left. */
  const settled = candidates.map((_, index) =>
    dimensions.reduce(
      (depth, { truths }, at) => (truths.some((answers) => answers[index]?.length !== 0) ? at + 1 : depth),
      0,
    ),
  );

  function* descend(depth: number, truths: readonly Truth[], chosen: Origin): Generator<Passing> {
    if (!canPass(call, candidates, policies, truths, (index) => (settled[index] ?? 0) <= depth)) return;
    const dimension = dimensions[depth];
    if (!dimension) {
      const perhaps = truths.some(isOpen);
      const canHold = (settledTruths: readonly Truth[]) =>
        canPass(call, candidates, policies, settledTruths, () => true);
      if (!perhaps || resolutions(truths).some(canHold)) yield { context: chosen, perhaps };
      return;
    }
    for (const [index, option] of dimension.options.entries()) {
      const answers = dimension.truths[index] ?? [];
      yield* descend(
        depth + 1,
        truths.map((truth, at) => both(truth, answers[at])),
        { ...chosen, ...option },
      );
    }
  }
  yield* descend(0, first, {});
}

/** Whether what is still open could let the call pass: nothing settled denies it, and enough may still allow it. */
function canPass(
  call: Call,
  candidates: readonly Candidate[],
  policies: Policies,
  truths: readonly Truth[],
  isSettled: (index: number) => boolean,
): boolean {
  const allowing: Record<Slot, boolean> = {
    about: false,
    identity: false,
    resource: false,
    boundary: false,
    endpoint: false,
  };
  const resource: Naming[] = [];
  for (const [index, { slot, effect, naming }] of candidates.entries()) {
    const truth = truths[index];
    if (!truth) continue;
    if (effect === "Deny") {
      if (truth.length === 0 && isSettled(index)) return false;
      continue;
    }
    allowing[slot] = true;
    if (slot === "resource") resource.push(naming);
  }
  if (!allowing.about || (policies.endpoint && !allowing.endpoint)) return false;
  return suffices(call, { identity: allowing.identity, boundary: allowing.boundary, resource }, policies);
}
