/** Network ACLs let the team reach its endpoints, S3 and home directories. They keep nothing in mind: what is asked and what is answered each need a rule. */
import { Undecided } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { aclOfSubnet, admits, type Traffic } from "../../facts/network-acls";
import { placeOf, type Resource } from "../../model";
import { parseRange, type Range } from "../../policy/address";
import { privateRanges } from "../front-desk/people";
import type { Failure } from "../guarantee";

type Subnet = Resource<"aws_subnet">;

const https = [443, 443] as const;
const nfs = [2049, 2049] as const;
/**
 * Where answers arrive: apps and jobs are Linux, whose kernels take these ports (NFS too, which EFS mounts with noresvport).
 * Source: docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html
 */
const answers = [32_768, 60_999] as const;
/** Of computers of every kind; the same page. */
const anybodysAnswers = [1024, 65_535] as const;

const rangesOf = (...cidrs: readonly string[]): readonly Range[] => cidrs.flatMap((cidr) => parseRange(cidr) ?? []);
/** What is no public address. Source: iana.org/assignments/iana-ipv4-special-registry */
const special = rangesOf(
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
);
/** S3's addresses are some of these; which, only AWS knows. */
const publicAddresses = special.slice(0, -1).map(({ last }, index): Range => {
  const next = special[index + 1]?.first ?? 0n;
  return { family: 4, first: last + 1n, last: next - 1n };
});

/** One way through the ACL of one subnet. */
interface Step {
  readonly target: string;
  readonly subnet: Subnet;
  readonly egress: boolean;
  readonly remote: readonly Range[];
  readonly ports: Traffic["ports"];
}

/** From one subnet to another and back, through the ACLs of both. */
function there(target: string, from: Subnet, to: Subnet, ports: Traffic["ports"]): Step[] {
  const [source, destination] = [rangesOf(from.config.cidr_block), rangesOf(to.config.cidr_block)];
  return [
    { target, subnet: from, egress: true, remote: destination, ports },
    { target, subnet: to, egress: false, remote: source, ports },
    { target, subnet: to, egress: true, remote: source, ports: answers },
    { target, subnet: from, egress: false, remote: destination, ports: answers },
  ];
}

function stepsOf(facts: Facts, team: TeamFacts): readonly Step[] {
  const own = team.studio.resources("aws_subnet");
  const used = new Set(
    facts.endpoints
      .filter(({ kind }) => kind === "Interface")
      .flatMap(({ resource }) => resource.config.subnet_ids ?? []),
  );
  const doors = facts.environment.networking.resources("aws_subnet").filter(({ id }) => used.has(id));
  const people = rangesOf(...(team.domain.config.auth_mode === "IAM" ? privateRanges(facts, team) : []));
  return [
    ...own.flatMap((from) => doors.flatMap((to) => there("the interface endpoints", from, to, https))),
    ...own.flatMap((subnet): Step[] => [
      { target: "S3", subnet, egress: true, remote: publicAddresses, ports: https },
      { target: "S3", subnet, egress: false, remote: publicAddresses, ports: answers },
    ]),
    ...own.flatMap((from) =>
      own
        .filter(({ id }) => id !== from.id)
        .flatMap((to) => there("home directories in its other subnets", from, to, nfs)),
    ),
    ...doors.flatMap((subnet): Step[] => [
      { target: "the interface endpoints from private networks", subnet, egress: false, remote: people, ports: https },
      {
        target: "the interface endpoints from private networks",
        subnet,
        egress: true,
        remote: people,
        ports: anybodysAnswers,
      },
    ]),
  ];
}

/**
 * Names resolve whatever ACLs say: they do not filter what goes to Route 53 Resolver.
 * Source: docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html, "Limitations"
 */
export function shutByAcls(facts: Facts, team: TeamFacts): Failure[] {
  const aclOf = aclOfSubnet(facts);
  const found = new Map<string, Failure>();
  for (const { target, subnet, egress, remote, ports } of stepsOf(facts, team)) {
    const acl = aclOf(subnet.id);
    const open = acl === undefined ? [] : remote.map((range) => admits(acl.rules, { egress, remote: range, ports }));
    if (acl === undefined || open.every((each) => each === "all")) continue;
    if (target === "S3" && open.some((each) => each !== "none")) throw new Undecided(placeOf(acl.resource), ofS3);
    const way = `TCP ${[...new Set(ports)].join("-")} ${egress ? "out to" : "in from"}`;
    const failure = {
      what: `${team.name} does not reach ${target}: a network ACL does not let ${way} all of their addresses`,
      where: placeOf(acl.resource),
      change: `allow ${way} ${target === "S3" ? "every public address" : "their whole range"}`,
    };
    found.set(`${failure.where} ${failure.what}`, failure);
  }
  return [...found.values()];
}

const ofS3 =
  "lets only some public addresses through, and the addresses of S3 are not known here; let all of them through on TCP 443 and back, for routes and the endpoint's policy bound S3 already";
