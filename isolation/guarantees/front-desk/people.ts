/** In IAM mode people open Studio from the allowed networks only, whatever other policies they have; and their policy gives them nothing else. */
import { administrator, open } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { areTooWide, isTooWide, liesIn, rangesOfVpc, sparedBy } from "../../facts/ranges";
import { everyCallOf, leftTo, servicesGranted } from "../../facts/role-grants";
import { placeOf, policyOf, type Resource } from "../../model";
import { matches, type Policy, type Statement, showPattern } from "../../policy";
import { all, ask, type Conditions, counterexamples, except, requests } from "../../questions/about";
import { allowedRanges, fromElsewhere } from "../credentials-inside";
import type { Failure } from "../guarantee";

const opening = "sagemaker:CreatePresignedDomainUrl";

const opens = ({ effect, actions }: Statement): boolean =>
  effect === "Allow" && actions.entries.some((pattern) => matches(pattern, opening.toLowerCase())) !== actions.not;

/** A pattern of domains' ids may or may not mean the one that AWS gives: a denial counts where it names the domain itself. */
const without = (policy: Policy, profiles: string): Policy => ({
  ...policy,
  statements: policy.statements.filter(
    ({ effect, resources }) =>
      effect === "Allow" ||
      (resources?.not === false &&
        resources.entries.map(showPattern).some((text) => text === "*" || text === profiles)),
  ),
});

/** Managed policies of the team's Studio that no role of its has. */
export function policiesForPeople({ studio }: TeamFacts) {
  const attached = new Set(studio.resources("aws_iam_role_policy_attachment").map(({ config }) => config.policy_arn));
  return studio
    .resources("aws_iam_policy")
    .filter(({ arn }) => !attached.has(arn))
    .map((resource) => ({ resource, policy: policyOf(resource, resource.config.policy, "identity") }));
}

/** Those of them that let people open Studio. */
export const openersOf = (team: TeamFacts) =>
  policiesForPeople(team).filter(({ policy }) => policy.statements.some(opens));

export function ofPeople(facts: Facts, team: TeamFacts): Failure[] {
  const { domain } = team;
  // In SSO mode AWS asks no policy of people.
  if (domain.config.auth_mode !== "IAM") return [];
  const forPeople = policiesForPeople(team);
  const profiles = `arn:${facts.partition}:sagemaker:${facts.region}:${facts.account}:user-profile/${domain.id}/*`;
  const openers = openersOf(team);
  const ranges = privateRanges(facts, team);
  return [
    ...(openers.length > 0
      ? []
      : [
          {
            what: `there is no policy for people who open ${team.name}'s Studio: nothing keeps them to the allowed networks`,
            where: placeOf(domain),
            change: "make one that allows and, outside the allowed networks, denies sagemaker:CreatePresignedDomainUrl",
          },
        ]),
    ...openers.flatMap(({ resource, policy }) => fromOutside(facts, team, resource, without(policy, profiles), ranges)),
    ...forPeople.flatMap(({ resource, policy }) => beyondOpening(facts, team, resource, policy, profiles)),
  ];
}

/** Somebody of the account, by whatever name. */
const anybody = ({ account }: Facts): Conditions => ({
  StringEquals: { "aws:PrincipalAccount": account },
  StringNotEquals: { "aws:PrincipalType": "Account" },
});

function fromOutside(
  facts: Facts,
  team: TeamFacts,
  resource: Resource,
  policy: Policy,
  inside: readonly string[],
): Failure[] {
  const { partition, region, account } = facts;
  const cidrs = allowedRanges(facts, team);
  const call = {
    Action: opening,
    Resource: `arn:${partition}:sagemaker:${region}:${account}:user-profile/${team.domain.id}/*`,
  };
  const outside = fromElsewhere(facts, cidrs);
  const asked = (conditions: Conditions) => ask(call, all(anybody(facts), conditions));
  const found = counterexamples({
    about: requests(
      asked({
        StringNotEquals: outside["StringNotEquals"] ?? {},
        ...(outside["NotIpAddress"] && { NotIpAddress: outside["NotIpAddress"] }),
      }),
      asked({
        ...((inside.length > 0 || cidrs.length > 0) && {
          NotIpAddress: {
            ...(inside.length > 0 && { "aws:VpcSourceIp": inside }),
            ...(cidrs.length > 0 && { "aws:SourceIp": cidrs }),
          },
        }),
      }),
    ),
    policies: { identity: [administrator, policy], resource: open },
    callers: "anyone",
    world: { ...facts.world, owner: account },
  });
  return found.map((each) => ({
    what: `a person opens ${team.name}'s Studio from outside the allowed networks`,
    where: placeOf(resource),
    found: each,
    change: "deny sagemaker:CreatePresignedDomainUrl outside the allowed networks",
  }));
}

/** They see the domain and their profile, open it, and get nothing else from a policy of these stacks. */
function beyondOpening(facts: Facts, team: TeamFacts, resource: Resource, policy: Policy, profiles: string): Failure[] {
  const services = everyCallOf(servicesGranted({ role: { identity: [policy] } }));
  if (services.length === 0) return [];
  const domain = profiles.replace(`user-profile/${team.domain.id}/*`, `domain/${team.domain.id}`);
  const found = counterexamples({
    about: requests(
      ask({ Action: services, Resource: "*" }, anybody(facts)),
      except({ Action: [opening, "sagemaker:DescribeUserProfile"], Resource: profiles }),
      except({ Action: "sagemaker:DescribeDomain", Resource: domain }),
    ),
    policies: { identity: [policy], resource: leftTo(facts.account) },
    callers: "anyone",
    world: facts.world,
  });
  return found.map((each) => ({
    what: `the policy for people of ${team.name} lets them do more than open Studio`,
    where: placeOf(resource),
    found: each,
    change: `allow ${opening} and a look at the domain and its profiles only`,
  }));
}

/**
 * Private ranges from which people come through the VPC's endpoints; the internet in pieces is none. Without a configuration
 * they are those that the role's denials spare, as public ones are: the policy for people is then held against the role's.
 */
export function privateRanges(facts: Facts, team: TeamFacts): readonly string[] {
  if (facts.declared) return facts.declared.privateCidrs;
  const vpc = rangesOfVpc(facts);
  const narrow = sparedBy(team.role.identity, "aws:vpcsourceip").filter(
    (range) => !isTooWide(range) && !liesIn(range, vpc),
  );
  return areTooWide(narrow) ? [] : narrow;
}

/** Networks from which people open the team's Studio; none where AWS asks no policy of theirs. */
export const networksOfPeople = (facts: Facts, team: TeamFacts): readonly string[] =>
  team.domain.config.auth_mode === "IAM" ? [...allowedRanges(facts, team), ...privateRanges(facts, team)] : [];
