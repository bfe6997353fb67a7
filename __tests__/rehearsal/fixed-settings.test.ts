/** What is fixed once it is deployed is the same in the schema, in the stacks and in what a rehearsal tries to change. */
import { join } from "node:path";
import { fixedInBuckets, fixedInNetworking, fixedInStudio } from "../../config/fixed-settings";
import { jsonSchemas } from "../../config/json-schema";
import { loadEnvironments } from "../../config/load";
import { misunderstood } from "../../rehearsal/fixed-settings";
import { checkout } from "../../rehearsal/folders";

function dev() {
  const [environment] = loadEnvironments(join(checkout, "environments"), { environment: "dev" }).environments;
  const [team] = environment?.teams ?? [];
  if (!environment || !team) throw new Error("no environment dev with a team");
  return { environment, team };
}

test("whatever a file's schema calls fixed is refused, and the other way round", () => {
  const { environment, team } = dev();
  const named: string[] = [];
  const walk = (schema: unknown, name: string) => {
    if (schema === null || typeof schema !== "object") return;
    if (String((schema as { description?: unknown }).description).includes("Fixed once")) named.push(name);
    for (const [key, each] of Object.entries(schema)) walk(each, key);
  };
  for (const text of Object.values(jsonSchemas())) walk(JSON.parse(text), "");
  const all = [
    ...fixedInNetworking(environment),
    ...fixedInStudio(environment, team),
    ...fixedInBuckets(environment, team),
  ];
  const keys = all.map(({ key }) => key.split(".").at(-1) ?? "");
  expect([...new Set(named)].sort()).toEqual([...new Set(keys)].sort());
});

test("an error of Terraform's own, or a setting that goes through, is no refusal", () => {
  const refusal =
    "Error: Resource postcondition failed\n\ncidr of team a is 10.0.0.0/22 where it is\ndeployed, and 10.0.4.0/22 in the configuration.";
  expect(misunderstood(refusal, ["cidr"])).toEqual([]);
  expect(misunderstood(refusal, ["cidr", "authMode"])).toEqual(["a change of authMode was not refused"]);
  expect(misunderstood(`${refusal}\nError: Instance cannot be destroyed`, ["cidr"])).toEqual([
    "another error: Instance cannot be destroyed",
  ]);
});
