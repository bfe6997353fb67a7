/** What a notebook example sent, as the recordings hold it: read, checked, and never taken for harmless where it is not understood. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { z } from "zod";

const call = z.strictObject({
  /** As botocore names it. */
  service: z.string().min(1),
  /** Of the API, or `<method> <path>` where a service has no model. */
  operation: z.string().min(1),
  host: z.string(),
  /** Those that condition keys of S3 speak of. */
  headers: z.record(z.string(), z.string()).optional(),
  parameters: z.record(z.string(), z.unknown()),
  /** How often in a row. */
  times: z.number().int().positive().optional(),
  /** What the harness answered instead of success. */
  answer: z.enum(["AccessDenied", "no such host"]).optional(),
});
export type RecordedCall = z.infer<typeof call>;
export type Parameters = RecordedCall["parameters"];

const recording = z.strictObject({
  /** "finished", or the exception or exit code that ended the program. */
  ended: z.union([
    z.literal("finished"),
    z.strictObject({ exception: z.string(), message: z.string() }),
    z.strictObject({ exit: z.number() }),
  ]),
  /** Names that were looked up and not called by an AWS SDK. */
  names: z.array(z.string()).optional(),
  requests: z.array(call),
});

export interface Recording extends z.infer<typeof recording> {
  /** Path below the mode's folder: <SDK version or API>/<example>.json. */
  readonly name: string;
}

const folder = join(__dirname, "..", "..", "notebooks", "recordings");

/**
 * The recordings that were made in one separation mode, by name; none where the mode has not been recorded.
 * Throws zod's error where a file has another form.
 */
export function readRecordings(mode: string, base = folder): readonly Recording[] {
  const own = join(base, mode);
  if (!existsSync(own)) return [];
  return readdirSync(own, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => ({
      name: relative(own, join(own, file)).split(sep).join("/"),
      ...recording.parse(JSON.parse(readFileSync(join(own, file), "utf8"))),
    }));
}
