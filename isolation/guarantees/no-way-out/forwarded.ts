/** A service that goes on with the role's session does not pass the team's endpoint: it reaches the team's own buckets all the same, and no other, whatever is attached to the role. */
import { administrator, open } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { forwardingServices } from "../../facts/forwarded";
import { asRole } from "../../facts/role-grants";
import { placeOf, type Resource } from "../../model";
import { ask, type Conditions, counterexamples, except, requests } from "../../questions/about";
import type { Failure } from "../guarantee";

/** Names of services that a bucket of the team lets through, each once. */
export const servicesOf = ({ forwarded }: TeamFacts): readonly string[] => [
  ...new Set([...forwarded.values()].flatMap((list) => list.map(({ service }) => service))),
];

export const ofForwarded = (facts: Facts, team: TeamFacts): Failure[] => [
  ...servicesOf(team).flatMap((service) => beyondBuckets(facts, team, service)),
  ...team.studio.resources("aws_athena_workgroup").flatMap((workgroup) => ofWorkgroup(team, workgroup)),
];

function beyondBuckets(facts: Facts, team: TeamFacts, service: string): Failure[] {
  const { role, data, buckets } = team;
  const when: Conditions = { StringEquals: { "aws:CalledViaFirst": service } };
  const own = buckets.flatMap(({ arn }) => [arn, `${arn}/*`]);
  const found = counterexamples({
    about: requests(
      ask({ Action: "s3:*", Resource: "*" }, when),
      ...(own.length > 0
        ? [except({ Action: "s3:*", Resource: own }, { StringEquals: { "aws:ResourceAccount": data.account } })]
        : []),
    ),
    policies: { identity: [administrator, ...role.identity], resource: open },
    callers: [asRole(role)],
    world: facts.world,
  });
  return found.map((each) => ({
    what: `${forwardingServices[service]?.name} reaches a bucket that is not ${team.name}'s with the session of ${team.name}'s role, given every right`,
    where: placeOf(role.resource),
    found: each,
    change: `deny the role s3:* where aws:CalledViaFirst is ${service}, on all buckets but ${team.name}'s, and where aws:ResourceAccount is not ${data.account}`,
  }));
}

/** Results go where the bucket's policy lets Athena write, whatever a query asks for. */
function ofWorkgroup({ name, data, forwarded }: TeamFacts, workgroup: Resource<"aws_athena_workgroup">): Failure[] {
  const where = placeOf(workgroup);
  const places = [...forwarded].flatMap(([bucket, list]) =>
    list.filter(({ does }) => does === "writes").map(({ prefix }) => `s3://${bucket}/${prefix}`),
  );
  const settings = workgroup.config.configuration ?? [];
  const results = settings.flatMap(({ result_configuration: result }) => result ?? []);
  const locations = results.map(({ output_location: location }) => location);
  const fails = (isWrong: boolean, what: string, change: string): Failure[] =>
    isWrong ? [{ what: `${name}'s workgroup ${workgroup.config.name} ${what}`, where, change }] : [];
  return [
    ...fails(
      settings.some(({ enforce_workgroup_configuration: enforced }) => enforced === false),
      "lets a query say where its results go",
      "set enforce_workgroup_configuration to true",
    ),
    ...fails(
      locations.length !== 1 || !places.includes(locations[0] ?? ""),
      `writes results to ${locations.join(", ") || "no place of its own"}, where no bucket of the team lets Athena write`,
      `set output_location to ${places.join(" or ") || "a prefix that the team's file names"}`,
    ),
    ...fails(
      results.some(({ expected_bucket_owner: owner }) => owner !== data.account),
      "does not say who owns the bucket of its results",
      `set expected_bucket_owner to ${data.account}`,
    ),
  ];
}
