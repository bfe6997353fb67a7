/** What a team's file opens and its Studio does not offer: features, Docker, and images of the team's own to each of its people. */
import { kinds } from "../../declared/declaration";
import { declarationsOf } from "../../declared/found";
import type { Facts, TeamFacts } from "../../facts/facts";
import { placeOf } from "../../model";
import type { Failure } from "../guarantee";
import { appsOf } from "./apps";

const opening = ["docker", "feature", "image"] as const;

export const notOpened = (facts: Facts, team: TeamFacts): Failure[] => [
  ...undelivered(facts, team),
  ...offeredToSome(team),
];

function undelivered(facts: Facts, { name, domain }: TeamFacts): Failure[] {
  const found = new Set(declarationsOf(facts).map(({ kind, team, value }) => `${kind} ${team} ${value}`));
  return (facts.declared?.declarations ?? [])
    .filter(({ kind, team }) => team === name && (opening as readonly string[]).includes(kind))
    .filter(({ kind, value }) => !found.has(`${kind} ${name} ${value}`))
    .map(({ kind, value }) => ({
      what: `${name}: the stacks do not have what is declared: ${kinds[kind].noun} ${value}`,
      where: placeOf(domain),
      change: `synthesize anew, or take it out of the team's file (${kinds[kind].key})`,
    }));
}

/** Whether one of the people has it is known from the stacks alone; a team's file gives it to all of them. */
function offeredToSome(team: TeamFacts): Failure[] {
  const apps = appsOf(team).filter(({ sharing }) => sharing === "Private");
  const shown = ({ images }: (typeof apps)[number]) => images.map(({ name, version }) => `${name}, version ${version}`);
  return apps.flatMap((app) => {
    const own = new Set(shown(app));
    const others = new Set(apps.filter(({ type }) => type === app.type).flatMap(shown));
    return [...others]
      .filter((image) => !own.has(image))
      .map((image) => ({
        what: `${team.name}: ${app.type} does not offer ${app.profile} the image ${image}, which it offers to others`,
        where: placeOf(team.domain),
        change: "name it in custom_image of every profile",
      }));
  });
}
