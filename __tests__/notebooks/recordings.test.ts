/** The recorded requests of the notebook examples: every form has its recording, and no recording is older than its program. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { resolvableNames } from "../../config/endpoints";
import { loadEnvironments } from "../../config/load";
import { interfaceEndpoints } from "../../config/tables/interface-endpoints";
import { loadExamples } from "../../notebooks/examples";
import { hashesFile, hashesOf, nameOf, recordingsFolder, recordingsOf } from "../../notebooks/harness/recordings";

interface Refusal {
  readonly service?: string;
  readonly operation?: string;
  readonly host?: string;
  readonly answer: string;
}
type Request = Required<Omit<Refusal, "answer">> & Partial<Pick<Refusal, "answer">>;
const refusals: readonly Refusal[] = JSON.parse(
  readFileSync(join(__dirname, "..", "..", "notebooks", "harness", "refusals.json"), "utf8"),
);
/** Names of DNS Firewall: `*.` stands for any labels. */
const matchesGlob = (host: string, name: string) =>
  name.startsWith("*.") ? host.endsWith(name.slice(1)) : host === name;

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

  test("none is older than its program, the lifecycle script, the helper in it or the pinned packages, and none was changed by hand (if not: npm run record)", () => {
    expect(read(hashesFile)).toEqual(hashesOf(recorded));
  });

  test("no program ended for a fault of the harness: a package that is missing, or an answer that AWS's models do not allow", () => {
    const faults = recorded.filter(({ recording }) =>
      /^(harness\.|builtins\.(ModuleNotFound|Import)Error)/.test(read(recording).ended.exception ?? ""),
    );
    expect(faults.map(({ name }) => name)).toEqual([]);
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

  test("every answer is one that the harness's list of refusals gives, and every refusal of the list was met", () => {
    const refused = recorded
      .flatMap(({ recording }) => read(recording).requests as Request[])
      .filter(({ answer }) => answer !== undefined);
    const met = (one: Refusal) =>
      refused.filter(
        ({ service, operation, host, answer }) =>
          answer === one.answer && (one.host === host || (one.service === service && one.operation === operation)),
      );
    expect(refusals.filter((one) => met(one).length === 0)).toEqual([]);
    expect(refused.filter((request) => !refusals.some((one) => met(one).includes(request)))).toEqual([]);
  });

  test("a host that the harness says does not exist resolves nowhere, even with every interface endpoint", () => {
    const { environments } = loadEnvironments(join(__dirname, "..", "..", "environments"));
    const resolving = environments.flatMap((environment) => {
      const network = { ...environment.network, extraInterfaceEndpoints: Object.keys(interfaceEndpoints) };
      const names = resolvableNames({ ...environment, network });
      return refusals.filter(({ host }) => host && names.some((name) => matchesGlob(host, name)));
    });
    expect(resolving).toEqual([]);
  });

  test("none holds a path of the machine that recorded it", () => {
    const own = recorded.filter(({ recording }) =>
      /\/(root|work|home)\/|enclave-record/.test(readFileSync(recording, "utf8")),
    );
    expect(own.map(({ name }) => name)).toEqual([]);
  });
});
