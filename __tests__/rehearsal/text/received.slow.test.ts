/** What the model reads of a stack, held against what Terraform plans and what AWS receives: the real provider changes some values only when it applies. */
import { ModelError } from "../../../isolation/model";
import type { Resource } from "../../../isolation/model/stack";
import { escaped } from "../../../isolation/policy/plain";
import { requirementsOf } from "../required";
import { type Applied, WrittenStack, withBlocks } from "./applied";
import { changed } from "./changed";
import {
  blockOf,
  everyCodePoint,
  receivedCodePoints,
  type Spelling,
  sentCodePoints,
  spellings,
  typesWithPolicy,
} from "./code-points";
import { policyArguments, policyIn, readAlone, tagRefusals } from "./reading";
import { documentsIn, holds, received, sent } from "./sent";
import { fileOf, resources } from "./stack";
import { receivedTexts, taggedGroups } from "./tagged";
import { changedByNfc, escapes, joinedByNfc, textsOfAllKinds } from "./texts";

const { describe, requirements } = requirementsOf("terraform apply of texts");

const readTexts = textsOfAllKinds.filter((text) => !tagRefusals(text).name && !tagRefusals(text).value);
const normalized = [...changedByNfc, ...joinedByNfc];

/** By name: policies whose arguments are sent otherwise than they stand there. */
const changedPolicies = Object.fromEntries(
  changed.map(({ argument }, index) => [`changed-${index}`, { name: `changed-${index}`, ...argument }]),
);

describe("what the model reads of a stack", () => {
  const stack = new WrittenStack();
  let fileText = "";
  let model: readonly Resource[] = [];
  let applied: Applied;

  beforeAll(async () => {
    const all = withBlocks(resources, { aws_cloudwatch_log_group: taggedGroups("tagged", readTexts) });
    stack.write(all);
    // What the model refuses need not be sent.
    const refused = stack.read().filter((each) => policyArguments.has(each.type) && policyIn(each) === undefined);
    for (const { type, name } of refused) delete all[type]?.[name];
    fileText = stack.write(all);
    model = stack.read();
    const tagged = { aws_cloudwatch_log_group: taggedGroups("normalized", normalized) };
    stack.write(withBlocks(all, { aws_iam_policy: changedPolicies }, tagged, everyCodePoint));
    applied = await stack.apply(requirements);
  });
  afterAll(() => stack.remove());

  const callsOf = (operation: string, marker: string) =>
    applied.calls.filter((each) => each.operation === operation && holds(each.input, marker));
  const tagsReceived = (group: string) =>
    callsOf("CreateLogGroup", group)[0]?.input?.["tags"] as Readonly<Record<string, string>>;

  test("covers every argument that holds a policy, and every escape", () => {
    expect(new Set(model.filter(policyIn).map(({ type }) => type))).toEqual(new Set(policyArguments.keys()));
    expect(new Set(typesWithPolicy)).toEqual(new Set(policyArguments.keys()));
    expect(new Set(model.map(({ type }) => type))).toEqual(new Set(Object.keys(sent)));
    // Nothing is left out but what Terraform takes for a template or changes.
    const isLeft = (text: string) =>
      !/[$%]\{/.test(text.replace(/\$\$\{|%%\{/g, " ")) && text.normalize("NFC") === text;
    expect(textsOfAllKinds.filter((text) => isLeft(text) && !readTexts.includes(text))).toEqual([]);
    for (const opening of ["$${", "%%{", "$$${", "%%%{"]) {
      expect([opening, readTexts.filter((text) => text.includes(opening)).length > 5]).toEqual([opening, true]);
    }
    expect(escapes.length).toBeGreaterThan(100);
    for (const sign of ['\\"', "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\u00fc", "\\u00FC"]) {
      expect([sign, fileText.includes(sign)]).toEqual([sign, true]);
    }
  });

  test("is what Terraform plans", () => {
    for (const resource of model) {
      const { type, name } = resource;
      const after = applied.planned.get(`${type}.${name}`) ?? {};
      const policy = policyIn(resource);
      const argument = policyArguments.get(type) ?? "";
      if (policy !== undefined) expect([name, JSON.parse(String(after[argument]))]).toEqual([name, JSON.parse(policy)]);
      const { tags } = resource.config as { tags?: object };
      if (tags) expect([name, after["tags"]]).toEqual([name, tags]);
    }
  });

  test("is what AWS receives, of more than 2,000 texts and 140 documents", () => {
    const [provider] = fileOf("", {}).provider.aws;
    const equal = { texts: new Set<unknown>(), documents: new Set<string>() };
    for (const { type, name, config } of model) {
      const { tags: own = {} } = config as { readonly tags?: object };
      const tags = { ...provider.default_tags[0].tags, ...own };
      const { operation, marker = "", input = {} } = sent[type]?.(config, tags) ?? {};
      const [call, ...others] = callsOf(operation ?? "", marker);
      expect([type, name, others]).toEqual([type, name, []]);
      const isReceived = received(call?.input ?? {});
      expect([type, name, isReceived]).toEqual([type, name, expect.objectContaining(input)]);
      for (const tag of ["Tags", "tags"]) {
        if (tag in input) for (const text of Object.values(isReceived[tag] as object)) equal.texts.add(text);
      }
      for (const document of documentsIn(isReceived)) equal.documents.add(JSON.stringify(document));
    }
    expect(equal.texts.size).toBeGreaterThan(2_000);
    expect(equal.documents.size).toBeGreaterThan(140);
  });

  test("is no text that AWS receives in NFC: the model refuses exactly these, and says what AWS receives", () => {
    expect(changedByNfc.length).toBeGreaterThan(1_100);
    expect(joinedByNfc.length).toBeGreaterThan(1_200);
    const texts = receivedTexts(tagsReceived, "normalized", normalized.length);
    expect(texts).toEqual(normalized.map((text) => ({ name: text.normalize("NFC"), value: text.normalize("NFC") })));
    const wanted = (text: string, isSent: string) =>
      text === isSent ? undefined : `Unicode NFC: Terraform sends ${escaped(isSent)} instead of ${escaped(text)};`;
    const isTold = (refusal: string | undefined, problem: string | undefined) =>
      problem === undefined ? refusal === undefined : refusal?.includes(problem);
    const wrong = normalized.filter((text, index) => {
      const { name, value } = tagRefusals(text);
      const isSent = texts[index] ?? { name: "", value: "" };
      return !isTold(name, wanted(`0 ${text}`, `0 ${isSent.name}`)) || !isTold(value, wanted(text, isSent.value));
    });
    expect(wrong).toEqual([]);
  });

  test.each(typesWithPolicy)("is no letter that NFC changes in the policy of %s, raw or as an escape", (type) => {
    const receivedBy = (spelling: Spelling) => receivedCodePoints(applied.calls, type, spelling);
    expect(receivedBy("raw")).toEqual(sentCodePoints(type, "raw").map((text) => text.normalize("NFC")));
    // Terraform changes no letter that is an escape in the policy's own JSON.
    expect(receivedBy("escaped")).toEqual(sentCodePoints(type, "escaped"));
    const refusalOf = (spelling: Spelling, text: string) => readAlone(type, blockOf(type, spelling, [text])).refusal;
    expect(changedByNfc.filter((text) => !refusalOf("raw", text)?.includes("Unicode NFC"))).toEqual([]);
    expect(changedByNfc.filter((text) => !refusalOf("escaped", text)?.includes("printable ASCII"))).toEqual([]);
    // The text alone is what is refused.
    expect(spellings.map((spelling) => refusalOf(spelling, "a"))).toEqual([undefined, undefined]);
  });

  test.each(changed.map((each, index) => [each.what, index, each] as const))(
    "%s is sent otherwise than it is written, and the model does not read it",
    (_, index, { sent: expected }) => {
      const name = `changed-${index}`;
      const [call] = callsOf("CreatePolicy", name);
      const wanted = "Tags" in expected ? { Tags: expect.objectContaining(expected.Tags as object) } : expected;
      expect(received(call?.input ?? {})).toEqual(expect.objectContaining(wanted));
      stack.write({ aws_iam_policy: { [name]: changedPolicies[name] ?? {} } });
      expect(readAgain()).not.toEqual([expect.any(String)]);
    },
  );

  /** The policies that the model reads of what is written now; its complaint where it reads nothing. */
  const readAgain = () => {
    try {
      return stack.read().map(policyIn);
    } catch (error) {
      if (error instanceof ModelError) return error.message;
      throw error;
    }
  };
});
