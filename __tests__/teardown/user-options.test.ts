/** Options of teardown that do not go together are refused before anything is asked of AWS. */
import { enclave } from "../cli/enclave";

test.each([
  [
    "--user without a team",
    ["dev", "--user", "ada"],
    "--user needs the team: teardown <environment> <team> --user <name>",
  ],
  [
    "--user with a file system",
    ["dev", "research", "--user", "ada", "--delete-file-system", "fs-1"],
    "--delete-file-system does not go with --user: one file system holds the whole team's home directories",
  ],
  [
    "--with-shared-spaces without --user",
    ["dev", "research", "--with-shared-spaces"],
    "--with-shared-spaces needs --user <name>: without it every space goes",
  ],
])("%s", async (_, args, message) => {
  expect(await enclave(["teardown", ...args])).toEqual({ exitCode: 2, stdout: "", stderr: `error: ${message}\n` });
});
