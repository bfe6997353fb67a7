/** CDKTF takes no stack traces during synthesis, and none of this machine's paths get into what it writes. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load, outputOf, shipped } from "./output";

/** How many whole stack traces CDKTF takes meanwhile: it lifts Node's limit for them. */
function tracesTaken(during: () => void): number {
  let taken = 0;
  const capture = jest.spyOn(Error, "captureStackTrace").mockImplementation(() => {
    if (Error.stackTraceLimit === Number.MAX_SAFE_INTEGER) taken += 1;
  });
  try {
    during();
    return taken;
  } finally {
    capture.mockRestore();
  }
}

test("CDKTF takes a stack trace with every token, until the switch is thrown", () => {
  // Modules of their own: what is switched off stays off for the whole process.
  jest.isolateModules(() => {
    const { Lazy }: typeof import("cdktf") = require("cdktf");
    const token = () => Lazy.anyValue({ produce: () => 1 });
    expect(tracesTaken(token)).toBeGreaterThan(0);
    expect(token().creationStack).not.toEqual([]);
    const { adjustCdktf }: typeof import("../../stacks/cdktf-adjustments") = require("../../stacks/cdktf-adjustments");
    adjustCdktf();
    expect(tracesTaken(token)).toBe(0);
    expect(token().creationStack).toEqual([]);
  });
});

test("synthesis takes none", () => {
  const environments = load(shipped, { environment: "dev" });
  let files = 0;
  const taken = tracesTaken(() => {
    files = outputOf(environments).size;
  });
  expect(files).toBeGreaterThan(0);
  expect(taken).toBe(0);
});

test("the output holds no traces and no paths of this machine", () => {
  const output = outputOf(load(shipped));
  expect(output.size).toBeGreaterThan(10);
  for (const [file, text] of output) {
    const holds = [join(__dirname, "..", ".."), tmpdir(), "node_modules", ".ts:", ".js:"].filter((each) =>
      text.includes(each),
    );
    expect({ file, holds }).toEqual({ file, holds: [] });
    expect(text).not.toMatch(/"(stackTrace|creationStack|trace)"/);
  }
});
