/** Each opt-in of a team's file or of environment.yaml is of use: a recorded example passes with it, and not without it. A new key of the schema has to say what it opens. */
import { ZodOptional } from "zod";
import { type Environment, environmentSchema, type Team, teamSchema } from "../../config/schema";
import { features } from "../../config/schema/features";
import type { Facts } from "../../isolation/facts/facts";
import type { Kinds } from "../../isolation/recorded/collected";
import { decide } from "../../isolation/recorded/decided";
import { recordedIn } from "../../isolation/recorded/kinds";
import { loadExamples } from "../../notebooks/examples";
import { environmentsOf, factsIn } from "../../notebooks/measure/environments";

/** Takes one opt-in out of an environment that has all. */
type Without = (opened: Environment, shipped: Environment) => Environment;

const inTeams =
  (change: (team: Team, shipped: Team | undefined) => Partial<Team>): Without =>
  (opened, shipped) => ({
    ...opened,
    teams: opened.teams.map((team, index) => ({ ...team, ...change(team, shipped.teams[index]) })),
  });

const withoutFeature = (feature: keyof Team["features"]): Without =>
  inTeams(({ features }) => ({ features: { ...features, [feature]: undefined } }));

/** By the key as the file has it. extraInterfaceEndpoints: extra-endpoints.test.ts has a row for each endpoint. */
const optIns: Readonly<Record<string, Without>> = {
  ...Object.fromEntries(
    (Object.keys(features.shape) as (keyof Team["features"])[]).map((key) => [`features.${key}`, withoutFeature(key)]),
  ),
  instanceTypes: inTeams((_, shipped) => (shipped ? { instanceTypes: shipped.instanceTypes } : {})),
  images: inTeams(() => ({ images: [] })),
  imageRegistries: (opened) => ({ ...opened, imageRegistries: [] }),
  packageRegistries: (opened) => ({ ...opened, packageRegistries: [] }),
  readOnlyBuckets: (opened, { readOnlyBuckets }) => ({ ...opened, readOnlyBuckets }),
};

/** Keys that open something of which no request of a notebook can be recorded, and why. */
const withoutExample: Readonly<Record<string, string>> = {
  access: "people come from these networks with their own rights; the examples run inside",
  docker: "Docker's daemon asks AWS by itself, and no Docker runs where the examples are recorded",
  "features.featureStore.offline": "SageMaker writes the stores; notebooks send what they send to online ones",
  "network.extraInterfaceEndpoints": "extra-endpoints.test.ts has an example of each",
};

/** What a feature opens further, where its file asks for more: features.<feature>.<key>. */
const further = Object.entries(features.shape).flatMap(([feature, schema]) =>
  Object.entries(schema.unwrap().shape)
    .filter(([, member]) => member instanceof ZodOptional)
    .map(([key]) => `features.${feature}.${key}`),
);

/** Keys that open nothing: what they say holds with every value. */
const opensNothing = [
  ..."accounts availabilityZoneIds flowLogRetentionDays iamPath identityCenter namePrefix network organizationId owner".split(
    " ",
  ),
  ..."permissionsBoundary region schemaVersion separation state tags".split(" "),
  ..."authMode buckets cidr dataAccount features homeDirectories idleTimeoutMinutes instanceType lifecycleScript".split(
    " ",
  ),
  ..."protect tagPropagation users network.endpointCidr network.studioCidr network.vpcCidr".split(" "),
];

test("each key of the schema is an opt-in with an example, or is known to open nothing or nothing that can be recorded", () => {
  const keys = [
    ...Object.keys(environmentSchema.shape),
    ...Object.keys(environmentSchema.shape.network.unwrap().shape).map((key) => `network.${key}`),
    ...Object.keys(teamSchema.shape),
    ...Object.keys(features.shape).map((key) => `features.${key}`),
    ...further,
  ];
  const known = [...Object.keys(optIns), ...Object.keys(withoutExample), ...opensNothing];
  expect([...new Set(keys)].sort()).toEqual([...known].sort());
});

/** Of these, what passes, by their place in the list. */
function passing(facts: Facts, recorded: Kinds): ReadonlySet<number> {
  const [team] = facts.teams;
  if (!team) throw new Error(`${facts.environment.name} has no team`);
  return new Set(
    decide(facts, team, recorded).flatMap(({ verdict }, index) => (verdict.outcome === "passes" ? [index] : [])),
  );
}

describe.each(["names", "account"] as const)("separation: %s", (mode) => {
  const { shipped, opened } = environmentsOf(mode, loadExamples());
  const recorded = recordedIn(mode);
  if (!recorded) throw new Error(`there are no recordings of mode ${mode}`);
  const [before, after] = [passing(factsIn(shipped), recorded), passing(factsIn(opened), recorded)];
  const gained = { ...recorded, kinds: recorded.kinds.filter((_, index) => after.has(index) && !before.has(index)) };

  test.each(Object.keys(optIns))("a recorded example passes with %s, and not without it", (key) => {
    const without = factsIn(optIns[key]?.(opened, shipped) ?? opened);
    const left = passing(without, gained);
    const lost = gained.kinds.flatMap(({ recordings }, index) => (left.has(index) ? [] : recordings));
    expect(lost.length).toBeGreaterThan(0);
  });
});
