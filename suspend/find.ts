/** What of a team a suspension has to look at: found in AWS, not touched. */
import { jobPrefix } from "../config/names";
import type { Environment, Team } from "../config/schema";
import type { Clients } from "../teardown/aws";
import { insideDomain } from "../teardown/inside-domain";
import { findEndpoints } from "./endpoints";
import type { Running } from "./plan";
import { findWork } from "./work";

/** Of the names that the team gives its work; undefined where the account is the team's alone: then everything is its. */
export const prefixOf = (environment: Environment, team: Team): string | undefined =>
  environment.separation === "account" ? undefined : jobPrefix(environment, team);

/** `domainId` undefined: the team has no domain, and so no apps. Rejects with AWS's error. */
export async function findRunning(
  environment: Environment,
  team: Team,
  domainId: string | undefined,
  clients: Clients,
): Promise<Running> {
  const prefix = prefixOf(environment, team);
  const [work, inside, endpoints] = await Promise.all([
    findWork(prefix, clients.sagemaker),
    domainId === undefined ? [] : insideDomain(domainId, clients),
    findEndpoints(prefix, clients.sagemaker),
  ]);
  return { work, inside, endpoints };
}
