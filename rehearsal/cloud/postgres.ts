/** A PostgreSQL of the rehearsal's own: reached through a socket in its own folder, ended and deleted with it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atInterrupt, end, run, start } from "../children";
import { ready } from "../ready";
import { neutral } from "../surroundings";
import type { CloudPrograms } from "./programs";

export interface Postgres {
  /** Connection string of the only user, in libpq's form. */
  readonly database: string;
  stop(): Promise<void>;
}

/** Nothing here has to survive a power failure. */
const careless = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/** Rejects with PostgreSQL's own words where it does not come up. */
export async function startPostgres({ setpriv, initdb, postgres }: CloudPrograms): Promise<Postgres> {
  // Not below the rehearsal's folder: PostgreSQL refuses to be root, and nobody else may be able to enter the checkout.
  const folder = mkdtempSync(join(tmpdir(), "enclave-postgres-"));
  const clearAway = () => rmSync(folder, { recursive: true, force: true });
  const forget = atInterrupt(async () => clearAway());
  const isRoot = process.getuid?.() === 0;
  const as = isRoot ? ["--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
  const environment = neutral();
  const make = async (program: string, ...args: string[]) => {
    const ended = await run({ program, arguments: args, folder, environment });
    if (ended.exitCode !== 0) throw new Error(`${program} failed: ${ended.output.trim()}`);
  };
  const data = join(folder, "data");
  const settings = [...careless, "listen_addresses=", `unix_socket_directories=${folder}`];
  try {
    if (isRoot) await make("chown", "postgres:postgres", folder);
    await make(
      setpriv,
      ...as,
      initdb,
      "-D",
      data,
      "-A",
      "trust",
      "-U",
      "otf",
      "--no-sync",
      "--no-locale",
      "-E",
      "UTF8",
    );
    const serve = [postgres, "-D", data, ...settings.flatMap((setting) => ["-c", setting])];
    const child = start(setpriv, [...as, "--pdeathsig=INT", ...serve], folder, environment);
    await ready(child, "PostgreSQL", /ready to accept connections/);
    return {
      database: `postgres:///postgres?host=${folder}&user=otf`,
      stop: async () => {
        // SIGTERM would wait for every client to leave.
        await end(child, "SIGINT");
        clearAway();
        forget();
      },
    };
  } catch (error) {
    clearAway();
    forget();
    throw error;
  }
}
