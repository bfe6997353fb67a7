/** Values that all stacks have been given alike: violated where the configuration says otherwise, and told where there is none. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../../config/load";
import type { Environment } from "../../../config/schema";
import { synthesizeOne } from "../../support/environments";
import { oneAccount, proofOfEdited, shipped } from "../stacks";
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

test("of several networks that nobody declares, each is told, with and without a configuration", async () => {
  const networks = ["185.0.0.0/8", "186.0.0.0/8", "187.0.0.0/8"];
  const replacement = replacements.find(({ what }) => what === "lets people in from three /8 networks more");
  if (!replacement) throw new Error("no such replacement");
  const { attack, guarantees } = replacement;
  const { verdicts } = await proofOfEdited(shipped("dev"), attack, { guarantees });
  expect(verdicts.map(({ guarantee }) => guarantee)).toEqual(guarantees);
  for (const { failures } of verdicts) {
    const told = failures.filter(({ what }) => what.includes("does not declare")).map(({ what }) => what);
    for (const network of networks) expect(told).toContainEqual(expect.stringContaining(network));
  }
  const { undeclared } = await proofOfEdited(shipped("dev"), attack, { withoutConfiguration: true });
  const values = undeclared.filter(({ kind }) => kind === "network").map(({ value }) => value);
  for (const network of networks) expect(values).toContainEqual(expect.stringContaining(network));
});

/** dev with other settings. */
const variants: readonly (readonly [what: string, edit: (environment: Environment) => Partial<Environment>])[] = [
  ["without teams", () => ({ teams: [] })],
  [
    "with every setting of state in S3",
    ({ accounts }) => ({
      state: {
        backend: "s3",
        bucket: "state-of-dev",
        region: "eu-west-1",
        role: `arn:aws:iam::${accounts.studio.id}:role/state`,
        kmsKey: `arn:aws:kms:eu-west-1:${accounts.studio.id}:alias/state`,
      },
    }),
  ],
  ["on a Terraform Enterprise host", () => ({ state: { backend: "cloud", organization: "o", hostname: "tfe.local" } })],
  [
    "with a boundary and a path",
    ({ accounts }) => ({ permissionsBoundary: `arn:aws:iam::${accounts.studio.id}:policy/edge`, iamPath: "/ml/" }),
  ],
  ["without networks of people", () => ({ access: { publicCidrs: [], privateCidrs: [], routes: [] } })],
  [
    "with Docker",
    ({ teams }) => ({ teams: teams.map((team) => ({ ...team, docker: { trustedAccounts: [] }, protect: false })) }),
  ],
];

test.each(variants)("what the stacks of an environment %s say is what it declares", async (_, edit) => {
  const { environment } = shipped("dev");
  const { undeclared, declarations } = await proofOfEdited(
    synthesizeOne({ ...environment, ...edit(environment) }),
    () => {},
    { guarantees: ["G5"] },
  );
  expect(undeclared).toEqual([]);
  expect(declarations.length).toBeGreaterThan(3);
});

test("what the stacks of an environment of one account, and of one of another partition, say is what it declares", async () => {
  const folder = mkdtempSync(join(tmpdir(), "enclave-partition-test-"));
  cpSync(join(__dirname, "..", "..", "..", "environments", "dev"), join(folder, "dev"), { recursive: true });
  const file = join(folder, "dev", "environment.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace("eu-central-1", "us-gov-west-1"));
  const [gov] = loadEnvironments(folder).environments;
  rmSync(folder, { recursive: true });
  if (!gov) throw new Error("no environment");
  for (const synthesis of [oneAccount(), synthesizeOne(gov)]) {
    expect((await proofOfEdited(synthesis, () => {}, { guarantees: ["G5"] })).undeclared).toEqual([]);
  }
});

test.each(["dev", "staging", "prod"])("what the stacks of %s say is what its configuration declares", async (name) => {
  const { undeclared, declarations } = await proofOfEdited(shipped(name), () => {}, { guarantees: ["G5"] });
  expect(undeclared).toEqual([]);
  expect(declarations.length).toBeGreaterThan(5);
});
