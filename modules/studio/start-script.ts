/** The start script of a team's apps: it fetches the team's current lifecycle script and runs it, and never changes itself. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withLineFeeds } from "../../config/line-feeds";

const body = withLineFeeds(readFileSync(join(__dirname, "start-script.sh"), "utf8"));

/**
 * Every domain names it, and no domain can be updated. So its text holds nothing but the ARN of its own lifecycle
 * configuration, and stays the same, byte by byte, for as long as a domain that names it stands: a test pins it.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/studio-lifecycle-configurations-debug-timeout.html (five minutes)
 */
export const startScript = (ownArn: string): string => `#!/bin/bash\narn='${ownArn}'\n${body}`;
