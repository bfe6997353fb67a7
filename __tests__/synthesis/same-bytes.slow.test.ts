/** Synthesis depends on the configuration alone, and each stack on its own part of it alone. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironment } from "../../config/load";
import { formatProblem } from "../../config/problems";
import type { Environment } from "../../config/schema";
import { type Files, folderOf, shippedFiles } from "../config/folders";
import { differences, filesOf, load, type Output, outputIn, outputOf, shipped } from "./output";

const stacksOfTeam = (environment: string, team: string) => [
  `${environment}-buckets-${team}`,
  `${environment}-studio-${team}`,
];

interface Manifest {
  readonly stacks: Readonly<Record<string, unknown>>;
}
const manifestOf = (output: Output): Manifest => JSON.parse(output.get("manifest.json") ?? "");

function environmentOf(files: Files, name: string): Environment {
  const { environment, problems } = loadEnvironment(folderOf(files, name));
  if (!environment) throw new Error(problems.map(formatProblem).join("\n"));
  return environment;
}

/** `with` has one team more than `without`: no file but that team's may tell, and the manifest only adds. */
function expectOnlyTheTeamsOwn(without: Output, withTeam: Output, environment: string, team: string): void {
  const own = stacksOfTeam(environment, team);
  const expected = own.flatMap((stack) => [...filesOf(withTeam, stack).keys()]);
  expect(expected).toEqual(expect.arrayContaining(own.map((stack) => `stacks/${stack}/cdk.tf.json`)));
  expect(differences(without, withTeam)).toEqual(["manifest.json", ...expected].sort());
  for (const file of expected) expect(without.has(file)).toBe(false);
  const { stacks } = manifestOf(withTeam);
  expect(stacks).toMatchObject(manifestOf(without).stacks);
  expect(Object.keys(stacks).sort()).toEqual([...Object.keys(manifestOf(without).stacks), ...own].sort());
}

describe("two syntheses give identical bytes", () => {
  const everything = load(shipped);

  test("in one process, into two folders", () => {
    expect(differences(outputOf(everything), outputOf(load(shipped)))).toEqual([]);
  });

  test("in a process of its own, as a user runs it", () => {
    const outdir = mkdtempSync(join(tmpdir(), "enclave-output-"));
    try {
      const root = join(__dirname, "..", "..");
      const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "main.ts"], {
        cwd: root,
        env: { ...process.env, CDKTF_OUTDIR: outdir, ENCLAVE_ENVIRONMENT: "staging" },
        encoding: "utf8",
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(differences(outputOf(load(shipped, { environment: "staging" })), outputIn(outdir))).toEqual([]);
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });

  test("whatever order the environments are given in", () => {
    const reversed = outputOf([...everything].reverse());
    const stacksOnly = (output: Output) => new Map([...output].filter(([file]) => file.startsWith("stacks/")));
    expect(differences(stacksOnly(outputOf(everything)), stacksOnly(reversed))).toEqual([]);
  });
});

describe("a team's file concerns that team's two stacks", () => {
  const prod = shippedFiles("prod");
  const all = outputOf([environmentOf(prod, "prod")]);

  test.each(["fraud", "marketing", "research"])("removing %s changes no other stack", (team) => {
    // Marketing is the only team in SSO mode, and identityCenter is refused without one.
    const unassigned: Files = {
      ...prod,
      "environment.yaml": prod["environment.yaml"]?.replace(/^identityCenter:\n( .*\n)+/m, "") ?? "",
    };
    const before = team === "marketing" ? unassigned : prod;
    const { [`teams/${team}.yaml`]: gone, ...rest } = before;
    expect(gone).toBeDefined();
    expectOnlyTheTeamsOwn(
      outputOf([environmentOf(rest, "prod")]),
      outputOf([environmentOf(before, "prod")]),
      "prod",
      team,
    );
  });

  test.each(["aaa", "eu-fraud", "zzz"])("adding %s changes no other stack, wherever its name sorts", (team) => {
    const file = "schemaVersion: 1\ncidr: 10.2.200.0/22\nusers:\n  - name: newcomer\ndataAccount: core\n";
    const grown = outputOf([environmentOf({ ...prod, [`teams/${team}.yaml`]: file }, "prod")]);
    expectOnlyTheTeamsOwn(all, grown, "prod", team);
  });

  test("changing a team's file changes no other stack", () => {
    const file = prod["teams/research.yaml"] ?? "";
    const changed = `${file.replace("name: ada", "name: ada2")}instanceType: ml.m5.large\ntags: { a: b }\n`;
    const after = outputOf([environmentOf({ ...prod, "teams/research.yaml": changed }, "prod")]);
    expect(differences(all, after)).toEqual(
      ["buckets", "studio"].map((kind) => `stacks/prod-${kind}-research/cdk.tf.json`),
    );
  });

  test("what a team changes later leaves its domain as it is", () => {
    const file = prod["teams/research.yaml"] ?? "";
    const later =
      `${file.replace("  - name: ada\n", "  - name: ada\n    instanceType: ml.m5.xlarge\n  - name: added\n")}
idleTimeoutMinutes: 600
instanceType: ml.m5.large
lifecycleScript: fraud-setup.sh
protect: true
tags: { product: another }
`.replace("- name: data\n", "- name: data\n  - name: another\n");
    const domainOf = (output: Output) =>
      JSON.parse(output.get("stacks/prod-studio-research/cdk.tf.json") ?? "").resource.aws_sagemaker_domain;
    const after = outputOf([environmentOf({ ...prod, "teams/research.yaml": later }, "prod")]);
    expect(differences(all, after)).toContain("stacks/prod-studio-research/cdk.tf.json");
    expect(domainOf(after)).toEqual(domainOf(all));
  });
});

describe("a part is synthesized as it is within the whole", () => {
  const whole = outputOf(load(shipped));
  const parts: [string, Parameters<typeof load>[1], string[]][] = [
    ["one environment", { environment: "dev" }, ["dev-networking", ...stacksOfTeam("dev", "research")]],
    [
      "one team of one environment",
      { environment: "prod", team: "marketing" },
      ["prod-networking", ...stacksOfTeam("prod", "marketing")],
    ],
    [
      "one team of every environment that has it",
      { team: "fraud" },
      ["prod", "staging"].flatMap((name) => [`${name}-networking`, ...stacksOfTeam(name, "fraud")]),
    ],
  ];

  test.each(parts)("%s", (_, only, stacks) => {
    const part = outputOf(load(shipped, only));
    expect(Object.keys(manifestOf(part).stacks).sort()).toEqual([...stacks].sort());
    for (const stack of stacks) {
      expect(filesOf(part, stack).size).toBeGreaterThan(0);
      expect(differences(filesOf(part, stack), filesOf(whole, stack))).toEqual([]);
    }
  });
});
