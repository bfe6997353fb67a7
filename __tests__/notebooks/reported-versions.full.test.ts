/** SDK versions that are reported and not counted: what an app starts with stops none of them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadExamples } from "../../notebooks/examples";
import { packagesOf, record } from "../../notebooks/harness/record";
import { modes, reportedOf, reportedVersions } from "../../notebooks/harness/recordings";
import { findPython } from "../../rehearsal/python";
import { skipLine, skipsAreFailures } from "../../rehearsal/requirements";

/** A session, a training job by each class, a transform. */
const ids = [
  "session-default-bucket",
  "session-defaults-file",
  "k-nearest-neighbors",
  "model-trainer",
  "transform-breast-cancer",
  "transform-xgboost",
];

test.each(modes.flatMap((mode) => Object.keys(reportedVersions).map((version) => [mode, version] as const)))(
  "with separation by %s and SDK %s, a session opens, and jobs are trained and transformed",
  async (mode, version) => {
    const python = await findPython(packagesOf(version));
    if ("missing" in python) {
      if (skipsAreFailures()) throw new Error(python.missing);
      process.stdout.write(`${skipLine("SDK versions that are not counted", [python.missing])}\n`);
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), "enclave-reported-"));
    try {
      const programs = reportedOf(loadExamples(), folder).filter(
        (one) => one.mode === mode && one.version === version && ids.includes(one.id),
      );
      const results = await record(mode, version, programs);
      expect(programs.length).toBeGreaterThanOrEqual(3);
      expect(results.filter(({ ended }) => Object.keys(ended).length > 0)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
