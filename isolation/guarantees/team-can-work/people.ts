/** Opening Studio: people from an allowed network, and what its pages ask of their own endpoint. */
import { administrator, open } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { doorsOf } from "../../facts/interface-endpoints";
import { firstAddress } from "../../facts/ranges";
import type { Request } from "../../policy";
import { parseRange } from "../../policy/address";
import { allowedRanges } from "../credentials-inside";
import { policiesForPeople, privateRanges } from "../front-desk/people";
import { profilesOf } from "./apps";
import { addressesOf, arnIn, type Need, networkKeys } from "./needs";

/** What a person who has the policies for people asks to open Studio. */
function asked(facts: Facts, team: TeamFacts, name: string, from: string, context: Request["context"]): Need[] {
  const { account, partition } = facts;
  const range = parseRange(from);
  return profilesOf(team).map((profile) => ({
    what: `let people open Studio from ${from} (${name} for ${profile})`,
    sender: "person",
    request: {
      principal: { kind: "user", arn: `arn:${partition}:iam::${account}:user/somebody`, account },
      action: `sagemaker:${name}`,
      resource: arnIn(facts, "sagemaker", `user-profile/${team.domain.id}/${profile}`),
      resourceAccount: account,
      context,
    },
    policies: { identity: policiesForPeople(team).map(({ policy }) => policy) },
    ...(range && { from: [range] }),
  }));
}

/** From every address of a range on the internet, every profile. */
export const opening = (facts: Facts, team: TeamFacts, from: string): Need[] =>
  ["CreatePresignedDomainUrl", "DescribeUserProfile"].flatMap((name) =>
    asked(facts, team, name, from, { "aws:SourceIp": firstAddress(from) }),
  );

/** From every address of a private range, every profile, through the VPC's endpoint of the SageMaker API; nothing where there is none. */
export const openingThrough = (facts: Facts, team: TeamFacts, from: string): Need[] =>
  doorsOf(facts)
    .filter(({ name }) => name === "sagemaker.api")
    .flatMap(({ endpoint }) => {
      const context = {
        "aws:SourceVpce": endpoint.id,
        "aws:SourceVpc": facts.vpcId,
        "aws:VpcSourceIp": firstAddress(from),
      };
      return asked(facts, team, "CreatePresignedDomainUrl", from, context).map((need) => ({
        ...need,
        policies: { ...need.policies, endpoint: endpoint.policy },
      }));
    });

/** Where AWS asks policies of people: from every network that is allowed. */
export function ofPeople(facts: Facts, team: TeamFacts): Need[] {
  if (team.domain.config.auth_mode !== "IAM") return [];
  return [
    ...allowedRanges(facts, team).flatMap((range) => opening(facts, team, range)),
    ...privateRanges(facts, team).flatMap((range) => openingThrough(facts, team, range)),
  ];
}

/** They carry a session, not a caller. */
export const ofPages = (facts: Facts, team: TeamFacts): Need[] =>
  doorsOf(facts)
    .filter(({ name }) => name === "studio")
    .flatMap(({ endpoint }) =>
      profilesOf(team)
        .flatMap((profile) => [
          ["CreatePresignedDomainUrl", `user-profile/${team.domain.id}/${profile}`],
          ["CreateApp", `app/${team.domain.id}/${profile}/jupyterlab/default`],
        ])
        .map(
          ([name, resource]): Need => ({
            what: `use Studio's pages (${name})`,
            sender: "page",
            request: {
              principal: { kind: "anonymous" },
              action: `sagemaker:${name}`,
              resource: arnIn(facts, "sagemaker", resource ?? ""),
              resourceAccount: facts.account,
              context: networkKeys(team, endpoint.id, facts.vpcId),
            },
            policies: { identity: [administrator], resource: open, endpoint: endpoint.policy },
            from: [...addressesOf(team), ...privateRanges(facts, team).flatMap((range) => parseRange(range) ?? [])],
          }),
        ),
    );
