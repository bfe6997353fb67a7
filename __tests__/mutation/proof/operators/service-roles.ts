/** Operators on roles that a service assumes for a team: what else becomes one, what else it reaches, which other role is passed. */
import { type Loose, type Mutant, type Stacks, withResource } from "../mutant";
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

/** By how a statement's name begins: whose grants they are, a role's that a service assumes or a service's that goes on with a session. */
const partyOf = (Sid: string): string | undefined => /^Allow((?!Producer|Reader)\w*?Role|Athena)/.exec(Sid)?.[1];

type Change = (statement: Loose) => Loose;
const ofObjects = ({ Resource, NotResource }: Loose): boolean =>
  list(Resource ?? NotResource).some((each) => String(each).endsWith("/*"));
const doing =
  (action: string): Change =>
  (it) => {
    if (!ofObjects(it)) return it;
    if (it.Effect === "Allow") return { ...it, Action: [...new Set([...list(it.Action), action])] };
    return it.NotAction ? { ...it, NotAction: [...new Set([...list(it.NotAction), action])] } : it;
  };
const below =
  (prefix: string): Change =>
  (it) =>
    JSON.parse(
      JSON.stringify(it)
        .replaceAll(/(\.arn\}\/)[^"*]+\/\*"/g, `$1${prefix}*"`)
        .replaceAll(/("s3:prefix":\[")[^"*]+\/\*"/g, `$1${prefix}*"`),
    );

const changes: Readonly<Record<string, Change>> = {
  "reads, too": doing("s3:GetObject"),
  "writes, too": doing("s3:PutObject"),
  "deletes, too": doing("s3:DeleteObject"),
  "another prefix": below("other/"),
  "the whole bucket": below(""),
};

/** A grant and the denials that stand behind it, widened alike. */
export function* widenedServiceRoles(stacks: Stacks): Generator<Mutant> {
  for (const [stack, file] of stacks) {
    for (const [name, block] of Object.entries<Loose>(file.resource?.aws_s3_bucket_policy ?? {})) {
      const document: Loose = JSON.parse(block.policy);
      const parties = new Set<string>(document.Statement.flatMap(({ Sid }: Loose) => partyOf(Sid) ?? []));
      for (const party of parties) {
        for (const [change, edit] of Object.entries(changes)) {
          const Statement = document.Statement.map((each: Loose) => (each.Sid.includes(party) ? edit(each) : each));
          const policy = JSON.stringify({ ...document, Statement });
          if (policy === JSON.stringify(document)) continue;
          yield {
            operator: serviceRoleOperator,
            stack,
            place: `aws_s3_bucket_policy.${name}`,
            change: `${party}: ${change}`,
            stacks: () => withResource(stacks, stack, "aws_s3_bucket_policy", name, { ...block, policy }),
          };
        }
      }
    }
    yield* passedRoles(stacks, stack, file);
  }
}

/** Notebooks that may pass a role which only a service should get, with the denial that stands behind it. */
function* passedRoles(stacks: Stacks, stack: string, file: Loose): Generator<Mutant> {
  const policies = Object.entries<Loose>(file.resource?.aws_iam_policy ?? {});
  const [name, block] = policies.find(([, { policy }]) => policy.includes('"DenyOtherRoles"')) ?? [];
  if (name === undefined || block === undefined) return;
  const roles = Object.keys(file.resource.aws_iam_role).filter((each) => !/^(execution|pipeline)-role$/.test(each));
  for (const [role, resource] of [
    ...roles.map((each) => [each, `\${aws_iam_role.${each}.arn}`] as const),
    ["every role of the account", "arn:aws:iam::*:role/*"] as const,
  ]) {
    const document: Loose = JSON.parse(block.policy);
    const Statement = document.Statement.map((each: Loose) =>
      each.Sid === "DenyOtherRoles" ? { ...each, NotResource: [...list(each.NotResource), resource] } : each,
    );
    const passing = {
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: resource,
      Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
    };
    const policy = JSON.stringify({ ...document, Statement: [...Statement, passing] });
    yield {
      operator: serviceRoleOperator,
      stack,
      place: `aws_iam_policy.${name}`,
      change: `notebooks pass ${role}`,
      stacks: () => withResource(stacks, stack, "aws_iam_policy", name, { ...block, policy }),
    };
  }
}
