/** The one error of the decision procedure: a question that it cannot answer exactly. It counts as a failure, never as a pass. */

/** `where` names the policy and the JSON path, or the condition key, that stands in the way. */
export class Undecided extends Error {
  constructor(
    readonly where: string,
    readonly problem: string,
  ) {
    super(`${where}: ${problem}`);
    this.name = "Undecided";
  }
}
