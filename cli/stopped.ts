/** Something outside stopped a command: neither the configuration, nor the command line, nor a mistake of ours. */

/** A full disk, missing credentials, AWS's refusal: said in a line, and the command exits with 1. */
export class StoppedError extends Error {
  /** @param details what `--json` says besides the message */
  constructor(
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}
