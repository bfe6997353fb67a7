/** The index of addresses finds the subnets that asking each of them finds. */
import fc from "fast-check";
import { appSubnetsIn } from "../../isolation/facts/app-subnets";
import type { Facts } from "../../isolation/facts/facts";
import { parseRange } from "../../isolation/policy/address";

const cidr = fc
  .tuple(fc.nat({ max: 255 }), fc.integer({ min: 22, max: 30 }))
  .map(([last, length]) => `10.0.${last % 4}.${last}/${length}`);

test("subnets that a range touches are found as if each were asked, overlapping ones too", () => {
  let touched = 0;
  fc.assert(
    fc.property(fc.array(cidr, { maxLength: 12 }), cidr, (cidrs, wanted) => {
      const subnets = cidrs.map((cidr_block, index) => ({ id: `subnet-${index}`, config: { cidr_block } }));
      const facts = { teams: [{ studio: { resources: () => subnets } }] } as unknown as Facts;
      const range = parseRange(wanted);
      if (!range) throw new Error(wanted);
      const slow = subnets.filter(({ config }) => {
        const each = parseRange(config.cidr_block);
        return each !== undefined && each.first <= range.last && range.first <= each.last;
      });
      const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id).sort();
      touched += slow.length;
      expect(ids(appSubnetsIn(facts, range))).toEqual(ids(slow));
    }),
    { numRuns: 1_000 },
  );
  expect(touched).toBeGreaterThan(1_000);
});
