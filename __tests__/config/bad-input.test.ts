/** Each kind of bad input is one clear line with its place, what is wrong and what would be right; all in one run. */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { loadEnvironments } from "../../config/load";
import { formatProblem } from "../../config/problems";
import { edit, type Files, fixtures, problemLines, shippedFiles, warningLines } from "./folders";

const dev = shippedFiles("dev");
const prod = shippedFiles("prod");
const staging = shippedFiles("staging");
const inEnvironment = (from: string, to: string): Files => edit(dev, "environment.yaml", from, to);
const inTeam = (from: string, to: string): Files => edit(dev, "teams/research.yaml", from, to);
const withTeam = (name: string, text: string): Files => ({ ...dev, [`teams/${name}.yaml`]: text });

test("a folder full of mistakes has every one reported in one run, as fixtures/bad/everything.txt lists them", () => {
  const directory = relative(process.cwd(), join(fixtures, "bad/everything"));
  const { environments, problems } = loadEnvironments(directory);
  const expected = readFileSync(join(fixtures, "bad/everything.txt"), "utf8").trimEnd().split("\n");
  expect(problems.map(formatProblem)).toEqual(expected);
  expect(environments).toEqual([]);
});

test("every line has a place, says what is wrong and what would be right", () => {
  for (const line of readFileSync(join(fixtures, "bad/everything.txt"), "utf8").trimEnd().split("\n")) {
    expect(line).toMatch(/^fixtures\/bad\/everything\/\S+:\d+:\d+ .+(; .+|did you mean .+\?)/);
  }
});

test.each<[string, Files, string]>([
  ["malformed YAML", inEnvironment("  studio:\n", "  studio: [\n"), "dev/environment.yaml:7:3 is not YAML: ..."],
  [
    "tab indentation",
    inEnvironment("  studio:", "\tstudio:"),
    "dev/environment.yaml:5:1 is not YAML: Tabs are not allowed as indentation; indent with spaces",
  ],
  [
    "unknown key",
    inEnvironment("region:", "regon:"),
    "dev/environment.yaml:3:1 regon: is not a known key; did you mean region?",
  ],
  [
    "missing key",
    inTeam("cidr: 10.0.128.0/22\n", ""),
    "dev/teams/research.yaml:2:1 cidr: is missing; add it (The team's own range inside the environment's Studio range, divided over the zones. Fixed once the domain exists)",
  ],
  [
    "wrong schemaVersion",
    inTeam("schemaVersion: 1", "schemaVersion: 2"),
    "dev/teams/research.yaml:2:16 schemaVersion: 2 is not allowed; write 1",
  ],
  [
    "malformed range",
    inTeam("10.0.128.0/22", "10.0.128.0/33"),
    'dev/teams/research.yaml:3:7 cidr: "10.0.128.0/33" is not an IPv4 range; write for example 10.0.32.0/22',
  ],
  [
    "host bits",
    inTeam("10.0.128.0/22", "10.0.129.0/22"),
    "dev/teams/research.yaml:3:7 cidr: 10.0.129.0/22 has bits set behind its prefix; write 10.0.128.0/22",
  ],
  [
    "range outside the VPC",
    inTeam("10.0.128.0/22", "10.9.0.0/22"),
    "dev/teams/research.yaml:3:7 cidr: 10.9.0.0/22 is outside the VPC's range 10.0.0.0/16; write a part of 10.0.128.0/17",
  ],
  [
    "range overlapping the endpoints'",
    inTeam("10.0.128.0/22", "10.0.0.0/22"),
    "dev/teams/research.yaml:3:7 cidr: 10.0.0.0/22 overlaps the endpoint range 10.0.0.0/20; write a part of 10.0.128.0/17",
  ],
  [
    "range overlapping another team's",
    withTeam("trading", "schemaVersion: 1\ncidr: 10.0.131.0/24\nusers: [{name: ada}]\n"),
    "dev/teams/trading.yaml:2:7 cidr: 10.0.131.0/24 overlaps 10.0.128.0/22 of team research (dev/teams/research.yaml); write a range of its own",
  ],
  [
    "too few addresses",
    inTeam(
      "10.0.128.0/22\nusers:\n",
      `10.0.128.0/27\nusers:\n${Array.from({ length: 10 }, (_, index) => `  - name: user${index}\n`).join("")}`,
    ),
    "dev/teams/research.yaml:3:7 cidr: 10.0.128.0/27 is too small: 11 users need 44 addresses (4 each), its 2 subnets have 22 (AWS keeps 5 of each); write a /26 or larger",
  ],
  [
    "zone of another region",
    inEnvironment("accounts:", "availabilityZoneIds: [euc1-az1, use1-az2]\naccounts:"),
    'dev/environment.yaml:4:33 availabilityZoneIds[1]: "use1-az2" is a zone of us-east-1; zones of eu-central-1 are euc1-az1, euc1-az2 and euc1-az3',
  ],
  [
    "unknown region",
    inEnvironment("eu-central-1", "eu-centre-1"),
    'dev/environment.yaml:3:9 region: "eu-centre-1" is not a region with SageMaker Studio; did you mean eu-central-1?',
  ],
  [
    "account id of 11 digits",
    inEnvironment('"111111111111"', '"11111111111"'),
    'dev/environment.yaml:6:9 accounts.studio.id: "11111111111" is not an account id; write its 12 digits in quotes, "012345678901"',
  ],
  [
    "account id read as a number",
    inEnvironment('"111111111111"', "012345678901"),
    'dev/environment.yaml:6:9 accounts.studio.id: was read as the number 12345678901; write it in quotes: "012345678901"',
  ],
  [
    "undeclared data account",
    inTeam("cidr:", "dataAccount: mian\ncidr:"),
    'dev/teams/research.yaml:3:14 dataAccount: "mian" is not a data account of the environment (accounts.data in dev/environment.yaml); did you mean main?',
  ],
  [
    "data account left open among several",
    edit(prod, "teams/research.yaml", "dataAccount: analytics\n", ""),
    "prod/teams/research.yaml:2:1 dataAccount: is missing, and the environment declares several data accounts; write analytics or core",
  ],
  [
    "bucket name too long once combined",
    {
      ...inEnvironment("region:", "namePrefix: platform-enclave\nregion:"),
      "teams/research.yaml": `${dev["teams/research.yaml"]}buckets: [{name: experiment-results-raw}]\n`,
    },
    "dev/teams/research.yaml:6:18 buckets[0].name: makes the bucket name platform-enclave-dev-research-experiment-results-raw-222222222222 of 65 characters; S3 allows 63; write at most 20 characters here",
  ],
  [
    "bucket names that S3 reserves",
    inEnvironment("region:", "namePrefix: sthree\nregion:"),
    'dev/environment.yaml:3:13 namePrefix: "sthree" makes bucket names that start with sthree-, which AWS reserves; write another prefix',
  ],
  [
    "illegal bucket name",
    inTeam("cidr:", "buckets: [{name: a--b}]\ncidr:"),
    'dev/teams/research.yaml:3:18 buckets[0].name: "a--b" is not a legal name; write lower-case letters, digits and single hyphens, a letter first',
  ],
  [
    "reserved bucket name",
    inTeam("cidr:", "buckets: [{name: access-logs}]\ncidr:"),
    'dev/teams/research.yaml:3:18 buckets[0].name: "access-logs" is reserved for the team\'s own access logs; write another name',
  ],
  [
    "illegal user profile name",
    inTeam("name: ada", "name: ada_l"),
    'dev/teams/research.yaml:5:11 users[0].name: "ada_l" is not a legal user profile name; write lower-case letters, digits and hyphens, no hyphen first or last (AWS writes the names in ARNs in lower case, and allows no dots or underscores)',
  ],
  [
    "capitals in a user profile's name",
    inTeam("name: ada", "name: Ada"),
    'dev/teams/research.yaml:5:11 users[0].name: "Ada" is not a legal user profile name; write lower-case letters, digits and hyphens, no hyphen first or last (AWS writes the names in ARNs in lower case, and allows no dots or underscores)',
  ],
  [
    "one user twice",
    inTeam("  - name: ada", "  - name: ada\n  - name: ada"),
    'dev/teams/research.yaml:6:11 users[1].name: "ada" is given twice; write each user once',
  ],
  [
    "role of another partition",
    edit(prod, "teams/fraud.yaml", "arn:aws:iam::888888888888", "arn:aws-cn:iam::888888888888"),
    "prod/teams/fraud.yaml:28:15 buckets[0].producers[0].role: is in partition aws-cn; write arn:aws:..., the partition of eu-central-1",
  ],
  [
    "a deployer role without its account",
    inEnvironment('"222222222222"', '"222222222222"\n      deployerRole: platform/deployer'),
    'dev/environment.yaml:10:21 accounts.data.main.deployerRole: "platform/deployer" is not the ARN of a role; write arn:aws:iam::111122223333:role/studio-enclave-deployer with the id of this account, or leave the key out: that is the default',
  ],
  [
    "a state role that is a user",
    edit(staging, "environment.yaml", "backend: s3", "backend: s3\n  role: arn:aws:iam::333333333333:user/ada"),
    'staging/environment.yaml:21:9 state.role: "arn:aws:iam::333333333333:user/ada" is not the ARN of a role; write for example arn:aws:iam::111122223333:role/terraform-state, or leave the key out: the deployer role of the studio account is the default',
  ],
  [
    "deployer role of another account",
    inEnvironment('"222222222222"', '"222222222222"\n      deployerRole: arn:aws:iam::333333333333:role/deployer'),
    "dev/environment.yaml:10:21 accounts.data.main.deployerRole: is a role of account 333333333333; name a role of this account, 222222222222",
  ],
  [
    "two deployers of one account",
    inEnvironment('"222222222222"', '"111111111111"\n      deployerRole: arn:aws:iam::111111111111:role/other'),
    "dev/environment.yaml:10:21 accounts.data.main.deployerRole: arn:aws:iam::111111111111:role/other differs from arn:aws:iam::111111111111:role/studio-enclave-deployer, the deployer role that accounts.studio has for the same account; write one role for account 111111111111",
  ],
  [
    "a deployer that is a team's own role",
    inEnvironment(
      '"111111111111"',
      '"111111111111"\n    deployerRole: arn:aws:iam::111111111111:role/enclave-dev-research-execution',
    ),
    "dev/environment.yaml:7:19 accounts.studio.deployerRole: is named like the roles that this environment makes (enclave-dev-*); name a role from outside it",
  ],
  [
    "a producer that is the deployer",
    edit(
      prod,
      "teams/fraud.yaml",
      "arn:aws:iam::888888888888:role/payments-export",
      "arn:aws:iam::777777777777:role/platform/terraform",
    ),
    "prod/teams/fraud.yaml:28:15 buckets[0].producers[0].role: is the deployer role, which may not touch objects; name another role",
  ],
  [
    "a role that is producer and reader of one bucket",
    edit(
      prod,
      "teams/fraud.yaml",
      "arn:aws:iam::999999999999:role/regulator-report",
      "arn:aws:iam::888888888888:role/payments-export",
    ),
    "prod/teams/fraud.yaml:33:15 buckets[0].readers[0].role: is given twice for this bucket; write each role once, and use two roles for two prefixes or for reading and writing",
  ],
  [
    "a producer that is another team's execution role",
    edit(
      prod,
      "teams/fraud.yaml",
      "arn:aws:iam::888888888888:role/payments-export",
      "arn:aws:iam::555555555555:role/ml/enclave-prod-research-execution",
    ),
    "prod/teams/fraud.yaml:28:15 buckets[0].producers[0].role: is a role that this environment makes; name a role from outside it",
  ],
  [
    "a bucket of pipelineReads that the team does not have",
    edit(staging, "teams/fraud.yaml", "pipelineReads:\n    bucket: features", "pipelineReads:\n    bucket: models"),
    'staging/teams/fraud.yaml:56:13 features.pipelineReads.bucket: "models" is not a bucket of this team; write transactions or features',
  ],
  [
    "a bucket of mlflow that the team does not have",
    edit(staging, "teams/fraud.yaml", "mlflow:\n    bucket: features", "mlflow:\n    bucket: models"),
    'staging/teams/fraud.yaml:51:13 features.mlflow.bucket: "models" is not a bucket of this team; write transactions or features',
  ],
  [
    "a tracking server without the endpoint that programs reach it through",
    edit(staging, "environment.yaml", "experiments, ", ""),
    "staging/teams/fraud.yaml:50:3 features.mlflow: needs the interface endpoint experiments, which the environment does not have; add experiments to network.extraInterfaceEndpoints in staging/environment.yaml, or leave mlflow out",
  ],
  [
    "duplicate key",
    inEnvironment("region: eu-central-1", "region: eu-central-1\nregion: eu-west-1"),
    "dev/environment.yaml:4:1 region: is given twice, first in line 3; keep one",
  ],
  [
    "alias",
    inTeam("name: ada", "name: *ada"),
    "dev/teams/research.yaml:5:11 users[0].name: is the alias *ada; write the value itself, aliases are not read here",
  ],
  [
    "name that leaves the folder",
    inTeam("cidr:", "lifecycleScript: ../../etc/passwd\ncidr:"),
    'dev/teams/research.yaml:3:18 lifecycleScript: "../../etc/passwd" is not a file name; write the name of a script in the environment\'s scripts folder',
  ],
  [
    "missing script",
    inTeam("cidr:", "lifecycleScript: setup.sh\ncidr:"),
    "dev/teams/research.yaml:3:18 lifecycleScript: there is no script setup.sh in the environment's scripts folder; add it",
  ],
  [
    "script too large",
    { ...inTeam("cidr:", "lifecycleScript: a.sh\ncidr:"), "scripts/a.sh": "x".repeat(4097) },
    "dev/teams/research.yaml:3:18 lifecycleScript: dev/scripts/a.sh has 4097 bytes, and 4096 fit beside the blueprint's own part; shorten it, or let it fetch the rest from a bucket",
  ],
  [
    "script for another program than a shell",
    { ...inTeam("cidr:", "lifecycleScript: a.sh\ncidr:"), "scripts/a.sh": "#!/usr/bin/env python3\nprint(1)\n" },
    'dev/teams/research.yaml:3:18 lifecycleScript: dev/scripts/a.sh begins with "#!/usr/bin/env python3", and bash runs it; write it for bash, or call the program from it',
  ],
  [
    "script with a carriage return within a line",
    { ...inTeam("cidr:", "lifecycleScript: a.sh\ncidr:"), "scripts/a.sh": "echo 1\recho 2\n" },
    "dev/teams/research.yaml:3:18 lifecycleScript: dev/scripts/a.sh holds a carriage return that ends no line, which shells refuse; remove it",
  ],
  [
    "SSO without a name",
    inTeam("cidr:", "authMode: SSO\ncidr:"),
    "dev/teams/research.yaml:6:5 users[0].ssoUser: is missing, and the team's authMode is SSO; add the user's name in IAM Identity Center",
  ],
  [
    "SSO name that Terraform would work out",
    inTeam("  - name: ada", "  - name: ada\n    ssoUser: ${path.cwd}\nauthMode: SSO"),
    "dev/teams/research.yaml:6:14 users[0].ssoUser: holds ${ or %{, which Terraform takes for a template; choose another name",
  ],
  [
    "Identity Center without a team that has SSO",
    inEnvironment(
      "access:",
      "identityCenter:\n  identityStoreId: d-1234567890\n  deployerRole: arn:aws:iam::101010101010:role/identity\naccess:",
    ),
    "dev/environment.yaml:10:1 identityCenter: assigns nobody, because no team logs in through IAM Identity Center; leave it out, or write authMode: SSO in a team's file",
  ],
  [
    "SSO name in IAM mode",
    inTeam("name: ada", "name: ada\n    ssoUser: ada@example.com"),
    "dev/teams/research.yaml:6:5 users[0].ssoUser: has no use in IAM mode; leave it out, or write authMode: SSO",
  ],
  [
    "unknown interface endpoint",
    inEnvironment("access:", "network:\n  extraInterfaceEndpoints: [atena]\naccess:"),
    'dev/environment.yaml:11:29 network.extraInterfaceEndpoints[0]: "atena" is not a known interface endpoint; did you mean athena?',
  ],
  [
    "interface endpoint by the full name of its service",
    inEnvironment("access:", "network:\n  extraInterfaceEndpoints: [com.amazonaws.eu-central-1.glue]\naccess:"),
    'dev/environment.yaml:11:29 network.extraInterfaceEndpoints[0]: "com.amazonaws.eu-central-1.glue" is not a known interface endpoint; did you mean glue?',
  ],
  [
    "default interface endpoint by the full name of its service",
    inEnvironment("access:", "network:\n  extraInterfaceEndpoints: [aws.sagemaker.eu-central-1.studio]\naccess:"),
    'dev/environment.yaml:11:29 network.extraInterfaceEndpoints[0]: "aws.sagemaker.eu-central-1.studio" is in the default set already; leave it out',
  ],
  [
    "VPC too large",
    inEnvironment("access:", "network: {vpcCidr: 10.0.0.0/15}\naccess:"),
    "dev/environment.yaml:10:20 network.vpcCidr: 10.0.0.0/15 is not a legal size for a VPC; write a range from /16 to /28",
  ],
  [
    "public VPC",
    inEnvironment("access:", "network: {vpcCidr: 8.8.0.0/16}\naccess:"),
    "dev/environment.yaml:10:20 network.vpcCidr: 8.8.0.0/16 is not private; write a range inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10",
  ],
  [
    "VPC too small for its endpoints",
    inEnvironment("access:", "network: {vpcCidr: 10.0.128.0/24}\naccess:"),
    "dev/environment.yaml:10:20 network.vpcCidr: leaves 10.0.128.0/28 for endpoints, which is too small: 9 interface endpoints need 14 addresses in each of 2 zones (AWS keeps 5 of each subnet), and a zone's part of it has 8; write endpointCidr, or a VPC of /23 or larger",
  ],
  [
    "endpoint range outside the VPC",
    inEnvironment("access:", "network: {endpointCidr: 10.1.0.0/24}\naccess:"),
    "dev/environment.yaml:10:25 network.endpointCidr: 10.1.0.0/24 is not inside the VPC's range; write a part of 10.0.0.0/16",
  ],
  [
    "Studio range on the endpoints'",
    inEnvironment("access:", "network: {studioCidr: 10.0.0.0/16}\naccess:"),
    "dev/environment.yaml:10:23 network.studioCidr: 10.0.0.0/16 overlaps the endpoint range 10.0.0.0/20 (the default); write ranges without a common address",
  ],
  [
    "the whole internet",
    inEnvironment("203.0.113.0/24", "0.0.0.0/0"),
    "dev/environment.yaml:12:17 access.publicCidrs[0]: 0.0.0.0/0 admits the whole internet; write your own public ranges, /8 at the widest",
  ],
  [
    "private range as a public one",
    inEnvironment("203.0.113.0/24", "10.0.0.0/24"),
    "dev/environment.yaml:12:17 access.publicCidrs[0]: 10.0.0.0/24 is not public (it lies in 10.0.0.0/8)...",
  ],
  [
    "tag of the blueprint's own",
    inTeam("cidr:", "tags: {owner: me}\ncidr:"),
    'dev/teams/research.yaml:3:8 tags.owner: "owner" is a tag that the blueprint sets itself; write the owner key of environment.yaml, or another spelling (Owner)',
  ],
  [
    "tags that differ in case",
    inTeam("cidr:", "tags: {Cost: a, cost: b}\ncidr:"),
    'dev/teams/research.yaml:3:17 tags.cost: "cost" differs from "Cost" only in case, which IAM does not tell apart; write one of them',
  ],
  [
    "state's bucket as a readable one",
    inEnvironment("access:", "state: {backend: s3, bucket: tf-state}\nreadOnlyBuckets: [tf-state]\naccess:"),
    'dev/environment.yaml:11:19 readOnlyBuckets[0]: "tf-state" holds the environment\'s state, which teams may not read; leave it out',
  ],
  [
    "a registry of packages without the endpoints",
    inEnvironment(
      "access:",
      'packageRegistries: [{account: "234567890123", domain: central, repositories: [aa]}]\naccess:',
    ),
    "dev/environment.yaml:10:1 packageRegistries: needs the interface endpoints codeartifact.api and codeartifact.repositories; add codeartifact.api and codeartifact.repositories to network.extraInterfaceEndpoints",
  ],
  [
    "the studio account as a registry of packages",
    inEnvironment(
      "access:",
      'packageRegistries: [{account: "111111111111", domain: central, repositories: [aa]}]\naccess:',
    ),
    "dev/environment.yaml:10:31 packageRegistries[0].account: 111111111111 is the studio account, whose packages every team may install; leave it out",
  ],
  [
    "the studio account as a central registry",
    inEnvironment("access:", 'imageRegistries: [{account: "111111111111", repositories: [base]}]\naccess:'),
    "dev/environment.yaml:10:29 imageRegistries[0].account: 111111111111 is the studio account, whose images every team may pull; leave it out",
  ],
  [
    "an account of AWS as a central registry",
    inEnvironment("access:", 'imageRegistries: [{account: "763104351884", repositories: [base]}]\naccess:'),
    "dev/environment.yaml:10:29 imageRegistries[0].account: 763104351884 is an account of AWS, whose images every team may pull; leave it out",
  ],
  [
    "a repository twice in a central registry",
    inEnvironment("access:", 'imageRegistries: [{account: "234567890123", repositories: [base, base]}]\naccess:'),
    'dev/environment.yaml:10:66 imageRegistries[0].repositories[1]: "base" is given twice; write each repository once',
  ],
  [
    "a central registry twice",
    inEnvironment(
      "access:",
      'imageRegistries: [{account: "234567890123", repositories: [a1]}, {account: "234567890123", repositories: [a2]}]\naccess:',
    ),
    "dev/environment.yaml:10:76 imageRegistries[1].account: 234567890123 is given twice; write all of its repositories in one place",
  ],
  [
    "a team's bucket as a readable one",
    inEnvironment("access:", "readOnlyBuckets: [enclave-dev-research-data-222222222222]\naccess:"),
    'dev/environment.yaml:10:19 readOnlyBuckets[0]: "enclave-dev-research-data-222222222222" is named like this environment\'s own buckets; name buckets of others',
  ],
  [
    "a readable bucket without its account",
    inEnvironment("access:", "readOnlyBuckets: [{name: reference-data}]\naccess:"),
    "dev/environment.yaml:10:19 readOnlyBuckets[0].account: is missing; add it (The account that owns it: a bucket of that name in another account is not read)",
  ],
  [
    "an account that is read as a number",
    inEnvironment("access:", "readOnlyBuckets: [{name: reference-data, account: 012345678901}]\naccess:"),
    'dev/environment.yaml:10:51 readOnlyBuckets[0].account: was read as the number 12345678901; write it in quotes: "012345678901"',
  ],
  [
    "a readable bucket with a key that is not known",
    inEnvironment("access:", "readOnlyBuckets: [{name: reference-data, account: '012345678901', owner: me}]\naccess:"),
    "dev/environment.yaml:10:67 readOnlyBuckets[0].owner: is not a known key here; it belongs below no other key, at the left margin",
  ],
  [
    "a misspelt key of a readable bucket",
    inEnvironment("access:", "readOnlyBuckets: [{name: reference-data, acount: '012345678901'}]\naccess:"),
    "dev/environment.yaml:10:42 readOnlyBuckets[0].acount: is not a known key; did you mean account?",
  ],
  [
    "a readable bucket's name with a wildcard",
    inEnvironment("access:", "readOnlyBuckets: ['data-*']\naccess:"),
    'dev/environment.yaml:10:19 readOnlyBuckets[0]: "data-*" is not a legal bucket name; write it in full: 3 to 63 lower-case letters, digits, hyphens and single dots, not an IP address, not an access point\'s alias',
  ],
  [
    "a readable bucket that is a number",
    inEnvironment("access:", "readOnlyBuckets: [5]\naccess:"),
    "dev/environment.yaml:10:19 readOnlyBuckets[0]: 5 is not allowed; write text, or a map with the keys name and account",
  ],
  [
    "one readable bucket with and without an account",
    inEnvironment(
      "access:",
      "readOnlyBuckets: [jumpstart-cache-prod-eu-central-1, {name: jumpstart-cache-prod-eu-central-1, account: '012345678901'}]\naccess:",
    ),
    'dev/environment.yaml:10:61 readOnlyBuckets[1].name: "jumpstart-cache-prod-eu-central-1" is given twice; write each bucket once',
  ],
  [
    "state key of another region",
    inEnvironment(
      "access:",
      "state: {backend: s3, bucket: tf-state, kmsKey: 'arn:aws:kms:eu-west-1:111111111111:alias/state'}\naccess:",
    ),
    "dev/environment.yaml:10:48 state.kmsKey: is a key of eu-west-1, the state bucket is in eu-central-1; name a key of eu-central-1",
  ],
  [
    "a key in the wrong section",
    inEnvironment("access:", "vpcCidr: 10.0.0.0/16\naccess:"),
    "dev/environment.yaml:10:1 vpcCidr: is not a known key here; it belongs below network",
  ],
])("%s", (_, files, line) => {
  const lines = problemLines(files, /^\w+/.exec(line)?.[0]);
  // "..." stands for a rest that other tests or the parser's own words decide.
  if (line.endsWith("...")) expect(lines).toContainEqual(startingWith(line.slice(0, -3)));
  else expect(lines).toContain(line);
});

const startingWith = (text: string) =>
  expect.stringMatching(new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}`));

test("a team whose name starts another's is refused, for its policies would reach the other's objects", () => {
  const lines = problemLines(withTeam("research-eu", "schemaVersion: 1\ncidr: 10.0.132.0/22\nusers: [{name: ada}]\n"));
  expect(lines).toEqual([
    "dev/teams/research-eu.yaml:1:1 the team name research-eu starts with that of team research, whose policies would reach this team's objects; rename this file, for example to researcheu.yaml",
  ]);
});

test("a mistake in one key hides no mistake in another", () => {
  const files = edit(
    inEnvironment("eu-central-1", "eu-central-9"),
    "teams/research.yaml",
    "10.0.128.0/22",
    "10.0.0.0/22",
  );
  expect(problemLines(files)).toEqual([
    expect.stringContaining("dev/environment.yaml:3:9 region: "),
    expect.stringContaining("dev/teams/research.yaml:3:7 cidr: 10.0.0.0/22 overlaps the endpoint range"),
  ]);
});

test("a file that is not YAML hides no mistake in another file, and causes none there", () => {
  const files = { ...edit(dev, "teams/research.yaml", "name: ada", "name: a.b"), "environment.yaml": "a: [" };
  expect(problemLines(files)).toEqual([
    expect.stringContaining("dev/environment.yaml:1:5 is not YAML: "),
    expect.stringContaining("dev/teams/research.yaml:5:11 users[0].name: "),
  ]);
});

test("a deployer's default name may not be one of the environment's own", () => {
  const files = inEnvironment("region:", "namePrefix: studio\nregion:");
  expect(problemLines(files, "enclave")).toEqual([
    "enclave/environment.yaml:6:3 accounts.studio.deployerRole: is named like the roles that this environment makes (studio-enclave-*); name a role from outside it",
  ]);
});

test("access for nobody is a warning, and the environment loads", () => {
  const files = inEnvironment("  publicCidrs: [203.0.113.0/24]", "  publicCidrs: []");
  expect(problemLines(files)).toEqual([]);
  expect(warningLines(files)).toEqual([
    "dev/environment.yaml:10:1 access: is empty, so nobody can open Studio of research; add publicCidrs or privateCidrs",
  ]);
});

const sso = (files: Files) =>
  edit(files, "teams/research.yaml", "  - name: ada", "  - name: ada\n    ssoUser: ada\nauthMode: SSO");

test("a team of SSO is a warning, whatever access says: its people come from any network", () => {
  const message =
    "SSO lets the team's people log in from any network: AWS evaluates no policy when they log in, so access in environment.yaml does not limit them; write IAM, or limit the networks in your identity provider";
  expect(problemLines(sso(dev))).toEqual([]);
  expect(warningLines(sso(dev))).toEqual([`dev/teams/research.yaml:7:11 authMode: ${message}`]);
  const closed = sso(inEnvironment("  publicCidrs: [203.0.113.0/24]", "  publicCidrs: []"));
  expect(warningLines(closed)).toEqual([`dev/teams/research.yaml:7:11 authMode: ${message}`]);
});

test("access for nobody is no warning where there is no team yet", () => {
  const { "teams/research.yaml": _, ...bare } = inEnvironment("  publicCidrs: [203.0.113.0/24]", "  publicCidrs: []");
  expect(problemLines(bare)).toEqual([]);
  expect(warningLines(bare)).toEqual([]);
});

test("a readable bucket that is not known as AWS's is a warning, unless it says whose it is", () => {
  const of = (buckets: string) => warningLines(inEnvironment("access:", `readOnlyBuckets: [${buckets}]\naccess:`));
  expect(of("jumpstart-cache-prod-eu-central-1, {name: reference-data, account: '012345678901'}")).toEqual([]);
  expect(of("reference-data")).toEqual([
    'dev/environment.yaml:10:19 readOnlyBuckets[0]: "reference-data" is not known as a bucket of AWS\'s in eu-central-1, and nobody checks who owns it; write {name: reference-data, account: "<12 digits>"}',
  ]);
});

test("an instance type that Studio is not known to have is a warning with the nearest one", () => {
  expect(warningLines(inTeam("name: ada", "name: ada\n    instanceType: ml.t3.medum"))).toEqual([
    "dev/teams/research.yaml:6:19 users[0].instanceType: ml.t3.medum is not among the types that Studio is known to have; did you mean ml.t3.medium?",
  ]);
});

test("what a file says never steers the terminal: control characters are printed as their numbers", () => {
  const [line] = problemLines(inEnvironment("region: eu-central-1", 'region: "eu\\u001b[2J\\u202e-1"'));
  expect(line).toContain("dev/environment.yaml:3:9 region: ");
  expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
