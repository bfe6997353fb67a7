/** Changes of the synthesized JSON, at random with a fixed seed: a guarantee notices each, or the reason why none needs to is checked. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { choose, environmentsOf } from "./choice";
import { generic } from "./generic";
import { describe as textOf } from "./mutant";
import { ofDomain, operatorNames } from "./operators";
import { declaredValues } from "./operators/declared";
import { networkTeams } from "./operators/network-teams";
import { plantedFiles } from "./operators/planted";
import { outcomeOf } from "./outcome";
import { reasonFor } from "./reasons";
import { mutate } from "./run";
import { listOf } from "./survivors";

test("there are more than 25 operators that know the domain, and each fits somewhere", () => {
  const stacks = ["dev", "staging", "prod"].flatMap((name) => environmentsOf(name));
  expect(stacks).toHaveLength(3);
  expect(operatorNames.length).toBeGreaterThan(25);
  const used = new Set(
    stacks.flatMap((environment) => [...ofDomain(environment.stacks)]).map(({ operator }) => operator),
  );
  expect(operatorNames.filter((name) => !used.has(name))).toEqual([]);
});

test.each(["domain", "generic"] as const)(
  "a sample of the mutants of %s operators is caught, or explained by a reason that holds and is defended",
  async (operators) => {
    const [dev] = environmentsOf("dev");
    if (!dev) throw new Error("no environment dev");
    const tally = await mutate(dev, { operators, sample: 50, seed: 20_261_123, only: "" });
    expect(tally.holes).toEqual([]);
    expect(tally.mutants).toBe(50);
    expect(Object.keys(tally.caught).length).toBeGreaterThan(3);
    expect(listOf("a sample", tally)).toContain("Neither: 0.");
  },
);

test("a denial of what AWS always sends is noticed, but where only logs meet it", async () => {
  const [dev] = environmentsOf("dev");
  if (!dev) throw new Error("no environment dev");
  const tally = await mutate(dev, {
    operators: "domain",
    sample: 25,
    seed: 11,
    only: "[deny what is always sent]",
  });
  expect(tally.holes).toEqual([]);
  expect(tally.mutants).toBe(25);
  const survivors = Object.values(tally.explained).flatMap((each) => each.map(({ place }) => place));
  expect(survivors.filter((place) => !/access-logs|flow-logs/.test(place))).toEqual([]);
});

test("a declared value that is replaced in all stacks is caught against the configuration, and told without one", async () => {
  for (const name of ["dev", "staging", "prod"]) {
    const [synthesis] = environmentsOf(name);
    if (!synthesis) throw new Error(`no environment ${name}`);
    for (const mutant of declaredValues(synthesis.stacks)) {
      expect([textOf(mutant), await outcomeOf(synthesis, mutant)]).toEqual([
        textOf(mutant),
        expect.stringMatching(/^G\d+$/),
      ]);
    }
  }
});

test("a file that is planted beside a stack is refused, and none unnoticed has an excuse", async () => {
  const [dev] = environmentsOf("dev");
  if (!dev) throw new Error("no environment dev");
  const planted = [...plantedFiles(dev.stacks)];
  for (const mutant of planted) {
    expect([textOf(mutant), await outcomeOf(dev, mutant)]).toEqual([textOf(mutant), "refused"]);
  }
  const harmless = { ...planted[0], planted: { path: "cdk.tf.json", text: "{}" } } as (typeof planted)[number];
  expect(await outcomeOf(dev, harmless)).toBe("neither");
});

test("a network team's stack with more than it may hold is caught or refused, and so is an app's subnet on its table", async () => {
  for (const name of ["dev", "prod"]) {
    const [synthesis] = environmentsOf(name);
    if (!synthesis) throw new Error(`no environment ${name}`);
    // Of each kind, for all of a kind are alike.
    const kinds = new Map([...networkTeams(synthesis.stacks)].map((each) => [`${each.operator} ${each.change}`, each]));
    for (const mutant of kinds.values()) {
      const outcome = await outcomeOf(synthesis, mutant);
      expect([textOf(mutant), outcome]).toEqual([textOf(mutant), expect.stringMatching(/^(G\d+|refused)$/)]);
    }
  }
});

test("no two mutants have one description: by it a journal knows them", () => {
  for (const synthesis of environmentsOf()) {
    const texts = choose(synthesis, { operators: "all", seed: 1, only: "" }).map(textOf);
    expect([synthesis.environment.name, new Set(texts).size]).toEqual([synthesis.environment.name, texts.length]);
  }
});

test("workers come to what one process comes to, and what a journal knows is not judged again", async () => {
  const [dev] = environmentsOf("dev");
  if (!dev) throw new Error("no environment dev");
  const folder = mkdtempSync(join(tmpdir(), "enclave-journal-"));
  const journal = join(folder, "journal");
  const choice = { operators: "domain", sample: 8, seed: 4, only: "" } as const;
  try {
    const alone = await mutate(dev, choice);
    const together = await mutate(dev, { ...choice, workers: 2, journal });
    expect(listOf("both", together)).toBe(listOf("both", alone));
    const lines = readFileSync(journal, "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(8);
    // One that is known, and wrongly; the others are judged anew.
    const [first = ""] = lines;
    writeFileSync(journal, `neither${first.slice(first.indexOf("\t"))}\n`);
    const resumed = await mutate(dev, { ...choice, journal });
    expect([resumed.holes, resumed.mutants]).toEqual([[first.slice(first.indexOf("\t") + 1)], 8]);
    expect(readFileSync(journal, "utf8").trimEnd().split("\n")).toHaveLength(8);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a policy that loses its version loses its variables, and that is told from words", () => {
  const [dev] = environmentsOf("dev");
  if (!dev) throw new Error("no environment dev");
  const ofStudio = [...generic(dev.stacks)].find((mutant) =>
    textOf(mutant).includes("policies_studio.policy.Version: deleted"),
  );
  if (!ofStudio) throw new Error("no such mutant");
  expect(reasonFor(dev, ofStudio.stacks())).not.toBe("same");
});

test("what has no reason is told: a door that is opened is not explained away", () => {
  const [dev] = environmentsOf("dev");
  if (!dev) throw new Error("no environment dev");
  const opened = [...ofDomain(dev.stacks)].find((mutant) => textOf(mutant).includes("OwnObjects): *"));
  if (!opened) throw new Error("no such mutant");
  expect(reasonFor(dev, opened.stacks())).toBeUndefined();
});
