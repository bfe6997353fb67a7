/** What CDKTF 0.21 does on the machine that synthesizes, and that nothing here needs. The project is archived, so it stays so. */

/** Call it before the first construct is made; a second call changes nothing. */
export function adjustCdktf(): void {
  turnOffStackTraces();
  useArrayIsArray();
}

/** CDKTF takes a stack trace with every token (hashicorp/terraform-cdk issue 3892): callers look the function up on this module. */
function turnOffStackTraces(): void {
  const stackTrace: { captureStackTrace: () => string[] } = require("cdktf/lib/tokens/private/stack-trace");
  stackTrace.captureStackTrace = () => [];
}

/**
 * TerraformOutput calls `util.isArray`, of which Node.js 22 and later warn on every run.
 * https://nodejs.org/api/deprecations.html#dep0044-utilisarray
 */
function useArrayIsArray(): void {
  const util: { isArray: typeof Array.isArray } = require("node:util");
  util.isArray = Array.isArray;
}
