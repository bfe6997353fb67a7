/** Operators on denials of what apps, jobs and endpoints may not start with: somebody spares one more type, image or script. */
import type { Loose } from "../mutant";
import type { StatementOperator } from "./statements";

const conditions = ["ForAnyValue:StringNotLike", "ForAnyValue:StringNotEquals"];

/** A denial that spares other values of the key beside its own. */
const sparing =
  (key: string, ...values: readonly string[]): StatementOperator =>
  (it) => {
    const condition = conditions.find((each) => it.Condition?.[each]?.[key] !== undefined);
    if (it.Effect !== "Deny" || condition === undefined) return [];
    const spared: Loose = it.Condition[condition];
    return values.map((value) => [
      value,
      [{ ...it, Condition: { ...it.Condition, [condition]: { ...spared, [key]: [...[spared[key]].flat(), value] } } }],
    ]);
  };

/** A denial that spares every team's images, where it spares the team's own. */
const sparingNeighbours =
  (key: string): StatementOperator =>
  (it) => {
    const own: readonly string[] = conditions
      .flatMap((each) => it.Condition?.[each]?.[key] ?? [])
      .filter((arn: string) => /image(-version)?\/\w+-\w+-/.test(arn) && !arn.includes("sagemaker-distribution"));
    const widened = own.flatMap((arn) => [
      arn.replace(/(image(?:-version)?\/)[^/]+/, "$1*"),
      arn.replace(/(image(?:-version)?\/\w+-)[^/]+/, "$1*"),
      arn.replace(/(image(?:-version)?\/[^/]+)/, "$1-2"),
    ]);
    return sparing(key, ...new Set(widened))(it);
  };

const strange = (resource: string): string => `arn:aws:sagemaker:eu-central-1:999999999999:${resource}`;

export const startOperators: Readonly<Record<string, StatementOperator>> = {
  "allow another instance type": sparing("sagemaker:InstanceTypes", "ml.p5.48xlarge", "ml.p5.*", "ml.*"),
  "allow another image": sparing("sagemaker:ImageArns", strange("image/theirs"), strange("image/*")),
  "allow another image's version": sparing("sagemaker:ImageVersionArns", strange("image-version/theirs/1"), "*"),
  "allow a neighbour's image": sparingNeighbours("sagemaker:ImageArns"),
  "allow a version of a neighbour's image": sparingNeighbours("sagemaker:ImageVersionArns"),
  "allow another start script": sparing(
    "sagemaker:StudioLifecycleConfigArns",
    strange("studio-lifecycle-config/theirs"),
  ),
};
