/** Values that all stacks have been given alike: violated where the configuration says otherwise, and told where there is none. */
import { proofOfEdited, shipped } from "../stacks";
import { replacements } from "./declared-values";

test.each(replacements.map((each) => [each.guarantees.join(" and "), each.what, each] as const))(
  "held against the configuration, %s fails when somebody %s",
  async (_, __, { environment, attack, guarantees, kind, value }) => {
    const { verdicts } = await proofOfEdited(shipped(environment), attack, { guarantees });
    expect(verdicts.map(({ guarantee, outcome }) => [guarantee, outcome])).toEqual(
      guarantees.map((guarantee) => [guarantee, "violated"]),
    );
    for (const { failures } of verdicts) {
      const told = failures.filter(({ what }) => what.includes(value) && what.includes("does not declare"));
      expect(told.length).toBeGreaterThan(0);
      for (const { where, change } of told) {
        expect(where).toMatch(new RegExp(`^${environment}-[a-z-]+ [\\w.-]+ \\$\\.`));
        expect(change).toMatch(new RegExp(`environments/${environment}/(environment|teams/[a-z]+)\\.yaml `));
      }
    }
    expect(kind).not.toBe("");
  },
);

test.each(replacements.map((each) => [each.what, each] as const))(
  "without a configuration, it is told that nobody declares it when somebody %s",
  async (_, { environment, attack, kind, value }) => {
    const { undeclared } = await proofOfEdited(shipped(environment), attack, { withoutConfiguration: true });
    expect(undeclared.filter((each) => each.kind === kind).map((each) => each.value)).toContainEqual(
      expect.stringContaining(value),
    );
  },
);

test.each(["dev", "staging", "prod"])("what the stacks of %s say is what its configuration declares", async (name) => {
  const { undeclared, declarations } = await proofOfEdited(shipped(name), () => {}, { guarantees: ["G5"] });
  expect(undeclared).toEqual([]);
  expect(declarations.length).toBeGreaterThan(5);
});
