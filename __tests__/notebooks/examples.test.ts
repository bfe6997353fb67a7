/** The list of notebook examples: fixed, sourced, covering every area, each with its programs. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { apis, areas, loadExamples, programsOf, sourceLine } from "../../notebooks/examples";

const list = loadExamples();
const programs = programsOf(list);
const repeated = (names: string[]) => names.filter((name, at) => names.indexOf(name) !== at);

describe("the list of notebook examples", () => {
  test("it has at least 80 examples, each once", () => {
    expect(list.examples.length).toBeGreaterThanOrEqual(80);
    expect(repeated([...list.examples, ...list.dropped].map(({ id }) => id))).toEqual([]);
    expect(repeated(list.examples.map(({ title }) => title))).toEqual([]);
  });

  test("every area and every API has an example", () => {
    const covered = new Set(list.examples.map(({ area }) => area));
    expect(areas.filter((area) => !covered.has(area))).toEqual([]);
    expect(apis.filter((api) => !programs.some((program) => program.api === api))).toEqual([]);
  });

  test("every example has a form, and every form names a file or a page of a listed source", () => {
    expect(list.examples.filter(({ forms }) => Object.keys(forms).length === 0)).toEqual([]);
    const unsourced = programs.filter(({ form }) => {
      const source = list.sources[form.source];
      if (source === undefined) return true;
      return "site" in source ? !form.page?.startsWith(`${source.site}/`) : form.path === undefined;
    });
    expect(unsourced.map(({ api, example }) => `${api}/${example.id}`)).toEqual([]);
  });

  test("forms for the SageMaker SDK name versions that count, and no other form names any", () => {
    const counted = (api: string): readonly string[] => (list.sdkVersions as Record<string, string[]>)[api] ?? [];
    const wrong = programs.filter(({ api, form }) =>
      api.startsWith("sdk-")
        ? form.versions === undefined || form.versions.some((version) => !counted(api).includes(version))
        : form.versions !== undefined,
    );
    expect(wrong.map(({ api, example }) => `${api}/${example.id}`)).toEqual([]);
  });

  test("every form has its program, which names its source in the first line", () => {
    const wrong = programs.filter(
      ({ file, form }) => !existsSync(file) || readFileSync(file, "utf8").split("\n")[0] !== sourceLine(list, form),
    );
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });

  test("every program belongs to a form", () => {
    const folders = [...new Set(programs.map(({ file }) => dirname(file)))];
    const found = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
    expect(found.filter((file) => /[.](py|sh)$/.test(file)).sort()).toEqual(programs.map(({ file }) => file).sort());
  });

  test("programs look the role and the bucket up in lookup.py, and nowhere else", () => {
    const own = programs.filter(({ file }) => /get_execution_role|arn:aws:iam::\d/.test(readFileSync(file, "utf8")));
    expect(own.map(({ file }) => file)).toEqual([]);
  });
});
