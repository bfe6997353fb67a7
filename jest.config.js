/** Jest with SWC: tests are compiled, not type-checked (`tsc --noEmit` does that before them). */
const { availableParallelism } = require("node:os");

module.exports = {
  testEnvironment: "node",
  // A loaded machine is no fault; what hangs is still ended. No test has a limit of its own.
  testTimeout: 30 * 60_000,
  // More than there are cores: tests that start Terraform wait most of the time.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/.rehearsal"],
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" } }] },
  transformIgnorePatterns: ["/node_modules/"],
  testSequencer: "<rootDir>/scripts/test-order.js",
  reporters: ["default", "<rootDir>/scripts/closing-line-reporter.js"],
};
