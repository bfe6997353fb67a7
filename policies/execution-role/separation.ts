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

/** ARNs of the log streams of the team's apps, jobs and endpoints. */
export function ownLogStreams(context: ExecutionRoleContext): readonly string[] {
  const { environment, domainId } = context;
  const stream = (group: string, name: string) =>
    arn(
      environment,
      "logs",
      environment.region,
      environment.accounts.studio.id,
      `log-group:/aws/sagemaker/${group}:log-stream:${name}`,
    );
  const jobs = nameOf(context);
  return [
    stream("studio", `${domainId}/*`),
    ...["ProcessingJobs", "TrainingJobs", "TransformJobs"].map((group) => stream(group, jobs)),
    stream(`Endpoints/${jobs}`, "*"),
  ];
}

const nameOf = ({ environment, team }: ExecutionRoleContext): string => `${jobPrefix(environment, team)}*`;

const named = (context: ExecutionRoleContext, types: readonly string[]): readonly string[] =>
  types.map((type) => sagemakerArn(context.environment, `${type}/${nameOf(context)}`));
