/** What AWS has of a team's domain: its settings, profiles, apps, and the ids of what they name. Only reads. */
import { paginateDescribeSecurityGroups, paginateDescribeSubnets } from "@aws-sdk/client-ec2";
import {
  type AppDetails,
  DescribeDomainCommand,
  DescribeImageVersionCommand,
  DescribeUserProfileCommand,
  paginateListImageVersions,
} from "@aws-sdk/client-sagemaker";
import { imageName, studioStackName } from "../config/names";
import type { Environment, Team } from "../config/schema";
import type { Clients } from "../teardown/aws";
import { insideDomain, profilesIn } from "../teardown/inside-domain";
import { orGone } from "../teardown/or-gone";
import type { Block } from "./model";
import type { Ids } from "./references";

export interface Actual {
  readonly id: string;
  /** As DescribeDomain answers. */
  readonly domain: Block;
  /** As DescribeUserProfile answers, by the profile's name. */
  readonly profiles: ReadonlyMap<string, Block>;
  /** Those that have not ended. */
  readonly apps: readonly AppDetails[];
  /** Names of profiles that own spaces, by the space. */
  readonly owners: ReadonlyMap<string, string>;
  readonly ids: Ids;
}

export async function actualOf(id: string, environment: Environment, team: Team, clients: Clients): Promise<Actual> {
  const { sagemaker } = clients;
  const domain = await sagemaker.send(new DescribeDomainCommand({ DomainId: id }));
  const profiles = new Map<string, Block>();
  for (const name of await profilesIn(id, clients)) {
    const command = new DescribeUserProfileCommand({ DomainId: id, UserProfileName: name });
    profiles.set(name, asBlock(await sagemaker.send(command)));
  }
  const inside = await insideDomain(id, clients);
  const apps = inside.flatMap((each) => (each.kind === "app" ? [each.app] : []));
  const owners = new Map(
    inside.flatMap((each) => (each.kind === "space" && each.owner ? [[each.name, each.owner] as const] : [])),
  );
  // A domain's VPC cannot be changed, so it tells where the stack's subnets and groups are.
  const vpc = domain.VpcId ?? "";
  const [groups, subnets, versions] = await Promise.all([
    groupsIn(vpc, clients),
    subnetsIn(vpc, environment, team, clients),
    versionsOf(environment, team, clients),
  ]);
  return { id, domain: asBlock(domain), profiles, apps, owners, ids: { vpc, domain: id, groups, subnets, versions } };
}

/** Times are of no use here, and JSON has none. */
const asBlock = (answer: object): Block => JSON.parse(JSON.stringify(answer)) as Block;

async function groupsIn(vpc: string, { ec2 }: Clients): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const Filters = [{ Name: "vpc-id", Values: [vpc] }];
  for await (const page of paginateDescribeSecurityGroups({ client: ec2 }, { Filters })) {
    for (const { GroupId, GroupName } of page.SecurityGroups ?? [])
      if (GroupId && GroupName) found.set(GroupName, GroupId);
  }
  return found;
}

/** By the tag that every resource of a stack carries. */
async function subnetsIn(vpc: string, environment: Environment, team: Team, { ec2 }: Clients) {
  const found = new Map<string, string>();
  const Filters = [
    { Name: "vpc-id", Values: [vpc] },
    { Name: "tag:stack", Values: [studioStackName(environment, team)] },
  ];
  for await (const page of paginateDescribeSubnets({ client: ec2 }, { Filters })) {
    for (const { SubnetId, CidrBlock } of page.Subnets ?? []) if (SubnetId && CidrBlock) found.set(CidrBlock, SubnetId);
  }
  return found;
}

/** Of the images that the team's file declares; an image that AWS does not have has no versions. */
async function versionsOf(environment: Environment, team: Team, { sagemaker }: Clients) {
  const found = new Map<string, number>();
  for (const { name } of team.images) {
    const ImageName = imageName(environment, team, name);
    const pages = paginateListImageVersions({ client: sagemaker }, { ImageName });
    const listed = await orGone(async () => {
      const versions: number[] = [];
      for await (const page of pages)
        versions.push(...(page.ImageVersions ?? []).flatMap(({ Version }) => Version ?? []));
      return versions;
    });
    for (const Version of listed ?? []) {
      const { BaseImage } = await sagemaker.send(new DescribeImageVersionCommand({ ImageName, Version }));
      if (BaseImage !== undefined) found.set(BaseImage, Version);
    }
  }
  return found;
}
