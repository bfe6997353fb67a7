/** The shipped environments and the single-account fixture are proved, whatever the order of their parts. */
import { synthesized } from "../support/environments";
import { type Loose, linesOfExceptions, proveEdited, shipped } from "./stacks";

const outcomes = (verdicts: Awaited<ReturnType<typeof proveEdited>>) =>
  verdicts.map(({ guarantee, outcome, failures, undecided }) => ({
    guarantee,
    outcome,
    because: [...failures.map(({ what }) => what), ...undecided],
  }));

test.each(["dev", "solo", "staging", "prod"])("%s is proved, held against its configuration", async (name) => {
  const verdicts = outcomes(await proveEdited(shipped(name)));
  expect(verdicts.length).toBeGreaterThan(9);
  expect(verdicts.filter(({ outcome }) => outcome !== "proved")).toEqual([]);
});

test("prod is proved from its stacks alone, and names its producer and reader", async () => {
  const verdicts = await proveEdited(shipped("prod"), () => {}, { withoutConfiguration: true });
  expect(outcomes(verdicts).filter(({ outcome }) => outcome !== "proved")).toEqual([]);
  const exceptions = linesOfExceptions(verdicts.flatMap((verdict) => verdict.exceptions));
  expect(exceptions).toContain("producer: arn:aws:iam::888888888888:role/payments-export");
  expect(exceptions).toContain("reader: arn:aws:iam::999999999999:role/regulator-report");
});

test("interface endpoints admit roles by name, and G6 says so", async () => {
  const [verdict] = await proveEdited(shipped("dev"), () => {}, { guarantees: ["G6"] });
  expect(linesOfExceptions(verdict?.exceptions ?? [])).toContain(
    "every role of such a name, whoever makes it: arn:aws:iam::111111111111:role/enclave-dev-*",
  );
});

test("G11 says that images must hold no secrets, and that what describes jobs carries texts out", async () => {
  const [verdict] = await proveEdited(shipped("dev"), () => {}, { guarantees: ["G11"] });
  const of = (wanted: string) => verdict?.exceptions.find((each) => each.of === wanted)?.kind;
  expect(of("ecr:BatchGetImage")).toMatch(/images .* must hold no secrets/);
  expect(of("ecr:GetDownloadUrlForLayer")).toMatch(/images .* must hold no secrets/);
  const channel = of("sagemaker:Describe*");
  expect(channel).toMatch(
    /but for runs, lineage, pipelines and lifecycle scripts; hyperparameters, environment variables and tags are a declared channel/,
  );
  expect(channel).toMatch(/written .*inside can be read outside/);
});

test("G5 says that the people of one team share a file system for their home directories", async () => {
  const [verdict] = await proveEdited(shipped("dev"), () => {}, { guarantees: ["G5"] });
  const kinds = verdict?.exceptions.map(({ kind }) => kind);
  expect(kinds).toContainEqual(expect.stringMatching(/home directories of one team lie on one file system/));
  expect(kinds).toContainEqual(expect.stringMatching(/within a team, .*not decided here/));
});

test("an environment of one account is proved", async () => {
  const [sandbox] = synthesized("singleAccount");
  if (!sandbox) throw new Error("no fixture");
  expect(outcomes(await proveEdited(sandbox)).filter(({ outcome }) => outcome !== "proved")).toEqual([]);
});

test("the order of statements and of resources changes nothing", async () => {
  const verdicts = await proveEdited(shipped("staging"), (files) => {
    for (const [, file] of files) {
      for (const [type, named] of Object.entries(file.resource)) {
        file.resource[type] = Object.fromEntries(Object.entries(named as object).reverse());
        for (const block of Object.values(file.resource[type]) as Loose[]) {
          for (const attribute of ["policy", "assume_role_policy"]) {
            if (typeof block[attribute] !== "string") continue;
            const document = JSON.parse(block[attribute]);
            block[attribute] = JSON.stringify({ ...document, Statement: [...document.Statement].reverse() });
          }
        }
      }
    }
  });
  expect(outcomes(verdicts).filter(({ outcome }) => outcome !== "proved")).toEqual([]);
});

test("one more denial breaks nothing but the work of team and deployer, and what is logged of it", async () => {
  const verdicts = await proveEdited(shipped("staging"), (files) => {
    for (const [, file] of files) {
      for (const policy of Object.values(file.resource.aws_s3_bucket_policy ?? {}) as Loose[]) {
        const document = JSON.parse(policy.policy);
        document.Statement.push({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" });
        policy.policy = JSON.stringify(document);
      }
      for (const policy of Object.values(file.resource.aws_iam_policy ?? {}) as Loose[]) {
        const document = JSON.parse(policy.policy);
        document.Statement.push({ Effect: "Deny", Action: "*", Resource: "*" });
        policy.policy = JSON.stringify(document);
      }
    }
  });
  expect(
    outcomes(verdicts)
      .filter(({ outcome }) => outcome !== "proved")
      .map(({ guarantee }) => guarantee),
  ).toEqual(["G9", "G10", "G14"]);
});

test("a team's new name is a new name in the verdicts and nothing else", async () => {
  const before = await proveEdited(shipped("staging"), () => {}, { withoutConfiguration: true });
  const { environment, stacks } = shipped("staging");
  const rename = (text: string) => text.replaceAll("research", "forecast");
  const renamed = new Map([...stacks].map(([name, file]) => [rename(name), JSON.parse(rename(JSON.stringify(file)))]));
  const after = await proveEdited({ environment, stacks: renamed }, () => {}, { withoutConfiguration: true });
  const sorted = (verdicts: typeof before) =>
    verdicts.map((verdict) => ({ ...verdict, exceptions: linesOfExceptions(verdict.exceptions).split("\n").sort() }));
  expect(sorted(after)).toEqual(sorted(JSON.parse(rename(JSON.stringify(before)))));
});
