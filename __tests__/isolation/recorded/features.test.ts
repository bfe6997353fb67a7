/** What a feature of a team's file opens: recorded requests pass where it is on, and the opt-in explains the refusal where it is off. */
import { declaredBy } from "../../../isolation/declared";
import { type Facts, factsOf } from "../../../isolation/facts/facts";
import { readEnvironments } from "../../../isolation/model";
import { decide } from "../../../isolation/recorded/decided";
import { explanationOf } from "../../../isolation/recorded/explained";
import { allFeatures, featureOf, featuresOf } from "../../../isolation/recorded/features";
import { recordedIn } from "../../../isolation/recorded/kinds";
import { refusalOf } from "../../../isolation/recorded/refusals";
import type { Synthesized } from "../../support/environments";
import { edit, shipped } from "../stacks";
import { withFeatureStore } from "../with-features";

function factsIn({ environment, stacks }: Synthesized, withConfiguration = true): Facts {
  const [outline] = readEnvironments(edit({ stacks }, () => {})).environments;
  if (!outline) throw new Error("no environment");
  return factsOf(outline.model(), withConfiguration ? declaredBy(environment) : undefined);
}

/** Verdicts on the requests that Feature Store opens, but for those that are refused on purpose. */
function verdictsIn(from: Synthesized) {
  const facts = factsIn(from);
  const [team] = facts.teams;
  const { separation } = from.environment;
  const recorded = recordedIn(separation);
  if (!team || !recorded) throw new Error("no team, or no recordings");
  const kinds = recorded.kinds.filter(
    ({ request }) =>
      featureOf(request) === "featureStore" && refusalOf(request, recorded.from, separation) === undefined,
  );
  expect(kinds.length).toBeGreaterThan(8);
  return decide(facts, team, { ...recorded, kinds }).map((decided) => ({
    call: decided.request.action,
    outcome: decided.verdict.outcome,
    explained: explanationOf(decided, recorded.from, separation, featuresOf(facts, team)),
  }));
}

test.each(["dev", "solo"])("%s: every call that Feature Store opens passes with it", (name) => {
  expect(verdictsIn(withFeatureStore(name)).filter(({ outcome }) => outcome !== "passes")).toEqual([]);
});

test.each(["dev", "solo"])("%s: none of them passes without it, and the opt-in explains each", (name) => {
  const verdicts = verdictsIn(shipped(name));
  expect(verdicts.filter(({ outcome }) => outcome === "passes")).toEqual([]);
  expect(verdicts.filter(({ explained }) => explained?.by !== "opt-in")).toEqual([]);
  const made = verdicts.find(({ call }) => call === "sagemaker:CreateFeatureGroup");
  expect(made?.explained).toEqual({ by: "opt-in", key: "features", value: "featureStore" });
});

test("which features are on is what the configuration says, or what the role reads like where none was read", () => {
  for (const from of [withFeatureStore("dev"), shipped("dev")]) {
    for (const withConfiguration of [true, false]) {
      const facts = factsIn(from, withConfiguration);
      const isOn = from.environment.teams.every(({ features }) => features.featureStore !== undefined);
      for (const team of facts.teams) expect(featuresOf(facts, team)).toEqual(isOn ? allFeatures : new Set());
    }
  }
});

test("with all features on, a refusal of theirs is explained by nothing", () => {
  const facts = factsIn(shipped("dev"));
  const [team] = facts.teams;
  const recorded = recordedIn("names");
  if (!team || !recorded) throw new Error("no team, or no recordings");
  const kinds = recorded.kinds.filter(({ request }) => request.action === "sagemaker:UpdateFeatureMetadata");
  const [decided] = decide(facts, team, { ...recorded, kinds });
  expect(decided?.verdict.outcome).toBe("refused");
  expect(decided && explanationOf(decided, recorded.from, "names", allFeatures)).toBeUndefined();
});
