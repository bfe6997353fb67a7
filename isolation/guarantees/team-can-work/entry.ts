/** Who can open each team's Studio, and from which networks: decided from the log-in mode, the policies for people and the endpoints. */
import { routesOf } from "../../attachments/routes";
import { assignmentsOf } from "../../facts/assignments";
import type { Facts, TeamFacts } from "../../facts/facts";
import { oncePerEnvironment } from "../../facts/once";
import { firstAddress, liesIn } from "../../facts/ranges";
import type { Condition, Policy } from "../../policy";
import { contains, parseRange, type Range } from "../../policy/address";
import { askCall } from "../../requests/ask-call";
import { openersOf } from "../front-desk/people";
import type { NotEntered } from "../guarantee";
import { assumptionsOfTeam } from "./assumptions";
import type { Need } from "./needs";
import { shutTo } from "./network";
import { opening, openingThrough } from "./people";

export interface TeamEntry {
  readonly environment: string;
  readonly team: string;
  /** The domain's: IAM or SSO. */
  readonly authMode: string;
  /** Names of the policies that people need. None in SSO mode. */
  readonly policies: readonly string[];
  /** Set in SSO mode where the stacks assign the people; elsewhere somebody assigns them in IAM Identity Center. */
  readonly assigned?: true;
  /** Ranges from which they open Studio; "any" where AWS asks no policy about networks, or the policies let every address in. */
  readonly networks: Networks | "any";
  /** Private ranges among them to which no stack that was read has a route: a network team may lead there elsewhere. */
  readonly unreached: readonly string[];
  /** Names of the user profiles. */
  readonly profiles: readonly string[];
  /** Set where nobody can open it. */
  readonly closed?: string;
}

interface Networks {
  /** As AWS sees them on the internet. */
  readonly public: readonly string[];
  /** Through the VPC's endpoints. */
  readonly private: readonly string[];
}

/** In the order of the teams. */
export const entriesOf = oncePerEnvironment((facts: Facts): readonly TeamEntry[] =>
  facts.teams.map((team) => entryOf(facts, team)),
);

export const notEntered = (facts: Facts): readonly NotEntered[] =>
  entriesOf(facts).flatMap(({ team, closed }) => (closed === undefined ? [] : [{ team, why: closed }]));

function entryOf(facts: Facts, team: TeamFacts): TeamEntry {
  const { auth_mode: authMode } = team.domain.config;
  const profiles = team.studio
    .resources("aws_sagemaker_user_profile")
    .map(({ config }) => config.user_profile_name)
    .sort();
  const openers = authMode === "IAM" ? openersOf(team) : [];
  // AWS asks no identity policy of people where they log in through IAM Identity Center. Source: AWS Machine Learning
  // Blog, "Secure access to Amazon SageMaker Studio with AWS SSO and a SAML application".
  const networks = openers.length === 0 ? "any" : networksOf(facts, team, openers);
  const closed = whyClosed(profiles, networks);
  return {
    environment: facts.environment.name,
    team: team.name,
    authMode,
    policies: openers.map(({ resource }) => resource.config.name).sort(),
    ...(authMode !== "IAM" && assignmentsOf(team).length > 0 && { assigned: true }),
    networks,
    unreached: networks === "any" ? [] : networks.private.filter((range) => !isReached(facts, range)),
    profiles,
    ...(closed !== undefined && { closed }),
  };
}

const isReached = (facts: Facts, range: string): boolean =>
  routesOf(facts).some(({ cidr }) => liesIn(cidr, [range]) || liesIn(range, [cidr]));

function whyClosed(profiles: readonly string[], networks: TeamEntry["networks"]): string | undefined {
  if (profiles.length === 0) return "its domain has no user profile; add users to the team's file";
  if (networks === "any" || networks.public.length + networks.private.length > 0) return undefined;
  return "the policy for people admits no network; add publicCidrs or privateCidrs under access in environment.yaml";
}

/**
 * The policies answer alike for all addresses that lie in the same of their ranges: each range is asked by an address of
 * its own, and one address that lies in none of them stands for all others.
 */
function networksOf(facts: Facts, team: TeamFacts, openers: ReturnType<typeof openersOf>): TeamEntry["networks"] {
  const policies = openers.map(({ policy }) => policy);
  const isOpenFrom = (address: string) => opening(facts, team, address).every((need) => mayPass(facts, team, need));
  const isOpenThrough = (address: string) => {
    const needs = openingThrough(facts, team, address);
    return needs.length > 0 && needs.every((need) => mayPass(facts, team, need));
  };
  const outside = (key: string) => elsewhere(rangesIn(policies, key));
  if (isOpenFrom(outside("aws:sourceip")) || isOpenThrough(outside("aws:vpcsourceip"))) return "any";
  return {
    public: rangesIn(policies, "aws:sourceip").filter((range) => isOpenFrom(firstAddress(range))),
    private: rangesIn(policies, "aws:vpcsourceip").filter(
      (range) => isOpenThrough(firstAddress(range)) && shutTo(facts, range).length === 0,
    ),
  };
}

/** Whether it is not refused for certain: asked at the time of the proof, as AWS completes it. */
const mayPass = (facts: Facts, team: TeamFacts, { sender, request, policies }: Need): boolean =>
  askCall({ sender, request, assumptions: assumptionsOfTeam(facts, team) }, policies).outcome !== "refused";

/** Ranges that any statement tests, sorted. */
function rangesIn(policies: readonly Policy[], key: string): readonly string[] {
  const conditions = policies.flatMap(({ statements }) =>
    statements.flatMap((each): readonly Condition[] => each.conditions),
  );
  return [...new Set(conditions.filter((each) => each.key === key).flatMap(({ values }) => values))]
    .filter((value) => parseRange(value) !== undefined)
    .sort();
}

/** An IPv4 address that lies in none of the ranges. */
function elsewhere(ranges: readonly string[]): string {
  const taken = ranges.flatMap((range) => parseRange(range) ?? []);
  const isFree = (value: bigint) =>
    !taken.some((range) => contains(range, { family: 4, first: value, last: value } as Range));
  const starts = [...taken.filter(({ family }) => family === 4).map(({ last }) => last + 1n), 1n];
  const free = starts.find((value) => value < 2n ** 32n && isFree(value)) ?? 0n;
  return [24n, 16n, 8n, 0n].map((bits) => (free >> bits) & 255n).join(".");
}
