/** What a feature of a team's file opens: recorded requests pass where it is on, and the opt-in explains the refusal where it is off. */
import { declaredBy } from "../../../isolation/declared";
import { type Facts, factsOf } from "../../../isolation/facts/facts";
import { readEnvironments } from "../../../isolation/model";
import { decide } from "../../../isolation/recorded/decided";
import { explanationOf } from "../../../isolation/recorded/explained";
import { allFeatures, type Feature, featureOf, featuresOf } from "../../../isolation/recorded/features";
import { recordedIn } from "../../../isolation/recorded/kinds";
import { refusalOf } from "../../../isolation/recorded/refusals";
import { type Synthesized, synthesizeOne } from "../../support/environments";
import { edit, shipped } from "../stacks";
import {
  withAthena,
  withFeatureStore,
  withMlflow,
  withModelRegistry,
  withOwnImages,
  withPipelineReads,
} from "../with-features";

function factsIn({ environment, stacks }: Synthesized, withConfiguration = true): Facts {
  const [outline] = readEnvironments(edit({ stacks }, () => {})).environments;
  if (!outline) throw new Error("no environment");
  return factsOf(outline.model(), withConfiguration ? declaredBy(environment) : undefined);
}

/** Verdicts on the requests that a feature opens, but for those that are refused on purpose. */
function verdictsIn(from: Synthesized, feature: Feature) {
  const facts = factsIn(from);
  const [team] = facts.teams;
  const { separation } = from.environment;
  const recorded = recordedIn(separation);
  if (!team || !recorded) throw new Error("no team, or no recordings");
  const kinds = recorded.kinds.filter(
    ({ request }) => featureOf(request) === feature && refusalOf(request, recorded.from, separation) === undefined,
  );
  expect(kinds.length).toBeGreaterThan(3);
  return decide(facts, team, { ...recorded, kinds }).map((decided) => ({
    call: decided.request.action,
    outcome: decided.verdict.outcome,
    explained: explanationOf(decided, recorded.from, separation, featuresOf(facts, team)),
  }));
}

const turnedOn: Readonly<Record<Feature, (name: string) => Synthesized>> = {
  athena: withAthena,
  featureStore: withFeatureStore,
  images: withOwnImages,
  mlflow: withMlflow,
  modelRegistry: withModelRegistry,
  pipelineReads: withPipelineReads,
};
/** Endpoints without which no call of the feature gets anywhere. */
const endpointsOf: Partial<Record<Feature, string[]>> = { athena: ["athena", "glue"], mlflow: ["experiments"] };

/** Where an endpoint that the feature needs is missing as well, that alone explains a refusal. */
function turnedOff(name: string, feature: Feature): Synthesized {
  const { environment } = shipped(name);
  const extraInterfaceEndpoints = endpointsOf[feature] ?? [];
  return synthesizeOne({ ...environment, network: { ...environment.network, extraInterfaceEndpoints } });
}
const features = Object.keys(turnedOn) as Feature[];
const each = ["dev", "solo"].flatMap((name) => features.map((feature) => [name, feature] as const));

test.each(each)("%s: every call that %s opens passes with it", (name, feature) => {
  expect(verdictsIn(turnedOn[feature](name), feature).filter(({ outcome }) => outcome !== "passes")).toEqual([]);
});

test.each(each)("%s: none of those that %s opens passes without it, and the opt-in explains each", (name, feature) => {
  const verdicts = verdictsIn(turnedOff(name, feature), feature);
  expect(verdicts.filter(({ outcome }) => outcome === "passes")).toEqual([]);
  expect(verdicts.filter(({ explained }) => explained?.by !== "opt-in")).toEqual([]);
  expect(verdicts.map(({ explained }) => explained)).toContainEqual({
    by: "opt-in",
    key: feature === "images" ? "images" : "features",
    value: feature,
  });
});

test("which features are on is what the configuration says, or what the stacks read like where none was read", () => {
  const cases = [
    ...features.map((feature) => [turnedOn[feature]("dev"), [feature]] as const),
    [shipped("dev"), []] as const,
  ];
  for (const [from, on] of cases) {
    for (const withConfiguration of [true, false]) {
      const facts = factsIn(from, withConfiguration);
      for (const team of facts.teams) expect([...featuresOf(facts, team)]).toEqual(on);
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
