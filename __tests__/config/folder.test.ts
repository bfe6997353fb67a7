/** The folder of environments: what may lie there, and what is refused without being read. */
import { execFileSync } from "node:child_process";
import fs, {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { formatProblem } from "../../config/problems";
import { shippedEnvironments } from "./folders";

let directory: string;
beforeEach(() => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "enclave-")));
  directory = join(root, "environments");
  cpSync(join(shippedEnvironments, "dev"), join(directory, "dev"), { recursive: true });
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(dirname(directory), { recursive: true, force: true });
});

const write = (file: string, content: string | Uint8Array) => {
  mkdirSync(dirname(join(directory, file)), { recursive: true });
  writeFileSync(join(directory, file), content);
};
/** Problems as they are printed, with paths below the folder. */
const lines = (only = {}) =>
  loadEnvironments(directory, only).problems.map((problem) =>
    formatProblem(problem).replaceAll(`${directory}/`, "").replaceAll(directory, "."),
  );

test("hidden files, read-me files and the editors' schema folder are left alone", () => {
  write(".DS_Store", "x");
  write("README.md", "x");
  write("schema/team.schema.json", "{}");
  write("dev/.gitkeep", "");
  write("dev/teams/.research.yaml.swp", "x");
  write("dev/teams/README.md", "x");
  expect(lines()).toEqual([]);
});

test.each(["dev/", "environments/dev", "../environments/dev/"])(
  "an environment that is named by its folder's path (%s) is told its name",
  (path) => {
    write("dev/environment.yaml", "");
    write("prod/environment.yaml", "");
    expect(lines({ environment: path })).toEqual([`.:1:1 there is no environment "${path}"; did you mean dev?`]);
  },
);

test("whatever else lies there is refused, so that no misplaced file is silently ignored", () => {
  write("prod.yaml", "x");
  write("dev/research.yaml", "x");
  write("dev/teams/notes.txt", "x");
  write("dev/teams/research.yml", "x");
  write("dev/teams/new.yml", "x");
  write("dev/environment.yml", "x");
  write("Prod/environment.yaml", "x");
  expect(lines()).toEqual([
    'Prod:1:1 "Prod" is not a legal environment name; rename the folder: up to 12 lower-case letters and digits, a letter first',
    "dev/environment.yml:1:1 has the ending .yml; rename it to environment.yaml",
    "dev/research.yaml:1:1 is not part of an environment; an environment has environment.yaml, and teams' files lie in teams/",
    "dev/teams/new.yml:1:1 has the ending .yml; rename it to new.yaml",
    "dev/teams/notes.txt:1:1 is not a team's file; move it away (only environment.yaml, teams/*.yaml and scripts/ are read)",
    "dev/teams/research.yml:1:1 is a second file for team research, beside research.yaml; keep one, ending in .yaml",
    "prod.yaml:1:1 is a file beside the environments' folders; move it into one, or away",
  ]);
});

test("a team folder without environment.yaml, and a directory where a file belongs", () => {
  write("orphan/teams/research.yaml", "schemaVersion: 1\ncidr: 10.0.128.0/22\nusers: [{name: ada}]\n");
  mkdirSync(join(directory, "dev/teams/fraud.yaml"));
  write("files/environment.yaml/inner", "x");
  write("files/teams", "x");
  expect(lines()).toEqual([
    "dev/teams/fraud.yaml:1:1 is a directory; put a file there",
    "files/environment.yaml:1:1 is a directory; put a file there",
    "files/teams:1:1 is a file; make it a folder",
    "orphan/environment.yaml:1:1 is missing; add it, or remove the folder",
  ]);
});

test("a link that leaves the folder is refused unread, one that stays inside is followed", () => {
  writeFileSync(join(directory, "../secret.yaml"), "password: 1");
  symlinkSync(join(directory, "../secret.yaml"), join(directory, "dev/teams/out.yaml"));
  symlinkSync("..", join(directory, "away"));
  symlinkSync("nowhere.yaml", join(directory, "dev/teams/gone.yaml"));
  symlinkSync("loop.yaml", join(directory, "dev/teams/loop.yaml"));
  write("shared.d/readme.md", "x");
  rmSync(join(directory, "shared.d"), { recursive: true });
  symlinkSync("../environment.yaml", join(directory, "dev/teams/inside.yaml"));
  expect(lines()).toEqual(
    expect.arrayContaining([
      "away:1:1 is a symbolic link that leaves the environments' folder; put the file itself here",
      "dev/teams/gone.yaml:1:1 cannot be read (ENOENT); remove the link or restore what it points to",
      "dev/teams/loop.yaml:1:1 cannot be read (ELOOP); remove the link or restore what it points to",
      "dev/teams/out.yaml:1:1 is a symbolic link that leaves the environments' folder; put the file itself here",
    ]),
  );
  expect(lines().join("\n")).toContain("dev/teams/inside.yaml:3:1 region: is not a known key");
  expect(lines().join("\n")).not.toContain("password");
});

test("a pipe is refused instead of waited for", () => {
  execFileSync("mkfifo", [join(directory, "dev/teams/pipe.yaml")]);
  expect(lines()).toEqual(["dev/teams/pipe.yaml:1:1 is not a regular file; put a file there"]);
});

test("text in another encoding, and a file far too long, are refused", () => {
  write("dev/teams/latin.yaml", Buffer.from([0x6e, 0x61, 0x6d, 0x65, 0x3a, 0x20, 0xe9, 0x0a]));
  write("dev/teams/wide.yaml", Buffer.from("\ufeffschemaVersion: 1", "utf16le"));
  write("dev/teams/long.yaml", `# ${"x".repeat(2_000_000)}`);
  expect(lines()).toEqual([
    "dev/teams/latin.yaml:1:1 is not UTF-8 text; save it as UTF-8",
    "dev/teams/long.yaml:1:1 is longer than 256 KiB; a configuration file is a few",
    "dev/teams/wide.yaml:1:1 is not UTF-8 text; save it as UTF-8",
  ]);
});

test("an unreadable file is a problem of its own, and the others are still checked", () => {
  write("dev/teams/locked.yaml", "schemaVersion: 1");
  write("dev/teams/wrong.yaml", "schemaVersion: 2\ncidr: 10.0.132.0/22\nusers: [{name: ada}]\n");
  chmodSync(join(directory, "dev/teams/locked.yaml"), 0);
  // The superuser reads everything: let the file system say no in its place.
  const read = fs.readFileSync;
  jest.spyOn(fs, "readFileSync").mockImplementation(((path: string, ...rest: []) => {
    if (String(path).endsWith("locked.yaml"))
      throw Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
    return read(path, ...rest);
  }) as typeof fs.readFileSync);
  expect(lines()).toEqual([
    "dev/teams/locked.yaml:1:1 cannot be read (EACCES); check its permissions",
    "dev/teams/wrong.yaml:1:16 schemaVersion: 2 is not allowed; write 1",
  ]);
});

test("a folder that is missing, a file or empty is one line", () => {
  write("file", "x");
  expect(loadEnvironments(join(directory, "file")).problems.map(({ message }) => message)).toEqual([
    "is a file; write the folder that holds one folder for each environment",
  ]);
  rmSync(join(directory, "file"));
  expect(loadEnvironments(join(directory, "nowhere")).problems.map(({ message }) => message)).toEqual([
    "cannot be read (ENOENT); write the folder that holds one folder for each environment",
  ]);
  rmSync(join(directory, "dev"), { recursive: true });
  expect(lines()).toEqual([".:1:1 holds no environment; add a folder with an environment.yaml"]);
});

test("an unknown environment or team is a problem with the nearest known one", () => {
  expect(lines({ environment: "deb" })).toEqual(['.:1:1 there is no environment "deb"; did you mean dev?']);
  expect(lines({ environment: "../dev" })).toEqual(['.:1:1 there is no environment "../dev"; did you mean dev?']);
  expect(lines({ environment: "dev", team: "reserch" })).toEqual([
    '.:1:1 there is no team "reserch"; did you mean research?',
  ]);
});

test("only the named environment is read, and only the named team comes back", () => {
  write("broken/environment.yaml", "a: [");
  write("dev/teams/fraud.yaml", "schemaVersion: 1\ncidr: 10.0.132.0/22\nusers: [{name: ada}]\n");
  const { environments, problems } = loadEnvironments(directory, { environment: "dev", team: "fraud" });
  expect(problems).toEqual([]);
  expect(environments.map(({ name, teams }) => [name, teams.map((team) => team.name)])).toEqual([["dev", ["fraud"]]]);
  // Teams share a network: the others' mistakes still count.
  write("dev/teams/other.yaml", "schemaVersion: 1\ncidr: 10.0.132.0/24\nusers: [{name: ada}]\n");
  expect(lines({ environment: "dev", team: "fraud" })).toHaveLength(1);
});

test("environments whose resource names would meet are refused, for they may share an account", () => {
  cpSync(join(directory, "dev"), join(directory, "research"), { recursive: true });
  write(
    "research/environment.yaml",
    fs
      .readFileSync(join(directory, "dev/environment.yaml"), "utf8")
      .replace("region:", "namePrefix: enclave-dev\nregion:"),
  );
  expect(lines()).toEqual([
    "research/environment.yaml:3:13 namePrefix: makes names that start with enclave-dev-research-, as names of environment dev may, which start with enclave-dev-; write another namePrefix",
  ]);
});
