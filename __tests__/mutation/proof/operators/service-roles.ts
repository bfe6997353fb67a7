/** Operators on roles that a service assumes for a team: what else becomes one, what else it reaches, which other role is passed. */
import type { Loose, Mutant, Stacks } from "../mutant";
import type { StatementOperator } from "./statements";

const list = (value: Loose): Loose[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

const isTrustOfPipelines = ({ Action, Condition }: Loose): boolean =>
  list(Action).includes("sts:AssumeRole") && /:pipeline\//.test(JSON.stringify(Condition?.ArnLike ?? ""));

export const serviceRoleOperators: Readonly<Record<string, StatementOperator>> = {
  "let SageMaker become the pipelines' role for other work": (it) => {
    if (!isTrustOfPipelines(it)) return [];
    const { ArnLike, ...others } = it.Condition;
    const unbound = { ...it, Condition: others };
    return [
      ["anything", [unbound]],
      ...["*", "pipeline/*", "training-job/*", "processing-job/*", "transform-job/*", "image*"].map(
        (source) =>
          [
            source,
            [
              {
                ...it,
                Condition: {
                  ...others,
                  ArnLike: { "aws:SourceArn": ArnLike["aws:SourceArn"].replace(/[^:]*$/, source) },
                },
              },
            ],
          ] as const,
      ),
    ];
  },
};

export const serviceRoleOperator = "let a service's role reach more";

/** A grant and the denial that stands behind it, widened alike. */
export function* widenedServiceRoles(stacks: Stacks): Generator<Mutant> {
  for (const [stack, file] of stacks) {
    for (const [name, block] of Object.entries<Loose>(file.resource?.aws_s3_bucket_policy ?? {})) {
      const before: string = block.policy;
      if (!before.includes("AllowPipelineRole")) continue;
      const statements = (change: (statement: Loose) => Loose): string => {
        const document = JSON.parse(before);
        const Statement = document.Statement.map((each: Loose) =>
          /PipelineRole/.test(each.Sid) ? change(each) : each,
        );
        return JSON.stringify({ ...document, Statement });
      };
      const moved = (to: string) => (each: Loose) =>
        JSON.parse(JSON.stringify(each).replaceAll(/\/pipelines\/\*/g, to));
      const changes: Readonly<Record<string, (statement: Loose) => Loose>> = {
        "writes, too": ({ Action, NotAction, ...rest }) => ({
          ...rest,
          ...(Action && { Action: Action === "s3:*" ? Action : [...list(Action), "s3:PutObject"] }),
          ...(NotAction && { NotAction: [...list(NotAction), "s3:PutObject"] }),
        }),
        "another prefix": moved("/other/*"),
        "the whole bucket": moved("/*"),
      };
      for (const [change, edit] of Object.entries(changes)) {
        yield {
          operator: serviceRoleOperator,
          stack,
          place: `aws_s3_bucket_policy.${name}`,
          change,
          stacks: () => {
            const copy: Loose = structuredClone(file);
            copy.resource.aws_s3_bucket_policy[name].policy = statements(edit);
            return new Map([...stacks, [stack, copy]]);
          },
        };
      }
    }
    const text = JSON.stringify(file);
    if (!text.includes("LendPipelineRoleToSageMaker")) continue;
    yield {
      operator: serviceRoleOperator,
      stack,
      place: "aws_iam_policy",
      change: "notebooks pass every role of the account",
      stacks: () => {
        const copy: Loose = structuredClone(file);
        for (const block of Object.values<Loose>(copy.resource.aws_iam_policy)) {
          const document = JSON.parse(block.policy);
          for (const each of document.Statement) {
            if (each.Sid === "LendPipelineRoleToSageMaker") each.Resource = "arn:aws:iam::*:role/*";
            if (each.Sid === "DenyOtherRoles") each.NotResource = "arn:aws:iam::*:role/*";
          }
          block.policy = JSON.stringify(document);
        }
        return new Map([...stacks, [stack, copy]]);
      },
    };
  }
}
