/** What lies in a stack's folder beside its JSON: every entry is known and checked, or named as a problem. */
import { existsSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compare } from "../../config/problems";
import { lockFileName, type ProviderLock } from "../../config/provider-lock";
import type { Block } from "../model/json";
import { backendProblems } from "./backend-cache";
import type { HashPackage } from "./package-hash";
import { lockProblems, providerProblems } from "./providers";
import { reasonAgainst } from "./reasons";
import { workspaceProblems } from "./workspace";

/** What vouches for the providers that `terraform init` installed. */
export interface Trust {
  /** Where the lock file is committed, or would be, as messages name it. */
  readonly lockFile: string;
  /** Undefined where there is none. */
  readonly lock?: ProviderLock | undefined;
  readonly hashPackage: HashPackage;
}

export interface Beside {
  /** `<path>: <what is wrong>; <what to do>`, all of them. */
  readonly problems: readonly string[];
  /** Plans that CDKTF saved: nobody reads them here, and Terraform neither unless it is told to apply one. */
  readonly plans: readonly string[];
}

/** @param terraformOf the `terraform` block of the stack's JSON, which says where its state is kept; undefined where it cannot be read */
export function besideStack(folder: string, terraformOf: () => Block | undefined, trust: Trust): Beside {
  const vouched = [join(".terraform", "providers"), lockFileName].filter((name) => existsSync(join(folder, name)));
  const againstStack = (look: (path: string, terraform: Block) => Iterable<string>) => (path: string) => {
    const terraform = terraformOf();
    return terraform ? look(path, terraform) : [];
  };
  const known: Known = {
    // Every synthesis writes it; the model reads it.
    "cdk.tf.json": {},
    // `cdktf diff` and `cdktf plan` (cdktf-cli 0.21, models/terraform-cli.js) leave it.
    plan: {},
    // Left by `terraform init` and `tofu init`.
    [lockFileName]: { look: (path) => lockProblems(path, trust) },
    ".terraform": {
      within: {
        providers: { look: (path) => providerProblems(path, trust), isFolder: true },
        "terraform.tfstate": { look: againstStack(backendProblems) },
        environment: { look: againstStack(workspaceProblems) },
      },
    },
  };
  const problems = [
    // Terraform's paths begin where the link leads.
    ...(lstatSync(folder).isSymbolicLink() ? [`${folder}: is a symbolic link; put the folder itself there`] : []),
    ...(trust.lock ? [] : unvouched(folder, vouched, trust)),
    ...problemsIn(folder, known),
  ];
  return { problems, plans: ["plan"].map((name) => join(folder, name)).filter((path) => existsSync(path)) };
}

function unvouched(folder: string, names: readonly string[], { lockFile }: Trust): string[] {
  if (names.length === 0) return [];
  const held = names.join(" and ");
  return [
    `${folder}: holds ${held}, but ${lockFile} is missing or cannot be read, so nothing confirms which providers terraform init installed. ` +
      `If you trust them, copy ${join(folder, lockFileName)} to ${lockFile} and commit it. If not, delete ${held} and synthesize anew`,
  ];
}

type Known = {
  readonly [name: string]: {
    /** Problems of the entry, once it is a file (or a folder, where it must be one). */
    readonly look?: (path: string) => Iterable<string>;
    readonly isFolder?: boolean;
    /** A folder with these entries. */
    readonly within?: Known;
  };
};

function* problemsIn(folder: string, known: Known): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) => compare(one.name, other.name));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const found = Object.hasOwn(known, entry.name) ? known[entry.name] : undefined;
    const { look, within, isFolder = within !== undefined } = found ?? {};
    if (found === undefined) yield `${path}: ${reasonAgainst(entry.name, folder)}`;
    else if (entry.isSymbolicLink()) yield `${path}: is a symbolic link; delete it and synthesize anew`;
    else if (isFolder ? !entry.isDirectory() : !entry.isFile()) {
      yield `${path}: is not a ${isFolder ? "folder" : "regular file"}; delete it and synthesize anew`;
    } else if (within) yield* problemsIn(path, within);
    else yield* look?.(path) ?? [];
  }
}
