import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { preparationsOf } from "../../rehearsal/accounts";
import { run } from "../../rehearsal/children";
import { exampleState, writeExampleState } from "../../rehearsal/contract-examples";
import { checkout } from "../../rehearsal/folders";
import { levelsOf } from "../../rehearsal/levels";
import { once } from "../../rehearsal/once";
import { providerVersions } from "../../rehearsal/provider";
import { sideBySide } from "../../rehearsal/side-by-side";
import { keepStateHere } from "../../rehearsal/state-override";
import { neutral } from "../../rehearsal/surroundings";
import { errorsIn } from "../../rehearsal/terraform";
import { synthesize } from "../../stacks/synthesize";

const work = mkdtempSync(join(tmpdir(), "enclave-running-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const shipped = (name: string) => {
  const [environment] = loadEnvironments(join(checkout, "environments"), { environment: name }).environments;
  if (!environment) throw new Error(`no environment ${name}`);
  return environment;
};

describe("started programs", () => {
  const node = { program: process.execPath, folder: work, environment: { PATH: process.env.PATH ?? "" } };

  test("answer with their exit code and everything they wrote, also to the log", async () => {
    const log = join(work, "logs", "child.log");
    const script = "console.log('out'); console.error('err'); process.exit(3)";
    const ended = await run({ ...node, arguments: ["-e", script], log });
    expect(ended).toMatchObject({ exitCode: 3, standardOutput: "out\n" });
    expect(ended.output).toContain("err");
    expect(readFileSync(log, "utf8")).toContain("err");
  });

  test("that do not exist are a value, not an exception", async () => {
    const ended = await run({ ...node, program: join(work, "no-such-program"), arguments: [] });
    expect(ended.exitCode).toBeUndefined();
    expect(ended.output).toContain("ENOENT");
  });

  test("end when they are aborted", async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    const ended = await run({ ...node, arguments: ["-e", "setInterval(() => {}, 1000)"], abort: abort.signal });
    expect(ended.exitCode).toBeUndefined();
  });

  test("get nothing of the user's AWS settings, proxies or Terraform options", () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      AWS_PROFILE: "production",
      https_proxy: "http://proxy:3128",
      TF_WORKSPACE: "other",
      TF_CLI_CONFIG_FILE: "/here",
    });
    const passed = neutral();
    process.env = before;
    expect(Object.keys(passed)).not.toEqual(expect.arrayContaining(["AWS_PROFILE"]));
    expect(passed).not.toHaveProperty("https_proxy");
    expect(passed).not.toHaveProperty("TF_WORKSPACE");
    expect(passed["TF_CLI_CONFIG_FILE"]).toBe("/here");
  });
});

describe("the order of stacks", () => {
  const stack = (name: string, ...needs: string[]) => ({ name, folder: name, needs });

  test("puts every stack behind what it reads", () => {
    const levels = levelsOf([stack("buckets", "studio"), stack("studio", "networking"), stack("networking")]);
    expect(levels.map((level) => level.map(({ name }) => name))).toEqual([["networking"], ["studio"], ["buckets"]]);
  });

  test("takes a stack that is not there for applied", () => {
    expect(levelsOf([stack("studio", "networking")])).toHaveLength(1);
  });

  test("is refused where stacks need each other", () => {
    expect(() => levelsOf([stack("a", "b"), stack("b", "a")])).toThrow("circle");
  });
});

test("work side by side keeps the order of its results and never exceeds its limit", async () => {
  let running = 0;
  let most = 0;
  const work = async (milliseconds: number) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    running -= 1;
    return milliseconds;
  };
  const limit = 2;
  const results = await sideBySide([30, 10, 20, 5], work, limit);
  expect(results).toEqual([30, 10, 20, 5]);
  expect(most).toBe(limit);
});

test("work side by side that fails leaves the rest to end, and is told afterwards", async () => {
  const ended: number[] = [];
  const work = async (item: number) => {
    if (item === 1) throw new Error("the first");
    ended.push(item);
  };
  const limit = 1;
  await expect(sideBySide([1, 2, 3], work, limit)).rejects.toThrow("the first");
  expect(ended).toEqual([2, 3]);
});

test("Terraform's errors are told without its frame and without what came before", () => {
  const output = "Plan: 1 to add\n╷\n│ Error: creating VPC\n│ \n│   with aws_vpc.vpc\n╵\n";
  expect(errorsIn(output)).toBe("Error: creating VPC\n\n  with aws_vpc.vpc");
});

describe("what is made once", () => {
  test("is made by one of several that want it at the same time, and again from another recipe", async () => {
    const folder = join(work, "made");
    let times = 0;
    const make = async () => {
      times += 1;
      writeFileSync(folder, "");
      return undefined;
    };
    await Promise.all([once(folder, "one", make), once(folder, "one", make)]);
    await once(folder, "one", make);
    expect(times).toBe(1);
    await once(folder, "two", make);
    expect(times).toBe(2);
  });

  test("is waited for however long its maker takes, and made anew where the maker is gone", async () => {
    const folder = join(work, "locked");
    const lock = `${folder}.lock`;
    const lockedBy = (pid: number) => {
      mkdirSync(lock);
      writeFileSync(join(lock, "pid"), String(pid));
      utimesSync(lock, 0, 0);
    };
    const { pid = 0 } = spawnSync(process.execPath, ["--version"]);
    lockedBy(pid);
    expect(await once(folder, "one", async () => writeFileSync(folder, "") ?? undefined)).toBeUndefined();

    lockedBy(process.pid);
    let made = false;
    const second = once(folder, "two", async () => writeFileSync(folder, "") ?? undefined).then(() => {
      made = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(made).toBe(false);
    rmSync(lock, { recursive: true });
    await second;
  });

  test("is not there after a failure", async () => {
    const folder = join(work, "failed");
    const error = await once(folder, "recipe", async () => {
      writeFileSync(folder, "half");
      return "no network";
    });
    expect(error).toBe("no network");
    expect(existsSync(folder)).toBe(false);
  });
});

describe("example state", () => {
  test("holds the contract's outputs with their types", () => {
    const state = JSON.parse(
      exampleState({ vpc_id: "vpc-1", bucket_names: ["a", "b"], more: { "a.b": [{ id: "x" }] } }),
    );
    expect(state).toMatchObject({ version: 4, resources: [] });
    expect(state.outputs).toEqual({
      vpc_id: { value: "vpc-1", type: "string" },
      bucket_names: { value: ["a", "b"], type: ["tuple", ["string", "string"]] },
      more: {
        value: { "a.b": [{ id: "x" }] },
        type: ["object", { "a.b": ["tuple", [["object", { id: "string" }]]] }],
      },
    });
  });

  test("never replaces state that is there", () => {
    const file = join(work, "state", "real.tfstate");
    writeExampleState(file, { vpc_id: "vpc-1" });
    expect(() => writeExampleState(file, { vpc_id: "vpc-2" })).toThrow("EEXIST");
  });
});

describe("the shipped environments", () => {
  test("ask for the provider versions that the rehearsal gets", () => {
    const outdir = join(work, "versions");
    synthesize([shipped("dev")], { outdir });
    const file = JSON.parse(readFileSync(join(outdir, "stacks", "dev-networking", "cdk.tf.json"), "utf8"));
    expect(file.terraform.required_providers.aws.version).toBe(providerVersions);
  });

  test("get every role that a stack assumes, the state bucket and the permissions boundary", () => {
    for (const name of ["dev", "staging", "prod"]) {
      const environment = shipped(name);
      const prepared = preparationsOf(environment);
      const roles = prepared.flatMap((account) => account.roles);
      for (const { deployerRole } of [environment.accounts.studio, ...Object.values(environment.accounts.data)]) {
        expect(roles).toContain(deployerRole);
      }
      expect(new Set(roles).size).toBe(roles.length);
      for (const { account, roles: own } of prepared)
        expect(own.every((role) => role.includes(`::${account}:`))).toBe(true);
      const buckets = prepared.flatMap((account) => account.buckets ?? []);
      expect(buckets).toEqual(environment.state.backend === "s3" ? [environment.state.bucket] : []);
      expect(prepared.flatMap((account) => account.policies ?? [])).toEqual(
        environment.permissionsBoundary ? [environment.permissionsBoundary] : [],
      );
    }
  });

  test("keep HCP Terraform's state in local files by an override of backend and remote state alone", () => {
    const outdir = join(work, "cloud");
    synthesize([shipped("prod"), shipped("dev")], { outdir });
    const folder = join(outdir, "stacks", "prod-studio-research");
    const before = readFileSync(join(folder, "cdk.tf.json"), "utf8");
    expect(keepStateHere({ name: "prod-studio-research", folder })).toBe(true);
    expect(keepStateHere({ name: "dev-networking", folder: join(outdir, "stacks", "dev-networking") })).toBe(false);
    expect(readFileSync(join(folder, "cdk.tf.json"), "utf8")).toBe(before);
    expect(JSON.parse(readFileSync(join(folder, "rehearsal_override.tf.json"), "utf8"))).toEqual({
      terraform: { backend: { local: { path: "../../../state/prod-studio-research.tfstate" } } },
      data: {
        terraform_remote_state: {
          networking: { backend: "local", config: { path: "../../../state/prod-networking.tfstate" } },
        },
      },
    });
  });
});
