/** What the lifecycle script carries is the package as it stands in modules/studio/app, and it leaves a team 4,096 bytes. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { longestLifecycleScript } from "../../config/lifecycle-script";
import { withLineFeeds } from "../../config/line-feeds";
import { loadEnvironments } from "../../config/load";
import { bucketName } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { teamSchema } from "../../config/schema/team";
import { lifecycleScript } from "../../modules/studio/lifecycle-script";

const app = join(__dirname, "../../modules/studio/app");
const read = (...path: string[]) => withLineFeeds(readFileSync(join(app, ...path), "utf8"));

test("packed.txt was made from the package as it is; if not, run python3 modules/studio/app/pack.py", () => {
  const files = readdirSync(join(app, "studio_enclave")).filter((name) => name.endsWith(".py"));
  const sources = files.sort().flatMap((name) => [name, read("studio_enclave", name)]);
  const hash = createHash("sha256").update(sources.join("\f")).digest("hex");
  expect(read("packed.txt").split("\n")[0]).toBe(hash);
});

test("with the longest names that the configuration takes, 4,096 bytes stay for the team's own script", () => {
  const [shipped] = loadEnvironments(join(__dirname, "../../environments"), { environment: "prod" }).environments;
  const [team] = shipped?.teams ?? [];
  if (!shipped || !team) throw new Error("prod has no team");
  const environment: Environment = {
    ...shipped,
    partition: "aws-us-gov",
    region: "ap-southeast-99",
    name: "e".repeat(12),
    namePrefix: "p".repeat(14),
    iamPath: `/${"i".repeat(510)}/`,
  };
  const longest: Team = {
    ...team,
    name: "t".repeat(20),
    buckets: team.buckets.map((each) => ({ ...each, name: "b" })),
  };
  expect(bucketName(environment, longest, "b", "1".repeat(12))).toHaveLength(63);
  const own = lifecycleScript(environment, { ...longest, lifecycleScript: "" });
  expect(longestLifecycleScript).toBe(4096);
  expect(teamSchema.shape.lifecycleScript.description).toContain("4 KiB at most");
  expect(12_288 - Buffer.byteLength(own)).toBeGreaterThanOrEqual(longestLifecycleScript);
});
