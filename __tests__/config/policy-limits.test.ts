/** Lists of the configuration that would make a policy longer than AWS allows are refused, with how many of the list fit. */
import { loadEnvironments } from "../../config/load";
import { environmentName, teamName } from "../../config/schema";
import { instanceTypes } from "../../config/schema/instance-types";
import { extraInterfaceEndpoints } from "../../config/tables/interface-endpoints";
import { executionRolePolicies } from "../../policies/of-team";
import { growingPolicies, longestPolicy, ofRole } from "../../policies/sizes/growing";
import { edit, type Files, problemLines, shippedEnvironments, shippedFiles } from "./folders";

const dev = shippedFiles("dev");
const list = (count: number, item: (index: number) => string) =>
  `[${Array.from({ length: count }, (_, index) => item(index)).join(", ")}]`;

const publicCidrs = (count: number): Files =>
  edit(
    dev,
    "environment.yaml",
    "[203.0.113.0/24]",
    list(count, (index) => `203.${index % 256}.113.0/24`),
  );
const privateCidrs = (count: number): Files =>
  edit(
    dev,
    "environment.yaml",
    "publicCidrs: [203.0.113.0/24]",
    `privateCidrs: ${list(count, (index) => `172.16.${index}.0/24`)}`,
  );
const readOnlyBuckets = (count: number): Files =>
  edit(
    dev,
    "environment.yaml",
    "access:",
    `readOnlyBuckets: ${list(count, (index) => `{name: some-reference-data-${index}, account: "${123456780000 + index}"}`)}\naccess:`,
  );
const buckets = (count: number): Files =>
  edit(dev, "teams/research.yaml", "cidr:", `buckets: ${list(count, (index) => `{name: dataset-${index}}`)}\ncidr:`);
const parties = (kind: string) => (count: number) =>
  edit(
    dev,
    "teams/research.yaml",
    "cidr:",
    `buckets: [{name: data, ${kind}: ${list(
      count,
      (index) => `{role: "arn:aws:iam::888888888888:role/export-${index}", prefix: in/, cidrs: [8.8.8.8/32]}`,
    )}}]\ncidr:`,
  );

test.each<[string, (count: number) => Files, place: string, what: string]>([
  [
    "networks from which people come",
    publicCidrs,
    "environment.yaml:12:3 access.publicCidrs",
    'the execution role\'s policy "walls"',
  ],
  [
    "private networks",
    privateCidrs,
    "environment.yaml:12:3 access.privateCidrs",
    'the execution role\'s policy "walls"',
  ],
  [
    "buckets of others",
    readOnlyBuckets,
    "environment.yaml:10:1 readOnlyBuckets",
    'the execution role\'s policy "data"',
  ],
  ["buckets of a team", buckets, "teams/research.yaml:3:1 buckets", 'the execution role\'s policy "data"'],
  [
    "producers of a bucket",
    parties("producers"),
    "teams/research.yaml:3:24 buckets[0].producers",
    "the policy of bucket data",
  ],
  [
    "readers of a bucket",
    parties("readers"),
    "teams/research.yaml:3:24 buckets[0].readers",
    "the policy of bucket data",
  ],
])("too many %s: as many as the message says are accepted, one more is not", (_, files, place, what) => {
  const many = what.includes("walls") ? 200 : 70;
  const [line, ...others] = problemLines(files(many));
  expect(others).toEqual([]);
  const [, where, made, kept] =
    /^dev\/(.*): makes (.*) of team research \d+ characters long; .* keep (\d+) of these /.exec(line ?? "") ?? [];
  expect([where, made]).toEqual([place, what]);
  expect(problemLines(files(Number(kept)))).toEqual([]);
  expect(problemLines(files(Number(kept) + 1))).toHaveLength(1);
});

test("what the environment's list makes too long for every team is told once, for the team of which the fewest fit", () => {
  const longer = {
    ...readOnlyBuckets(20),
    "teams/quantitative-rates.yaml": "schemaVersion: 1\ncidr: 10.0.132.0/22\nusers: [{name: alan}]\n",
  };
  expect(problemLines(longer)).toEqual([
    expect.stringMatching(/^dev\/environment\.yaml:10:1 readOnlyBuckets: makes .* of team quantitative-rates /),
  ]);
});

test.each(["names", "account"] as const)(
  "with the longest names that the files allow, every policy of the execution role fits, teams told apart by %s",
  (separation) => {
    const [prod] = loadEnvironments(shippedEnvironments, { environment: "prod" }).environments;
    const [team] = prod?.teams ?? [];
    if (!prod || !team) throw new Error("prod has no team");
    const longest = {
      ...prod,
      separation,
      partition: "aws-us-gov" as const,
      // The longest of a region that has the most zones, and more zones than it has.
      region: "ap-northeast-1",
      availabilityZoneIds: Array.from({ length: 6 }, (_, index) => `apne1-az${index}`),
      name: "e".repeat(12),
      namePrefix: "p".repeat(16),
      network: { ...prod.network, extraInterfaceEndpoints },
    };
    expect(environmentName.safeParse(longest.name).success).toBe(true);
    expect(teamName.safeParse("t".repeat(20)).success).toBe(true);
    expect(teamName.safeParse("t".repeat(21)).success).toBe(false);
    const growing = growingPolicies(team, { packageRegistries: [] }).map(({ resource: [, name] }) => name);
    const sizes = Object.keys(executionRolePolicies)
      .filter(
        (part) => ["jobs", "job-management"].includes(part) || !growing.includes(`execution-role-policies_${part}`),
      )
      .map((part) => [
        part,
        ofRole(part, []).size(longest, { ...team, name: "t".repeat(20), instanceTypes: instanceTypes.parse({}) }),
      ]);
    expect(sizes).toHaveLength(7);
    expect(sizes.filter(([, size]) => Number(size) > longestPolicy.IAM)).toEqual([]);
  },
);
