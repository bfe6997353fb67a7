/** Through a team's endpoint nothing but its own buckets in its own data account and the declared read-only AWS buckets can be reached, with anybody's credentials. */
import { awsBuckets, isReadWithoutCaller } from "../../config/tables/aws-buckets";
import { s3GatewayServiceName } from "../../config/tables/regions";
import { administrator, open } from "../decide";
import type { Facts, TeamFacts } from "../facts/facts";
import { allOf, placeOf } from "../model";
import { showPattern } from "../policy";
import { all, ask, caller, counterexamples, except, requests } from "../questions/about";
import { type Failure, type Guarantee, leftOpen } from "./guarantee";

/** Services whose requests come to S3's addresses: the files of strangers' tables do, too (S3 User Guide, "VPC connectivity for S3 Tables"). */
const behindS3 = ["s3:*", "s3express:*", "s3-object-lambda:*", "s3-outposts:*", "s3tables:*"];

const readCalls = ["s3:GetObject", "s3:ListBucket"];

/** Buckets that an endpoint's policy names and that are neither the team's nor unknown: AWS's own, and those that are declared. */
export function readable({ region, declared }: Facts, { gateway, buckets }: TeamFacts): readonly string[] {
  const own = new Set(buckets.map(({ arn }) => arn));
  const acceptable = new Set([...awsBuckets(region).map(({ name }) => name), ...(declared?.readOnlyBuckets ?? [])]);
  const named = gateway.policy.statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ resources }) => (resources?.entries ?? []).map((pattern) => showPattern(pattern).split("/")[0] ?? ""))
    .filter((arn) => !own.has(arn) && acceptable.has(nameIn(arn)));
  return [...new Set(named)];
}

const nameIn = (arn: string): string => arn.split(":::")[1] ?? "";

function failures(facts: Facts, team: TeamFacts): Failure[] {
  const { gateway, data } = team;
  const where = placeOf(gateway.resource);
  const own = team.buckets.flatMap(({ arn }) => [arn, `${arn}/*`]);
  const others = readable(facts, team);
  const unsigned = others.filter((arn) => isReadWithoutCaller(facts.region, nameIn(arn)));
  const found = counterexamples({
    about: requests(
      ask({ Action: behindS3, Resource: "*" }, { StringEquals: { "aws:SourceVpce": gateway.id } }),
      ...(own.length > 0
        ? [
            except(
              { Action: "s3:*", Resource: own },
              all(caller(team.role.arn), { StringEquals: { "aws:ResourceAccount": data.account } }),
            ),
          ]
        : []),
      ...(others.length > 0
        ? [except({ Action: readCalls, Resource: others.flatMap((arn) => [arn, `${arn}/*`]) }, caller(team.role.arn))]
        : []),
      ...(unsigned.length > 0 ? [except({ Action: "s3:GetObject", Resource: unsigned.map((arn) => `${arn}/*`) })] : []),
    ),
    policies: { identity: [administrator], resource: open, endpoint: gateway.policy },
    callers: "anyone",
    world: facts.world,
  });
  return [
    ...found.map((each) => ({
      what: `a request leaves ${team.name}'s network for a bucket that is not its own`,
      where,
      found: each,
      change: `allow only ${team.name}'s role and buckets, with aws:ResourceAccount ${data.account}, and reading of declared AWS buckets`,
    })),
    ...doors(facts, team),
  ];
}

/** The team's subnets reach S3 through its own endpoint and no other. */
function doors(facts: Facts, { name, studio, gateway }: TeamFacts): Failure[] {
  const where = placeOf(gateway.resource);
  const tables = new Set(studio.resources("aws_route_table").map(({ id }) => id));
  const through = gateway.resource.config.route_table_ids ?? [];
  const foreign = through.filter((id) => !tables.has(id));
  const associations = allOf(facts.environment, "aws_route_table_association");
  const home = studio.resources("aws_subnet");
  const guests = associations.filter(
    ({ config }) => through.includes(config.route_table_id) && !home.some(({ id }) => id === config.subnet_id),
  );
  const subnets = home.filter(({ id }) => {
    const own = associations.filter(({ config }) => config.subnet_id === id);
    return own.length === 0 || own.some(({ config }) => !through.includes(config.route_table_id));
  });
  const service = s3GatewayServiceName(facts.region);
  return [
    ...foreign.map((id) => ({
      what: `${name}'s endpoint also serves the route table ${id}, which is not ${name}'s`,
      where,
      change: `list only ${name}'s own route tables`,
    })),
    ...guests.map((association) => ({
      what: `${name}'s endpoint also serves the subnet ${association.config.subnet_id}, which is not ${name}'s`,
      where: placeOf(association),
      change: `associate ${name}'s route tables with its own subnets only`,
    })),
    ...subnets.map((subnet) => ({
      what: `the subnet ${subnet.id} does not reach S3 through ${name}'s endpoint`,
      where: placeOf(subnet),
      change: "associate it with the route table that the endpoint serves",
    })),
    ...(gateway.resource.config.service_name === service && gateway.vpc === facts.vpcId
      ? []
      : [
          {
            what: `${name}'s gateway endpoint is not one for S3 in the environment's VPC`,
            where,
            change: `service ${service}, VPC ${facts.vpcId}`,
          },
        ]),
  ];
}

/** Another gateway endpoint is a door that nobody watches, whatever route tables it names. */
function ofStrangers({ endpoints, teams }: Facts): Failure[] {
  const doors = new Set(teams.map(({ gateway }) => gateway.id));
  return endpoints
    .filter(({ kind, id }) => kind === "Gateway" && !doors.has(id))
    .map(({ resource }) => ({
      what: "a gateway endpoint is no team's",
      where: placeOf(resource),
      change: "remove it: each team has its own, in its own stack",
    }));
}

export const noWayOut: Guarantee = {
  id: "G3",
  name: "no way out",
  promise:
    "through a team's endpoint nothing but its own buckets in its own data account and the declared read-only AWS buckets can be reached, with anybody's credentials",
  checks: (facts) => [
    { failures: () => ofStrangers(facts) },
    ...facts.teams.map((team) => ({ team: team.name, failures: () => failures(facts, team) })),
  ],
  exceptions: (facts) => [
    ...facts.teams.flatMap((team) => {
      const names = readable(facts, team).map(nameIn);
      const isOpen = (name: string) => isReadWithoutCaller(facts.region, name);
      return [
        ...leftOpen(
          "reading of buckets that AWS owns, with anybody's credentials or none",
          names.filter(isOpen),
          team.name,
        ),
        ...leftOpen(
          "reading of buckets that AWS owns",
          names.filter((name) => !isOpen(name)),
          team.name,
        ),
      ];
    }),
  ],
};
