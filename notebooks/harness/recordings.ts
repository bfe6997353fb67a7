/** The recordings of the examples' requests: which there must be, where they are, and what their bytes are. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { withLineFeeds } from "../../config/line-feeds";
import { type ExampleList, programsOf } from "../examples";
import { type Mode, modes, person } from "./person";

export { type Mode, modes };

export const recordingsFolder = join(__dirname, "..", "recordings");
/** Of each recording the hash of its bytes, and the hashes of what it was made from. */
export const hashesFile = join(recordingsFolder, "hashes.json");
export interface Hash {
  readonly recording: string;
  readonly program: string;
  /** The lifecycle script, which holds the helper's source and the environment's settings. */
  readonly script: string;
  /** The file that pins the Python packages. */
  readonly packages: string;
}
export type Hashes = Readonly<Record<string, Hash>>;

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

/** Versions that are reported and not counted, because support of their images ends; each runs what a counted one runs. */
export const reportedVersions: Readonly<Record<string, string>> = { "2.245.0": "2.257.7", "3.7.1": "3.12.0" };

/** The recordings of the versions that are not counted, which stay in a folder and are not committed. */
export const reportedOf = (list: ExampleList, folder: string): Recorded[] =>
  Object.entries(reportedVersions).flatMap(([version, like]) =>
    recordingsOf(list)
      .filter((one) => one.version === like && one.api.startsWith("sdk-"))
      .map((one) => {
        const name = `${one.mode}/${version}/${one.id}.json`;
        return { ...one, version, recording: join(folder, name), name };
      }),
  );

/** SHA-256, shortened to what tells texts apart. */
const hashOfText = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);

/** Of a text file's content, whichever line ends the checkout has. */
export const hashOf = (file: string) => hashOfText(withLineFeeds(readFileSync(file, "utf8")));

/** What hashes.json must hold of these recordings. Throws where one is missing. */
export function hashesOf(recorded: readonly Recorded[]): Hashes {
  const scripts = Object.fromEntries(modes.map((mode) => [mode, hashOfText(person(mode).script)]));
  const hashes = recorded.map((one): readonly [string, Hash] => [
    one.name,
    {
      recording: hashOf(one.recording),
      program: hashOf(one.file),
      script: scripts[one.mode] ?? "",
      packages: hashOf(requirementsOf(one.version)),
    },
  ]);
  return Object.fromEntries(hashes);
}

/** Writes hashes.json after some of all recordings were made anew; the others keep their hashes. */
export function writeHashes(all: readonly Recorded[], anew: readonly Recorded[]): void {
  const before: Hashes = existsSync(hashesFile) ? JSON.parse(readFileSync(hashesFile, "utf8")) : {};
  const hashes = { ...before, ...hashesOf(anew) };
  const names = all.map(({ name }) => name).filter((name) => hashes[name] !== undefined);
  const sorted = Object.fromEntries(names.sort().map((name) => [name, hashes[name]]));
  writeFileSync(hashesFile, `${JSON.stringify(sorted, undefined, 1)}\n`);
}

/** The file that pins the Python packages of an SDK version. */
export const requirementsOf = (version: string) => join(__dirname, "requirements", `${version}.txt`);
