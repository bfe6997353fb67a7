/**
 * Time and memory of synthesizing about 1,000 stacks, beside the stock way (ts-node through `cdktf synth`, stack traces on).
 * Run by hand: npx tsx benchmarks/synthesis.ts [runs]. Needs Linux's /usr/bin/time and the package registry.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeEnvironments } from "./environments";

const root = resolve(__dirname, "..");
const runs = Number(process.argv[2] ?? 3);
const work = mkdtempSync(join(tmpdir(), "enclave-benchmark-"));

interface Measured {
  readonly seconds: number;
  /** Peak of the largest single process, in MiB. */
  readonly mebibytes: number;
}

function measure(command: readonly string[], environment: Record<string, string>): Measured {
  const outdir = mkdtempSync(join(work, "out-"));
  const started = process.hrtime.bigint();
  const done = spawnSync(
    "/usr/bin/time",
    ["-f", "%M", ...command, ...(command.includes("synth") ? ["--output", outdir] : [])],
    {
      cwd: root,
      env: {
        ...process.env,
        CHECKPOINT_DISABLE: "1",
        CI: "true",
        ENCLAVE_ENVIRONMENTS: join(work, "environments"),
        CDKTF_OUTDIR: outdir,
        ...environment,
      },
      encoding: "utf8",
      maxBuffer: 1 << 28,
    },
  );
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (done.status !== 0) throw new Error(`${command.join(" ")}: ${done.stderr}${done.stdout}`);
  const written = readdirSync(join(outdir, "stacks")).length;
  if (written !== stacks) throw new Error(`${command.join(" ")} wrote ${written} stacks of ${stacks}`);
  rmSync(outdir, { recursive: true });
  return { seconds, mebibytes: Number(done.stderr.trim().split("\n").at(-1)) / 1024 };
}

const [environments, teams] = [20, 25];
const stacks = environments * (1 + 2 * teams);
writeEnvironments(join(work, "environments"), environments, teams);

// ts-node needs a compiler that is written in JavaScript.
mkdirSync(join(work, "stock"));
execFileSync(
  "npm",
  [
    "install",
    "--no-save",
    "--no-audit",
    "--no-fund",
    "--prefix",
    join(work, "stock"),
    "ts-node@10.9.2",
    "typescript@5.9.3",
  ],
  { stdio: "ignore" },
);
const tsNode = join(work, "stock", "node_modules", "ts-node", "dist", "bin.js");
const compiler = join(work, "stock", "node_modules", "typescript");

const tsx = join(root, "node_modules", ".bin", "tsx");
const cdktf = join(root, "node_modules", ".bin", "cdktf");
const pairs = Array.from({ length: runs }, () => ({
  ours: measure([tsx, "main.ts"], {}),
  stock: measure([cdktf, "synth", "--app", `node ${tsNode} --compiler ${compiler} benchmarks/stock-main.ts`], {}),
}));
rmSync(work, { recursive: true });

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const ratio = (pick: (measured: Measured) => number) =>
  median(pairs.map(({ ours, stock }) => pick(stock) / pick(ours)));
console.table(
  pairs.map(({ ours, stock }) => ({
    "ours s": ours.seconds.toFixed(1),
    "stock s": stock.seconds.toFixed(1),
    "ours MiB": ours.mebibytes.toFixed(0),
    "stock MiB": stock.mebibytes.toFixed(0),
  })),
);
console.log(
  `${stacks} stacks: the stock way takes ${ratio(({ seconds }) => seconds).toFixed(1)} times as long and ${ratio(({ mebibytes }) => mebibytes).toFixed(1)} times the memory (medians of ${runs} pairs)`,
);
