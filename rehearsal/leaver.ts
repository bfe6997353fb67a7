/** A person who is removed from a team's file while they work: AWS refuses, until `teardown --user` has taken away what is theirs. */
import { CreateAppCommand, CreateSpaceCommand } from "@aws-sdk/client-sagemaker";
import type { Environment, Team } from "../config/schema";
import type { Clients } from "../teardown/aws";
import { findOfUser, findTeamDomain, type TeamDomain } from "../teardown/of-user";
import { planUser } from "../teardown/plan";
import { remove } from "../teardown/remove";

/** What keeps a change from being applied, until people clear it away. */
export interface Obstruction {
  /** A part of AWS's refusal, by which it is told from other errors. */
  readonly refusal: string;
  readonly put: (environment: Environment, clients: Clients) => Promise<void>;
  readonly clear: (environment: Environment, clients: Clients) => Promise<void>;
}

/** The user of the environment's first team has a private space, with an app in it. */
export const spaceOf = (user: string): Obstruction => ({
  refusal: "ResourceInUse",
  put: async (environment, clients) => {
    const { id: DomainId } = await domainOfFirst(environment, clients);
    const SpaceName = spaceName(user);
    const OwnershipSettings = { OwnerUserProfileName: user };
    const SpaceSharingSettings = { SharingType: "Private" } as const;
    const { sagemaker } = clients;
    await sagemaker.send(new CreateSpaceCommand({ DomainId, SpaceName, OwnershipSettings, SpaceSharingSettings }));
    await sagemaker.send(new CreateAppCommand({ DomainId, SpaceName, AppType: "JupyterLab", AppName: "default" }));
  },
  clear: async (environment, clients) => {
    const { obstacles } = await findOfUser(await domainOfFirst(environment, clients), user, clients);
    const going = planUser(obstacles, { withShared: false }).flatMap(({ obstacle, keep }) => (keep ? [] : [obstacle]));
    await remove(going, clients, { pause: 200 });
  },
});

/** The same space and the app in it are gone again, with whatever else the user has left alone. */
export async function leave(user: string, environment: Environment, clients: Clients): Promise<void> {
  const { obstacles } = await findOfUser(await domainOfFirst(environment, clients), user, clients);
  const name = spaceName(user);
  const isTheirs = (each: (typeof obstacles)[number]) =>
    each.kind === "space" ? each.name === name : each.app.SpaceName === name;
  await remove(obstacles.filter(isTheirs), clients, { pause: 200 });
}

export const spaceName = (user: string): string => `space-of-${user}`;

async function domainOfFirst(environment: Environment, clients: Clients): Promise<TeamDomain> {
  const [team] = environment.teams as readonly [Team, ...Team[]];
  const domain = await findTeamDomain(environment, team, clients);
  if (!domain) throw new Error(`${team.name} has no domain`);
  return domain;
}
