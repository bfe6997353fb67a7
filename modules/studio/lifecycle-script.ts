/** The script that runs when an app starts: the SageMaker SDK's defaults, then the team's own script. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withLineFeeds } from "../../config/line-feeds";
import { arn, bucketName, dataKeyAlias, executionRoleName, jobPrefix, roleArn } from "../../config/names";
import type { Environment, Team } from "../../config/schema";

const sdkDefaults = withLineFeeds(readFileSync(join(__dirname, "sdk_defaults.py"), "utf8"));

/**
 * Only literals: AWS wants the script base64-encoded, which Terraform could do to references only with a function. What
 * the configuration does not know (subnets, groups, keys), the script asks the domain for.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/jl-lcc.html
 */
export function lifecycleScript(environment: Environment, team: Team): string {
  const settings = {
    bucket: bucketName(environment, team, team.buckets[0]?.name ?? "", team.dataAccount.id),
    dataKeyAlias: arn(environment, "kms", environment.region, team.dataAccount.id, dataKeyAlias(environment, team)),
    executionRole: roleArn(environment, executionRoleName(environment, team)),
    baseJobName: jobPrefix(environment, team).slice(0, -1),
    region: environment.region,
  };
  return `#!/bin/bash
# Studio Enclave, team ${team.name} in ${environment.name}. An app starts even when this fails.
export ENCLAVE_SETTINGS='${JSON.stringify(settings)}'
python3 - <<'PYTHON' || echo 'studio-enclave: no SDK defaults; give jobs their subnets, group, keys and bucket yourself' >&2
${sdkDefaults.trimEnd()}
PYTHON
${team.lifecycleScript ?? ""}`;
}
