/** The one error of the policy evaluator: something that it does not understand, so that it can never become a pass. */

/** `where` names the policy and the JSON path (`bucket policy $.Statement[2].Condition.StringLike`) or the part of the request. */
export class PolicyError extends Error {
  constructor(
    readonly where: string,
    readonly problem: string,
  ) {
    super(`${where}: ${problem}`);
    this.name = "PolicyError";
  }
}
