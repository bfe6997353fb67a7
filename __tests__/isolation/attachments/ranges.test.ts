/** Where a network team's route may lead, for all ranges: into a private network of people, and never into the VPC. */
import fc from "fast-check";
import { contains, overlap, privateRanges, sharedRange } from "../../../config/addresses";
import { isPeoples } from "../../../isolation/guarantees/no-internet/attachments";

const address = fc.tuple(
  fc.constantFrom(10, 100, 172, 192, 8, 0),
  fc.constantFrom(0, 16, 64, 168, 255),
  fc.nat(3),
  fc.constant(0),
);
/** Ranges that often touch each other, host bits dropped. */
const range = fc.tuple(address, fc.integer({ min: 0, max: 32 })).map(([octets, prefix]) => {
  const value = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - prefix);
  const first = Math.floor(value / size) * size;
  return `${[24, 16, 8, 0].map((bits) => Math.floor(first / 2 ** bits) % 256).join(".")}/${prefix}`;
});

test("a destination is accepted exactly where config/addresses, by other arithmetic, finds it in a private range of people and apart from the VPC", () => {
  let accepted = 0;
  fc.assert(
    fc.property(range, fc.array(range, { maxLength: 3 }), range, fc.boolean(), (any, others, vpc, isOne) => {
      const people = isOne ? [...others, any] : others;
      const isPrivate = [...privateRanges, sharedRange].some((outer) => contains(outer, any));
      const expected = isPrivate && people.some((outer) => contains(outer, any)) && !overlap(any, vpc);
      if (expected) accepted += 1;
      expect(isPeoples(any, people, [vpc])).toBe(expected);
    }),
    { numRuns: 3000 },
  );
  expect(accepted).toBeGreaterThan(100);
});

test.each(["0.0.0.0/0", "0.0.0.0/1", "::/0", "::ffff:10.0.0.0/104", "fd00::/8", "pl-0123", ""])(
  "%s is no private network, whoever is said to come from there",
  (destination) => {
    expect(isPeoples(destination, ["0.0.0.0/0", "::/0", destination], ["10.9.0.0/16"])).toBe(false);
  },
);
