/** Why programs ended before their last line: nothing that ended early counts as working. */

export interface Ending {
  /** What the recorded exception says. */
  readonly says: RegExp;
  /** harness: what stands in for AWS or for a package does not do what the real one does. guardrail: the network or a policy ended it. sdk: the SDK version fails by itself. ours: something that Studio Enclave installs. */
  readonly cause: "harness" | "guardrail" | "sdk" | "ours";
  /** A sentence for the document. */
  readonly why: string;
  /** Page or issue; undefined where the recording itself shows it. */
  readonly source?: string;
}

export const endings: readonly Ending[] = [
  {
    says: /No module named 'pyspark'/,
    cause: "harness",
    why: "PySpark is not installed where the examples are recorded.",
  },
  {
    says: /No module named 'torch'|module 'torch' has no attribute/,
    cause: "harness",
    why: "PyTorch is not installed where the examples are recorded.",
  },
  {
    says: /KeyError: '(FailedEntryCount|state)'/,
    cause: "harness",
    why: "What stands in for AWS answers less than the SDK reads.",
  },
  {
    says: /Property table_type missing/,
    cause: "harness",
    why: "What stands in for Glue has no Iceberg table.",
  },
  {
    says: /Unable to determine required container for model base/,
    cause: "guardrail",
    why: "The SDK asks huggingface.co for the model's task, and that name does not resolve in the VPC.",
  },
];

export const endingOf = (message: string): Ending | undefined => endings.find(({ says }) => says.test(message));
