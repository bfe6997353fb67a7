/** Changes of the synthesized JSON, at random with a fixed seed: a guarantee notices each, or the reason why none needs to is checked. */
import { describe as textOf } from "./mutant";
import { ofDomain, operatorNames } from "./operators";
import { reasonFor } from "./reasons";
import { environmentsOf, mutate } from "./run";

test("there are more than 25 operators that know the domain, and each fits somewhere", () => {
  const [dev] = environmentsOf("dev");
  const [prod] = environmentsOf("prod");
  if (!dev || !prod) throw new Error("no environments");
  expect(operatorNames.length).toBeGreaterThan(25);
  const used = new Set([...ofDomain(dev.stacks), ...ofDomain(prod.stacks)].map(({ operator }) => operator));
  expect(operatorNames.filter((name) => !used.has(name))).toEqual([]);
});

test("a sample of mutants that know the domain is caught, or explained by a reason that holds", async () => {
  const [dev] = environmentsOf("dev");
  if (!dev) throw new Error("no environment dev");
  const { mutants, caught, holes } = await mutate(dev, { operators: "domain", sample: 50, seed: 20_261_123, only: "" });
  expect(holes).toEqual([]);
  expect(mutants).toBe(50);
  expect(Object.keys(caught).length).toBeGreaterThan(3);
}, 240_000);

test("what has no reason is told: a door that is opened is not explained away", () => {
  const [dev] = environmentsOf("dev");
  if (!dev) throw new Error("no environment dev");
  const opened = [...ofDomain(dev.stacks)].find((mutant) => textOf(mutant).includes("OwnObjects): *"));
  if (!opened) throw new Error("no such mutant");
  expect(reasonFor(dev, opened.stacks())).toBeUndefined();
}, 60_000);
