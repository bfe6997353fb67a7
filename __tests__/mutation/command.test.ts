/** The command line of `npm run mutate`. */
import { mutateCommand } from "./command";

function entered(...argv: string[]) {
  const ran: unknown[] = [];
  let printed = "";
  const command = mutateCommand({
    promises: (...given) => ran.push(given) && 0,
    proof: async (given) => ran.push(["proof", ...given]) && 0,
  }).exitOverride();
  command.configureOutput({
    writeOut: (text) => {
      printed += text;
    },
    writeErr: () => undefined,
  });
  const done = command.parseAsync(argv, { from: "user" }).then(
    () => undefined,
    ({ exitCode }) => exitCode,
  );
  return done.then((exitCode) => ({ ran, printed, exitCode }));
}

test.each(["--help", "-h"])("%s prints the usage, and nothing is broken", async (flag) => {
  const { ran, printed, exitCode } = await entered(flag);
  expect(printed).toMatch(/^Usage: npm run mutate -- \[options\] \[command\] \[environment\] \[part\]\n/);
  expect(printed).toContain("proof --help");
  expect([ran, exitCode]).toEqual([[], 0]);
});

test.each([
  [[], ["prod", ""]],
  [["dev"], ["dev", ""]],
  [
    ["dev", "aws_iam"],
    ["dev", "aws_iam"],
  ],
  [["proof"], ["proof"]],
  [
    ["proof", "dev", "--only", "x", "--help"],
    ["proof", "dev", "--only", "x", "--help"],
  ],
])("%j runs %j", async (argv, wanted) => {
  expect((await entered(...argv)).ran).toEqual([wanted]);
});

test("an option that there is not is refused, and nothing is broken", async () => {
  const { ran, exitCode } = await entered("--hlep");
  expect([ran, exitCode]).toEqual([[], 1]);
});
