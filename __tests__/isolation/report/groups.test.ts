/** Long lists in few lines: what many share is said once, and nothing is lost in the counting. */
import fc from "fast-check";
import { countOf, type Entry, groupsOf, linesOf } from "../../../isolation/report/groups";

const entry = (head: string, text: string, team?: string, environment = "prod"): Entry => ({
  head,
  text,
  environment,
  ...(team !== undefined && { team }),
});

test("what teams of several environments share is said once, with their names", () => {
  const entries = [
    entry("reading", "bucket", "fraud"),
    entry("reading", "bucket", "research"),
    entry("reading", "bucket", "fraud", "dev"),
  ];
  expect(groupsOf(entries).flatMap((group) => linesOf(group))).toEqual([
    "reading: bucket (prod: fraud, research; dev: fraud)",
  ]);
});

test("a sentence that says it all has no colon, and no team where it concerns the environment", () => {
  expect(linesOf(groupsOf([entry("names are seen", "")])[0] as never)).toEqual(["names are seen (prod)"]);
});

test("of very many items and teams the first are named, and the others counted", () => {
  const many = Array.from({ length: 60 }, (_, index) => entry("reading", `bucket-${index}`, `team${index}`));
  const [group] = groupsOf(many);
  if (!group) throw new Error("no group");
  expect(linesOf(group, 3)).toEqual([
    "reading: 60",
    "  bucket-0 (prod: team0)",
    "  bucket-1 (prod: team1)",
    "  bucket-2 (prod: team2)",
    "  and 57 more",
  ]);
  const [shared] = groupsOf(many.map((each) => ({ ...each, text: "one" })));
  expect(shared && linesOf(shared, 3)).toEqual(["reading: one (prod: team0, team1, team2 and 57 more)"]);
});

const entries = fc.array(
  fc.record({
    head: fc.constantFrom("a", "b", "c"),
    text: fc.constantFrom("", "one", "two", "three", "four", "x\u001b[31m"),
    environment: fc.constantFrom("dev", "prod"),
    team: fc.constantFrom("red", "green", "blue"),
  }),
);

test("every entry is in one group, by its head and text, with its environment and team; counts are of what differs", () => {
  fc.assert(
    fc.property(entries, (list) => {
      const groups = groupsOf(list);
      expect(countOf(groups)).toBe(new Set(list.map(({ head, text }) => JSON.stringify([head, text]))).size);
      for (const { head, text, environment, team } of list) {
        const items = groups.filter((group) => group.head === head).flatMap((group) => group.items);
        expect(items.filter((item) => item.text === text).map(({ sharers }) => sharers.get(environment))).toEqual([
          expect.arrayContaining([team]),
        ]);
      }
    }),
  );
});

test("lines grow with the kinds, not with the entries, and none steers a terminal", () => {
  fc.assert(
    fc.property(entries, fc.integer({ min: 1, max: 4 }), (list, most) => {
      for (const group of groupsOf(list)) {
        const lines = linesOf(group, most);
        expect(lines.length).toBeLessThanOrEqual(most + 2);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
        expect(lines.join("")).not.toMatch(/[\u0000-\u001f]/);
      }
    }),
  );
});
