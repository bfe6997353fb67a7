/** OTF, a server of HCP Terraform's API on this machine: runs are real, in folders of their own, by the Terraform that is installed. */
import { randomBytes } from "node:crypto";
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { end, start } from "../children";
import { ready } from "../ready";
import { atOnce } from "../side-by-side";
import { neutral } from "../surroundings";
import type { Postgres } from "./postgres";
import type { CloudPrograms } from "./programs";

export interface Otf {
  readonly port: number;
  /** May do everything. */
  readonly token: string;
  stop(): Promise<void>;
}

/** OTF strips the cloud block from .tf files only, never from JSON; inside a run state is the file that OTF lays there. */
const engine = `#!/bin/sh
echo '{"terraform": {"backend": {"local": {}}}}' > run_override.tf.json
exec terraform "$@"
`;

/** `host` is the name that stacks have for it; whoever asks for that name has to be led to the port, with TLS. */
export async function startOtf(
  { setpriv, otfd, terraformVersion }: CloudPrograms,
  { database }: Postgres,
  host: string,
  workDir: string,
): Promise<Otf> {
  const engines = join(workDir, "engines");
  const runs = join(workDir, "runs");
  for (const folder of [join(engines, terraformVersion), runs]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(engines, terraformVersion, "terraform"), engine, { mode: 0o755 });
  const token = randomBytes(16).toString("hex");
  const settings = {
    database,
    hostname: host,
    address: "127.0.0.1:0",
    secret: randomBytes(16).toString("hex"),
    "site-token": token,
    "engine-bins-dir": engines,
    concurrency: String(atOnce),
    "log-format": "text",
  };
  const flags = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  // It looks for new versions of Terraform on the internet: nothing here may leave this machine.
  const environment = { ...neutral(), TMPDIR: runs, HTTPS_PROXY: "http://127.0.0.1:9" };
  const child = start(setpriv, ["--pdeathsig=TERM", otfd, ...flags], workDir, environment);
  const log = createWriteStream(join(workDir, "otfd.log"));
  // On a full disk the server goes on without its log: whoever needs to write there says so.
  log.on("error", () => {
    for (const stream of [child.stdout, child.stderr]) stream?.unpipe(log).resume();
  });
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  const [, port] = await ready(child, "OTF", /started server.* address=127\.0\.0\.1:(\d+)/);
  return { port: Number(port), token, stop: () => end(child) };
}
