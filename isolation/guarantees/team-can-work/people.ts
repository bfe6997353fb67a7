/** Opening Studio: people from an allowed network, and what its pages ask of their own endpoint. */
import { administrator, open } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { doorsOf } from "../../facts/interface-endpoints";
import { parseRange } from "../../policy/address";
import { allowedRanges } from "../credentials-inside";
import { policiesForPeople } from "../front-desk/people";
import { arnIn, type Need, networkKeys } from "./needs";

/** The first address of a range. */
const within = (cidr: string): string => cidr.split("/")[0] ?? "";

/** Where AWS asks policies of people, and a public network is allowed. */
export function ofPeople(facts: Facts, team: TeamFacts): Need[] {
  const { account, partition } = facts;
  const [range] = allowedRanges(facts, team).filter((cidr) => parseRange(cidr)?.family === 4);
  if (team.domain.config.auth_mode !== "IAM" || range === undefined) return [];
  return ["CreatePresignedDomainUrl", "DescribeUserProfile"].map((name) => ({
    what: `let people open Studio from ${range} (${name})`,
    request: {
      principal: { kind: "user", arn: `arn:${partition}:iam::${account}:user/somebody`, account },
      action: `sagemaker:${name}`,
      resource: arnIn(facts, "sagemaker", `user-profile/${team.domain.id}/somebody`),
      resourceAccount: account,
      context: { "aws:SourceIp": within(range) },
    },
    policies: { identity: policiesForPeople(team).map(({ policy }) => policy) },
  }));
}

/** They carry a session, not a caller. */
export const ofPages = (facts: Facts, team: TeamFacts): Need[] =>
  doorsOf(facts)
    .filter(({ name }) => name === "studio")
    .flatMap(({ endpoint }) =>
      [
        ["CreatePresignedDomainUrl", `user-profile/${team.domain.id}/somebody`],
        ["CreateApp", `app/${team.domain.id}/somebody/jupyterlab/default`],
      ].map(
        ([name, resource]): Need => ({
          what: `use Studio's pages (${name})`,
          request: {
            principal: { kind: "anonymous" },
            action: `sagemaker:${name}`,
            resource: arnIn(facts, "sagemaker", resource ?? ""),
            resourceAccount: facts.account,
            context: networkKeys(team, endpoint.id, facts.vpcId),
          },
          policies: { identity: [administrator], resource: open, endpoint: endpoint.policy },
        }),
      ),
    );
