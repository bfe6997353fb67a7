/** Advice that is followed once is enough: no second message for the same fault, and no suggestion of another thing. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { loadEnvironment } from "../../config/load";
import { nearest } from "../../config/nearest";
import { mostInAFile, problemLines as printed } from "../../config/problems";
import { environmentSchema, teamSchema } from "../../config/schema";
import { keysOf, schemaAt } from "../../config/schema-places";
import { edit, type Files, folderOf, problemLines, shippedFiles } from "./folders";

const dev = shippedFiles("dev");
const team = (buckets: readonly string[]) =>
  `${dev["teams/research.yaml"]}buckets:\n${buckets.map((name) => `  - name: ${name}\n`).join("")}`;

describe("names that are too long once they are combined", () => {
  type Parts = { prefix: string; environment: string; team: string; buckets: readonly string[] };
  const filesOf = ({ prefix, team: name, buckets }: Parts): Files => ({
    "environment.yaml": `${dev["environment.yaml"]}namePrefix: ${prefix}\n`,
    [`teams/${name}.yaml`]: team(buckets),
  });
  const problemsOf = (parts: Parts) => problemLines(filesOf(parts), parts.environment);
  const word = (longest: number) => fc.integer({ min: 1, max: longest }).map((length) => "a".repeat(length));
  const any = fc.record({
    prefix: word(16),
    environment: word(12),
    team: word(20),
    buckets: fc.uniqueArray(word(24), { minLength: 1, maxLength: 4 }),
  });
  const longest: Parts = {
    prefix: "p".repeat(16),
    environment: "e".repeat(12),
    team: "t".repeat(20),
    buckets: ["b".repeat(24), "c".repeat(20), "data"],
  };

  test("the need of the longest name is said once", () => {
    const name = `${longest.prefix}-${longest.environment}-${longest.team}-${longest.buckets[0]}-222222222222`;
    expect(problemsOf(longest)).toEqual([
      `${longest.environment}/teams/${longest.team}.yaml:7:11 buckets[0].name: makes the bucket name ${name} of 88 characters; S3 allows 63; shorten namePrefix, the environment's name and the team's name by 25 characters in all, or by 12 if no bucket's name has more than 11 characters`,
    ]);
    const short = { ...longest, buckets: ["data"] };
    expect(problemsOf(short)).toEqual([
      `${longest.environment}/teams/${longest.team}.yaml:2:1 makes the bucket name ${longest.prefix}-${longest.environment}-${longest.team}-access-logs-222222222222 of 75 characters; S3 allows 63; shorten namePrefix, the environment's name and the team's name by 12 characters in all`,
    ]);
  });

  /** Takes characters away where the advice allows it, the longest part first, and never the last of a part. */
  const shortened = ({ prefix, environment, team: name, ...rest }: Parts, by: number): Parts => {
    const parts = [prefix, environment, name];
    for (let left = by; left > 0; left--) {
      const index = parts.findIndex((part) => part.length === Math.max(...parts.map(({ length }) => length)));
      parts[index] = (parts[index] ?? "").slice(1);
    }
    const [p = "", e = "", t = ""] = parts;
    return { prefix: p, environment: e, team: t, ...rest };
  };
  const cut = (parts: Parts, most: (index: number) => number): Parts => ({
    ...parts,
    // Their ends keep them apart.
    buckets: parts.buckets.map((name, index) =>
      name.length > most(index) ? `${"z".repeat(most(index) - 1)}${"abcd"[index]}` : name,
    ),
  });

  test("every way out that is named leads out in one step, for all names", () => {
    let followed = 0;
    fc.assert(
      fc.property(any, (parts) => {
        const problems = problemsOf(parts);
        const fits = problems.every((line) => !line.includes("S3 allows"));
        if (fits) return;
        followed += 1;
        const all = problems.flatMap((line) => {
          const [, by, shared, most] =
            / by (\d+) characters? in all(?:, or by (\d+) if no bucket's name has more than (\d+) characters)?$/.exec(
              line,
            ) ?? [];
          return by === undefined ? [] : [{ by: Number(by), shared: Number(shared), most: Number(most) }];
        });
        expect(all.length).toBeLessThanOrEqual(1);
        for (const { by, shared, most } of all) {
          expect(problems).toHaveLength(1);
          expect(problemsOf(shortened(parts, by))).toEqual([]);
          if (!Number.isNaN(shared)) expect(problemsOf(cut(shortened(parts, shared), () => most))).toEqual([]);
        }
        if (all.length > 0) return;
        const most = new Map(
          problems.map((line) => {
            const [, index, length] = /buckets\[(\d+)\].* write at most (\d+) characters here$/.exec(line) ?? [];
            return [Number(index), Number(length)];
          }),
        );
        expect(problemsOf(cut(parts, (index) => most.get(index) ?? 24))).toEqual([]);
      }),
      { numRuns: 300, seed: 3 },
    );
    expect(followed).toBeGreaterThan(50);
  });
});

describe("keys that are not known", () => {
  const many = Array.from({ length: 3000 }, (_, index) => `unknown${index}: 1\n`).join("");

  test("3,000 of them are a few lines, and the last line says how many are left", () => {
    const lines = problemLines({ ...dev, "environment.yaml": `${dev["environment.yaml"]}${many}` });
    expect(lines).toHaveLength(11);
    const last = lines.find((line) => line.includes("unknown10:"));
    expect(last).toMatch(
      /^dev\/environment\.yaml:23:1 unknown10: is not a known key, nor are 2989 keys after it; known here: schemaVersion, /,
    );
  });

  test("one that belongs elsewhere keeps its advice among many others", () => {
    const text = `${dev["environment.yaml"]}vpcCidr: 10.0.0.0/16\n${many}`;
    expect(problemLines({ ...dev, "environment.yaml": text })).toContain(
      "dev/environment.yaml:13:1 vpcCidr: is not a known key here; it belongs below network",
    );
  });

  test("a key that would take something that exists is told that this is not possible, and no other key is suggested", () => {
    const text = edit(dev, "environment.yaml", "access:", "network:\n  vpcId: vpc-0a1b2c3d\naccess:");
    expect(problemLines(text)).toEqual([
      "dev/environment.yaml:11:3 network.vpcId: is not a known key; an existing VPC cannot be used, each environment makes its own (README.md#what-is-not-possible-yet); known here: vpcCidr, endpointCidr, studioCidr and extraInterfaceEndpoints",
    ]);
  });

  /** Words of the field: every argument that the provider has for resources like those of the stacks. */
  const types = ["vpc", "subnet", "vpc-endpoint", "s3-bucket", "sagemaker-domain", "sagemaker-user-profile", "kms-key"];
  const more = ["iam-role", "security-group", "route-table", "provider", "flow-log", "efs-file-system", "instance"];
  const words = new Set(
    [...types, ...more].flatMap((type) => {
      const file = join(__dirname, "../../node_modules/@cdktf/provider-aws/lib", type, "index.d.ts");
      return [...readFileSync(file, "utf8").matchAll(/readonly (\w+)\??:/g)].map(([, name]) => name ?? "");
    }),
  );
  const places = [
    ...[[], ["network"], ["access"], ["state"], ["accounts"], ["accounts", "studio"]].map(
      (path) => [environmentSchema, path] as const,
    ),
    ...[[], ["users", 0], ["buckets", 0], ["buckets", 0, "producers", 0]].map((path) => [teamSchema, path] as const),
  ];

  test("a word of AWS's or Terraform's is taken for another key only where it is the same thing, or a slip away", () => {
    expect(words.size).toBeGreaterThan(500);
    const taken = places.flatMap(([schema, path]) => {
      const known = keysOf(schemaAt(schema, path));
      return [...words]
        .filter((word) => !known.includes(word))
        .flatMap((word) => {
          const meant = nearest(word, known);
          return meant === undefined ? [] : [`${word}: ${meant}`];
        });
    });
    expect([...new Set(taken)].sort()).toEqual([
      "account: accounts",
      "accountId: accounts",
      "availabilityZone: availabilityZoneIds",
      "availabilityZoneId: availabilityZoneIds",
      "bucket: buckets",
      "budgets: buckets", // two letters of seven
      "date: data", // one letter
      "expiration: separation", // three letters of ten
      "idleTimeoutInMinutes: idleTimeoutMinutes",
      "kmsKeyId: kmsKey",
      "organizations: organization",
      "organizations: organizationId",
      "route53: routes",
      "route: routes",
      "rule: role", // one letter
      "vpcEndpointId: vpcEndpoint",
    ]);
  });

  test.each([
    ["mian", "main"],
    ["regoin", "region"],
    ["prd", "prod"],
    ["atena", "athena"],
    ["eu-centre-1", "eu-central-1"],
    ["availabilityZones", "availabilityZoneIds"],
    ["permisionBoundary", "permissionsBoundary"],
    ["VPCCIDR", "vpcCidr"],
  ])("%s is taken for %s", (typed, meant) => {
    expect(nearest(typed, ["state", "tags", "network", meant])).toBe(meant);
  });
});

test("a file with thousands of problems shows the first, and says how many there are more and what lists them", () => {
  const users = Array.from({ length: 3000 }, (_, index) => `  - name: User${index}\n`).join("");
  const { problems } = loadEnvironment(
    folderOf({ ...dev, "teams/research.yaml": `schemaVersion: 1\ncidr: 10.0.128.0/18\nusers:\n${users}` }),
  );
  expect(problems).toHaveLength(3000);
  const lines = printed(problems);
  expect(lines).toHaveLength(mostInAFile + 1);
  expect(lines.at(-1)).toBe(
    `dev/teams/research.yaml: ${3000 - mostInAFile} more problems in this file; check --json lists them all`,
  );
});

test("a file with as many problems as are shown shows them all, and other files theirs", () => {
  const problem = (file: string, line: number) => ({ file, line, column: 1, path: "", message: "is wrong" });
  const full = Array.from({ length: mostInAFile }, (_, index) => problem("a.yaml", index + 1));
  expect(printed([...full, problem("b.yaml", 1)])).toHaveLength(mostInAFile + 1);
  expect(printed([...full, problem("a.yaml", 99), problem("b.yaml", 1)]).slice(-2)).toEqual([
    "a.yaml: 1 more problem in this file; check --json lists them all",
    "b.yaml:1:1 is wrong",
  ]);
});

describe("tags", () => {
  const tags = (count: number, key: string) =>
    `tags:\n${Array.from({ length: count }, (_, index) => `  ${key}${index}: x\n`).join("")}`;
  const withTags = (ofEnvironment: number, ofTeam: number): Files => ({
    "environment.yaml": `${dev["environment.yaml"]}${ofEnvironment > 0 ? tags(ofEnvironment, "e") : ""}`,
    "teams/research.yaml": `${dev["teams/research.yaml"]}${ofTeam > 0 ? tags(ofTeam, "t") : ""}`,
  });

  test("too many are told where they are written, and how many have to go", () => {
    expect(problemLines(withTags(46, 0))).toEqual([
      "dev/environment.yaml:13:1 tags: makes 51 tags on a resource; AWS allows 50; leave out 1",
    ]);
    expect(problemLines(withTags(40, 9))).toEqual([
      "dev/teams/research.yaml:6:1 tags: makes 54 tags on a resource, 40 of them from the environment; AWS allows 50; leave out 4",
    ]);
    expect(problemLines(withTags(40, 5))).toEqual([]);
  });

  test("an environment that has too many by itself says so once, and a team of it only what it adds", () => {
    expect(problemLines(withTags(50, 2))).toEqual([
      "dev/environment.yaml:13:1 tags: makes 55 tags on a resource; AWS allows 50; leave out 5",
      "dev/teams/research.yaml:6:1 tags: makes 57 tags on a resource, 50 of them from the environment; AWS allows 50; leave out 2",
    ]);
  });
});

test("a team's new name that is proposed is free", () => {
  const file = (cidr: string) => `schemaVersion: 1\ncidr: ${cidr}\nusers: [{name: ada}]\n`;
  const files = {
    ...dev,
    "teams/research-eu.yaml": file("10.0.132.0/24"),
    "teams/researcheu.yaml": file("10.0.133.0/24"),
  };
  expect(problemLines(files)).toEqual([
    "dev/teams/research-eu.yaml:1:1 the team name research-eu starts with that of team research, whose policies would reach this team's objects; rename this file, for example to researcheu2.yaml",
  ]);
});

test("an endpoint range that is large enough as a whole, but not in its parts, is told so", () => {
  const text = edit(
    dev,
    "environment.yaml",
    "access:",
    [
      "availabilityZoneIds: [euc1-az1, euc1-az2, euc1-az3]",
      "network: {endpointCidr: 10.0.0.0/26, extraInterfaceEndpoints: [athena, glue, secretsmanager]}",
      "access:",
    ].join("\n"),
  );
  expect(problemLines(text)).toEqual([
    "dev/environment.yaml:11:25 network.endpointCidr: 10.0.0.0/26 is too small: 12 interface endpoints need 17 addresses in each of 3 zones (AWS keeps 5 of each subnet), and a zone's part of it has 16; write a /25 or larger",
  ]);
  expect(problemLines(edit(text, "environment.yaml", "10.0.0.0/26", "10.0.0.0/25"))).toEqual([]);
});

describe("a value of the wrong kind", () => {
  const lines = (text: string) =>
    problemLines({ ...dev, "environment.yaml": `${dev["environment.yaml"]}${text}\n` }).map((line) =>
      line.replace(/^\S+ /, ""),
    );

  test.each([
    [
      "state: {backend: local, bucket: tf}",
      "state.bucket: is a key of backend s3, and backend is local here; leave it out, or write backend: s3",
    ],
    [
      "state: {backend: s3, bucket: tf-state, organization: x}",
      "state.organization: is a key of backend cloud, and backend is s3 here; leave it out, or write backend: cloud",
    ],
    ["state: {backend: s3, bucket: tf-state, regoin: x}", "state.regoin: is not a known key; did you mean region?"],
    [
      "state: {backend: s3, bucket: tf-state, lock: x}",
      "state.lock: is not a known key; known here: backend, bucket, region, role and kmsKey",
    ],
    ["state: local", 'state: is the string "local"; write a map with the key backend: local, s3 or cloud'],
  ])("%s is told by the kind that was chosen", (text, line) => {
    expect(lines(text)).toEqual([line]);
  });

  test("a misspelt key of a kind is one problem, not a missing key too", () => {
    expect(lines('readOnlyBuckets: [{name: shared, acount: "123456789012"}]')).toEqual([
      "readOnlyBuckets[0].acount: is not a known key; did you mean account?",
    ]);
    expect(lines("state: {backend: s3, bukcet: tf-state}")).toEqual([
      "state.bukcet: is not a known key; did you mean bucket?",
    ]);
  });

  test("text in place of a list is told as that alone, not by its length", () => {
    expect(lines("availabilityZoneIds: euc1-az1-and-more")).toEqual([
      'availabilityZoneIds: is the string "euc1-az1-and-more"; write a list: a line starting with - for each item',
    ]);
    expect(lines('availabilityZoneIds: ""')).toEqual([
      'availabilityZoneIds: is the string ""; write a list: a line starting with - for each item',
    ]);
  });

  test("an item of a list is told what it should be", () => {
    expect(lines("readOnlyBuckets: []\ntags: {a: []}")).toEqual([
      "tags.a: is a list; write up to 256 letters, digits, spaces or _.:/=+-@",
    ]);
    const text = edit(dev, "environment.yaml", "  publicCidrs: [203.0.113.0/24]", "  publicCidrs: [[]]");
    expect(problemLines(text).map((line) => line.replace(/^\S+ /, ""))).toEqual([
      "access.publicCidrs[0]: is a list; write for example 203.0.113.0/24",
    ]);
  });
});

describe("a range that rests on another one that is wrong", () => {
  test("is not told to move into the wrong one", () => {
    const network = (text: string) => edit(dev, "environment.yaml", "access:", `network: {${text}}\naccess:`);
    expect(problemLines(network("vpcCidr: 10.0.0.0/8"))).toEqual([
      "dev/environment.yaml:10:20 network.vpcCidr: 10.0.0.0/8 is not a legal size for a VPC; write a range from /16 to /28",
    ]);
    expect(problemLines(network("studioCidr: 192.168.0.0/16"))).toEqual([
      "dev/environment.yaml:10:23 network.studioCidr: 192.168.0.0/16 is not inside the VPC's range; write a part of 10.0.0.0/16",
    ]);
  });
});
