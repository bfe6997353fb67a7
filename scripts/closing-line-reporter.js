/** Ends a test run with one plain line that people and pipelines can read: `N passed, N failed, N skipped`. */
const { writeSync } = require("node:fs");

module.exports = class ClosingLineReporter {
  /** Where nothing may be skipped (ENCLAVE_NO_SKIPS=1), a skip fails the run. */
  getLastError() {
    return this.error;
  }

  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    if (skipped > 0 && process.env.ENCLAVE_NO_SKIPS === "1") {
      this.error = new Error(`ENCLAVE_NO_SKIPS=1 forbids skips, and ${skipped} tests were skipped`);
    }
    // On exit, because Jest prints its own summary after every reporter has been told.
    process.once("exit", () =>
      writeSync(1, `\n${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`),
    );
  }
};
