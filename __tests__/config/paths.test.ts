/** Paths on Windows: decided with Node's own Windows rules, which every system has as `path.win32`. */
jest.mock("node:path", () => ({ ...jest.requireActual("node:path").win32 }));

import { forwardSlashes, isBelow } from "../../config/paths";

test("a path on another drive lies below nothing here", () => {
  expect(isBelow("C:\\enclave\\environments", "D:\\secrets\\team.yaml")).toBe(false);
  expect(isBelow("C:\\enclave\\environments", "\\\\server\\share\\team.yaml")).toBe(false);
});

test("a folder, what lies in it, and what lies beside it are told apart", () => {
  expect(isBelow("C:\\enclave", "C:\\enclave")).toBe(true);
  expect(isBelow("C:\\enclave", "C:\\Enclave\\dev\\..hidden")).toBe(true);
  expect(isBelow("C:\\enclave", "C:\\enclave-2")).toBe(false);
  expect(isBelow("C:\\enclave", "C:\\")).toBe(false);
});

test("a path is shown with forward slashes", () => {
  expect(forwardSlashes("environments\\dev\\teams\\research.yaml")).toBe("environments/dev/teams/research.yaml");
});

test("where a backslash is a part of a name, it stays", () => {
  jest.resetModules();
  jest.dontMock("node:path");
  const { sep }: typeof import("node:path") = require("node:path");
  const here: typeof import("../../config/paths") = require("../../config/paths");
  expect(here.forwardSlashes("a\\b/c")).toBe(sep === "/" ? "a\\b/c" : "a/b/c");
});
