/** A key that enters the schema without a construct that reads it is noticed: here a bucket gets one, a team another. */
import type { z as Zod } from "zod";
import { type Full, full } from "./full";
import { everyKey, ignoredKeys } from "./ignored";
import { withValue } from "./places";

jest.mock("../../../config/schema/bucket", () => {
  const { z } = jest.requireActual<{ z: typeof Zod }>("zod");
  const { bucket } = jest.requireActual<{ bucket: Zod.ZodObject }>("../../../config/schema/bucket");
  return {
    bucket: bucket.extend({
      lockDays: z.int().min(1).default(1),
      inventory: z.boolean().optional(),
      note: z.string().optional(),
    }),
  };
});

const newKeys = everyKey().filter(({ place }) => /^buckets\.\[\]\.(lockDays|inventory|note)$/.test(place));
const shown = withValue(
  withValue(
    withValue(full(), ["teams", "fraud", "buckets", 0, "lockDays"], 30),
    ["teams", "fraud", "buckets", 0, "inventory"],
    true,
  ),
  ["teams", "fraud", "buckets", 0, "note"],
  "mine",
) as Full;

test("it is found in the schema, without a list to add it to", () => {
  expect(newKeys.map(({ place }) => place)).toEqual(["buckets.[].lockDays", "buckets.[].inventory", "buckets.[].note"]);
});

test("as long as the full configuration does not show it, that is said", () => {
  expect(ignoredKeys(full(), newKeys)).toEqual([
    "team buckets.[].lockDays: the full configuration does not show it",
    "team buckets.[].inventory: the full configuration does not show it",
    "team buckets.[].note: the full configuration does not show it",
  ]);
});

test("once it is shown, it is said that no stack changes with it; a text needs another value first", () => {
  expect(ignoredKeys(shown, newKeys)).toEqual([
    "team buckets.[].lockDays: 31 changes no stack",
    "team buckets.[].inventory: false changes no stack",
    'team buckets.[].note: no other value than "mine" is known',
  ]);
});
