/** The list of notebook examples: fixed, sourced, covering every area, each with its programs. */
import { apis, areas, loadExamples, programsOf } from "../../notebooks/examples";

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
});
