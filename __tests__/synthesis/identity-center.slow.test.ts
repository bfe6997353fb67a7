/** identityCenter: without the key nothing assigns anybody; with it each user is assigned, by a second provider only where another role does it than the studio account's. */
import type { Environment } from "../../config/schema";
import { fails } from "../../isolation/outcome";
import { proofOfEdited, shipped } from "../isolation/stacks";
import { synthesizeOne } from "../support/environments";

const { environment: prod, stacks } = shipped("prod");
const marketing = "prod-studio-marketing";
const by = (deployerRole: string): Environment => ({
  ...prod,
  identityCenter: { identityStoreId: "d-1234567890", deployerRole },
});
const without = (): Environment => {
  const { identityCenter: _, ...rest } = prod;
  return rest;
};
// biome-ignore lint/suspicious/noExplicitAny: a stack's JSON
type Loose = any;
const ofStudio = prod.teams.map(({ name }) => `prod-studio-${name}`);

test("without the key there is no trace of it, and every stack is as with it in all the rest", () => {
  const bare = synthesizeOne(without()).stacks;
  expect(JSON.stringify([...bare])).not.toMatch(/identity-center|identitystore|ssoadmin/);
  const stripped = new Map(
    [...stacks].map(([name, json]): [string, Loose] => {
      const file = structuredClone(json) as Loose;
      file.provider.aws = file.provider.aws.slice(0, 1);
      delete file.resource.aws_ssoadmin_application_assignment;
      delete file.data?.aws_identitystore_user;
      for (const profile of Object.values(file.resource.aws_sagemaker_user_profile ?? {}) as Loose[])
        profile.depends_on = profile.depends_on.filter((each: string) => !each.startsWith("aws_ssoadmin"));
      return [name, file];
    }),
  );
  for (const [name, file] of bare) expect([name, file]).toEqual([name, stripped.get(name)]);
});

test("a team in SSO mode tells its application with and without the key, and no other team does", () => {
  for (const all of [stacks, synthesizeOne(without()).stacks]) {
    const telling = [...all].filter(([, file]) => JSON.stringify(file["output"] ?? {}).includes("single_sign_on"));
    expect(telling.map(([name]) => name)).toEqual([marketing]);
  }
});

test.each([
  [
    "another account's role has a provider of its own in every Studio stack",
    prod.identityCenter?.deployerRole ?? "",
    ofStudio,
  ],
  ["another role of the studio account has one too", "arn:aws:iam::555555555555:role/other", ofStudio],
  ["the studio account's deployer needs none", prod.accounts.studio.deployerRole, []],
])("%s, and all of it is proved", async (_, role, second) => {
  const synthesis = synthesizeOne(by(role));
  const files = [...synthesis.stacks] as [string, Loose][];
  const twice = files.filter(([, { provider }]) => provider.aws.length > 1).map(([name]) => name);
  expect(twice.sort()).toEqual([...second].sort());
  const assigned = (synthesis.stacks.get(marketing) as Loose).resource.aws_ssoadmin_application_assignment;
  expect(Object.keys(assigned).sort()).toEqual(["single-sign-on_barbara", "single-sign-on_edsger"]);
  const alone = synthesizeOne({ ...by(role), teams: prod.teams.filter(({ name }) => name === "marketing") });
  const { verdicts, problems, undeclared } = await proofOfEdited(alone, () => {}, { guarantees: ["G6", "G10"] });
  expect(problems).toEqual([]);
  expect(verdicts.filter(({ outcome }) => fails(outcome))).toEqual([]);
  expect(undeclared).toEqual([]);
});

test("the deployer's provider may be named by nothing where it is the only one", async () => {
  const { problems, verdicts } = await proofOfEdited(
    synthesizeOne(by(prod.accounts.studio.deployerRole)),
    (files) => {
      files.get(marketing).resource.aws_ssoadmin_application_assignment["single-sign-on_edsger"].provider =
        "aws.identity-center";
    },
    { guarantees: ["G6"] },
  );
  const told = [...problems, ...verdicts.flatMap(({ undecided }) => undecided)].join("\n");
  expect(told).toContain("leave provider out: the stack has one provider");
});
