/** Where a request comes from: the internet, or an endpoint of a VPC; the four keys that tell it depend on each other. */
import { type Tested, type Values, valuesOf } from "./values";

export const networkKeys = ["aws:sourcevpce", "aws:sourcevpc", "aws:vpcsourceip", "aws:sourceip"] as const;
type NetworkKey = (typeof networkKeys)[number];
export const isNetworkKey = (key: string): key is NetworkKey => (networkKeys as readonly string[]).includes(key);

/** One origin: values of the four keys, absent where undefined. */
export type Origin = Readonly<Record<string, Values>>;

/**
 * Origins that answer the conditions in every way that a request's origin can. Through an endpoint aws:SourceVpce,
 * aws:SourceVpc and aws:VpcSourceIp are there and aws:SourceIp is not; from elsewhere none of the three is, and calls that
 * AWS makes for itself lack aws:SourceIp too. The VPC of a known endpoint is known.
 * Page: IAM User Guide, "AWS global condition context keys", properties of the network.
 */
export function originsOf(
  tested: ReadonlyMap<string, readonly Tested[]>,
  endpoints: ReadonlyMap<string, string>,
): readonly Origin[] {
  const present = (key: NetworkKey, otherwise: string): readonly Values[] =>
    tested.has(key) ? valuesOf(key, tested.get(key) ?? []).filter((values) => values !== undefined) : [[otherwise]];
  const publicAddresses: readonly Values[] = [undefined, ...present("aws:sourceip", "198.18.0.1")];
  const outside = publicAddresses.map((address): Origin => ({ "aws:sourceip": address }));
  const inside = present("aws:sourcevpce", "vpce-elsewhere").flatMap((endpoint) => {
    const home = endpoints.get(endpoint?.[0] ?? "");
    const vpcs: readonly Values[] = home === undefined ? present("aws:sourcevpc", "vpc-elsewhere") : [[home]];
    return vpcs.flatMap((vpc) =>
      present("aws:vpcsourceip", "10.255.255.1").map(
        (address): Origin => ({ "aws:sourcevpce": endpoint, "aws:sourcevpc": vpc, "aws:vpcsourceip": address }),
      ),
    );
  });
  return [...outside, ...inside];
}
