/** What ships is right, complete and small. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { definitionOf, unwrap } from "../../config/draft";
import { jsonSchemas } from "../../config/json-schema";
import { loadEnvironments } from "../../config/load";
import { bucketName } from "../../config/names";
import { formatProblem } from "../../config/problems";
import { environmentSchema, teamSchema } from "../../config/schema";
import { parseYaml } from "../../config/yaml";
import { fixtures, problemLines, shippedEnvironments, shippedFiles } from "./folders";

const lines = (directory: string) => {
  const { problems, warnings } = loadEnvironments(directory);
  return [...problems, ...warnings].map(formatProblem);
};

test("the shipped environments and fixtures load without a problem, and with no warning but that of prod's SSO team", () => {
  expect(lines(shippedEnvironments)).toEqual([
    expect.stringMatching(
      /prod\/teams\/marketing\.yaml:5:11 authMode: SSO lets the team's people log in from any network/,
    ),
  ]);
  for (const name of readdirSync(join(fixtures, "environments")))
    expect(lines(join(fixtures, "environments", name))).toEqual([]);
});

test("dev needs two short files: everything else has a default", () => {
  const [dev] = loadEnvironments(shippedEnvironments, { environment: "dev" }).environments;
  expect(dev).toMatchObject({
    partition: "aws",
    availabilityZoneIds: ["euc1-az1", "euc1-az2"],
    network: { vpcCidr: "10.0.0.0/16", endpointCidr: "10.0.0.0/20", studioCidr: "10.0.128.0/17" },
    accounts: {
      studio: { id: "111111111111", deployerRole: "arn:aws:iam::111111111111:role/studio-enclave-deployer" },
      data: { main: { deployerRole: "arn:aws:iam::222222222222:role/studio-enclave-deployer" } },
    },
    state: { backend: "local" },
    teams: [
      {
        name: "research",
        dataAccount: { name: "main", id: "222222222222" },
        buckets: [{ name: "data" }],
        authMode: "IAM",
        protect: true,
      },
    ],
  });
  const written = Object.values(shippedFiles("dev"))
    .join("")
    .split("\n")
    .filter((line) => /^\s*[^#\s]/.test(line));
  expect(written.length).toBeLessThan(15);
});

test("solo is dev with one more key: its studio account is one team's alone", () => {
  const environment = (name: string) => parseYaml("", shippedFiles(name)["environment.yaml"] ?? "").value as object;
  const { accounts: _, ...dev } = environment("dev") as { accounts: unknown };
  const { accounts: __, ...solo } = environment("solo") as { accounts: unknown };
  expect(solo).toEqual({ ...dev, separation: "account" });
  expect(shippedFiles("solo")["teams/research.yaml"]).toBe(shippedFiles("dev")["teams/research.yaml"]);
});

test("staging and prod show another state backend each, and prod two data accounts, three zones, SSO, producers and readers", () => {
  const { environments } = loadEnvironments(shippedEnvironments);
  expect(environments.map(({ name, state }) => [name, state.backend])).toEqual([
    ["dev", "local"],
    ["prod", "cloud"],
    ["solo", "local"],
    ["staging", "s3"],
  ]);
  const prod = environments.find(({ name }) => name === "prod");
  expect(prod?.availabilityZoneIds).toHaveLength(3);
  expect(prod?.teams.map(({ name, authMode }) => [name, authMode])).toEqual([
    ["fraud", "IAM"],
    ["marketing", "SSO"],
    ["research", "IAM"],
  ]);
  expect(new Set(prod?.teams.map(({ dataAccount }) => dataAccount.id)).size).toBe(2);
  expect(prod?.teams[0]?.buckets[0]).toMatchObject({
    producers: [{ prefix: "incoming/" }],
    readers: [{ prefix: "reports/" }],
  });
  expect(prod?.teams[0]?.lifecycleScript).toContain("#!/bin/bash");
});

describe("prod shows every key but docker, features and images, which staging shows", () => {
  const files = shippedFiles("prod");
  const environmentYaml = files["environment.yaml"] ?? "";
  const shown = (text: string) => keys(parseYaml("", text).value);
  // One team of staging has turned all of them on; prod is for what most teams need.
  const shownFeatures = new Set(
    [...shown(shippedFiles("staging")["teams/fraud.yaml"] ?? "")].filter((key) =>
      /^\.(docker|features|images)/.test(key),
    ),
  );

  test("of the schema: what excludes something else stands in a comment", () => {
    const environment = [environmentYaml, ...instead(environmentYaml)].map(shown);
    expect(missing(environmentSchema, environment)).toEqual([]);
    const teams = Object.keys(files).filter((file) => file.startsWith("teams/"));
    // Producers and readers have the same keys; each kind of network is shown at one of them.
    const twin = (key: string) =>
      key.includes(".readers.") ? key.replace("readers", "producers") : key.replace("producers", "readers");
    const shownByTeams = [...teams.map((file) => shown(files[file] ?? "")), shownFeatures];
    expect(missing(teamSchema, [...shownByTeams, ...shownByTeams.map((each) => new Set([...each].map(twin)))])).toEqual(
      [],
    );
  });

  test("and what stands in a comment is right: prod loads with each of them", () => {
    const alternatives = instead(environmentYaml);
    expect(alternatives.map((text) => /backend: (\w+)/.exec(text)?.[1])).toEqual(["s3", "local"]);
    for (const alternative of alternatives) {
      const written = environmentYaml.replace(/^state:\n( .*\n)*/m, `${alternative}\n`);
      expect(problemLines({ ...files, "environment.yaml": written }, "prod")).toEqual([]);
    }
  });
});

test("every bucket name of the shipped environments is legal and carries its account", () => {
  for (const environment of loadEnvironments(shippedEnvironments).environments) {
    for (const team of environment.teams) {
      for (const bucket of [...team.buckets.map(({ name }) => name), "access-logs"]) {
        expect(bucketName(environment, team, bucket, team.dataAccount.id)).toMatch(
          /^(?=.{3,63}$)[a-z0-9][a-z0-9-]*-\d{12}$/,
        );
      }
    }
  }
});

test("the JSON Schemas for editors are current: npm run enclave -- schema", () => {
  for (const [name, text] of Object.entries(jsonSchemas())) {
    expect(readFileSync(join(shippedEnvironments, "schema", name), "utf8")).toBe(text);
  }
});

test("every shipped file names a JSON Schema that exists", () => {
  for (const name of ["dev", "solo", "staging", "prod"]) {
    for (const [file, text] of Object.entries(shippedFiles(name)).filter(([path]) => path.endsWith(".yaml"))) {
      const schema = /^# yaml-language-server: \$schema=(\S+)/.exec(text)?.[1] ?? "none";
      expect(JSON.parse(readFileSync(join(shippedEnvironments, name, file, "..", schema), "utf8"))).toHaveProperty(
        "properties.schemaVersion",
      );
    }
  }
});

/** Every key of a value, without list positions and without the names that a map's author chooses. */
function keys(value: unknown, path = ""): Set<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((item) => [...keys(item, path)]));
  if (typeof value !== "object" || value === null) return new Set();
  return new Set(Object.entries(value).flatMap(([key, child]) => [`${path}.${key}`, ...keys(child, `${path}.${key}`)]));
}

/** Every key of a schema; `*` stands for the names that a map's author chooses. */
function keysOf(schema: z.ZodType, path = ""): string[] {
  const { shape, element, options = [], valueType } = definitionOf(unwrap(schema));
  return [
    ...(element === undefined ? [] : keysOf(element, path)),
    ...(valueType === undefined ? [] : keysOf(valueType, `${path}.*`)),
    ...options.flatMap((option) => keysOf(option, path)),
    ...Object.entries(shape ?? {}).flatMap(([key, child]) => [`${path}.${key}`, ...keysOf(child, `${path}.${key}`)]),
  ];
}

/** Keys of the schema that none of the files shows. */
function missing(schema: z.ZodType, shown: readonly ReadonlySet<string>[]): string[] {
  const all = shown.flatMap((each) => [...each]);
  const pattern = (key: string) => new RegExp(`^${key.replaceAll(".", "[.]").replaceAll("*", "[^.]+")}$`);
  return [...new Set(keysOf(schema))].filter((key) => !all.some((each) => pattern(key).test(each)));
}

/** Sections of the file that stand in comments, because they exclude what is written: `# state:` and the lines below it. */
function instead(text: string): string[] {
  return (text.match(/^# \w+:\n(# {3}.*\n)+/gm) ?? []).map((block) => block.replace(/^# /gm, ""));
}
