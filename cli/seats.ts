/** What a suspension or a resumption changes of the assignments of a team in SSO mode. */
import type { Team } from "../config/schema";
import { type Seats, seatSteps, turnSeat } from "../suspend/seats";
import { isOut, type Suspension } from "../suspend/suspension";
import type { TeamDomain } from "../teardown/of-user";
import type { IdentityCenter } from "./identity-center";

interface Change {
  readonly team: Team;
  readonly domain: TeamDomain | undefined;
  readonly before: Suspension;
  readonly after: Suspension;
}

/**
 * Undefined where no assignment is Terraform's to keep: in IAM mode, without a domain that tells its application, or where the
 * environment names no role for it. Asks about those alone whom the change concerns and who have a profile.
 */
export async function findSeats(
  { team, domain, before, after }: Change,
  identity: IdentityCenter | undefined,
): Promise<Seats | undefined> {
  const application = domain?.application;
  if (team.authMode !== "SSO" || application === undefined || identity === undefined) return undefined;
  const people = team.users.flatMap(({ name, ssoUser }) =>
    ssoUser !== undefined && domain?.profiles.includes(name) && (isOut(name, before) || isOut(name, after))
      ? [{ name, ssoUser, isAssigned: !isOut(name, after) }]
      : [],
  );
  const found = await identity.work((clients, store) => seatSteps(application, store, people, clients));
  return {
    steps: "unread" in found ? [] : found,
    ...("unread" in found && { problem: found.unread }),
    turn: async (step) => {
      const done = await identity.work(async (clients) => {
        await turnSeat(step, clients);
        return {};
      });
      return "unread" in done ? done.unread : undefined;
    },
  };
}
