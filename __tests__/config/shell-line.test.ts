/** A command line that is printed for people does what it says when they paste it, whatever a path or a name holds. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { nextCommand } from "../../cli/commands/start";
import { shellLine, shellWord } from "../../config/shell-line";
import { reasonAgainst } from "../../isolation/beside/reasons";
import { keptBecause } from "../../stacks/stale-stacks";

const checkout = join(__dirname, "../..");

/** The words that a shell makes of a line, with the variable that the line sets. */
function wordsOf(line: string, shell = "bash"): string[] {
  const text = execFileSync(
    shell,
    [...(shell === "bash" ? ["--norc"] : []), "-c", `show() { printf '%s\\0' "$ENCLAVE_ENVIRONMENTS" "$@"; }\n${line}`],
    {
      encoding: "utf8",
      env: { PATH: process.env["PATH"], LC_ALL: "C" },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  return text.split("\0").slice(0, -1);
}

/** A folder's name that a shell would take apart, end the quotes with, or run. */
const hostile = '/srv/Ada\'s "new" $(touch /tmp/owned) `id` \\ #envs;&|*?[a]{b,c}~!';

const texts = (unit: fc.Arbitrary<string>) =>
  fc.sample(
    fc.string({ unit, maxLength: 30 }).filter((text) => !text.includes("\0")),
    { numRuns: 300, seed: 7 },
  );
const awkward = fc.constantFrom("'", '"', "\\", " ", "$", "`", "\n", "\t", "\u001b", "\u202e", "1", "a", "é", "-", "!");

test("bash reads every text back, word by word", () => {
  const all = [
    ...texts(awkward),
    ...texts(fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 })),
    hostile,
    "",
    "~",
  ];
  expect(wordsOf(shellLine(["show", ...all]))).toEqual(["", ...all]);
});

test("every POSIX shell reads back what has no control characters", () => {
  const all = [...texts(awkward).filter((text) => !/[\p{Cc}\p{Cf}]/u.test(text)), hostile];
  expect(wordsOf(shellLine(["show", ...all]), "sh")).toEqual(["", ...all]);
});

test("no control or direction character is shown as it is", () => {
  for (const text of texts(awkward)) expect(shellWord(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
});

test("a variable that a line sets has its value", () => {
  for (const value of [hostile, "plain", "with 'quotes'"]) {
    expect(wordsOf(`${shellLine([":"], { ENCLAVE_ENVIRONMENTS: value })}; export ENCLAVE_ENVIRONMENTS; show`)[0]).toBe(
      "",
    );
    const set = shellLine(["sh", "-c", 'printf %s "$ENCLAVE_ENVIRONMENTS"'], { ENCLAVE_ENVIRONMENTS: value });
    expect(execFileSync("sh", ["-c", set], { encoding: "utf8" })).toBe(value);
  }
});

const shippedOutput = join(checkout, "cdktf.out");
const environment = {
  name: "dev",
  accounts: { studio: { id: "123456789012" }, data: {} },
  access: { publicCidrs: [] },
} as unknown as Parameters<typeof nextCommand>[2][number];

test("the next command of start finds environments in a folder with quotes in its name", () => {
  const next = nextCommand("it's here", shippedOutput, [environment]);
  expect(next).toBe("ENCLAVE_ENVIRONMENTS='it'\\''s here' npx cdktf deploy 'dev-*'");
  const line = nextCommand(hostile, shippedOutput, [environment]).replace("npx cdktf", "show");
  expect(wordsOf(line)).toEqual([hostile, "deploy", "dev-*"]);
});

test("the next command of start deploys the stacks that start wrote and proved, wherever --output put them", () => {
  expect(nextCommand(join(checkout, "environments"), shippedOutput, [environment])).toBe("npx cdktf deploy 'dev-*'");
  const next = nextCommand("ours", hostile, [environment]).replace("npx cdktf", "show");
  expect(wordsOf(next)).toEqual(["ours", "deploy", "dev-*", "--output", hostile]);
});

test("the command that stores state which Terraform could not store names the folder, whatever its name is", () => {
  const command = /\((terraform .*)\)/s;
  for (const message of [keptBecause(hostile, ["errored.tfstate"]), reasonAgainst("errored.tfstate", hostile)]) {
    const line = command.exec(message)?.[1]?.replace("terraform", "show") ?? "";
    expect(wordsOf(line)).toEqual(["", `-chdir=${hostile}`, "state", "push", "errored.tfstate"]);
  }
});

/** Where a text has a command in it that begins with one of these, nothing is put into the command but by `shellLine`. */
const commands = /`[^`]*?\b(?:terraform|tofu|npx|npm run|aws|curl|rm -r|cd) [^`;]*?(?<!\$)\$\{(?!shellWord\()/;
const folders = ["cli", "config", "doctor", "isolation", "modules", "policies", "rehearsal", "stacks", "teardown"];

test("no source file puts a value into a command line but as a word of the shell", () => {
  const files = folders.flatMap((folder) =>
    readdirSync(join(checkout, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(folder, file)),
  );
  expect(files.length).toBeGreaterThan(300);
  const found = files.flatMap((file) =>
    readFileSync(join(checkout, file), "utf8")
      .split("\n")
      .flatMap((line, index) => (commands.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
