/** What a team's role may do by its own policies. */
import type { Found } from "../decide";
import { remembering } from "../decide/remember";
import { type Policies, type Policy, type Principal, parsePolicy } from "../policy";
import { counterexamples, type Part, requests } from "../questions/about";
import type { Facts, TeamFacts } from "./facts";

/** A resource that leaves the question to the policies of an account's own roles, in that account and from another. */
export const leftTo = (account: string): Policy =>
  trusting(account, () =>
    parsePolicy(
      {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS: account }, Action: "*", Resource: "*" }],
      },
      `the resource's own policy trusts account ${account}`,
      "resource",
    ),
  );
const trusting = remembering<Policy>(100);

/** The role as a caller. */
export const asRole = ({ arn, account }: TeamFacts["role"]): Principal => ({ kind: "role", arn, account });

/** Its policies: what they grant, as far as its boundary goes. */
export const policiesOf = ({ identity, boundary }: TeamFacts["role"]): Policies => ({
  identity,
  ...(boundary && { boundary }),
});

/** The first request of these that the role's policies let through, or nothing. Whatever is called leaves it to them. */
export const grantedTo = (
  facts: Facts,
  { role }: Pick<TeamFacts, "role">,
  ...parts: readonly Part[]
): readonly Found[] =>
  counterexamples({
    about: requests(...parts),
    policies: {
      ...policiesOf(role),
      resource: leftTo(role.account),
    },
    callers: [asRole(role)],
    world: facts.world,
  });

/** Every call of these services. */
export const everyCallOf = (services: readonly string[]): readonly string[] =>
  services.map((service) => (service === "*" ? "*" : `${service}:*`));

/** Services of which the role's policies grant anything; "*" where they do not say. */
export function servicesGranted({ role }: { readonly role: Pick<TeamFacts["role"], "identity"> }): readonly string[] {
  const prefixes = role.identity.flatMap(({ statements }) =>
    statements
      .filter(({ effect }) => effect === "Allow")
      .flatMap(({ actions }) =>
        actions.not
          ? ["*"]
          : actions.entries.map((pattern) => {
              const [first] = pattern;
              const text = first?.kind === "text" ? first.text : "";
              return text.includes(":") ? text.slice(0, text.indexOf(":")) : "*";
            }),
      ),
  );
  return [...new Set(prefixes)].sort();
}
