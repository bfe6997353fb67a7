/** Turns off the stack traces that CDKTF takes with every token, and that nothing here reads. */

/** cdktf 0.21 has no setting for it (hashicorp/terraform-cdk issue 3892): callers look the function up on this module. */
export function turnOffStackTraces(): void {
  const stackTrace: { captureStackTrace: () => string[] } = require("cdktf/lib/tokens/private/stack-trace");
  stackTrace.captureStackTrace = () => [];
}
