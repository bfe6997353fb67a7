/** The version of this checkout, for `--version` of every command and for reports of mistakes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "./context";

/** As package.json says: `0.1.0`. */
export const version = (): string =>
  (JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")) as { readonly version: string }).version;
