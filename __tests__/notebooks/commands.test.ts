/** `npm run record` and `npm run what-works` say what they take, and what is wrong with what was typed. */
import { runRecord } from "../../notebooks/harness/record-command";
import { runWhatWorks } from "../../notebooks/measure/what-works-command";

async function ran(run: typeof runRecord, ...args: string[]) {
  const said = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof said) => ({
    write: (text: string) => {
      said[name] += text;
    },
  });
  const exitCode = await run(args, { stdout: stream("stdout"), stderr: stream("stderr"), env: {} });
  return { exitCode, ...said };
}

test.each([
  ["record", runRecord, /^Usage: npm run record -- \[options\] \[versions\.\.\.\]/],
  ["what-works", runWhatWorks, /^Usage: npm run what-works -- \[options\]/],
])("%s --help says how it is called, and exits with 0", async (_, run, usage) => {
  expect(await ran(run, "--help")).toEqual({ exitCode: 0, stdout: expect.stringMatching(usage), stderr: "" });
});

test.each([
  ["an unknown option", runRecord, ["--nonsense"], /unknown option '--nonsense'/],
  ["an unknown option", runWhatWorks, ["--refsed"], /Did you mean --refused\?/],
  ["an argument too many", runWhatWorks, ["dev"], /too many arguments/],
  ["a version that is not pinned", runRecord, ["3.21.0"], /3\.21\.0 is no version .* that was pinned; write 3\.12\.0,/],
  ["a mode that there is not", runRecord, ["--mode", "acount"], /Allowed choices are names, account/],
  [
    "an example's id with a slip",
    runRecord,
    ["--only", "pca-mnst"],
    /pca-mnst is no example; did you mean pca-mnist\?/,
  ],
  ["an id like none", runRecord, ["--only", "zzz"], /zzz is no example; write an id of notebooks\/examples\.yaml/],
  [
    "an example that is not written for the version",
    runRecord,
    ["3.27.0", "--only", "pca-mnist"],
    /pca-mnist is not written for 3\.27\.0; write 2\./,
  ],
  ["no folder to keep", runRecord, ["--keep", "", "--only", "pca-mnist"], /--keep is empty; write a path/],
] as const)("%s exits with 2, and says what would be right", async (_, run, args, message) => {
  expect(await ran(run, ...args)).toEqual({ exitCode: 2, stdout: "", stderr: expect.stringMatching(message) });
});
