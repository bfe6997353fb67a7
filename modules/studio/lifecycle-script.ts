/** The script that runs when an app starts: it installs the defaults of modules/studio/app, then runs the team's own script. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withLineFeeds } from "../../config/line-feeds";
import { arn, bucketName, dataKeyAlias } from "../../config/names";
import type { Environment, Team } from "../../config/schema";

/** app/studio_enclave, as app/pack.py packs it: behind the hash of the sources. */
const packed = withLineFeeds(readFileSync(join(__dirname, "app", "packed.txt"), "utf8")).split("\n")[1];

const unpack = `import base64,lzma
s=lzma.decompress(base64.b85decode(input())).decode().split("\\f")
exec(s[0])`;

/**
 * Only literals: AWS wants the script base64-encoded, which Terraform could do to references only with a function. What
 * the configuration does not know (subnets, groups, keys), the script asks the domain for.
 *
 * It runs as the user of the app, who owns /opt/conda and may write to /etc/xdg/sagemaker; the container is new at each start.
 * What the package needs is in /opt/conda, and the working directory is the home. So Python is told to take no modules from
 * there, nor from the user's site-packages (-I): what somebody has downloaded runs only when it is asked for. An app starts
 * even when the package fails.
 * Sources: docs.aws.amazon.com/sagemaker/latest/dg/jl-lcc.html; github.com/aws/sagemaker-distribution, template/v4/Dockerfile
 * (PATH, WORKDIR; it sets no PYTHON*); docs.python.org/3/using/cmdline.html
 */
export function lifecycleScript(environment: Environment, team: Team): string {
  return `#!/bin/bash
# Studio Enclave
ENCLAVE_SETTINGS='${JSON.stringify(settings(environment, team))}' python3 -I -c '${unpack}' <<'PACKED' || :
${packed}
PACKED
${team.lifecycleScript ?? ""}`;
}

/** What modules/studio/app/studio_enclave reads as settings; data_key is the key's alias until the script has asked for its ARN. */
const settings = (environment: Environment, team: Team) => ({
  environment: environment.name,
  team: team.name,
  region: environment.region,
  separation: environment.separation,
  bucket: bucketName(environment, team, team.buckets[0]?.name ?? "", team.dataAccount.id),
  data_key: arn(environment, "kms", environment.region, team.dataAccount.id, dataKeyAlias(environment, team)),
});
