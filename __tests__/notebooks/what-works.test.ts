/** What becomes of an example: the worst of what its requests meet, and nothing without a reason. */
import { readFileSync } from "node:fs";
import { collectedIn, type SentCall } from "../../isolation/recorded/collected";
import type { Decided } from "../../isolation/recorded/decided";
import { kindsFile, kindsText, parseKinds } from "../../isolation/recorded/kinds";
import { madeWith, type Surroundings } from "../../isolation/recorded/made-with";
import type { RecordedCall } from "../../isolation/recorded/recording";
import { refusals } from "../../isolation/recorded/refusals";
import type { IamRequest } from "../../isolation/recorded/requests-of-call";
import type { Verdict } from "../../isolation/recorded/verdict";
import { loadExamples } from "../../notebooks/examples";
import { modes } from "../../notebooks/harness/recordings";
import { documentOf } from "../../notebooks/measure/document";
import { type Ending, endings } from "../../notebooks/measure/endings";
import { endOf, outcomeOf, type Result } from "../../notebooks/measure/results";
import { currentKinds } from "../../notebooks/measure/what-works-command";

const from = madeWith["names"] as Surroundings;

const passes: Verdict = { outcome: "passes" };
const refused: Verdict = {
  outcome: "refused",
  request: { principal: { kind: "anonymous" }, action: "s3:GetObject", resource: "*", resourceAccount: "1" },
  decision: { allowed: false, reason: "no allow (identity)", statements: [] },
  lacks: [],
};
const request = (action: string, rest: Partial<IamRequest> = {}): IamRequest => ({
  sender: "session",
  host: "a.host",
  action,
  resource: "*",
  context: {},
  ...rest,
});

/** One program with one request: its verdict as shipped, and with every opt-in on. */
function program(asked: IamRequest, before: Verdict, after: Verdict, rest: Partial<RecordedCall> = {}) {
  const decided = (verdict: Verdict): Decided => ({
    kind: { request: asked, call: "a call", recordings: ["one"], count: 1 },
    request: asked,
    verdict,
  });
  const call: RecordedCall = { service: "s", operation: "O", host: "a.host", parameters: {}, ...rest };
  const sent: SentCall[] = [{ call, kinds: [0] }];
  return (ended: "finished" | { readonly exception: string; readonly message: string }, known = endings) =>
    outcomeOf(
      { name: "one", ended, sent },
      { before: [decided(before)], after: [decided(after)] },
      from,
      "names",
      known,
    );
}

test("a program whose requests all pass works as written", () => {
  expect(program(request("sts:GetCallerIdentity"), passes, passes)("finished").outcome).toBe("works as written");
});

test("one that passes with an opt-in works as written, and names it", () => {
  const shut: Verdict = { outcome: "unreached", host: "a.host", resolves: false, optIn: "glue" };
  expect(program(request("sts:GetCallerIdentity"), shut, passes)("finished")).toMatchObject({
    outcome: "works as written",
    optIns: ["extraInterfaceEndpoints: glue"],
  });
});

test("a refusal that the program was told of and went on from is none", () => {
  const told = program(request("s3:ListAllMyBuckets"), refused, refused, { answer: "AccessDenied" });
  expect(told("finished").outcome).toBe("works as written");
  expect(program(request("s3:ListAllMyBuckets"), refused, refused)("finished").outcome).toBe("refused on purpose");
});

test("a refusal that a parameter avoids is told apart from the others", () => {
  const secret = request("secretsmanager:GetSecretValue", {
    resource: "arn:aws:secretsmanager:eu-central-1:111111111111:secret:one",
  });
  expect(program(secret, refused, refused)("finished")).toMatchObject({
    outcome: "works with a parameter",
    refusals: [{ id: "secrets" }],
  });
});

test("a name on the internet that a program needs is a refusal", () => {
  const verdicts = { before: [], after: [] };
  const ended = "finished";
  expect(outcomeOf({ name: "one", ended, sent: [], names: ["pypi.org"] }, verdicts, from, "names")).toMatchObject({
    outcome: "works with a parameter",
    refusals: [{ id: "package-index" }],
  });
  const telemetry = ["config.mlflow-telemetry.io"];
  expect(outcomeOf({ name: "one", ended, sent: [], names: telemetry }, verdicts, from, "names").outcome).toBe(
    "works as written",
  );
});

test("a refusal without an entry, and an end without one, are unexplained", () => {
  expect(program(request("sts:GetCallerIdentity"), refused, refused)("finished").outcome).toBe("unexplained");
  const ended = program(request("sts:GetCallerIdentity"), passes, passes)({ exception: "Some", message: "new error" });
  expect(ended).toMatchObject({ outcome: "unexplained", unexplained: ["ended: Some: new error"] });
});

test("a program that the network ended early is refused, though its requests pass", () => {
  const ended = { exception: "E", message: "Unable to determine required container for model base" };
  expect(program(request("sts:GetCallerIdentity"), passes, passes)(ended).outcome).toBe("refused on purpose");
});

test("a program that ended early, not by a guardrail, and with every request allowed, was not measured; it counts as not working", () => {
  const asked = program(request("sts:GetCallerIdentity"), passes, passes);
  const ours: Ending = { says: /broken pipe/, cause: "harness", why: "the stand-in lacks an answer" };
  const ended = asked({ exception: "E", message: "broken pipe" }, [ours]);
  expect(ended).toMatchObject({ outcome: "not measured", ending: ours, unexplained: [] });
  const refusedToo = program(request("s3:ListAllMyBuckets"), refused, refused);
  expect(refusedToo({ exception: "E", message: "broken pipe" }, [ours]).outcome).toBe("refused on purpose");
  const [example] = loadExamples().examples;
  if (!example) throw new Error("no example");
  const text = documentOf([{ mode: "names", example, version: "3.27.0", ...ended }]);
  expect(text).toContain("| 0 | 0 | 0 | 0 | 0 | 1 | 1 |");
  expect(text).toContain("| the stand-in lacks an answer |");
  expect(text).toContain(`| ${example.title} | 3.27.0 | ? |`);
});

test("the document refuses what is unexplained, and counts the rest by outcome and area", () => {
  const [example] = loadExamples().examples;
  if (!example) throw new Error("no example");
  const result: Result = {
    mode: "names",
    example,
    version: "3.27.0",
    outcome: "works as written",
    optIns: [],
    refusals: [],
    unexplained: [],
  };
  expect(() => documentOf([{ ...result, outcome: "unexplained", unexplained: ["a request"] }])).toThrow(
    `names/3.27.0/${example.id}: a request`,
  );
  const text = documentOf([result, { ...result, outcome: "refused on purpose", refusals: refusals.slice(0, 1) }]);
  expect(text).toContain(`| ${example.area} | 1 of 2 |`);
  expect(text).toContain("| 1 | 0 | 0 | 1 | 0 | 0 | 2 |");
});

test("every separation mode that is recorded says what its recordings were made with", () => {
  expect(Object.keys(madeWith)).toEqual(expect.arrayContaining([...modes]));
});

test("the kinds of requests that the proof asks are those of the recordings (if not: npm run what-works)", () => {
  expect(readFileSync(kindsFile, "utf8").replaceAll("\r\n", "\n")).toBe(currentKinds());
});

test("a key that a request does not have is told to be absent, written and read again", () => {
  const kind = {
    request: { sender: "session", action: "a:B", resource: "*", context: { "aws:SourceVpc": undefined } },
    call: "a call",
    recordings: ["one"],
    count: 1,
  } as const;
  expect(parseKinds(kindsText({ names: [kind] }))).toEqual({ names: [kind] });
});

test("every early end is met by a recording: no entry outlives its reason", () => {
  const ends = modes.flatMap((mode) => collectedIn(mode)?.recordings.map(({ ended }) => endOf(ended) ?? "") ?? []);
  expect(endings.filter(({ says }) => !ends.some((end) => says.test(end)))).toEqual([]);
});
