/**
 * Time and memory of synthesizing about 1,000 stacks, beside the stock way (ts-node through `cdktf synth`, stack traces on).
 * Run by hand: npx tsx benchmarks/synthesis.ts [runs]. Needs Linux's /usr/bin/time and the package registry.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeEnvironments } from "./environments";
import { type Measured, measure, median } from "./measure";
import { stockCommand } from "./stock";

const root = resolve(__dirname, "..");
const runs = Number(process.argv[2] ?? 3);
const work = mkdtempSync(join(tmpdir(), "enclave-benchmark-"));

const [environments, teams] = [20, 25];
const stacks = environments * (1 + 2 * teams);
writeEnvironments(join(work, "environments"), environments, teams);

function synthesize(command: readonly string[]): Measured {
  const outdir = mkdtempSync(join(work, "out-"));
  const output = command.includes("synth") ? ["--output", outdir] : [];
  const found = measure([...command, ...output], root, {
    ENCLAVE_ENVIRONMENTS: join(work, "environments"),
    CDKTF_OUTDIR: outdir,
  });
  const written = readdirSync(join(outdir, "stacks")).length;
  if (written !== stacks) throw new Error(`${command.join(" ")} wrote ${written} stacks of ${stacks}`);
  rmSync(outdir, { recursive: true });
  return found;
}

const stock = stockCommand(root, work);
const tsx = join(root, "node_modules", ".bin", "tsx");
const pairs = Array.from({ length: runs }, () => ({ ours: synthesize([tsx, "main.ts"]), stock: synthesize(stock) }));
rmSync(work, { recursive: true });

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
