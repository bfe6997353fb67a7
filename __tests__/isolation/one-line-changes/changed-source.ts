/** Synthesizes an environment from the source with one line changed: constructs, policies and stacks are loaded anew, libraries are not. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { transformSync } from "@swc/core";
import type { Environment } from "../../../config/schema";
import { readStacks } from "../../support/deployment";
import type { Synthesized } from "../../support/environments";
import type { OneLineChange } from "./changes";

const root = resolve(__dirname, "..", "..", "..");
const anew = /^(modules|policies|stacks)\//;

/** The file's text with the line replaced; throws where it does not stand there exactly once. */
export function changedText({ file, line, becomes }: OneLineChange): string {
  const lines = readFileSync(join(root, file), "utf8").split("\n");
  const found = lines.flatMap((each, index) => (each.trim() === line ? [index] : []));
  const [index] = found;
  if (index === undefined || found.length > 1) throw new Error(`${file} has ${found.length} lines "${line}"`);
  return lines.with(index, becomes).join("\n");
}

const compiled = new Map<string, string>();
function compile(text: string): string {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const { code } = transformSync(text, {
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
  });
  compiled.set(text, code);
  return code;
}

/** Loads stacks/synthesize with a change, or as it is. */
function load(change: OneLineChange | undefined): typeof import("../../../stacks/synthesize") {
  const modules = new Map<string, { exports: object }>();
  const open = (path: string): unknown => {
    const file = relative(root, path);
    if (!anew.test(file)) return require(path);
    const known = modules.get(path);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(path, module);
    const text = change?.file === file ? changedText(change) : readFileSync(path, "utf8");
    const ask = (name: string) => {
      if (!name.startsWith(".")) return require(name);
      const target = resolve(dirname(path), name);
      return open(existsSync(`${target}.ts`) ? `${target}.ts` : target);
    };
    new Function("require", "module", "exports", "__dirname", compile(text))(
      ask,
      module,
      module.exports,
      dirname(path),
    );
    return module.exports;
  };
  return open(join(root, "stacks", "synthesize.ts")) as typeof import("../../../stacks/synthesize");
}

export function synthesizeChanged(environment: Environment, change?: OneLineChange): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), "enclave-changed-"));
  try {
    load(change).synthesize([environment], { outdir });
    return { environment, stacks: readStacks(outdir, () => true) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
