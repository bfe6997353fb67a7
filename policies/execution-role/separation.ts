/** What tells a team's own SageMaker objects and logs from other teams' in the studio account: policies take names and conditions from here. */
import { arn, jobPrefix, sagemakerArn } from "../../config/names";
import type { Condition } from "../document";
import type { ExecutionRoleContext } from "./context";

/** What a statement says to speak of the team's own objects alone. */
export interface OwnObjects {
  readonly Resource: readonly string[];
  readonly Condition?: Condition;
}

/** Objects of these types that the team may create. */
export const ownToCreate = (context: ExecutionRoleContext, ...types: readonly string[]): OwnObjects => ({
  Resource: named(context, types),
});

/** Objects of these types that the team has created: to describe, change, use and delete. */
export const ownToManage = (context: ExecutionRoleContext, ...types: readonly string[]): OwnObjects => ({
  Resource: named(context, types),
});

/** ARNs of the models that the team may run. */
export const ownModels = (context: ExecutionRoleContext): readonly string[] => named(context, ["model"]);

/** Each endpoint and each inference component has a log group of its own name. */
const groupsOfEndpoints = ["Endpoints", "InferenceComponents"];

/** ARNs of the log streams of the team's apps, jobs and endpoints. */
export function ownLogStreams(context: ExecutionRoleContext): readonly string[] {
  const stream = (group: string, name: string) => sagemakerLogs(context, `${group}:log-stream:${name}`);
  if (hasAccountAlone(context)) return [stream("*", "*")];
  const jobs = nameOf(context);
  return [
    stream("studio", `${context.domainId}/*`),
    ...["ProcessingJobs", "TrainingJobs", "TransformJobs"].map((group) => stream(group, jobs)),
    ...groupsOfEndpoints.map((group) => stream(`${group}/${jobs}`, "*")),
  ];
}

/** ARNs of the log groups that hold nobody else's logs: what reads a whole group at once may read these. */
export const ownLogGroups = (context: ExecutionRoleContext): readonly string[] =>
  hasAccountAlone(context)
    ? [sagemakerLogs(context, "*")]
    : groupsOfEndpoints.map((group) => sagemakerLogs(context, `${group}/${nameOf(context)}`));

/** Whether all of the studio account is the team's: what names no object may be asked then. */
export const hasAccountAlone = ({ environment }: Pick<ExecutionRoleContext, "environment">): boolean =>
  environment.separation === "account";

/** ARN of a log group of SageMaker's, or of what is in it. */
export const sagemakerLogs = ({ environment }: ExecutionRoleContext, name: string): string =>
  arn(environment, "logs", environment.region, environment.accounts.studio.id, `log-group:/aws/sagemaker/${name}`);

const nameOf = (context: ExecutionRoleContext): string =>
  hasAccountAlone(context) ? "*" : `${jobPrefix(context.environment, context.team)}*`;

const named = (context: ExecutionRoleContext, types: readonly string[]): readonly string[] =>
  types.map((type) => sagemakerArn(context.environment, `${type}/${nameOf(context)}`));
