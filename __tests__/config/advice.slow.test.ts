/** Wherever a message names the value that would be right, that value is right: no other message of the same kind follows. */
import { loadEnvironment } from "../../config/load";
import type { Problem } from "../../config/problems";
import { environmentName, type Full, filesOf, full, states } from "./every-key/full";
import { withValue } from "./every-key/places";
import { folderOf } from "./folders";

type Place = readonly (string | number)[];

/** Values that are wrong nearly everywhere, each in its own way. */
const wrong: readonly unknown[] = [
  ...["", "X Y", "a..b", "Ä", "y".repeat(300), "iam", "retian", "0.0.0.0/0", "us-gov-west-1", "012345678901"],
  ...["arn:aws:iam::1:role/x", 0, -1, 1.5, 12_345_678_901, true, null, [], {}],
];

const placesIn = (value: unknown, place: Place = []): Place[] =>
  typeof value !== "object" || value === null
    ? [place]
    : [
        ...(place.length > 0 ? [place] : []),
        ...Object.entries(value).flatMap(([key, each]) =>
          placesIn(each, [...place, Array.isArray(value) ? Number(key) : key]),
        ),
      ];

/** `users[2].name` as keys and positions. */
const placeOf = (path: string): Place =>
  [...path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([\w-]+)/g)].map(([, position, quoted, plain = ""]) =>
    position !== undefined ? Number(position) : quoted !== undefined ? (JSON.parse(`"${quoted}"`) as string) : plain,
  );

/** The value that a message names; undefined where it names none, or only says what it should look like. */
function advised({ message }: Problem): unknown {
  const [, meant] = /did you mean (\S+)\?$/.exec(message) ?? [];
  const [, named] =
    /; write (?:for example )?(?!text\b)([^\s,:(<]+)(?: \(one of .*\))?(?:,? or .*)?$/.exec(message) ?? [];
  const text = meant ?? named;
  if (text === undefined) return undefined;
  if (/^(true|false)$/.test(text)) return text === "true";
  return /^\d{1,4}$/.test(text) ? Number(text) : text.replace(/^"|"$/g, "");
}

/** What such a value may still be refused for: it fits its key, and not the other keys' values. */
const fits = (first: Problem, later: Problem): boolean =>
  /example/.test(first.message) &&
  /(overlaps|outside|inside|too small|partition|account|larger|given twice|does not lie)/.test(later.message);

const problemsOf = (configuration: Full) => loadEnvironment(folderOf(filesOf(configuration), environmentName)).problems;

test("for every key and every wrong value", () => {
  let followed = 0;
  const misleading = new Set<string>();
  for (const [kind, state] of Object.entries(states)) {
    const right: Full = { ...full(), environment: { ...full().environment, state } };
    const roots: readonly (readonly [string, Place])[] = [
      ["environment.yaml", ["environment"]],
      ...Object.keys(right.teams).map((team) => [`teams/${team}.yaml`, ["teams", team]] as const),
    ];
    for (const [file, root] of roots) {
      const value = root.reduce<unknown>((here, key) => (here as Record<string, unknown>)[key], right);
      // The other kinds of state differ in this one key.
      const places = placesIn(value).filter(([key]) => kind === "local" || key === "state");
      for (const place of kind === "local" || file === "environment.yaml" ? places : []) {
        for (const each of wrong) {
          const edited = withValue(right, [...root, ...place], each) as Full;
          const problems = problemsOf(edited).filter((one) => one.file === `${environmentName}/${file}`);
          for (const problem of problems) {
            const better = advised(problem);
            // What is told beside it at once is no second message.
            const alone = problems.filter(({ path }) => path === problem.path).length === 1;
            if (better === undefined || !alone) continue;
            followed += 1;
            const later = problemsOf(withValue(edited, [...root, ...placeOf(problem.path)], better) as Full).filter(
              (one) => one.file === problem.file && one.path === problem.path && !fits(problem, one),
            );
            for (const one of later) misleading.add(`${problem.path}: ${problem.message} - then: ${one.message}`);
          }
        }
      }
    }
  }
  expect(followed).toBeGreaterThan(300);
  expect([...misleading]).toEqual([]);
});
