/** Keys that other modules have for what this blueprint does not do: a person who writes one gets told so, instead of a list of keys. */

const own = "each environment makes its own";

/** Keys of earlier versions, with what takes their place. */
const replaced: Readonly<Record<string, string>> = {
  dockerAccess:
    "docker takes its place: leave it out for no Docker, or write docker: {trustedAccounts: [...]} with the accounts whose images Docker may pull",
};

/** By what the key means, in whatever way it is written. */
const reasons: readonly (readonly [key: RegExp, reason: string])[] = [
  [/^(existing)?vpc(id|arn|name)?$/, `an existing VPC cannot be used, ${own}`],
  [/^(private|public|existing)?subnet(id|arn)?s?$/, `existing subnets cannot be used, ${own}`],
  [/^(existing)?securitygroup(id)?s?$/, `existing security groups cannot be used, ${own}`],
  [/^(existing)?bucket(arn|id)s?$/, "existing buckets cannot be a team's own"],
  [/^(existing)?(kmskey(id|arn)?|key(id|arn))s?$/, `keys of other owners cannot be used, ${own}`],
  [/^executionrole(arn|name)?$/, "an execution role of your own cannot be used, each team gets one"],
  [/^(existing)?domain(id|arn)?$/, "an existing Studio domain cannot be used, each team gets one"],
  [/^(default)?coderepositor(y|ies)$/, "code repositories of your own cannot stand in Studio's list"],
  [/^(enable)?(internet(access|gateway)?|nat(gateway)?)s?$/, "Studio gets no way to the internet"],
  [/ipv6/, "IPv6 is not supported"],
];

/** Why a key cannot be given, with the place that says what to do instead; undefined for every other key. */
export function whyNotPossible(key: string): string | undefined {
  if (Object.hasOwn(replaced, key)) return replaced[key];
  const plain = key.toLowerCase().replaceAll(/[_-]/g, "");
  const [, reason] = reasons.find(([pattern]) => pattern.test(plain)) ?? [];
  return reason === undefined ? undefined : `${reason} (README.md#what-is-not-possible-yet)`;
}
