/** Finds what it takes to play HCP Terraform on this machine: OTF's server, and PostgreSQL for it. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "../children";
import type { Found } from "../python";
import { neutral } from "../surroundings";

export interface CloudPrograms {
  /** https://github.com/leg100/otf */
  readonly otfd: string;
  readonly initdb: string;
  readonly postgres: string;
  /** Part of util-linux: starts what ends with its parent, and lets nobody run PostgreSQL as root. */
  readonly setpriv: string;
  /** OTF runs the version that is installed here. */
  readonly terraformVersion: string;
}

/** Debian keeps PostgreSQL's server out of PATH: one folder for each version. */
const debian = "/usr/lib/postgresql";

/** Looks in PATH, and for PostgreSQL where Debian keeps it. */
export async function findCloudPrograms(): Promise<Found<CloudPrograms>> {
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = ["", ...versions.map((version) => join(debian, version, "bin"))];
  const [otfd, setpriv, postgres, terraform] = await Promise.all([
    answers(["otfd"]),
    answers(["setpriv"]),
    answers(folders.map((folder) => join(folder, "postgres"))),
    ask("terraform", "version", "-json"),
  ]);
  const found = { "OTF (otfd)": otfd, PostgreSQL: postgres, setpriv, Terraform: terraform.exitCode === 0 };
  const missing = Object.entries(found).flatMap(([name, program]) => (program ? [] : [name]));
  if (!otfd || !postgres || !setpriv || missing.length > 0) return { missing: `${missing.join(" and ")} not found` };
  const { terraform_version: terraformVersion } = JSON.parse(terraform.standardOutput);
  return { value: { otfd, postgres, initdb: postgres.replace(/postgres$/, "initdb"), setpriv, terraformVersion } };
}

async function answers(programs: readonly string[]): Promise<string | undefined> {
  for (const program of programs) if ((await ask(program, "--version")).exitCode === 0) return program;
  return undefined;
}

const ask = (program: string, ...args: string[]) =>
  run({ program, arguments: args, folder: ".", environment: neutral() });
