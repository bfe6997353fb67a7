/** Classes of texts: every text answers the tests as the text of some class does, and every class is real. */
import fc from "fast-check";
import { classesOf } from "../../../isolation/decide/classes";
import {
  anything,
  arnLanguageOf,
  type Language,
  languageOf,
  literally,
  mayMeet,
} from "../../../isolation/decide/language";
import { matches, parsePattern } from "../../../isolation/policy";
import { parseOperatorName } from "../../../isolation/policy/operators";

const options = { wildcards: true, variables: false, where: "test" };
const patternText = fc.string({ unit: fc.constantFrom("a", "b", "/", ":", "*", "?"), maxLength: 8 });
const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "/", ":", "-", "7", "Q", "é"), maxLength: 8 });

test("a text answers patterns as the text of one of the classes does", () => {
  fc.assert(
    fc.property(
      fc.array(patternText, { minLength: 1, maxLength: 4 }),
      fc.array(text, { maxLength: 20 }),
      (patterns, texts) => {
        const parsed = patterns.map((pattern) => parsePattern(pattern, options));
        const classes = classesOf(
          [anything],
          parsed.map((pattern) => [languageOf(pattern)]),
        );
        const answers = (each: string) => parsed.map((pattern) => matches(pattern, each)).join();
        const known = new Set(classes.map(({ passes }) => passes.join()));
        // What the walk says of a class's own text is what the evaluator says.
        for (const each of classes) expect(answers(each.text)).toBe(each.passes.join());
        for (const each of texts) expect(known).toContain(answers(each));
      },
    ),
    { numRuns: 2_000 },
  );
});

test("ARNs are compared part by part, as the evaluator compares them", () => {
  const part = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 3 });
  const arn = fc.array(part, { minLength: 6, maxLength: 7 }).map((parts) => parts.join(":"));
  const equals = parseOperatorName("ArnLike")?.operator;
  fc.assert(
    fc.property(fc.array(arn, { minLength: 1, maxLength: 3 }), fc.array(arn, { maxLength: 20 }), (patterns, texts) => {
      const compare = patterns.map((pattern) => equals?.compile(pattern, { variables: false, where: "test" }));
      const answers = (each: string) => compare.map((one) => one?.(each, () => undefined) ?? false).join();
      const classes = classesOf(
        [anything],
        patterns.map((pattern) => [arnLanguageOf(parsePattern(pattern, options))]),
      );
      for (const each of classes) expect(answers(each.text)).toBe(each.passes.join());
      const known = new Set(classes.map(({ passes }) => passes.join()));
      for (const each of texts) expect(known).toContain(answers(each));
    }),
    { numRuns: 1_000 },
  );
});

test("languages that are said not to meet have no text in common", () => {
  fc.assert(
    fc.property(patternText, text, (pattern, each) => {
      const language: Language = languageOf(parsePattern(pattern, options));
      if (matches(parsePattern(pattern, options), each)) expect(mayMeet(language, literally(each))).toBe(true);
    }),
  );
});

test("a text that reads like a wildcard of ours is a text", () => {
  for (const written of ["<any>*", "<not :>*", "3:run"]) {
    expect(classesOf([anything], [[literally(written)]]).map(({ text }) => text)).toContain(written);
    expect(classesOf([literally("x")], [[literally(written)], [anything]])).toEqual([
      { text: "x", passes: [false, true] },
    ]);
  }
});

test("a class has the same text whatever was asked before", () => {
  const textsAfter = (...orders: readonly (readonly string[])[]): readonly string[] => {
    let texts: readonly string[] = [];
    jest.isolateModules(() => {
      const fresh = require("../../../isolation/decide/classes") as typeof import("../../../isolation/decide/classes");
      const language =
        require("../../../isolation/decide/language") as typeof import("../../../isolation/decide/language");
      for (const order of orders) {
        const found = fresh.classesOf([language.anything], [order.map((each) => language.literally(each))]);
        texts = found.map(({ text }) => text);
      }
    });
    return texts;
  };
  expect(textsAfter(["a", "b"], ["b", "a"])).toEqual(textsAfter(["b", "a"]));
});
