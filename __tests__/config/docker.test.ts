/** Docker in Studio: whom it may trust, and what takes the place of the key that it had before. */
import { problemLines, shippedFiles } from "./folders";

const dev = shippedFiles("dev");
const team = "teams/research.yaml";
const line = (dev[team] ?? "").split("\n").length;
const problemsWith = (text: string, environment = dev["environment.yaml"] ?? "") =>
  problemLines({ ...dev, "environment.yaml": environment, [team]: `${dev[team]}${text}\n` });

test("the studio account, AWS's image accounts and accounts of declared registries may be trusted", () => {
  expect(problemsWith('docker: {trustedAccounts: ["111111111111", "763104351884"]}')).toEqual([]);
  const registry = `${dev["environment.yaml"]}imageRegistries: [{account: "777777777777", repositories: [base]}]\n`;
  expect(problemsWith('docker: {trustedAccounts: ["777777777777"]}', registry)).toEqual([]);
  expect(problemsWith("docker: {}")).toEqual([]);
});

test("a stranger is refused, and what is given twice, each at its place", () => {
  expect(problemsWith('docker: {trustedAccounts: ["777777777777", "111111111111", "111111111111"]}')).toEqual([
    `dev/teams/research.yaml:${line}:28 docker.trustedAccounts[0]: 777777777777 is neither the studio account (111111111111), nor an image account of AWS's in eu-central-1, nor an account of imageRegistries (there are none); declare its repositories in imageRegistries of environment.yaml, or leave it out`,
    `dev/teams/research.yaml:${line}:60 docker.trustedAccounts[2]: 111111111111 is given twice; write each account once`,
  ]);
});

test("more accounts than AWS takes are refused", () => {
  const many = Array.from({ length: 21 }, (_, index) => `"${String(index).padStart(12, "1")}"`);
  expect(problemsWith(`docker: {trustedAccounts: [${many.join(", ")}]}`)).toContainEqual(
    expect.stringMatching(/has more than 20 accounts, and AWS takes 20; leave some out/),
  );
});

test("the earlier key says what takes its place", () => {
  expect(problemsWith("dockerAccess: true")).toEqual([
    expect.stringMatching(
      new RegExp(
        `^dev/teams/research\\.yaml:${line}:1 dockerAccess: is not a known key; docker takes its place: leave it out for no Docker, or write docker: \\{trustedAccounts: \\[\\.\\.\\.\\]\\} with the accounts whose images Docker may pull`,
      ),
    ),
  ]);
});
