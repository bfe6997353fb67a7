/** Which instance types a team's apps, jobs and endpoints may have: as the configuration declares, or as its role's denials spare. */
import { createActions } from "../../config/tables/create-actions";
import { matches, type Policy, type Statement } from "../policy";
import type { Facts, TeamFacts } from "./facts";

export const instanceTypesKey = "sagemaker:InstanceTypes";

/** Calls that say instance types, by what they start. What AWS adds is a job until somebody says otherwise. */
const apps = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"];
const endpoints = ["sagemaker:CreateEndpointConfig"];
export const startedOn: Readonly<Record<Work, readonly string[]>> = {
  apps,
  jobs: Object.entries(createActions)
    .filter(([, { conditionKeys }]) => conditionKeys.includes(instanceTypesKey))
    .map(([name]) => `sagemaker:${name}`)
    .filter((action) => ![...apps, ...endpoints].includes(action)),
  endpoints,
};

/** What an app says that names no instance. */
const withoutInstance = "system";

export const works = ["apps", "jobs", "endpoints"] as const;
export type Work = (typeof works)[number];
/** By work, types or patterns of StringLike. */
export type InstanceTypes = Readonly<Record<Work, readonly string[]>>;

/** As the stacks say it: apps that name no instance are among them. */
export const inStacks = (declared: InstanceTypes): InstanceTypes => ({
  ...declared,
  apps: [...declared.apps, withoutInstance],
});

/** One call of each work, of which the others have the same denial. */
const oneOf: Readonly<Record<Work, string>> = {
  apps: "sagemaker:createapp",
  jobs: "sagemaker:createtrainingjob",
  endpoints: "sagemaker:createendpointconfig",
};

export interface FoundTypes {
  /** Undefined where no denial names any. */
  readonly types?: readonly string[];
  /** `<policy> <JSON path>`. */
  readonly where?: string;
}

/** The condition of a statement that denies other instance types, and nothing else. */
function denialOfTypes({ effect, conditions }: Statement): Statement["conditions"][number] | undefined {
  const [condition, ...others] = conditions;
  const isOfTypes =
    condition?.key === instanceTypesKey.toLowerCase() && condition.operator === "ForAnyValue:StringNotLike";
  return effect === "Deny" && others.length === 0 && isOfTypes ? condition : undefined;
}

/** What the role's denials spare: a reading only. */
export function typesRead({ role }: Pick<TeamFacts, "role">, work: Work): FoundTypes {
  const denials = role.identity
    .flatMap(({ statements }) => statements)
    .filter((statement) => speaksOf(statement, oneOf[work]))
    .flatMap((statement) => denialOfTypes(statement) ?? []);
  const [first] = denials;
  return first ? { types: first.values, where: first.where } : {};
}

/** The role's policies without what denies other instance types. */
export const withoutTypes = (identity: readonly Policy[]): readonly Policy[] =>
  identity.map((policy) => ({
    ...policy,
    statements: policy.statements.filter((statement) => denialOfTypes(statement) === undefined),
  }));

const speaksOf = ({ actions }: Statement, action: string): boolean =>
  actions.entries.some((pattern) => matches(pattern, action)) !== actions.not;

/** Undefined where nothing says any. */
export const allowedTypes = (
  { declared }: Pick<Facts, "declared">,
  team: Pick<TeamFacts, "name" | "role">,
  work: Work,
): readonly string[] | undefined => declared?.instanceTypes.get(team.name)?.[work] ?? typesRead(team, work).types;

/** For verdicts; equal words mean equal lists. */
export const showTypes = (types: readonly string[] | undefined): string =>
  types === undefined ? "any" : [...new Set(types)].sort().join(", ");

/** What a call starts; undefined where it says no instance types. */
export const workOf = (action: string): Work | undefined =>
  works.find((work) => startedOn[work].some((each) => each.toLowerCase() === action.toLowerCase()));

/** Whether a type is among these, as IAM compares them. */
export const isAmong = (type: string, types: readonly string[]): boolean =>
  types.some((each) => new RegExp(`^${each.replaceAll(".", "\\.").replaceAll("*", ".*")}$`).test(type));
