/** The wildcard matcher against one that tries every way, and the rules of policy variables. */
import fc from "fast-check";
import { PolicyError } from "../../../isolation/policy/error";
import { matches, parsePattern, resolvePattern } from "../../../isolation/policy/pattern";

const options = { wildcards: true, variables: true, where: "test" };
const glob = (pattern: string, text: string) => matches(parsePattern(pattern, options), text);

/** Every way to spend the star, one character at a time. */
const bruteForce = (pattern: string, text: string): boolean => {
  if (pattern === "") return text === "";
  const [first, rest] = [pattern[0], pattern.slice(1)];
  if (first === "*") return bruteForce(rest, text) || (text !== "" && bruteForce(pattern, text.slice(1)));
  return text !== "" && (first === "?" || first === text[0]) && bruteForce(rest, text.slice(1));
};

test("the matcher agrees with one that tries every way", () => {
  const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 7 });
  const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
  fc.assert(
    fc.property(pattern, text, (p, t) => {
      expect(glob(p, t)).toBe(bruteForce(p, t));
    }),
    { numRuns: 20_000 },
  );
});

test("a star spans slashes, a question mark is exactly one character", () => {
  expect(glob("arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b/1/2/test/3/x.jpg")).toBe(true);
  expect(glob("arn:aws:s3:::b?", "arn:aws:s3:::b")).toBe(false);
  expect(glob("b?d", "bad")).toBe(true);
  expect(glob("?", "😀")).toBe(true);
});

test("many stars do not take exponential time", () => {
  const started = Date.now();
  expect(glob(`${"a*".repeat(60)}b`, "a".repeat(4000))).toBe(false);
  expect(Date.now() - started).toBeLessThan(2000);
});

const resolve = (pattern: string, values: Record<string, string>, text: string) => {
  const resolved = resolvePattern(parsePattern(pattern, options), (key) => values[key]);
  return resolved !== undefined && matches(resolved, text);
};

test("a variable takes the request's value, as plain text", () => {
  expect(resolve("home/${aws:username}/*", { "aws:username": "ann" }, "home/ann/x")).toBe(true);
  expect(resolve("home/${aws:username}/*", { "aws:username": "*" }, "home/ann/x")).toBe(false);
  expect(resolve("home/${AWS:UserName}", { "aws:username": "ann" }, "home/ann")).toBe(true);
});

test("a variable without value matches nothing, with a default it matches the default", () => {
  expect(resolve("${aws:username}*", {}, "anything")).toBe(false);
  expect(resolve("${aws:PrincipalTag/team, 'none'}", {}, "none")).toBe(true);
  expect(resolve("${aws:PrincipalTag/team, 'none'}", { "aws:principaltag/team": "red" }, "none")).toBe(false);
});

test.each([
  ["${*}", "*", "x"],
  ["${?}", "?", "x"],
  ["${$}{x}", "${x}", "x"],
])("%s stands for the character itself", (pattern, text, other) => {
  expect(resolve(pattern, {}, text)).toBe(true);
  expect(resolve(pattern, {}, other)).toBe(false);
});

test.each(["${aws:username", "${}", "${nokey}", "${aws:username, none}"])("%s is refused", (pattern) => {
  expect(() => parsePattern(pattern, options)).toThrow(PolicyError);
});

test("without variables (Version 2008-10-17) the text stays as it is", () => {
  expect(matches(parsePattern("${aws:username}", { ...options, variables: false }), "${aws:username}")).toBe(true);
});
