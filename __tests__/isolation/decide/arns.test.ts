/** ARNs walked field by field give the classes that walking them as a whole gives. */
import fc from "fast-check";
import { arnClasses } from "../../../isolation/decide/arns";
import { resourcesOf } from "../../../isolation/decide/callers";
import { classesOf, type Test } from "../../../isolation/decide/classes";
import {
  accountId,
  arnLanguageOf,
  bucketName,
  type Language,
  languageOf,
  literally,
  nonEmpty,
  regionName,
} from "../../../isolation/decide/language";
import { matches, parsePattern } from "../../../isolation/policy";

const options = { wildcards: true, variables: false, where: "test" };
const some = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);

const universes: readonly Language[] = [
  [...literally("arn:aws:s3:::"), ...bucketName],
  [...literally("arn:aws:s3:::"), ...bucketName, ...literally("/"), ...nonEmpty],
  [...literally("arn:aws:kms:"), ...regionName, ...literally(":"), ...accountId, ...literally(":key/"), ...nonEmpty],
  [...literally("arn:aws:logs:"), ...regionName, ...literally(":1:a:"), ...nonEmpty, ...literally(":b:"), ...nonEmpty],
  // A field that may hold a colon, which the fields cannot tell.
  [...literally("arn:aws:s3:"), ...nonEmpty, ...literally("::b")],
];
const part = some("", "*", "eu", "eu*", "111111111111", "e?");
const pattern = fc.oneof(
  fc
    .tuple(
      some("s3", "kms", "logs"),
      part,
      part,
      some("*", "b", "b*", "b/*", "key/*", "key/a", "*:b:*", "a:*b", "a?b*"),
    )
    .map(([service, region, account, rest]) => `arn:aws:${service}:${region}:${account}:${rest}`),
  some("*", "arn:aws:s3:::b*", "arn:aws:s3:::*/in", "arn:*", "b", "*:key/a"),
);
const passing = fc.oneof(
  fc
    .array(pattern, { maxLength: 3 })
    .map((texts): Test => texts.map((text) => languageOf(parsePattern(text, options)))),
  pattern.map((text): Test => [arnLanguageOf(parsePattern(text, options))]),
  some("111111111111", "1").map((account): Test => [resourcesOf(literally(account))]),
);

test("field by field, the same classes come out as of the whole", () => {
  let fieldwise = 0;
  fc.assert(
    fc.property(fc.array(passing, { minLength: 1, maxLength: 4 }), (tests) => {
      const classes = arnClasses(tests);
      for (const universe of universes) {
        const ways = (found: readonly { readonly passes: readonly boolean[] }[]) =>
          [...new Set(found.map(({ passes }) => passes.map(Number).join("")))].sort();
        const found = classes(universe);
        expect(ways(found)).toEqual(ways(classesOf([universe], tests)));
        if (found.length > 1) fieldwise += 1;
      }
    }),
    { numRuns: 2_000 },
  );
  expect(fieldwise).toBeGreaterThan(1_000);
});

test("the text of a class answers patterns as the class says", () => {
  fc.assert(
    fc.property(fc.array(pattern, { minLength: 1, maxLength: 4 }), (texts) => {
      const parsed = texts.map((text) => parsePattern(text, options));
      const classes = arnClasses(parsed.map((each): Test => [languageOf(each)]));
      for (const { text, passes } of universes.flatMap(classes)) {
        expect(parsed.map((each) => matches(each, text))).toEqual(passes);
      }
    }),
    { numRuns: 1_000 },
  );
});
