/** Recording the examples again gives the same bytes: what is committed is what the packages send, and nothing depends on chance. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadExamples } from "../../notebooks/examples";
import { packagesOf, record } from "../../notebooks/harness/record";
import { modes, recordingsOf } from "../../notebooks/harness/recordings";
import { findPython } from "../../rehearsal/python";
import { skipLine, skipsAreFailures } from "../../rehearsal/requirements";

const recorded = recordingsOf(loadExamples());
const versions = [...new Set(recorded.map(({ version }) => version))];

test.each(modes.flatMap((mode) => versions.map((version) => [mode, version] as const)))(
  "recorded again with separation by %s and SDK %s, every example makes the same requests and ends the same way",
  async (mode, version) => {
    const python = await findPython(packagesOf(version));
    if ("missing" in python) {
      if (skipsAreFailures()) throw new Error(python.missing);
      process.stdout.write(`${skipLine("recording the examples", [python.missing])}\n`);
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), "enclave-recordings-"));
    try {
      const again = recorded
        .filter((one) => one.mode === mode && one.version === version)
        .map((one) => ({ ...one, committed: one.recording, recording: join(folder, one.name) }));
      await record(mode, version, again);
      const read = (file: string) => readFileSync(file, "utf8");
      const different = again.filter(({ committed, recording }) => read(committed) !== read(recording));
      expect(different.map(({ name }) => name)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
