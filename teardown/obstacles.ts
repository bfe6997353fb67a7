/** What keeps a team's stacks from being destroyed, and what a destroyed domain leaves behind: found, not touched. */
import {
  paginateDescribeNetworkInterfaces,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcs,
  type Tag,
} from "@aws-sdk/client-ec2";
import { DescribeMountTargetsCommand, paginateDescribeFileSystems } from "@aws-sdk/client-efs";
import { paginateListDomains } from "@aws-sdk/client-sagemaker";
import { networkingStackName, studioStackName, teamPrefix } from "../config/names";
import type { Environment } from "../config/schema";
import { tagsOf } from "../config/tags";
import type { Clients } from "./aws";
import { type App, insideDomain, type Space } from "./inside-domain";

export type Obstacle =
  | App
  | Space
  | { readonly kind: "mount target"; readonly id: string; readonly fileSystem: string }
  | { readonly kind: "security group"; readonly id: string; readonly name: string }
  | { readonly kind: "network interface"; readonly id: string; readonly inUse: boolean; readonly description: string }
  /** Home directories of a domain that is gone. */
  | { readonly kind: "file system"; readonly id: string; readonly domain: string };

export interface Found {
  /** In the order in which they can go. */
  readonly obstacles: readonly Obstacle[];
  /** Ids of the teams' domains that are still there. */
  readonly domains: readonly string[];
}

/** How AWS names the groups that it makes for a domain's home directories, and never deletes. */
const nfsGroup = /^security-group-for-(?:inbound|outbound)-nfs-(d-[a-z0-9]+)$/;
/** The tag that SageMaker puts on a domain's file system; its value is the domain's ARN. */
const ownerTag = "ManagedByAmazonSageMakerResource";

/**
 * Looks in the studio account. What belongs to a domain that is still there is no leftover: its file system, mount targets
 * and NFS groups are not listed. Background: github.com/hashicorp/terraform-provider-aws/issues/20986.
 */
export async function findObstacles(environment: Environment, clients: Clients): Promise<Found> {
  const living = await domainsOf(clients);
  const names = new Set(environment.teams.map((team) => teamPrefix(environment, team)));
  const own = [...living].filter(([, name]) => names.has(name)).map(([id]) => id);
  const inside = (await Promise.all(own.map((domain) => insideDomain(domain, clients)))).flat();
  const vpcs = await vpcsOf(environment, clients);
  const left = (await Promise.all(vpcs.map((vpc) => leftIn(vpc, new Set(living.keys()), environment, clients)))).flat();
  return { obstacles: [...inside, ...left].sort(byOrder), domains: own };
}

/** Apps before the spaces they run in; what holds a network interface before the groups on it. */
const order: readonly Obstacle["kind"][] = [
  "app",
  "space",
  "mount target",
  "network interface",
  "security group",
  "file system",
];
const byOrder = (a: Obstacle, b: Obstacle) =>
  order.indexOf(a.kind) - order.indexOf(b.kind) || a.id.localeCompare(b.id, "en");

/** Names of all domains in the account and region, by id: whose leftovers are whose depends on all of them. */
async function domainsOf({ sagemaker }: Clients): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const page of paginateListDomains({ client: sagemaker }, {})) {
    for (const { DomainId, DomainName } of page.Domains ?? []) if (DomainId) found.set(DomainId, DomainName ?? "");
  }
  return found;
}

/** Ids of the domains with this name; AWS is not known to refuse a second one. */
export async function domainsNamed(name: string, clients: Clients): Promise<string[]> {
  return [...(await domainsOf(clients))].flatMap(([id, each]) => (each === name ? [id] : []));
}

/** By the tags that every resource of the network stack carries. */
async function vpcsOf(environment: Environment, { ec2 }: Clients): Promise<string[]> {
  const tags = Object.entries(tagsOf(environment, undefined, networkingStackName(environment)));
  const Filters = tagged(Object.fromEntries(tags.filter(([key]) => /^(environment|stack)$/i.test(key))));
  const found: string[] = [];
  for await (const page of paginateDescribeVpcs({ client: ec2 }, { Filters })) {
    found.push(...(page.Vpcs ?? []).flatMap(({ VpcId }) => VpcId ?? []));
  }
  return found;
}

async function leftIn(
  vpc: string,
  living: ReadonlySet<string>,
  environment: Environment,
  clients: Clients,
): Promise<Obstacle[]> {
  const subnets = await subnetsOf(vpc, environment, clients);
  const [files, groups, interfaces] = await Promise.all([
    filesLeft(vpc, living, subnets, clients),
    groupsLeft(vpc, living, clients),
    interfacesLeft(subnets, clients),
  ]);
  return [...files, ...groups, ...interfaces];
}

/** The teams' own subnets, by the tags of their Studio stacks. */
async function subnetsOf(vpc: string, environment: Environment, { ec2 }: Clients): Promise<Set<string>> {
  const stacks = new Set(environment.teams.map((team) => studioStackName(environment, team)));
  const stackOf = (tags: readonly Tag[] = []) => tags.find(({ Key }) => Key === "stack")?.Value ?? "";
  const found = new Set<string>();
  for await (const page of paginateDescribeSubnets({ client: ec2 }, { Filters: [{ Name: "vpc-id", Values: [vpc] }] })) {
    for (const { SubnetId, Tags } of page.Subnets ?? []) if (SubnetId && stacks.has(stackOf(Tags))) found.add(SubnetId);
  }
  return found;
}

async function filesLeft(
  vpc: string,
  living: ReadonlySet<string>,
  subnets: ReadonlySet<string>,
  { efs }: Clients,
): Promise<Obstacle[]> {
  const found: Obstacle[] = [];
  for await (const page of paginateDescribeFileSystems({ client: efs }, {})) {
    for (const { FileSystemId: id, Tags } of page.FileSystems ?? []) {
      const domain = Tags?.find(({ Key }) => Key === ownerTag)?.Value?.split("domain/")[1];
      if (!id || !domain || living.has(domain)) continue;
      const targets = (await efs.send(new DescribeMountTargetsCommand({ FileSystemId: id }))).MountTargets ?? [];
      const here = targets.filter(({ VpcId, SubnetId }) => VpcId === vpc && SubnetId && subnets.has(SubnetId));
      for (const { MountTargetId } of here) {
        if (MountTargetId) found.push({ kind: "mount target", id: MountTargetId, fileSystem: id });
      }
      // Without mount targets nothing tells whose it was; it goes only by its id, so it may be shown.
      if (here.length > 0 || targets.length === 0) found.push({ kind: "file system", id, domain });
    }
  }
  return found;
}

async function groupsLeft(vpc: string, living: ReadonlySet<string>, { ec2 }: Clients): Promise<Obstacle[]> {
  const found: Obstacle[] = [];
  const Filters = [{ Name: "vpc-id", Values: [vpc] }];
  for await (const page of paginateDescribeSecurityGroups({ client: ec2 }, { Filters })) {
    for (const { GroupId: id, GroupName: name = "" } of page.SecurityGroups ?? []) {
      const domain = nfsGroup.exec(name)?.[1];
      if (id && domain && !living.has(domain)) found.push({ kind: "security group", id, name });
    }
  }
  return found;
}

/** Those of mount targets go with them; those of running apps and jobs, with these. */
async function interfacesLeft(subnets: ReadonlySet<string>, { ec2 }: Clients): Promise<Obstacle[]> {
  if (subnets.size === 0) return [];
  const found: Obstacle[] = [];
  const Filters = [{ Name: "subnet-id", Values: [...subnets] }];
  for await (const page of paginateDescribeNetworkInterfaces({ client: ec2 }, { Filters })) {
    for (const { NetworkInterfaceId: id, Status, Description: description = "" } of page.NetworkInterfaces ?? []) {
      if (!id || description.startsWith("EFS mount target")) continue;
      found.push({ kind: "network interface", id, inUse: Status !== "available", description });
    }
  }
  return found;
}

const tagged = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([key, value]) => ({ Name: `tag:${key}`, Values: [value] }));
