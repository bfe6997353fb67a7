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
    says: /Unable to determine required container for model base/,
    cause: "guardrail",
    why: "The SDK asks huggingface.co for the model's task, and that name does not resolve in the VPC.",
  },
];

export const endingOf = (message: string, known: readonly Ending[]): Ending | undefined =>
  known.find(({ says }) => says.test(message));
