/** Operators on the denial of instance types: somebody allows a larger one, or all. */
import type { Loose } from "../mutant";
import type { StatementOperator } from "./statements";

const condition = "ForAnyValue:StringNotLike";
const key = "sagemaker:InstanceTypes";

/** A denial that spares other types beside its own. */
const sparing =
  (...types: readonly string[]): StatementOperator =>
  (it) => {
    const spared: Loose = it.Condition?.[condition]?.[key];
    if (it.Effect !== "Deny" || spared === undefined) return [];
    return types.map((type) => [
      type,
      [{ ...it, Condition: { ...it.Condition, [condition]: { [key]: [...[spared].flat(), type] } } }],
    ]);
  };

export const instanceTypeOperators: Readonly<Record<string, StatementOperator>> = {
  "allow another instance type": sparing("ml.p5.48xlarge", "ml.p5.*", "ml.*"),
};
