/** The one error of the model reader: something in the synthesized stacks that it does not understand, so that it can never become a pass. */

/** `file` is the stack's file, `path` the JSON path in it. */
export class ModelError extends Error {
  constructor(
    readonly file: string,
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${file} ${path}: ${problem}`);
    this.name = "ModelError";
  }
}
