/** Address arithmetic: parts cover what they should, and nothing else. */
import fc from "fast-check";
import {
  addresses,
  contains,
  defaultEndpointCidr,
  defaultStudioCidr,
  hasHostBits,
  overlap,
  prefixFor,
  range,
  subnetPrefix,
  subnets,
  usableAddresses,
  withoutHostBits,
} from "../../config/addresses";

const anyCidr = (shortest: number, longest: number) =>
  fc
    .tuple(fc.nat(2 ** 32 - 1), fc.integer({ min: shortest, max: longest }))
    .map(([address, prefix]) =>
      withoutHostBits(`${[24, 16, 8, 0].map((bits) => (address >>> bits) & 255).join(".")}/${prefix}`),
    );

test("known ranges divide as AWS's pages show", () => {
  expect(subnets("10.0.0.0/20", 2)).toEqual(["10.0.0.0/21", "10.0.8.0/21"]);
  expect(subnets("10.2.128.0/21", 3)).toEqual(["10.2.128.0/23", "10.2.130.0/23", "10.2.132.0/23"]);
  expect(subnets("192.168.255.0/24", 1)).toEqual(["192.168.255.0/24"]);
  expect(defaultEndpointCidr("10.0.0.0/16")).toBe("10.0.0.0/20");
  expect(defaultStudioCidr("10.0.0.0/16")).toBe("10.0.128.0/17");
  expect(usableAddresses("10.0.0.0/28")).toBe(11);
  expect(usableAddresses("10.0.0.0/31")).toBe(0);
  expect(hasHostBits("10.0.0.1/16")).toBe(true);
  expect(hasHostBits("10.0.0.0/16")).toBe(false);
  expect(addresses("0.0.0.0/0")).toBe(2 ** 32);
});

test("the parts of a range are legal, equal, in order, apart from each other and inside it", () => {
  fc.assert(
    fc.property(anyCidr(0, 24), fc.integer({ min: 1, max: 60 }), (cidr, count) => {
      const parts = subnets(cidr, count);
      expect(parts).toHaveLength(count);
      for (const [index, part] of parts.entries()) {
        expect(hasHostBits(part)).toBe(false);
        expect(contains(cidr, part)).toBe(true);
        expect(range(part).prefix).toBe(subnetPrefix(cidr, count));
        expect(range(part).first).toBe(range(cidr).first + index * addresses(part));
      }
      // The smallest power of two: half as many parts would not do.
      expect(addresses(cidr) / addresses(parts[0] ?? cidr)).toBeLessThan(2 * count);
    }),
  );
});

test("two ranges overlap exactly where one contains the other", () => {
  fc.assert(
    fc.property(anyCidr(0, 32), anyCidr(0, 32), (a, b) => {
      expect(overlap(a, b)).toBe(contains(a, b) || contains(b, a));
      expect(overlap(a, b)).toBe(overlap(b, a));
    }),
  );
});

test("the default endpoint and Studio ranges of a VPC lie inside it and never meet", () => {
  fc.assert(
    fc.property(anyCidr(16, 28), (vpc) => {
      const [endpoint, studio] = [defaultEndpointCidr(vpc), defaultStudioCidr(vpc)];
      expect(contains(vpc, endpoint)).toBe(true);
      expect(contains(vpc, studio)).toBe(true);
      expect(overlap(endpoint, studio)).toBe(false);
      expect(addresses(studio) * 2).toBe(addresses(vpc));
    }),
  );
});

test("the prefix that a message suggests is enough, and the next longer one is not", () => {
  const usable = (prefix: number, zones: number) => {
    const part = subnetPrefix(`0.0.0.0/${prefix}`, zones);
    return part > 28 ? 0 : zones * (2 ** (32 - part) - 5);
  };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 6 }), (needed, zones) => {
      const prefix = prefixFor(needed, zones);
      expect(usable(prefix, zones)).toBeGreaterThanOrEqual(needed);
      expect(usable(prefix + 1, zones)).toBeLessThan(needed);
    }),
  );
});
