/** No key but a fixed one changes a domain, or what it starts apps with, in more than tags: AWS lets nobody update a domain. */
import { fixedInStudio } from "../../../config/fixed-settings";
import { loadEnvironment } from "../../../config/load";
import { folderOf } from "../folders";
import { environmentName, type Full, filesOf, full } from "./full";
import { everyKey, type Key, pathOf, prepare, stacksOf } from "./ignored";
import { exceptions, otherValue } from "./other-values";
import { valueAt, withValue } from "./places";

const { environment } = loadEnvironment(folderOf(filesOf(full()), environmentName));
if (!environment) throw new Error("the full configuration has problems");
const fixed = environment.teams.flatMap((team) => fixedInStudio(environment, team).map(({ key }) => key));

const isFixed = ({ place }: Key): boolean =>
  fixed.some((key) => place === key || place.startsWith(`${key}.`) || place.startsWith(`${key}(`));

type Blocks = Record<string, Record<string, unknown>>;

/** Domains and the lifecycle configurations that they name, by stack and name, without tags and what Terraform alone reads. */
function unchanging(configuration: Full): Map<string, string> {
  const stacks = JSON.parse(stacksOf(configuration)) as { resource: Record<string, Blocks> }[];
  const found = new Map<string, string>();
  for (const { resource } of stacks) {
    const domains = Object.entries(resource["aws_sagemaker_domain"] ?? {});
    const scripts = Object.entries(resource["aws_sagemaker_studio_lifecycle_config"] ?? {}).filter(([name]) =>
      JSON.stringify(domains).includes(`aws_sagemaker_studio_lifecycle_config.${name}.`),
    );
    for (const [name, { tags: _, lifecycle: __, "//": ___, ...block }] of [...domains, ...scripts]) {
      found.set(`${domains.map(([, { domain_name }]) => domain_name)} ${name}`, JSON.stringify(block));
    }
  }
  return found;
}

const changeable = everyKey().filter((key) => !isFixed(key) && !(`${key.file} ${key.place}` in exceptions));

test("of every key that is not fixed, another value leaves every domain and what it starts apps with as they are", () => {
  const changed = changeable.flatMap((key) => {
    const base = prepare(full(), key);
    const path = pathOf(base, key);
    const old = path && valueAt(base, path);
    const other = path && otherValue(`${key.file} ${key.place}`, key.schema, old);
    if (!path || other === undefined) return [];
    const after = unchanging(withValue(base, path, other) as Full);
    return [...unchanging(base)]
      .filter(([name, block]) => after.get(name) !== block)
      .map(([name]) => `${key.file} ${key.place} changes ${name}`);
  });
  expect(changed).toEqual([]);
});

test("it is about domains with all that they start apps with, and about what a team changes", () => {
  expect([...unchanging(full()).keys()].filter((name) => name.startsWith("enclave-prod-fraud "))).toEqual([
    "enclave-prod-fraud domain",
    "enclave-prod-fraud start-scripts_jupyter-lab",
    "enclave-prod-fraud start-scripts_code-editor",
  ]);
  const places = changeable.map(({ file, place }) => `${file} ${place}`);
  for (const key of ["instanceType", "idleTimeoutMinutes", "lifecycleScript", "protect", "users.[].instanceType"])
    expect(places).toContain(`team ${key}`);
  expect(places).not.toContain("team homeDirectories");
});
