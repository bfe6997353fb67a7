/** The way a CDKTF project starts out: ts-node through `cdktf synth`, which needs a compiler that is written in JavaScript. */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** Installs what it needs below `work`, and says the command that synthesizes, `--output` apart. */
export function stockCommand(root: string, work: string): readonly string[] {
  const prefix = join(work, "stock");
  mkdirSync(prefix);
  const packages = ["ts-node@10.9.2", "typescript@5.9.3"];
  execFileSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", prefix, ...packages], {
    stdio: "ignore",
  });
  const modules = join(prefix, "node_modules");
  const app = `node ${join(modules, "ts-node", "dist", "bin.js")} --compiler ${join(modules, "typescript")} benchmarks/stock-main.ts`;
  return [join(root, "node_modules", ".bin", "cdktf"), "synth", "--app", app];
}
