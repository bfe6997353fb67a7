/** SDK versions that are reported and not counted: what an app starts with stops none of them. */
import { loadExamples } from "../../notebooks/examples";
import { modes, reportedOf, reportedVersions } from "../../notebooks/harness/recordings";
import { recordedAgain } from "./recorded-again";

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
    const programs = (folder: string) =>
      reportedOf(loadExamples(), folder).filter(
        (one) => one.mode === mode && one.version === version && ids.includes(one.id),
      );
    await recordedAgain({ what: "SDK versions that are not counted", mode, version, programs }, (made, results) => {
      expect(made.length).toBeGreaterThanOrEqual(3);
      expect(results.filter(({ ended }) => Object.keys(ended).length > 0)).toEqual([]);
    });
  },
);
