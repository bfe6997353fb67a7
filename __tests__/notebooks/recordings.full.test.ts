/** Recording the examples again gives the same bytes: what is committed is what the packages send, and nothing depends on chance. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadExamples } from "../../notebooks/examples";
import { modes, recordingsFolder, recordingsOf } from "../../notebooks/harness/recordings";
import { recordedAgain } from "./recorded-again";

const recorded = recordingsOf(loadExamples());
const versions = [...new Set(recorded.map(({ version }) => version))];

test.each(modes.flatMap((mode) => versions.map((version) => [mode, version] as const)))(
  "recorded again with separation by %s and SDK %s, every example makes the same requests and ends the same way",
  async (mode, version) => {
    const again = recorded.filter((one) => one.mode === mode && one.version === version);
    const programs = (folder: string) => again.map((one) => ({ ...one, recording: join(folder, one.name) }));
    await recordedAgain({ what: "recording the examples", mode, version, programs }, (made) => {
      const read = (file: string) => readFileSync(file, "utf8");
      const different = made.filter(({ name, recording }) => read(join(recordingsFolder, name)) !== read(recording));
      expect(made.length).toBeGreaterThan(0);
      expect(different.map(({ name }) => name)).toEqual([]);
    });
  },
);
