import { join } from "node:path";
import { contains, overlap } from "../../config/addresses";
import { loadEnvironments } from "../../config/load";
import type { Environment } from "../../config/schema";
import { dayTwo } from "../../rehearsal/day-two";
import { type Change, dayTwoChanges, newcomers, violations } from "../../rehearsal/day-two-changes";
import { checkout } from "../../rehearsal/folders";
import type { Stage } from "../../rehearsal/stage";
import type { PlannedChange } from "../../rehearsal/terraform";

const { environments } = loadEnvironments(join(checkout, "environments"));
const changeNamed = (part: string): Change => {
  const change = dayTwoChanges.find(({ name }) => name === part);
  if (!change) throw new Error(`no change ${part}`);
  return change;
};
const staging = environments.find(({ name }) => name === "staging") as Environment;
const [team, other] = staging.teams.map(({ name }) => name);
const planned = (type: string, actions: string[], before = {}, after = {}): PlannedChange => ({
  address: `${type}.x`,
  type,
  actions,
  before,
  after,
});

describe("every change of day two", () => {
  test.each(environments.map((environment) => [environment.name, environment] as const))(
    "changes %s in a way that loading would accept too: nobody else's team, and no range twice",
    (_, environment) => {
      const after = dayTwoChanges.reduce((current, change) => change.make(current), environment);
      expect(after.teams.map(({ name }) => name)).toContain(newcomers);
      expect([...after.teams].map(({ name }) => name).sort()).toEqual(after.teams.map(({ name }) => name));
      for (const one of after.teams) {
        expect(contains(after.network.studioCidr, one.cidr)).toBe(true);
        expect(after.teams.filter((each) => overlap(each.cidr, one.cidr))).toEqual([one]);
      }
      const others = environment.teams.slice(1);
      expect(after.teams).toEqual(expect.arrayContaining(others));
    },
  );
});

test("versions of images come and go where the first team has images, and nowhere else", () => {
  const made = (environment: Environment) => dayTwoChanges.filter(({ where }) => where?.(environment) ?? true);
  const images = ["add a version of an image", "remove a version of an image"];
  for (const environment of environments) {
    const names = made(environment).map(({ name }) => name);
    const expected = environment.name === "staging" ? images : [];
    expect(names.filter((name) => images.includes(name))).toEqual(expected);
  }
  const digestsOf = ({ teams: [first] }: Environment) => first?.images[0]?.digests ?? [];
  const [added, removed] = images.map(changeNamed);
  const more = added?.make(staging) ?? staging;
  expect(digestsOf(more)).toEqual([...digestsOf(staging), expect.stringMatching(/^sha256:[0-9a-f]{64}$/)]);
  expect(digestsOf(removed?.make(more) ?? more)).toEqual(digestsOf(more).slice(1));
});

describe("a change's plans are refused", () => {
  const addUser = changeNamed("add a user");
  const good = [planned("aws_sagemaker_user_profile", ["create"]), planned("aws_security_group", ["create"])];
  const judge = (change: Change, plans: Record<string, PlannedChange[]>) =>
    violations(change, change.make(staging), new Map(Object.entries(plans)));

  test("not where they touch the team's own stack and do what was asked", () => {
    expect(judge(addUser, { [`staging-studio-${team}`]: good, [`staging-studio-${other}`]: [] })).toEqual([]);
  });

  test("where another team's stack changes", () => {
    const stranger = planned("aws_security_group", ["update"]);
    const found = judge(addUser, { [`staging-studio-${team}`]: good, [`staging-studio-${other}`]: [stranger] });
    expect(found).toEqual([`staging-studio-${other} must not change: aws_security_group.x`]);
  });

  test("where the domain is updated, replaced or deleted", () => {
    for (const actions of [["update"], ["delete", "create"], ["create", "delete"], ["delete"]]) {
      const domain = planned("aws_sagemaker_domain", actions, { domain_settings: [1] }, { domain_settings: [2] });
      const [error] = judge(addUser, { [`staging-studio-${team}`]: [...good, domain] });
      expect(error).toContain("the domain must not be touched");
    }
  });

  test("not where nothing but the domain's tags change", () => {
    const tags = changeNamed("change tags");
    const before = { vpc_id: "vpc-1", tags_all: { a: "1" } };
    const domain = planned("aws_sagemaker_domain", ["update"], before, { ...before, tags_all: { a: "2" } });
    expect(
      judge(tags, { "staging-networking": [planned("aws_vpc", ["update"])], [`staging-studio-${team}`]: [domain] }),
    ).toEqual([]);
  });

  test("where nothing happens that the change is about", () => {
    expect(judge(addUser, { [`staging-studio-${team}`]: [] })).toEqual([
      "expected to create aws_sagemaker_user_profile",
      "expected to create aws_security_group",
    ]);
  });
});

test("an environment without teams has no day two, and the report says so", async () => {
  const [staging] = loadEnvironments(join(checkout, "environments"), { environment: "staging" }).environments;
  const stage = { environment: { ...staging, teams: [] }, remarks: new Set<string>() } as unknown as Stage;
  await dayTwo(stage);
  expect([...stage.remarks]).toEqual(["day two changes teams, and this environment has none"]);
});
