/** Writes folders of environments of any size, for benchmarks. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** `environments` environments of `teams` teams each: (1 + 2 × teams) stacks an environment. At most 500 teams. */
export function writeEnvironments(directory: string, environments: number, teams: number): void {
  for (let each = 0; each < environments; each++) {
    const folder = join(directory, `env${each}`);
    mkdirSync(join(folder, "teams"), { recursive: true });
    const account = (kind: number) => `"${kind}${String(each).padStart(11, "0")}"`;
    writeFileSync(
      join(folder, "environment.yaml"),
      `schemaVersion: 1
region: eu-central-1
accounts:
  studio: { id: ${account(1)} }
  data: { main: { id: ${account(2)} } }
access: { publicCidrs: [203.0.113.0/24] }
`,
    );
    for (let team = 0; team < teams; team++) {
      writeFileSync(
        join(folder, "teams", `team${String(team).padStart(3, "0")}.yaml`),
        `schemaVersion: 1
cidr: 10.0.${128 + Math.floor(team / 4)}.${(team % 4) * 64}/26
users: [{ name: ada }]
`,
      );
    }
  }
}
