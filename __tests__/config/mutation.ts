/** Random mutations of the shipped environments' files. */
import fc from "fast-check";
import { type Files, shippedFiles } from "./folders";

const environments = ["dev", "staging", "prod"].map((name) => ({ name, files: shippedFiles(name) }));
const sources = environments.flatMap(({ name, files }) => Object.keys(files).map((file) => ({ name, files, file })));

const tokens = [
  "&a ",
  "*a",
  "<<: *a",
  "!!str ",
  "!!binary ",
  "!foo ",
  "---\n",
  "...\n",
  "%YAML 1.1\n",
  "? ",
  ": ",
  "- ",
  "[",
  "]",
  "{",
  "}",
  ",",
  "#",
  "|",
  ">",
  "|2-\n",
  '"',
  "'",
  "\\",
  "\t",
  "\r",
  "\0",
  "\u2028",
  "\ufeff",
  "\ud83d",
  "~",
  "null",
  "true",
  "012",
  "0x1f",
  "1e999",
  ".nan",
  "-.inf",
  "1_000",
  "2026-11-23",
  "__proto__",
  "constructor",
  "toString: 1\n",
  "hasOwnProperty",
  "=",
  "@",
  "`",
  "",
];
const values = [
  "0.0.0.0/0",
  "255.255.255.255/32",
  "10.0.0.0/28",
  '"000000000000"',
  "us-gov-west-1",
  "cn-north-1",
  "[]",
  "{}",
  "[[]]",
  "{a: {b: {}}}",
  "-1",
  "9".repeat(40),
  "x".repeat(300),
  '""',
  "access-logs",
  "../..",
  "SSO",
];

type Edit = (text: string) => string;
const position = (text: string, at: number) => Math.floor(at * (text.length + 1));
const lineEdit =
  (at: number, change: (lines: string[], index: number) => void): Edit =>
  (text) => {
    const lines = text.split("\n");
    change(lines, Math.floor(at * lines.length));
    return lines.join("\n");
  };
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const insertToken = fc.tuple(place, fc.constantFrom(...tokens)).map(
  ([at, token]): Edit =>
    (text) =>
      text.slice(0, position(text, at)) + token + text.slice(position(text, at)),
);
const replaceBytes = fc.tuple(place, fc.nat(6), fc.string({ maxLength: 4, unit: "binary" })).map(
  ([at, length, by]): Edit =>
    (text) =>
      text.slice(0, position(text, at)) + by + text.slice(position(text, at) + length),
);
const deleteLine = place.map((at) => lineEdit(at, (lines, index) => lines.splice(index, 1)));
const duplicateLine = place.map((at) => lineEdit(at, (lines, index) => lines.splice(index, 0, lines[index] ?? "")));
const indentLine = fc.tuple(place, fc.integer({ min: -4, max: 4 })).map(([at, by]) =>
  lineEdit(at, (lines, index) => {
    lines[index] =
      by < 0 ? (lines[index] ?? "").replace(new RegExp(`^ {0,${-by}}`), "") : " ".repeat(by) + lines[index];
  }),
);
const swapLines = fc.tuple(place, place).map(([at, other]) =>
  lineEdit(at, (lines, index) => {
    const target = Math.floor(other * lines.length);
    [lines[index], lines[target]] = [lines[target] ?? "", lines[index] ?? ""];
  }),
);
const replaceValue = fc.tuple(place, fc.oneof(fc.constantFrom(...values), place)).map(([at, by]) =>
  lineEdit(at, (lines, index) => {
    const value = typeof by === "string" ? by : (lines[Math.floor(by * lines.length)] ?? "").replace(/^[^:]*:?/, "");
    lines[index] = (lines[index] ?? "").replace(/:.*$/, () => `: ${value}`);
  }),
);
const truncate = place.map(
  (at): Edit =>
    (text) =>
      text.slice(0, position(text, at)),
);
const edits = fc.array(
  fc.oneof(insertToken, replaceBytes, deleteLine, duplicateLine, indentLine, swapLines, replaceValue, truncate),
  { minLength: 1, maxLength: 3 },
);

/** One file of a shipped environment changed one to three times; the environment's other files as they are. */
export const mutation = fc.tuple(fc.constantFrom(...sources), edits).map(([{ name, files, file }, changes]) => {
  const text = changes.reduce((changed, change) => change(changed), files[file] ?? "");
  return { name, file, files: { ...files, [file]: text } as Files };
});
