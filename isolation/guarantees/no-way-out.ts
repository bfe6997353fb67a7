/** Through a team's endpoint nothing but its own buckets in its own data account and the declared read-only buckets can be reached, with anybody's credentials. */
import type { ReadOnlyBucket } from "../../config/schema";
import { awsBuckets, isReadWithoutCaller } from "../../config/tables/aws-buckets";
import { s3GatewayServiceName } from "../../config/tables/regions";
import { administrator, open } from "../decide";
import type { Facts, TeamFacts } from "../facts/facts";
import { groupBy } from "../facts/group-by";
import { pinnedAccount } from "../facts/pinned-account";
import { allOf, placeOf } from "../model";
import { showPattern } from "../policy";
import { all, ask, type Conditions, caller, counterexamples, except, requests } from "../questions/about";
import { forwardedOpen } from "./front-door";
import { type Failure, type Guarantee, leftOpen } from "./guarantee";
import { ofForwarded } from "./no-way-out/forwarded";

/** Services whose requests come to S3's addresses: the files of strangers' tables do, too (S3 User Guide, "VPC connectivity for S3 Tables"). */
const behindS3 = ["s3:*", "s3express:*", "s3-object-lambda:*", "s3-outposts:*", "s3tables:*"];

const readCalls = ["s3:GetObject", "s3:ListBucket"];

/** A bucket of somebody else's that a team may read. */
export interface Readable {
  readonly name: string;
  readonly arn: string;
  /** Of its owner; undefined where the owner is AWS, or not checked. */
  readonly account?: string;
  /** Whether the table of AWS's buckets has it; what the configuration declares besides may be anybody's. */
  readonly isAws: boolean;
}

/**
 * Buckets that an endpoint's policy names and that are neither the team's nor unknown: AWS's own, and those that are
 * declared. Without a configuration a bucket of a stranger's account is taken for declared where its statement pins that
 * account; it is listed by name.
 */
export function readable({ region, declared, accounts }: Facts, { gateway, buckets }: TeamFacts): readonly Readable[] {
  const own = new Set(buckets.map(({ arn }) => arn));
  const ofAws = new Set(awsBuckets(region).map(({ name }) => name));
  const allowing = gateway.policy.statements.filter(({ effect }) => effect === "Allow");
  const named = allowing.flatMap((statement) => {
    const account = pinnedAccount(statement);
    return (statement.resources?.entries ?? []).map((pattern) => ({
      arn: showPattern(pattern).split("/")[0] ?? "",
      ...(account !== undefined && !accounts.includes(account) && { account }),
    }));
  });
  const declarations: readonly ReadOnlyBucket[] =
    declared?.readOnlyBuckets ??
    named.flatMap(({ arn, account }) => (account === undefined ? [] : [{ name: nameIn(arn), account }]));
  const known = new Map(declarations.map((bucket) => [bucket.name, bucket]));
  return [...new Set(named.map(({ arn }) => arn))].flatMap((arn) => {
    const name = nameIn(arn);
    const isAws = ofAws.has(name);
    if (own.has(arn) || !(isAws || known.has(name))) return [];
    return [{ isAws, ...known.get(name), name, arn }];
  });
}

const nameIn = (arn: string): string => arn.split(":::")[1] ?? "";

/** Whose bucket it is; no condition where nobody checks. */
export const ofOwner = ({ account }: Readable): Conditions =>
  account === undefined ? {} : { StringEquals: { "aws:ResourceAccount": account } };

function failures(facts: Facts, team: TeamFacts): Failure[] {
  const { gateway, data } = team;
  const where = placeOf(gateway.resource);
  const own = team.buckets.flatMap(({ arn }) => [arn, `${arn}/*`]);
  const others = readable(facts, team);
  const unsigned = others.filter(({ name }) => isReadWithoutCaller(facts.region, name));
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
      ...others.map((bucket) =>
        except(
          { Action: readCalls, Resource: [bucket.arn, `${bucket.arn}/*`] },
          all(caller(team.role.arn), ofOwner(bucket)),
        ),
      ),
      ...unsigned.map((bucket) => except({ Action: "s3:GetObject", Resource: `${bucket.arn}/*` }, ofOwner(bucket))),
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
      change: `allow only ${team.name}'s role and buckets, with aws:ResourceAccount ${data.account}, and reading of declared buckets, with aws:ResourceAccount where an account is declared`,
    })),
    ...doors(facts, team),
    ...ofForwarded(facts, team),
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

function wordsFor({ region }: Facts, { name, isAws, account }: Readable): string {
  if (account !== undefined) return `reading of buckets of account ${account}`;
  if (!isAws) return "reading of buckets that are declared without an account: nobody checks who owns them";
  const how = isReadWithoutCaller(region, name) ? ", with anybody's credentials or none" : "";
  return `reading of buckets that AWS owns${how}`;
}

export const noWayOut: Guarantee = {
  id: "G3",
  name: "no way out",
  promise:
    "through a team's endpoint nothing but its own buckets in its own data account and the declared read-only buckets can be reached, with anybody's credentials",
  checks: (facts) => [
    { failures: () => ofStrangers(facts) },
    ...facts.teams.map((team) => ({ team: team.name, failures: () => failures(facts, team) })),
  ],
  exceptions: (facts) => [
    ...facts.teams.flatMap(forwardedOpen),
    ...facts.teams.flatMap((team) => {
      const groups = groupBy(readable(facts, team), (bucket) => wordsFor(facts, bucket));
      return [...groups].flatMap(([words, buckets]) =>
        leftOpen(
          words,
          buckets.map(({ name }) => name),
          team.name,
        ),
      );
    }),
  ],
};
