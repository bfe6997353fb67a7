/** What the mistakes of a first day are told: what is needed and what is not, in the reader's words, and each once. */
import { list } from "../../config/problems";
import { edit, type Files, problemLines, shippedFiles, warningLines } from "./folders";

const dev = shippedFiles("dev");
const inEnvironment = (from: string, to: string): Files => edit(dev, "environment.yaml", from, to);
const withLines = (text: string): Files => ({ ...dev, "environment.yaml": `${dev["environment.yaml"]}${text}\n` });
const team = (text: string): Files => ({ ...dev, "teams/research.yaml": `${dev["teams/research.yaml"]}${text}\n` });
/** Without the place. */
const messages = (files: Files) => problemLines(files).map((line) => line.replace(/^\S+ /, ""));

describe("text in place of a map is told which keys it needs, and which it may have", () => {
  test.each([
    [
      edit(dev, "teams/research.yaml", "- name: ada", "- ada"),
      'users[0]: is the string "ada"; write a map with the key name and, where you need them, ssoUser and instanceType',
    ],
    [
      team("buckets: [data]"),
      'buckets[0]: is the string "data"; write a map with the key name and, where you need them, expireAfterDays, keepOldVersionsDays, producers and readers',
    ],
    [
      inEnvironment('studio:\n    id: "111111111111"', 'studio: "111111111111"'),
      'accounts.studio: is the string "111111111111"; write a map with the key id and, where you need it, deployerRole',
    ],
    [
      inEnvironment("access:", "network: 10.0.0.0/16\naccess:"),
      'network: is the string "10.0.0.0/16"; write a map with any of the keys vpcCidr, endpointCidr, studioCidr and extraInterfaceEndpoints',
    ],
    [
      withLines("  routes: [172.16.0.0/20]\n  privateCidrs: [172.16.0.0/20]"),
      'access.routes[0]: is the string "172.16.0.0/20"; write a map with the keys cidr, through and stack',
    ],
  ])("case %#", (files, message) => expect(messages(files)).toEqual([message]));
});

describe("a number is told to be quoted only where it is right in quotes", () => {
  test.each([
    [
      inEnvironment('"111111111111"', "11111111111"),
      'accounts.studio.id: was read as the number 11111111111; write its 12 digits in quotes, "012345678901"',
    ],
    [
      edit(dev, "teams/research.yaml", "10.0.128.0/22", "10.0"),
      "cidr: was read as the number 10; write for example 10.0.32.0/22",
    ],
    [
      inEnvironment('"111111111111"', "011111111111"),
      'accounts.studio.id: was read as the number 11111111111; write it in quotes: "011111111111"',
    ],
  ])("case %#", (files, message) => expect(messages(files)).toEqual([message]));
});

describe("a line that is not YAML is told in words of a configuration file", () => {
  test.each([
    ["region eu-central-1", "is not YAML: this line is no key: value; write a colon and a space behind the key"],
    ["region:eu-central-1", "is not YAML: this line is no key: value; write a colon and a space behind the key"],
  ])("%s", (line, message) => expect(messages(inEnvironment("region: eu-central-1", line))).toEqual([message]));

  test.each(["[", "{"])("a %s that is never closed", (bracket) => {
    const closing = bracket === "[" ? "]" : "}";
    expect(messages(withLines(`tags: ${bracket}a, b`))).toEqual([
      `is not YAML: a ${bracket} is opened before this line and never closed; close it with ${closing}, and indent the lines between`,
    ]);
  });
});

describe("a service that may not be an extra endpoint", () => {
  const extra = (name: string) => messages(withLines(`network: {extraInterfaceEndpoints: [${name}]}`));
  const at = "network.extraInterfaceEndpoints[0]:";

  test("is told the names of its parts, where it has several endpoints", () => {
    expect(extra("codeartifact")).toEqual([
      `${at} "codeartifact" is not a known interface endpoint; write codeartifact.api or codeartifact.repositories`,
    ]);
  });
  test.each([
    ["monitring", "monitoring is in the default set already; leave it out"],
    ["cloudwatch", "monitoring is in the default set already; leave it out"],
    ["ecr", "ecr.api and ecr.dkr are in the default set already; leave it out"],
    ["autoscaling", "write application-autoscaling"],
    ["mlflow", "write experiments"],
    ["Athena", "did you mean athena?"],
  ])("is told the endpoint that %s means", (name, advice) => {
    expect(extra(name)).toEqual([`${at} "${name}" is not a known interface endpoint; ${advice}`]);
  });
  test("is told that S3 is reached without one", () => {
    for (const name of ["s3", "com.amazonaws.eu-central-1.s3"])
      expect(extra(name)).toEqual([
        `${at} "${name}" needs no interface endpoint: each team has its own for S3; leave it out`,
      ]);
  });
  test.each([
    ["bedrock", "manages no models, and calls foundation models through bedrock-runtime"],
    ["elasticfilesystem", "home directories"],
    ["lakeformation", "credentials of Lake Formation"],
    ["lambda", "outside the team's subnets"],
    ["com.amazonaws.eu-central-1.lambda", "outside the team's subnets"],
    ["notebook", "notebook instances"],
    ["redshift-data", "may not query Redshift"],
    ["servicecatalog", "SageMaker Projects"],
  ])("is told why %s, which earlier versions took, is gone", (name, why) => {
    const [message = "", ...others] = extra(name);
    expect(others).toEqual([]);
    expect(message.startsWith(`${at} "${name}" is no longer offered: `)).toBe(true);
    expect(message).toContain(why);
    expect(message.endsWith("; leave it out")).toBe(true);
  });
  test("is told that it helps no team where teams share the account", () => {
    expect(extra("application-autoscaling")).toEqual([
      `${at} "application-autoscaling" helps no team where teams share the studio account: the execution role may call nothing of it there; leave it out, or write separation: account`,
    ]);
    const account = withLines("separation: account\nnetwork: {extraInterfaceEndpoints: [application-autoscaling]}");
    expect(messages(account)).toEqual([]);
  });
  test("is told every service that may be one", () => {
    expect(extra("rds")).toEqual([expect.stringMatching(/; write application-autoscaling, .*, ssm or [a-z.]+$/)]);
  });
});

test("a list that is cut leaves out more than one: one would have fitted", () => {
  const names = Array.from({ length: 33 }, (_, index) => `n${index}`);
  for (let count = 0; count <= names.length; count += 1) expect(list(names.slice(0, count))).not.toMatch(/ 1 more$/);
  expect(list(names)).toMatch(/, n29 or 3 more$/);
});

describe("a warning waits until its file has no problem, which may be its reason", () => {
  test.each([
    ["a misspelt key below access", inEnvironment("publicCidrs", "publicCidr")],
    ["access itself misspelt", inEnvironment("access:", "acces:")],
    ["a private range that is wrong by itself", withLines("  privateCidrs: [8.8.0.0/16]")],
    ["routes of the wrong kind", withLines("  privateCidrs: [172.16.0.0/20]\n  routes: {cidr: 172.16.0.0/20}")],
  ])("%s", (_, files) => {
    expect(problemLines(files)).toHaveLength(1);
    expect(warningLines(files)).toEqual([]);
  });

  test("and is not held back by a problem in another file", () => {
    const files = edit(
      inEnvironment("  publicCidrs: [203.0.113.0/24]", "  publicCidrs: []"),
      "teams/research.yaml",
      "cidr:",
      "cdir:",
    );
    expect(problemLines(files)).toEqual([expect.stringContaining("did you mean cidr?")]);
    expect(warningLines(files)).toEqual([expect.stringContaining("nobody can open Studio")]);
  });
});

describe("a key for what this blueprint does not do leads to what to do instead", () => {
  test.each(["executionRole", "execution_role_arn", "domainId", "kmsKey", "codeRepositories"])(
    "%s of a team",
    (key) => {
      expect(messages(team(`${key}: x`))).toEqual([
        expect.stringMatching(/is not a known key; .* \(README\.md#what-is-not-possible-yet\); known here: /),
      ]);
    },
  );
  test.each(["internetAccess", "natGateways", "internet_gateway"])("%s of an environment", (key) => {
    expect(messages(withLines(`${key}: true`))).toEqual([
      expect.stringMatching(/is not a known key; .*internet.* \(README\.md#what-is-not-possible-yet\); known here: /),
    ]);
  });
});
