/** AWS's defaults as the doctor knows them, held against the words of AWS's published model, which the SDK's declarations carry. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { studioStackName } from "../../config/names";
import { assumedIn, compare } from "../../doctor/compare";
import { declaredIn, type StackJson } from "../../doctor/declared";
import { assumed, stated } from "../../doctor/defaults";
import { shipped } from "../isolation/stacks";

interface Member {
  /** What AWS says of it, without markup. */
  readonly words: string;
  /** Name of the structure that it holds, alone or in a list; empty where it holds none. */
  readonly holds: string;
}

/** Every structure of the model by name, with its members. */
function structures(): ReadonlyMap<string, ReadonlyMap<string, Member>> {
  const folder = join(dirname(require.resolve("@aws-sdk/client-sagemaker/package.json")), "dist-types", "models");
  const found = new Map<string, Map<string, Member>>();
  for (const name of readdirSync(folder).filter((each) => /^models_\d+\.d\.ts$/.test(each))) {
    const text = readFileSync(join(folder, name), "utf8");
    for (const [, structure = "", body = ""] of text.matchAll(/^export interface (\w+) \{\n(.*?)^\}/gms)) {
      const members = [...body.matchAll(/\/\*\*(.*?)\*\/\s*(\w+)\??: (\w+)(?:\[\])? \| undefined;/gs)];
      const own = members.map(([, words = "", member = "", holds = ""]): [string, Member] => [
        member,
        { words: words.replaceAll(/<[^>]+>/g, ""), holds },
      ]);
      found.set(structure, new Map(own));
    }
  }
  return found;
}

const all = structures();

const statements = [
  // "If this value is set to STATIC or is not set, the session name defaults to SageMaker."
  /set to (\w+) or is not set/,
  // "… Defaults to Enabled.", "… defaults to ipv4.", "The default value is PublicInternetOnly."
  /(?:[Dd]efaults to|[Tt]he default(?: value)? is)\s+(\w+)/,
];

/** The default that AWS's words state; undefined where they state none. */
function defaultIn(words: string): string | undefined {
  for (const statement of statements) {
    const [, value] = statement.exec(words) ?? [];
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The values that a member takes; undefined where AWS's model lists none. */
function valuesOf(enumeration: string): readonly string[] | undefined {
  const file = join(dirname(require.resolve("@aws-sdk/client-sagemaker/package.json")), "dist-types/models/enums.d.ts");
  const body = new RegExp(`^export declare const ${enumeration}: \\{\n(.*?)^\\};`, "ms").exec(
    readFileSync(file, "utf8"),
  )?.[1];
  return body === undefined ? undefined : [...body.matchAll(/: "([^"]+)"/g)].map(([, value = ""]) => value);
}

/** Members below a structure, by their path, of which AWS states a default. */
function statedBelow(name: string, path: readonly string[] = []): [string, string][] {
  return [...(all.get(name) ?? [])].flatMap(([member, { words, holds }]) => {
    const here = [...path, member];
    const value = defaultIn(words);
    const own: [string, string][] = value === undefined ? [] : [[here.join("."), value]];
    if (value !== undefined && valuesOf(holds)?.includes(value) === false)
      throw new Error(`${here.join(".")} does not take ${value}`);
    return [...own, ...(holds === "" ? [] : statedBelow(holds, here))];
  });
}

/** Every stack says these, so that no default of them counts. */
const declared = { AppNetworkAccessType: "PublicInternetOnly", TagPropagation: "DISABLED" };

test("the doctor's stated defaults are those that AWS states of a new domain and profile: no more, no fewer, no other value", () => {
  const of = [...statedBelow("CreateDomainRequest"), ...statedBelow("CreateUserProfileRequest")];
  expect(Object.fromEntries(of)).toEqual({ ...stated, ...declared });
  const { environment, stacks } = shipped("dev");
  for (const team of environment.teams) {
    const stack = stacks.get(studioStackName(environment, team)) as unknown as StackJson;
    expect(declaredIn(stack).domain).toMatchObject(
      Object.fromEntries(Object.keys(declared).map((name) => [name, expect.any(String)])),
    );
  }
});

test("AWS's model has the members of the assumed ones, and says nothing of their defaults", () => {
  for (const member of Object.keys(assumed)) {
    const [first = "", ...rest] = member.split(".");
    const path =
      first === "UserSettings" ? ["CreateUserProfileRequest", first, ...rest] : ["CreateDomainRequest", first, ...rest];
    let at = all.get(path[0] ?? "");
    let words = "";
    for (const name of path.slice(1)) {
      const found = at?.get(name);
      if (!found) throw new Error(`AWS's model has no ${member}`);
      words = found.words;
      at = all.get(found.holds);
    }
    expect([member, defaultIn(words)]).toEqual([member, undefined]);
  }
});

test("an assumed default that is found is no change, and is named as assumed; a stated one, or an empty list, is not", () => {
  const found = {
    DomainSettings: { IpAddressType: "ipv4", SecurityGroupIds: [], AmazonQSettings: { Status: "DISABLED" } },
    DefaultUserSettings: { AutoMountHomeEFS: "Enabled" },
  };
  expect(compare({}, found)).toEqual([]);
  expect(assumedIn({}, found)).toEqual([
    "DefaultUserSettings.AutoMountHomeEFS",
    "DomainSettings.AmazonQSettings.Status",
  ]);
  expect(assumedIn({ DefaultUserSettings: { AutoMountHomeEFS: "Enabled" } }, found)).toEqual([
    "DomainSettings.AmazonQSettings.Status",
  ]);
});
