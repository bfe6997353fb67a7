/** The team can read, write, list and delete in its own buckets through its own endpoint, use its keys, pull an image, open Studio, start an app and a job inside the walls: the other guarantees do not hold by denying everything. */
import type { Undecided } from "../decide";
import { assignsUsers } from "../facts/assignments";
import type { Facts, TeamFacts } from "../facts/facts";
import { placeOf } from "../model";
import { askCall } from "../requests/ask-call";
import { type Doubt, undecidedBy } from "../requests/doubts";
import { holdsUntil } from "../requests/until";
import { ofCalls, ofOutput, ofRole, unnamedWorks } from "../service-calls/requests";
import { type Failure, type Guarantee, leftOpen } from "./guarantee";
import { shutByAcls } from "./team-can-work/acls";
import { ofOtherTypes } from "./team-can-work/apps";
import { archived } from "./team-can-work/archives";
import { unassigned } from "./team-can-work/assigned";
import { assumptionsOfTeam } from "./team-can-work/assumptions";
import { ofBucket } from "./team-can-work/buckets";
import { ofEndpoints } from "./team-can-work/endpoints";
import { notEntered } from "./team-can-work/entry";
import { notLetIn, ofExternal } from "./team-can-work/external";
import { ofLayers, ofOwnImages } from "./team-can-work/images";
import { ofJobs } from "./team-can-work/jobs";
import { type Need, needsOf } from "./team-can-work/needs";
import { unreached, unreachedByPeople, unresolved } from "./team-can-work/network";
import { notOpened } from "./team-can-work/opened";
import { ofPages, ofPeople } from "./team-can-work/people";
import { ofPipelines, readingNothing } from "./team-can-work/pipelines";
import { notForwarded, ofAthena, ofQueries } from "./team-can-work/queries";
import { ofRecordings } from "./team-can-work/recorded";
import { ofStarts } from "./team-can-work/starts";
import { ofPortal, ofStudio } from "./team-can-work/studio";
import { ofTracking } from "./team-can-work/tracking";
import { ofTrackingCalls, ofTrackingServers, trackingNothing } from "./team-can-work/tracking-servers";
import { ofDataKeys, ofVolumes } from "./team-can-work/volumes";

const needs = (facts: Facts, team: TeamFacts): readonly Need[] => [
  ...team.buckets.flatMap((bucket) => [...ofBucket(facts, team, bucket), ...ofExternal(facts, team, bucket)]),
  ...needsOf(facts, team, [
    ...ofStudio(facts, team),
    ...ofStarts(facts, team),
    ...ofJobs(facts, team),
    ...ofTracking(facts, team),
    ...ofVolumes(team),
    ...ofDataKeys(team),
    ...ofCalls(facts, team),
    ...ofOutput(facts, team),
    ...ofQueries(facts, team),
    ...ofTrackingCalls(facts, team),
  ]),
  ...ofAthena(facts, team),
  ...ofLayers(facts, team),
  ...ofOwnImages(facts, team),
  ...ofRole(facts, team),
  ...ofPipelines(facts, team),
  ...ofTrackingServers(facts, team),
  ...ofPeople(facts, team),
  ...ofPages(facts, team),
];

function unmet(facts: Facts, team: TeamFacts): (Failure | Undecided)[] {
  const assumptions = assumptionsOfTeam(facts, team);
  const failures: Failure[] = [];
  const doubts: Doubt[] = [];
  for (const { what, sender, request, policies, from } of needs(facts, team)) {
    const answer = askCall({ sender, request, assumptions, from }, policies);
    if (answer.outcome === "depends") doubts.push({ ...answer, what });
    if (answer.outcome !== "refused") continue;
    const { decision, lacks } = answer;
    const lacking = lacks.length === 0 ? "" : ` (the request has no ${lacks.join(", ")})`;
    failures.push({
      what: `${team.name} cannot ${what}: ${decision.reason}${lacking}`,
      where: placeOf(team.role.resource),
      found: { request: answer.request, statements: decision.statements },
      refused: true,
      change: "allow it on every side: the role's policies, the endpoint's, the bucket's or key's",
    });
  }
  const recorded = ofRecordings(facts, team);
  return [...failures, ...recorded.failures, ...undecidedBy(team.name, [...doubts, ...recorded.doubts])];
}

export const teamCanWork: Guarantee = {
  id: "G10",
  name: "the team can work",
  promise:
    "read, write, list and delete in its own buckets through its own endpoint; use its keys; pull an image; open Studio, start an app and a job inside the walls",
  checks: (facts) => [
    { failures: () => [...ofEndpoints(facts), ...unresolved(facts)] },
    ...facts.teams.map((team) => ({
      team: team.name,
      failures: () => [
        ...unreached(facts, team),
        ...unreachedByPeople(facts, team),
        ...shutByAcls(facts, team),
        ...ofPortal(team),
        ...ofOtherTypes(team),
        ...archived(team),
        ...notLetIn(facts, team),
        ...unassigned(facts, team),
        ...notForwarded(facts, team),
        ...readingNothing(team),
        ...notOpened(facts, team),
        ...trackingNothing(facts, team),
        ...unmet(facts, team),
      ],
    })),
  ],
  notEntered,
  until: holdsUntil,
  exceptions: ({ teams }) => [
    {
      kind: "decided for the listed calls, one of each kind, with all that AWS and clients send, and for every request that notebooks were recorded to send, not for all requests",
    },
    {
      kind: "of the recorded requests, those that need an opt-in that is off, and those that are refused on purpose (docs/what-works.md)",
    },
    ...leftOpen(
      "named by SageMaker alone, so that no policy can tell whose it is: its logs are not written",
      unnamedWorks.map(({ what }) => what),
    ),
    ...teams
      .filter(({ domain }) => domain.config.auth_mode !== "IAM")
      .map((team) => ({
        kind: assignsUsers(team)
          ? "people log in through IAM Identity Center, from any network: access binds nobody of them, and somebody may assign others outside of the stacks"
          : "people log in through IAM Identity Center, from any network: whom it assigns to the domain is not in the stacks, and access binds nobody of them",
        team: team.name,
      })),
    ...teams.flatMap(({ name, role }) =>
      leftOpen(
        "the permissions boundary is not among the stacks: it is taken to allow these calls",
        role.outsideBoundary === undefined ? [] : [role.outsideBoundary],
        name,
      ),
    ),
  ],
};
