/** What keeps one person's profile from being deleted: found, not touched. */
import { DescribeDomainCommand, DescribeUserProfileCommand } from "@aws-sdk/client-sagemaker";
import { teamPrefix } from "../config/names";
import type { Environment, Team } from "../config/schema";
import type { Clients } from "./aws";
import { type App, insideDomain, profilesIn, type Space } from "./inside-domain";
import { domainsNamed } from "./obstacles";

export interface TeamDomain {
  readonly id: string;
  /** Id of the file system with the home directories. */
  readonly fileSystem: string;
  /** ARN of the IAM Identity Center application; absent in IAM mode. */
  readonly application?: string;
  /** Names of all profiles. */
  readonly profiles: readonly string[];
}

export interface OfUser {
  /** The owner of the home directory, as the file system knows them; absent where there is no such profile. */
  readonly uid?: string;
  /** Apps of the profile itself, the spaces that the person owns, and the apps in these; in the order in which they can go. */
  readonly obstacles: readonly (App | Space)[];
}

/** The team's domain; undefined where there is none. */
export async function findTeamDomain(
  environment: Environment,
  team: Team,
  clients: Clients,
): Promise<TeamDomain | undefined> {
  const [id] = await domainsNamed(teamPrefix(environment, team), clients);
  if (id === undefined) return undefined;
  const { sagemaker } = clients;
  const domain = await sagemaker.send(new DescribeDomainCommand({ DomainId: id }));
  const profiles = await profilesIn(id, clients);
  const { HomeEfsFileSystemId: fileSystem = "", SingleSignOnApplicationArn: application } = domain;
  return { id, fileSystem, profiles, ...(application && { application }) };
}

/** An app that the person runs in somebody else's space is not among them: it does not keep their profile. */
export async function findOfUser({ id, profiles }: TeamDomain, user: string, clients: Clients): Promise<OfUser> {
  const inside = await insideDomain(id, clients);
  const own = new Set(inside.flatMap((each) => (each.kind === "space" && each.owner === user ? [each.name] : [])));
  const obstacles = inside.filter((each) => {
    if (each.kind === "space") return own.has(each.name);
    const { SpaceName: space, UserProfileName: profile } = each.app;
    return space === undefined ? profile === user : own.has(space);
  });
  if (!profiles.includes(user)) return { obstacles };
  const profile = new DescribeUserProfileCommand({ DomainId: id, UserProfileName: user });
  const { HomeEfsFileSystemUid: uid = "" } = await clients.sagemaker.send(profile);
  return { uid, obstacles };
}
