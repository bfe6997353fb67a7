/** What lies beside a stack's JSON is known and checked, or named and refused: Terraform acts on it, whatever the JSON says. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import {
  address,
  cacheOf,
  cloudState,
  initialized,
  localState,
  lockFile,
  lockOf,
  packageFolder,
  programFile,
  s3State,
} from "./initialized";

let made: ReturnType<typeof initialized>;
const make = (...options: Parameters<typeof initialized>) => {
  made = initialized(...options);
  return made;
};
afterEach(() => made.remove());

describe("what terraform init, tofu init and cdktf diff leave is accepted", () => {
  test.each([
    ["local state", { terraform: localState }],
    ["state in S3", { terraform: s3State }],
    ["HCP Terraform", { terraform: cloudState }],
    ["links to a plugin cache, which links to a mirror", { links: true }],
  ])("%s", (_, options) => {
    expect(make(options).beside()).toEqual({ problems: [], plans: ["plan"] });
  });

  test("the workspace that an HCP Terraform stack names", () => {
    const { write, beside } = make({ terraform: cloudState });
    write(".terraform/environment", "prod-networking\n");
    expect(beside().problems).toEqual([]);
  });

  test("nulls for what the backend does not set, which is how Terraform notes it", () => {
    const { write, beside } = make({ terraform: s3State });
    const role = { duration: null, role_arn: "arn:aws:iam::333333333333:role/studio-enclave-deployer", tags: null };
    const { s3 } = s3State["backend"] as unknown as { s3: object };
    write(".terraform/terraform.tfstate", cacheOf("s3", { ...s3, assume_role: role, endpoints: null, profile: null }));
    expect(beside().problems).toEqual([]);
  });

  test("nothing but the JSON, with and without a committed lock file", () => {
    for (const locked of [true, false]) {
      const { folder, beside, remove } = make({ locked });
      for (const each of [".terraform", ".terraform.lock.hcl", "plan"]) rmSync(join(folder, each), { recursive: true });
      expect(beside()).toEqual({ problems: [], plans: [] });
      remove();
    }
  });
});

const planted: readonly (readonly [path: string, reason: string])[] = [
  ["override.tf", "is a Terraform file that synthesis does not write"],
  ["cdk_override.tf.json", "is a Terraform file that synthesis does not write"],
  ["more.tofu", "is a Terraform file that synthesis does not write"],
  ["cdk.tofu.json", "is a Terraform file that synthesis does not write"],
  ["terraform.tfvars", "sets variables, but the stacks have none"],
  ["x.auto.tfvars.json", "sets variables, but the stacks have none"],
  ["errored.tfstate", "is state that Terraform could not store"],
  ["terraform.tfstate", "is state, but the stack keeps its state elsewhere"],
  ["terraform.tfstate.backup", "is state, but the stack keeps its state elsewhere"],
  ["terraform.tfstate.d/mine/terraform.tfstate", "is state, but the stack keeps its state elsewhere"],
  ["terraform.d/plugins/registry.terraform.io/x", "is a folder from which terraform init installs providers"],
  [".terraform/plugin_path", "makes terraform init install providers from the folders that it lists"],
  [".terraform/modules/modules.json", "lists modules"],
  [".terraform/anything", "is not a known file"],
  [".terraform/.terraform.tfstate.lock.info", "is state"],
  [".terraformrc", "is not a known file"],
  ["terraform.rc", "is not a known file"],
  [".terraformignore", "is not a known file"],
  ["crash.log", "is not a known file"],
  [".hidden", "is not a known file"],
  ["nested/cdk.tf.json", "is not a known file"],
  // cdktf synth --hcl writes both.
  ["cdk.tf", "is a Terraform file that synthesis does not write"],
  ["metadata.json", "is not a known file"],
];

test.each(planted)("%s is refused: it %s", (path, reason) => {
  const { write, beside } = make();
  write(path, "{}");
  const [top = ""] = path.startsWith(".terraform/") ? [path.split("/").slice(0, 2).join("/")] : path.split("/");
  expect(beside().problems).toEqual([expect.stringMatching(new RegExp(`^${top.replaceAll(".", "\\.")}: ${reason}`))]);
});

test("all of it is named at once", () => {
  const { write, beside } = make();
  for (const [path] of planted) write(path, "{}");
  const tops = new Set(
    planted.map(([path]) =>
      path
        .split("/")
        .slice(0, path.startsWith(".terraform/") ? 2 : 1)
        .join("/"),
    ),
  );
  expect(new Set(beside().problems.map((problem) => problem.split(": ")[0]))).toEqual(tops);
});

describe("a name that nobody knows, anywhere, as a file, a folder or a link", () => {
  const places = ["", ".terraform", ".terraform/providers", ...ancestors(packageFolder), packageFolder];
  const knownIn = (place: string) => {
    const own = {
      "": ["cdk.tf.json", "plan", ".terraform", ".terraform.lock.hcl"],
      ".terraform": ["providers", "terraform.tfstate", "environment"],
    };
    return new Set([
      ...(own[place as keyof typeof own] ?? []),
      packageFolder.split("/")[place.split("/").length] ?? "",
    ]);
  };
  const words = planted.flatMap(([path]) => path.split("/"));
  const name = fc.oneof(
    fc.constantFrom(
      ...words,
      ...words.map((word) => word.toUpperCase()),
      "linux_amd64",
      "darwin_arm64",
      "6.99.0",
      "aws",
      "providers",
      "environment",
      "cdk.tf.json ",
      "Plan",
    ),
    fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !/[/\0]/.test(text) && text !== "." && text !== ".."),
  );

  test("is refused, and its path named", () => {
    const { folder, beside } = make();
    fc.assert(
      fc.property(fc.constantFrom(...places), name, fc.constantFrom("file", "folder", "link"), (place, word, kind) => {
        const path = join(folder, place, word);
        if (knownIn(place).has(word) || existsSync(path)) return;
        if (kind === "file") writeFileSync(path, "x");
        else if (kind === "link") symlinkSync(join(folder, ".."), path);
        else {
          mkdirSync(path, { recursive: true });
          writeFileSync(join(path, "file"), "x");
        }
        const { problems } = beside();
        rmSync(path, { recursive: true });
        // What is in a package is in its checksum: the package is named.
        const named = place === packageFolder ? packageFolder : join(place, word);
        expect(problems.some((problem) => problem.startsWith(named))).toBe(true);
      }),
      { numRuns: 400 },
    );
    expect(beside().problems).toEqual([]);
  });

  test("is refused where a known file has become a link, or something else than it should be", () => {
    for (const path of [
      "cdk.tf.json",
      "plan",
      ".terraform",
      ".terraform.lock.hcl",
      ".terraform/providers",
      ".terraform/terraform.tfstate",
      ".terraform/environment",
    ]) {
      const { folder, beside, remove } = make();
      renameSync(join(folder, path), join(folder, "..", "elsewhere"));
      symlinkSync(join(folder, "..", "elsewhere"), join(folder, path));
      expect(beside().problems).toContainEqual(expect.stringContaining(`${path}: is a symbolic link`));
      rmSync(join(folder, path));
      const isFolder = path === ".terraform" || path === ".terraform/providers";
      if (isFolder) writeFileSync(join(folder, path), "");
      else mkdirSync(join(folder, path));
      expect(beside().problems).toContainEqual(expect.stringContaining(`${path}: is not a`));
      remove();
    }
  });
});

describe("a provider that the committed lock file does not vouch for", () => {
  test.each<[what: string, change: (folder: string, made: ReturnType<typeof initialized>) => void, problem: string]>([
    [
      "another program",
      (folder) => appendFileSync(join(folder, packageFolder, programFile), "!"),
      "with the checksum h1:",
    ],
    ["a further file", (folder) => writeFileSync(join(folder, packageFolder, "libc.so"), ""), "with the checksum h1:"],
    [
      "a renamed file",
      (folder) => renameSync(join(folder, packageFolder, "LICENSE.txt"), join(folder, packageFolder, "x")),
      "with the checksum h1:",
    ],
    [
      "a link in it",
      (folder) => symlinkSync("/bin/sh", join(folder, packageFolder, "sh")),
      "cannot be read as a provider",
    ],
    [
      "a file in its place",
      (folder) => {
        rmSync(join(folder, packageFolder), { recursive: true });
        writeFileSync(join(folder, packageFolder), "");
      },
      "is not a provider's folder",
    ],
    [
      "a link to nowhere in its place",
      (folder) => {
        rmSync(join(folder, packageFolder), { recursive: true });
        symlinkSync("nowhere", join(folder, packageFolder));
      },
      "is not a provider's folder",
    ],
    [
      "another version",
      (folder) =>
        renameSync(dirname(join(folder, packageFolder)), join(dirname(join(folder, packageFolder)), "..", "6.99.0")),
      "but environments/.terraform.lock.hcl locks 6.48.0",
    ],
    [
      "another provider",
      (folder) =>
        renameSync(
          join(folder, ".terraform/providers", address),
          join(folder, ".terraform/providers", address, "..", "shell"),
        ),
      "but environments/.terraform.lock.hcl does not lock it",
    ],
    [
      "a lock of OpenTofu's that holds something",
      (_, { write }) => write(`${packageFolder}.lock`, "x"),
      "is not a provider's folder",
    ],
  ])("%s is refused", (_, change, problem) => {
    const { folder, beside } = make();
    change(folder, made);
    expect(beside().problems).toEqual([expect.stringContaining(problem)]);
  });

  test("is refused with a lock file beside it that names it", () => {
    const { folder, write, beside } = make();
    appendFileSync(join(folder, packageFolder, programFile), "!");
    const [, hash = ""] = /checksum (h1:\S+),/.exec(beside().problems.join()) ?? [];
    write(".terraform.lock.hcl", lockOf(hash));
    expect(beside().problems).toEqual([
      expect.stringContaining(
        `with the checksum ${hash}, but ${lockFile} does not list it; delete it, synthesize anew and run terraform init`,
      ),
      expect.stringContaining(
        `accepts packages of ${address} 6.48.0 that ${lockFile} does not list (${hash}); synthesize anew`,
      ),
    ]);
  });

  test.each([
    ["another version", lockOf("h1:x", "6.47.0"), `locks ${address} 6.48.0`],
    [
      "another provider",
      lockOf("h1:x").replace("hashicorp/aws", "somebody/shell"),
      "but environments/.terraform.lock.hcl does not; synthesize anew",
    ],
    ["no lock file", "{}", "is not a line of a lock file"],
  ])("a lock file with %s is refused", (what, text) => {
    const { write, beside } = make();
    write(".terraform.lock.hcl", text);
    expect(beside().problems).toEqual([expect.stringMatching(/^\.terraform\.lock\.hcl(:1)?: /)]);
    expect(beside().problems[0]).toContain(
      {
        "another version":
          "locks registry.terraform.io/hashicorp/aws 6.47.0, but environments/.terraform.lock.hcl locks 6.48.0",
        "another provider": "locks registry.terraform.io/somebody/shell, but environments/.terraform.lock.hcl does not",
        "no lock file": "is not a line of a lock file",
      }[what] ?? "",
    );
  });

  test("is refused where no lock file is committed, and the message says how to commit one", () => {
    expect(make({ locked: false }).beside().problems).toEqual([
      ".: holds .terraform/providers and .terraform.lock.hcl, but environments/.terraform.lock.hcl is missing or cannot be read, so nothing confirms which providers terraform init installed. If you trust them, copy .terraform.lock.hcl to environments/.terraform.lock.hcl and commit it. If not, delete .terraform/providers and .terraform.lock.hcl and synthesize anew",
    ]);
  });
});

describe("state that is kept elsewhere than the stack says", () => {
  test.each([
    [
      "another file",
      localState,
      cacheOf("local", { path: "../elsewhere.tfstate" }),
      'path is not "../../../state/dev-networking.tfstate"',
    ],
    [
      "a folder of workspaces",
      localState,
      cacheOf("local", { path: "../../../state/dev-networking.tfstate", workspace_dir: "x" }),
      "workspace_dir is set",
    ],
    ["no path", localState, cacheOf("local", {}), "path is not"],
    ["another kind", localState, cacheOf("s3", { bucket: "mine" }), 'names the backend "s3", but the stack uses local'],
    [
      "another bucket",
      s3State,
      cacheOf("s3", { ...(s3State["backend"] as { s3: object } & object).s3, bucket: "mine" }),
      'bucket is not "enclave-state-333333333333"',
    ],
    [
      "a server of one's own",
      s3State,
      cacheOf("s3", { ...(s3State["backend"] as { s3: object } & object).s3, endpoints: { s3: "https://x" } }),
      "endpoints is set",
    ],
    [
      "another organization",
      cloudState,
      cacheOf("cloud", { ...(cloudState["cloud"] as object), organization: "mine" }),
      'organization is not "example-platform"',
    ],
    [
      "a version with two backends",
      localState,
      cacheOf("local", {}).replace('"version"', '"Backend":{},"version"'),
      "is not what terraform init writes",
    ],
    ["nothing that is JSON", localState, "x", "is not what terraform init writes"],
  ])("%s is refused", (_, terraform, cache, problem) => {
    const { write, beside } = make({ terraform });
    write(".terraform/terraform.tfstate", cache);
    expect(beside().problems).toEqual([expect.stringMatching(/^\.terraform\/terraform\.tfstate: /)]);
    expect(beside().problems[0]).toContain(problem);
  });

  // Terraform 1.11.4 refuses -migrate-state where HCP Terraform is one of the two, and asks instead.
  test.each([
    ["to S3", s3State, cacheOf("local", { path: "x" }), "terraform init -migrate-state"],
    ["to another bucket", s3State, cacheOf("s3", { bucket: "before" }), "terraform init -migrate-state"],
    ["to HCP Terraform", cloudState, cacheOf("local", { path: "x" }), "terraform init"],
    ["away from HCP Terraform", localState, cacheOf("cloud", { organization: "x" }), "terraform init"],
    ["within HCP Terraform", cloudState, cacheOf("cloud", { organization: "x" }), "terraform init"],
  ])("who moves it %s is told how, before how to forget where it was", (_, terraform, cache, command) => {
    const { write, beside } = make({ terraform });
    write(".terraform/terraform.tfstate", cache);
    expect(beside().problems).toEqual([
      expect.stringMatching(
        new RegExp(
          `; if you changed where state is kept, move it: ${command} in this folder\\. If not, or if nothing is deployed, delete the file and run terraform init$`,
        ),
      ),
    ]);
  });

  test("credentials that the file holds are not shown", () => {
    const { write, beside } = make();
    write(
      ".terraform/terraform.tfstate",
      cacheOf("local", { path: "../../../state/dev-networking.tfstate", token: "secret" }),
    );
    expect(beside().problems.join()).toContain("token is set");
    expect(beside().problems.join()).not.toContain("secret");
  });

  // Tried with Terraform 1.11.4: it keeps state in terraform.tfstate.d/<U+FEFF>default then. Go's TrimSpace leaves U+FEFF, and JavaScript's trim does not.
  test.each(["\ufeffdefault", "default\ufeff", "\u0085default", Buffer.from([0xff, ...Buffer.from("default")])])(
    "a workspace whose name only looks like default is refused",
    (name) => {
      const { folder, beside, remove } = initialized();
      try {
        writeFileSync(join(folder, ".terraform", "environment"), name);
        expect(beside().problems).toEqual([
          expect.stringMatching(/^\.terraform\/environment: selects the workspace "[ -~]+", but /),
        ]);
      } finally {
        remove();
      }
    },
  );

  test("another workspace is refused", () => {
    for (const terraform of [localState, cloudState]) {
      const { write, beside, remove } = make({ terraform });
      write(".terraform/environment", "mine");
      expect(beside().problems).toEqual([
        expect.stringMatching(/^\.terraform\/environment: selects the workspace "mine"/),
      ]);
      remove();
    }
  });

  test("every leaf of what Terraform noted counts, but for its own version and hash", () => {
    const { folder, write, beside } = make({ terraform: s3State });
    const path = ".terraform/terraform.tfstate";
    const cache = JSON.parse(readFileSync(join(folder, path), "utf8"));
    const leaves = leavesOf(cache).filter(
      (leaf) => !["terraform_version", "backend.hash", "backend.config.workspace_dir"].includes(leaf.join(".")),
    );
    expect(leaves.length).toBeGreaterThan(7);
    for (const leaf of leaves) {
      for (const value of ["other", null, { x: 1 }]) {
        write(path, JSON.stringify(changed(cache, leaf, value)));
        expect([leaf, beside().problems.length]).toEqual([leaf, 1]);
      }
    }
  });
});

function ancestors(path: string): string[] {
  const parts = path.split("/");
  return parts.slice(3, -1).map((_, index) => parts.slice(0, index + 3).join("/"));
}

function leavesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, each]) => leavesOf(each, [...path, key]));
}

function changed(value: unknown, [key, ...rest]: readonly string[], leaf: unknown): unknown {
  if (key === undefined) return leaf;
  return { ...(value as object), [key]: changed((value as Record<string, unknown>)[key], rest, leaf) };
}
