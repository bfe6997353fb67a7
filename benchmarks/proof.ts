/**
 * What it costs to prove 1,000 teams (20 environments of 50), beside what the stock way takes to synthesize them, in one run;
 * and how the proof grows with the number of policy statements.
 * Run by hand: npx tsx benchmarks/proof.ts [runs] [environments] [teams]. Needs Linux's /usr/bin/time and the package registry.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeEnvironments } from "./environments";
import { type Measured, measure, median } from "./measure";
import { stockCommand } from "./stock";

const [runs = 1, environments = 20, teams = 50] = process.argv.slice(2).map(Number);
const root = join(__dirname, "..");
const tsx = join(root, "node_modules", ".bin", "tsx");
const work = mkdtempSync(join(tmpdir(), "enclave-benchmark-"));

/** Synthesizes a folder of environments with our own way, for the proof to read. */
function synthesized(
  name: string,
  environments: number,
  teams: number,
): { folder: string; variables: Record<string, string> } {
  const folder = join(work, name);
  writeEnvironments(join(folder, "environments"), environments, teams);
  const variables = { ENCLAVE_ENVIRONMENTS: join(folder, "environments"), CDKTF_OUTDIR: join(folder, "out") };
  measure([tsx, "main.ts"], root, variables);
  return { folder: join(folder, "out"), variables };
}

const prove = (folder: string): Measured =>
  measure([tsx, "cli/main.ts", "prove", "--from", folder, "--json"], root, {});

/** Statements in all policies of a folder of stacks: policies are texts in the JSON. */
function statements(folder: string): number {
  return readdirSync(join(folder, "stacks"))
    .map((stack) => readFileSync(join(folder, "stacks", stack, "cdk.tf.json"), "utf8"))
    .reduce((sum, text) => sum + text.split('\\"Effect\\"').length - 1, 0);
}

/** Least squares: cost of one more statement, what is paid anyway, and the share of the variation that a line explains. */
function line(points: readonly (readonly [x: number, y: number])[]): { slope: number; start: number; fit: number } {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const slope =
    points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) /
    points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const start = meanY - slope * meanX;
  const unexplained = points.reduce((sum, [x, y]) => sum + (y - start - slope * x) ** 2, 0);
  const all = points.reduce((sum, [, y]) => sum + (y - meanY) ** 2, 0);
  return { slope, start, fit: 1 - unexplained / all };
}

const growth = [0.1, 0.2, 0.4, 0.7, 1].map((share) => {
  const count = Math.ceil(share * teams);
  const { folder } = synthesized(`one-of-${count}`, 1, count);
  const { cpuSeconds } = prove(folder);
  return { teams: count, statements: statements(folder), "CPU s": cpuSeconds };
});
console.table(growth);
const { slope, start, fit } = line(growth.map((each) => [each.statements, each["CPU s"]] as const));
console.log(
  `${(slope * 1000).toFixed(2)} CPU s for 1,000 statements more, ${start.toFixed(1)} CPU s anyway; a line explains ${(fit * 100).toFixed(1)} %`,
);

const { folder, variables } = synthesized("all", environments, teams);
const stock = stockCommand(root, work);
const pairs = Array.from({ length: runs }, () => ({
  proof: prove(folder),
  stock: measure([...stock, "--output", join(work, "stock-out")], root, {
    ...variables,
    CDKTF_OUTDIR: join(work, "stock-out"),
  }),
}));
console.table(
  pairs.map(({ proof, stock }) => ({
    "proof CPU s": proof.cpuSeconds.toFixed(1),
    "stock CPU s": stock.cpuSeconds.toFixed(1),
    "proof wall s": proof.seconds.toFixed(1),
    "stock wall s": stock.seconds.toFixed(1),
    "proof MiB": proof.mebibytes.toFixed(0),
    "stock MiB": stock.mebibytes.toFixed(0),
  })),
);
const ratio = (pick: (measured: Measured) => number) =>
  median(pairs.map(({ proof, stock }) => pick(stock) / pick(proof))).toFixed(1);
console.log(
  `${environments * teams} teams, ${statements(folder)} statements: the stock way takes ${ratio(({ cpuSeconds }) => cpuSeconds)} times the CPU time to synthesize what is proved, ${ratio(({ seconds }) => seconds)} times the wall time, ${ratio(({ mebibytes }) => mebibytes)} times the memory`,
);
rmSync(work, { recursive: true });
