/** Ends a test run with one plain line that people and pipelines can read: `N passed, N failed, N skipped`. */
const { writeSync } = require("node:fs");

module.exports = class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    // On exit, because Jest prints its own summary after every reporter has been told.
    process.once("exit", () =>
      writeSync(1, `\n${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`),
    );
  }
};
