/** All mutants that the operators which know the domain make of an environment. */
import { edit } from "../generic";
import { isPolicyText, type Loose, type Mutant, resourcesOf, type Stacks, withResource } from "../mutant";
import { additions } from "./additions";
import { deniedAlways } from "./always-present";
import { appOperators } from "./app-starts";
import { assignmentOperators, otherAssignments } from "./assignments";
import { lossOperators, renamed } from "./data-loss";
import { declaredOperators, declaredValues } from "./declared";
import { deniedInPart } from "./denied-in-part";
import { featureGroupOperators, otherFeatureGroups } from "./feature-groups";
import { letterOperators } from "./letters";
import { networkTeamOperators, networkTeams } from "./network-teams";
import { ownerOperators } from "./owners";
import { plantedFiles, plantedOperator } from "./planted";
import { otherQuestions, questionsOperator } from "./questions";
import { resourceOperators } from "./resources";
import { freedNames, separationOperator, separationOperators } from "./separation";
import { serviceRoleOperator, serviceRoleOperators, widenedServiceRoles } from "./service-roles";
import { startOperators } from "./starts";
import { addedStatements, statementOperators } from "./statements";
import { notForOperators, trackingServerOperators } from "./tracking-servers";
import { otherVersions, versionsOperator } from "./versions";

const ofStatements = {
  ...statementOperators,
  ...separationOperators,
  ...ownerOperators,
  ...startOperators,
  ...serviceRoleOperators,
  ...notForOperators,
  ...letterOperators.statements,
};
const ofResources = { ...resourceOperators, ...appOperators, ...trackingServerOperators, ...letterOperators.resources };
const added = "add a statement";
const swapped = "read another team's state";
const denied = "deny what is always sent";
const inPart = "deny a part of the team";
const elsewhere = "write it at another address";

export const operatorNames: readonly string[] = [
  ...Object.keys(ofStatements),
  added,
  ...Object.keys(ofResources),
  ...Object.keys(lossOperators),
  elsewhere,
  ...Object.keys(additions),
  swapped,
  denied,
  inPart,
  ...declaredOperators,
  separationOperator,
  plantedOperator,
  versionsOperator,
  ...networkTeamOperators,
  questionsOperator,
  ...assignmentOperators,
  serviceRoleOperator,
  ...featureGroupOperators,
];

export function* ofDomain(stacks: Stacks): Generator<Mutant> {
  for (const [stack, type, name, block] of resourcesOf(stacks)) {
    const place = `${type}.${name}`;
    for (const attribute of ["policy", "assume_role_policy"]) {
      if (!isPolicyText(block[attribute])) continue;
      const document = JSON.parse(block[attribute]);
      const withStatements = (Statement: readonly Loose[]) => () =>
        withResource(stacks, stack, type, name, { ...block, [attribute]: JSON.stringify({ ...document, Statement }) });
      for (const [index, statement] of document.Statement.entries()) {
        for (const [operator, make] of Object.entries(ofStatements)) {
          for (const [change, replacement] of make(statement)) {
            const others = document.Statement.toSpliced(index, 1, ...replacement);
            const where = `${place}.${attribute}.Statement.${index} (${statement.Sid})`;
            yield { operator, stack, place: where, change, stacks: withStatements(others) };
          }
        }
      }
      for (const [change, statement] of addedStatements(attribute, type)) {
        const all = [...document.Statement, statement];
        yield { operator: added, stack, place: `${place}.${attribute}`, change, stacks: withStatements(all) };
      }
      for (const [change, statement] of deniedAlways(attribute, type, name)) {
        const all = [...document.Statement, statement];
        yield { operator: denied, stack, place: `${place}.${attribute}`, change, stacks: withStatements(all) };
      }
      for (const [change, statement] of deniedInPart(stacks.get(stack) ?? {}, attribute, type, name)) {
        const all = [...document.Statement, statement];
        yield { operator: inPart, stack, place: `${place}.${attribute}`, change, stacks: withStatements(all) };
      }
    }
    for (const [operator, { type: fits, make }] of Object.entries({ ...ofResources, ...lossOperators })) {
      if (!fits.test(type)) continue;
      for (const [change, other] of make(block, name)) {
        yield { operator, stack, place, change, stacks: () => withResource(stacks, stack, type, name, other) };
      }
    }
  }
  for (const each of renamed(stacks)) yield { operator: elsewhere, ...each };
  for (const [stack, file] of stacks) {
    for (const [operator, { kind, type, make }] of Object.entries(additions)) {
      if (!kind.test(stack)) continue;
      const block = () => make(file);
      yield {
        operator,
        stack,
        place: `${type}.added`,
        change: "added",
        stacks: () => withResource(stacks, stack, type, "added", block()),
      };
    }
    yield* swappedStates(stacks, stack, file);
  }
  yield* declaredValues(stacks);
  yield* freedNames(stacks);
  yield* plantedFiles(stacks);
  yield* networkTeams(stacks);
  yield* otherVersions(stacks);
  yield* otherQuestions(stacks);
  yield* otherAssignments(stacks);
  yield* widenedServiceRoles(stacks);
  yield* otherFeatureGroups(stacks);
}

/** A stack that reads the state of another team's stack of the same kind. */
function* swappedStates(stacks: Stacks, stack: string, file: Loose): Generator<Mutant> {
  const states = file.data?.terraform_remote_state ?? {};
  const [, kind, team] = /-(studio|buckets)-(.+)$/.exec(stack) ?? [];
  const other = [...stacks.keys()].find((name) => name.includes("-studio-") && !name.endsWith(`-studio-${team}`));
  if (kind !== "buckets" || !team || !other) return;
  for (const name of Object.keys(states)) {
    const own = other.replace(/-studio-.*/, `-studio-${team}`);
    const text = JSON.stringify(states[name]).replaceAll(own, other);
    yield {
      operator: swapped,
      stack,
      place: `data.terraform_remote_state.${name}`,
      change: other,
      stacks: () =>
        new Map([...stacks, [stack, edit(file, ["data", "terraform_remote_state", name], JSON.parse(text)) as Loose]]),
    };
  }
}
