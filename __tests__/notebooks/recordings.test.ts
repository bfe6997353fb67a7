/** The recorded requests of the notebook examples: every form has its recording, and no recording is older than its program. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadExamples } from "../../notebooks/examples";
import { hashesFile, hashesOf, nameOf, recordingsFolder, recordingsOf } from "../../notebooks/harness/recordings";

const recorded = recordingsOf(loadExamples());
const read = (file: string) => JSON.parse(readFileSync(file, "utf8"));

describe("the recordings of the notebook examples", () => {
  test("every form of every example has a recording for each SDK version, and there is no other", () => {
    const found = readdirSync(recordingsFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => nameOf(join(entry.parentPath, entry.name)))
      .filter((name) => name !== nameOf(hashesFile));
    expect(found.sort()).toEqual(recorded.map(({ name }) => name).sort());
  });

  test("their bytes, and the programs that they were made from, are those of hashes.json (if not: npm run record)", () => {
    expect(read(hashesFile)).toEqual(hashesOf(recorded));
  });

  test("each says how its program ended, and its requests in the form that is evaluated", () => {
    const wrong = recorded.filter(({ recording }) => {
      const { ended, requests } = read(recording);
      const isEnded = ended === "finished" || "exception" in ended || "exit" in ended;
      return (
        !isEnded ||
        requests.some((one: object) => !["service", "operation", "host", "parameters"].every((key) => key in one))
      );
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("none holds a path of the machine that recorded it", () => {
    const own = recorded.filter(({ recording }) =>
      /\/(root|work|home)\/|enclave-record/.test(readFileSync(recording, "utf8")),
    );
    expect(own.map(({ name }) => name)).toEqual([]);
  });
});
