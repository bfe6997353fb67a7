/** Operators on tracking servers of MLflow and on roles whose trust says for what SageMaker does not become them. */
import type { Loose } from "../mutant";
import type { ResourceOperator } from "./resources";
import type { StatementOperator } from "./statements";

const type = /^aws_sagemaker_mlflow_tracking_server$/;

export const trackingServerOperators: Readonly<Record<string, ResourceOperator>> = {
  "have a tracking server work with another role": {
    type,
    make: (block: Loose) =>
      [block.role_arn.replace(/-[a-z]+$/, "-execution"), "arn:aws:iam::999999999999:role/somebody"].map(
        (role_arn: string) => [role_arn, { ...block, role_arn }] as const,
      ),
  },
  "make a tracking server in the data account": {
    type,
    make: ({ provider, ...block }: Loose) => (provider === undefined ? [] : [["without the second provider", block]]),
  },
  "name a tracking server after somebody else": {
    type,
    make: (block: Loose) =>
      ["staging-research-mlflow", "shared"].map((name) => [name, { ...block, tracking_server_name: name }] as const),
  },
  "have a tracking server keep artifacts elsewhere": {
    type,
    make: (block: Loose) =>
      [
        "s3://somebody-elses/mlflow",
        block.artifact_store_uri.replace(/\/[^/]*$/, ""),
        `${block.artifact_store_uri}/../other`,
      ].map((uri: string) => [uri, { ...block, artifact_store_uri: uri }] as const),
  },
  "have a tracking server register models": {
    type,
    make: (block: Loose) => [["true", { ...block, automatic_model_registration: true }]],
  },
};

const sources = (statement: Loose): readonly string[] =>
  [statement.Condition?.ArnNotLike?.["aws:SourceArn"] ?? []].flat();

export const notForOperators: Readonly<Record<string, StatementOperator>> = {
  "let SageMaker become a role for what runs": (it: Loose) =>
    sources(it).map((source) => [
      source,
      [
        {
          ...it,
          Condition: {
            ...it.Condition,
            ArnNotLike: { "aws:SourceArn": sources(it).filter((each) => each !== source) },
          },
        },
      ],
    ]),
};
