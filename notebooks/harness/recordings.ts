/** The recordings of the examples' requests: which there must be, where they are, and what their bytes are. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type ExampleList, programsOf } from "../examples";

export const recordingsFolder = join(__dirname, "..", "recordings");
/** Of each recording the hash of its bytes, and of the program that it was made from. */
export const hashesFile = join(recordingsFolder, "hashes.json");
export type Hashes = Readonly<Record<string, { readonly recording: string; readonly program: string }>>;

/** How the person's environment tells teams apart (`separation` of environment.yaml). Each way has a person of its own. */
export const modes = ["names"] as const;
export type Mode = (typeof modes)[number];

export interface Recorded {
  readonly mode: Mode;
  readonly id: string;
  readonly api: string;
  /** The SDK version whose Python packages run the program. */
  readonly version: string;
  /** The program. */
  readonly file: string;
  readonly recording: string;
  /** Names the recording in hashes.json. */
  readonly name: string;
}

/** A file's path below the recordings' folder, with forward slashes. */
export const nameOf = (file: string) => relative(recordingsFolder, file).replaceAll("\\", "/");

/**
 * In each separation mode every form of every example, once for each SDK version that has its API. A form without the SDK
 * runs once, with the packages of the newest version.
 */
export function recordingsOf(list: ExampleList): Recorded[] {
  const newest = list.sdkVersions["sdk-v3"].at(-1) ?? "";
  return modes.flatMap((mode) =>
    programsOf(list).flatMap(({ example, api, form, file }) =>
      (form.versions ?? [undefined]).map((version) => {
        const recording = join(recordingsFolder, mode, version ?? api, `${example.id}.json`);
        return { mode, id: example.id, api, version: version ?? newest, file, recording, name: nameOf(recording) };
      }),
    ),
  );
}

/** SHA-256 of a text file's content, whichever line ends the checkout has. */
export const hashOf = (file: string) =>
  createHash("sha256").update(readFileSync(file, "utf8").replaceAll("\r\n", "\n")).digest("hex");

/** What hashes.json must hold. Throws where a recording is missing. */
export const hashesOf = (recorded: readonly Recorded[]): Hashes =>
  Object.fromEntries(
    recorded
      .map(({ name, recording, file }) => [name, { recording: hashOf(recording), program: hashOf(file) }] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
