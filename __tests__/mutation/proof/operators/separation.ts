/** Operators on what tells the teams of a studio account apart: names become free, accounts any, what shows a whole account is asked, and what the platform made there is changed. */
import type { Loose, Mutant, Stacks } from "../mutant";
import type { StatementOperator } from "./statements";

const list = (value: Loose): Loose[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
const isAllow = ({ Effect }: Loose): boolean => Effect === "Allow";
const ofSageMaker = /:(sagemaker:|logs:.*\/aws\/sagemaker\/)/;

/** Changes resources of SageMaker's in a grant; nothing where none changes. */
const withResources =
  (change: string, edit: (arn: string) => string): StatementOperator =>
  (it) => {
    const before = list(it.Resource);
    const Resource = before.map((arn) => (ofSageMaker.test(arn) ? edit(arn) : arn));
    return isAllow(it) && before.some((arn, index) => arn !== Resource[index]) ? [[change, [{ ...it, Resource }]]] : [];
  };

/** `training-job/dev-research-*` is `training-job/*`. */
const freed = (arn: string): string => arn.replace(/(?<=[/:])[a-z0-9]+-[a-z0-9-]+-\*/, "*");

/** What a role may be granted on what the platform made in its account, by the ARN of another resource there. */
const ofPlatform: readonly (readonly [actions: readonly string[], resource: (arn: string) => string])[] = [
  [["sagemaker:DeleteImage", "sagemaker:UpdateAppImageConfig"], (arn) => arn.replace(/[^:]*$/, "*image*/*")],
  [["sagemaker:DeleteStudioLifecycleConfig"], (arn) => arn.replace(/[^:]*$/, "studio-lifecycle-config/*")],
  [["sagemaker:CreateUserProfile", "sagemaker:DeleteUserProfile"], (arn) => arn.replace(/[^:]*$/, "user-profile/*")],
  [["logs:DeleteLogGroup"], (arn) => arn.replace(/:sagemaker:/, ":logs:").replace(/[^:]*$/, "log-group:*")],
  [
    ["cloudwatch:DisableAlarmActions"],
    (arn) => arn.replace(/:sagemaker:/, ":cloudwatch:").replace(/[^:]*$/, "alarm:*"),
  ],
];

export const separationOperators: Readonly<Record<string, StatementOperator>> = {
  "free the names": withResources("any name", freed),
  "reach other accounts' objects": withResources("any account", (arn) => arn.replace(/:\d{12}:/, ":*:")),
  "change what the platform made": (it) => {
    const one = list(it.Resource).find((arn) => /:sagemaker:[^:]*:\d{12}:[a-z-]+\/[^:]*$/.test(arn));
    return isAllow(it) && one !== undefined && list(it.Action).includes("sagemaker:DeleteModel")
      ? ofPlatform.map(
          ([Action, resource]) =>
            [Action.join(", "), [it, { Effect: "Allow", Action, Resource: resource(one) }]] as const,
        )
      : [];
  },
  "ask what shows the whole account": (it) =>
    isAllow(it) && it.Resource === "*" && list(it.Action).some((action) => /^(sagemaker|cloudwatch):/.test(action))
      ? ["sagemaker:ListTrainingJobs", "sagemaker:Search", "cloudwatch:GetMetricData"].map(
          (action) => [action, [{ ...it, Action: [...list(it.Action), action] }]] as const,
        )
      : [],
};

export const separationOperator = "free the names everywhere";

/** All of one team's policies alike, as if the account were its own. */
export function* freedNames(stacks: Stacks): Generator<Mutant> {
  for (const [stack, file] of stacks) {
    const before = JSON.stringify(file);
    const after = before.replaceAll(/(?<=:sagemaker:[^"]*?\/|log-stream:|Endpoints\/)[a-z0-9]+-[a-z0-9-]+-\*/g, "*");
    if (!stack.includes("-studio-") || after === before) continue;
    yield {
      operator: separationOperator,
      stack,
      place: "aws_iam_policy",
      change: "any name",
      stacks: () => new Map([...stacks, [stack, JSON.parse(after)]]),
    };
  }
}
