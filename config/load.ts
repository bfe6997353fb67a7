/** Loads environments: reads every file, reports every problem at once, and makes every default. */
import { routeStacksApart } from "./checks/access-routes";
import { resourceNamesApart } from "./checks/across-environments";
import type { EnvironmentDraft, TeamDraft } from "./checks/check";
import { checks, warnings as warningChecks } from "./checks/index";
import { policySizes } from "./checks/policy-sizes";
import { studioAccountsAlone } from "./checks/separation";
import {
  availabilityZoneIdsOf,
  dataAccountNameOf,
  defaultDeployerRole,
  defined,
  managedPolicyArn,
  networkRangesOf,
  partitionOf,
} from "./derive";
import { draftOf } from "./draft";
import { type EnvironmentFolder, readFolder, type SourceFile } from "./folder";
import { readLifecycleScript } from "./lifecycle-script";
import { suggestion } from "./nearest";
import { forwardSlashes } from "./paths";
import { byPlace, type Problem, quote } from "./problems";
import { type Account, type Environment, environmentSchema, type Team, teamSchema } from "./schema";
import { shapeProblems } from "./shape";
import { type Document, parseYaml } from "./yaml";

export type { Problem } from "./problems";

export type Loaded = {
  /** Sorted by name; an environment with a problem is not among them. */
  readonly environments: Environment[];
  /** What must be put right before anything is written; sorted by place. */
  readonly problems: Problem[];
  /** What is legal and most likely not meant, in files without a problem; sorted by place. */
  readonly warnings: Problem[];
};

export type Only = {
  /** Only this environment's folder is read. */
  readonly environment?: string;
  /** Every team's file is checked, for teams share a network; only this team is returned. Environments without it are left out. */
  readonly team?: string;
};

/**
 * Loads `<directory>/<environment>/environment.yaml` and `<directory>/<environment>/teams/<team>.yaml`.
 * Problems name files below `directory` as it is given here. Never throws.
 */
export function loadEnvironments(directory: string, only: Only = {}): Loaded {
  const folder = readFolder(directory, only.environment);
  const results = folder.environments.map(loadEnvironment);
  const problems = [
    ...folder.problems,
    ...results.flatMap((result) => result.problems),
    ...resourceNamesApart(results.map(({ draft }) => draft)),
    ...routeStacksApart(results.map(({ draft }) => draft)),
    ...studioAccountsAlone(
      results.map(({ draft }) => draft),
      only.environment === undefined ? [] : studioAccountsOf(directory),
    ),
  ];
  const { team } = only;
  const teams = folder.environments.flatMap((environment) => environment.teams.map(({ name }) => name));
  if (team !== undefined && folder.environments.length > 0 && !teams.includes(team)) {
    problems.push({
      file: forwardSlashes(directory),
      line: 1,
      column: 1,
      path: "",
      message: `there is no team ${quote(team)}; ${suggestion(team, [...new Set(teams)])}`,
    });
  }
  const environments = results.flatMap(({ environment }) => (environment === undefined ? [] : [environment]));
  return {
    environments: team === undefined ? environments : withTeam(environments, team),
    problems: problems.sort(byPlace),
    warnings: results.flatMap((result) => result.warnings).sort(byPlace),
  };
}

/** What every environment of the folder says of itself, without its teams. */
const studioAccountsOf = (directory: string): EnvironmentDraft[] =>
  readFolder(directory).environments.map((environment) => draftEnvironment({ ...environment, teams: [] }));

function withTeam(environments: readonly Environment[], name: string): Environment[] {
  return environments
    .map((environment) => ({ ...environment, teams: environment.teams.filter((team) => team.name === name) }))
    .filter(({ teams }) => teams.length > 0);
}

type Result = {
  /** What is known of the files, right or wrong. */
  readonly draft: EnvironmentDraft;
  /** Only where there is no problem. */
  readonly environment?: Environment;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
};

/** One environment from its files' text: every problem, or the environment. */
export function loadEnvironment(folder: EnvironmentFolder): Result {
  const draft = draftEnvironment(folder);
  const scripts = new Map(draft.teams.map((team) => [team.name, readLifecycleScript(team, folder)]));
  const documents: readonly (readonly [Document, typeof environmentSchema | typeof teamSchema])[] = [
    [draft.document, environmentSchema],
    ...draft.teams.map(({ document }) => [document, teamSchema] as const),
  ];
  const problems = [
    ...documents.flatMap(([document, schema]) => [...document.problems, ...shapeProblems(schema, document)]),
    ...checks.flatMap((check) => check(draft)),
    ...[...scripts.values()].flatMap((script) => script.problems),
  ];
  // What a file does not say because of a mistake in it is no reason for a warning.
  const wrongFiles = new Set(problems.map(({ file }) => file));
  const warnings = warningChecks.flatMap((check) => check(draft)).filter(({ file }) => !wrongFiles.has(file));
  const isComplete = [folder.environment, ...folder.teams].every(({ text }) => text !== undefined);
  if (problems.length > 0 || !isComplete) return { draft, problems, warnings };
  const environment = complete(draft, (team) => scripts.get(team)?.text);
  const tooLong = policySizes(draft, environment);
  return tooLong.length > 0 ? { draft, problems: tooLong, warnings } : { draft, environment, problems, warnings };
}

function draftEnvironment(folder: EnvironmentFolder): EnvironmentDraft {
  const parse = ({ file, text }: SourceFile): Document => (text === undefined ? unread(file) : parseYaml(file, text));
  const document = parse(folder.environment);
  return {
    name: folder.name,
    document,
    value: document.value === undefined ? {} : (draftOf(environmentSchema, document.value) ?? {}),
    teams: folder.teams.map((team): TeamDraft => {
      const own = parse(team);
      return {
        name: team.name,
        document: own,
        value: own.value === undefined ? {} : (draftOf(teamSchema, own.value) ?? {}),
      };
    }),
  };
}

/** Stands for a file that could not be read: checks that need it stay silent, those of other files run. */
function unread(file: string): Document {
  return { ...parseYaml(file, "{}"), value: undefined, problems: [] };
}

/** The environment with every default; only called once no problem is left. */
function complete(draft: EnvironmentDraft, scriptOf: (team: string) => string | undefined): Environment {
  const file = environmentSchema.parse(draft.document.value);
  const partition = present(partitionOf(file.region));
  const { vpcCidr, endpointCidr, studioCidr } = networkRangesOf(draft);
  const account = ({ id, deployerRole }: { id: string; deployerRole?: string }): Account => ({
    id,
    deployerRole: deployerRole ?? defaultDeployerRole(partition, id),
  });
  const data = Object.fromEntries(Object.entries(file.accounts.data).map(([name, value]) => [name, account(value)]));
  return {
    ...file,
    name: draft.name,
    partition,
    availabilityZoneIds: defined(availabilityZoneIdsOf(draft)),
    accounts: { studio: account(file.accounts.studio), data },
    network: {
      vpcCidr: present(vpcCidr),
      endpointCidr: present(endpointCidr),
      studioCidr: present(studioCidr),
      extraInterfaceEndpoints: file.network.extraInterfaceEndpoints,
    },
    ...(file.permissionsBoundary !== undefined && {
      permissionsBoundary: managedPolicyArn(partition, file.accounts.studio.id, file.permissionsBoundary),
    }),
    readOnlyBuckets: file.readOnlyBuckets.map((bucket) => (typeof bucket === "string" ? { name: bucket } : bucket)),
    teams: draft.teams.map((team): Team => {
      const name = present(dataAccountNameOf(team, draft));
      const { dataAccount: _, lifecycleScript: __, ...rest } = teamSchema.parse(team.document.value);
      return {
        ...rest,
        name: team.name,
        dataAccount: { ...present(data[name]), name },
        lifecycleScript: scriptOf(team.name),
      };
    }),
  };
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("a value is missing after every check passed: a check has a gap");
  return value;
}
