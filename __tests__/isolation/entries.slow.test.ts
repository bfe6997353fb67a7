/** Who can open a team's Studio, and from where, is decided from the stacks; where nobody can, G10 says that nobody enters yet. */
import { describeEntries } from "../../isolation/report/entries";
import { type Synthesized, synthesizeOne } from "../support/environments";
import { type Attack, editPolicy, type Loose, linesOfExceptions, proofOfEdited, resource, shipped } from "./stacks";

const fraud = "prod-studio-fraud";
const entryOf = async (from: Synthesized, team: string, attack: Attack = () => {}) => {
  const { entries } = await proofOfEdited(from, attack, { guarantees: ["G10"] });
  return entries.find((entry) => entry.team === team);
};
const people = (edit: (document: Loose) => void): Attack => {
  return (files) => editPolicy(resource(files, fraud, "aws_iam_policy", "people-access"), edit);
};
const noPeople: Attack = (files) =>
  editPolicy(resource(files, "prod-networking", "aws_vpc_endpoint", "sagemaker-api"), (document) => {
    document.Statement = document.Statement.filter(({ Sid }: Loose) => Sid !== "PeopleOpenStudio");
  });
const noPrivateRange: Attack = (files) => {
  const rules = files.get("prod-networking").resource.aws_vpc_security_group_ingress_rule;
  for (const name of Object.keys(rules)) if (name.includes("from-172")) delete rules[name];
};
const networks = { public: ["198.51.100.16/28", "203.0.113.0/24"], private: ["172.16.0.0/20"] };

test("in IAM mode, those who have the team's policy, from the networks that its denials spare", async () => {
  expect(await entryOf(shipped("prod"), "fraud")).toEqual({
    environment: "prod",
    team: "fraud",
    authMode: "IAM",
    policies: ["enclave-prod-fraud-people"],
    networks,
    // No network team's stack is read here.
    unreached: ["172.16.0.0/20"],
    profiles: ["grace", "katherine"],
  });
});

test("in SSO mode, from any network: AWS asks no policy of people", async () => {
  expect(await entryOf(shipped("prod"), "marketing")).toMatchObject({
    authMode: "SSO",
    policies: [],
    assigned: true,
    networks: "any",
    profiles: ["barbara", "edsger"],
  });
  const { verdicts } = await proofOfEdited(shipped("prod"), () => {}, { guarantees: ["G10"] });
  expect(verdicts[0]?.outcome).toBe("proved");
  expect(linesOfExceptions(verdicts[0]?.exceptions ?? [])).toMatch(/people log in .* from any network.*\(marketing\)/);
});

test.each<[what: string, attack: Attack, found: object]>([
  ["a policy that denies nothing", people((document) => document.Statement.splice(2)), { networks: "any" }],
  [
    "another network in the policy",
    people(({ Statement }) => {
      for (const { Condition } of Statement.slice(2)) Condition.NotIpAddress["aws:SourceIp"] = ["192.0.2.0/24"];
    }),
    { networks: { ...networks, public: ["192.0.2.0/24"] } },
  ],
  [
    "a policy that is gone",
    (files) => delete files.get(fraud).resource.aws_iam_policy["people-access"],
    { networks: "any", policies: [] },
  ],
  ["an endpoint that admits nobody", noPeople, { networks: { ...networks, private: [] } }],
  ["a security group that admits no private range", noPrivateRange, { networks: { ...networks, private: [] } }],
  [
    "a domain that logs in otherwise",
    (files) => {
      resource(files, fraud, "aws_sagemaker_domain").auth_mode = "SSO";
    },
    { authMode: "SSO", networks: "any" },
  ],
])("is read from %s, whatever the configuration says", async (_, attack, found) => {
  expect(await entryOf(shipped("prod"), "fraud", attack)).toMatchObject(found);
});

test.each<[what: string, attack: Attack, failure: RegExp]>([
  ["the endpoint's policy", noPeople, /let people open Studio from 172\.16\.0\.0\/20/],
  [
    "its security group",
    noPrivateRange,
    /people in 172\.16\.0\.0\/20 do not reach com\.amazonaws\.eu-central-1\.sagemaker\.api/,
  ],
])("people from a declared private network who do not pass %s violate G10", async (_, attack, failure) => {
  const { verdicts } = await proofOfEdited(shipped("prod"), attack, { guarantees: ["G10"] });
  expect(verdicts[0]?.failures.map(({ what }) => what).join("\n")).toMatch(failure);
});

describe("nobody enters yet", () => {
  const { environment } = shipped("staging");
  const closed = synthesizeOne({ ...environment, access: { publicCidrs: [], privateCidrs: [], routes: [] } });

  test.each([false, true])(
    "where access names no network (from the stacks alone: %s)",
    async (withoutConfiguration) => {
      const { verdicts, entries } = await proofOfEdited(closed, () => {}, {
        guarantees: ["G10"],
        withoutConfiguration,
      });
      expect(verdicts).toMatchObject([{ outcome: "nobody enters yet", failures: [], undecided: [] }]);
      expect(verdicts[0]?.notes).toEqual([
        "fraud and research: the policy for people admits no network; add publicCidrs or privateCidrs under access in environment.yaml",
      ]);
      expect(describeEntries(entries)).toMatchObject([
        { who: expect.stringMatching(/^nobody: the policy for people/), teams: ["staging: fraud and research"] },
      ]);
    },
  );

  test("where a domain has no profile", async () => {
    const { verdicts } = await proofOfEdited(
      shipped("staging"),
      (files) => delete files.get("staging-studio-fraud").resource.aws_sagemaker_user_profile,
      { guarantees: ["G10"], withoutConfiguration: true },
    );
    expect(verdicts).toMatchObject([{ outcome: "nobody enters yet" }]);
    expect(verdicts[0]?.notes).toEqual([expect.stringMatching(/^fraud: its domain has no user profile/)]);
  });

  test("does not hide that the team cannot work", async () => {
    const { verdicts } = await proofOfEdited(
      closed,
      (files) => {
        resource(files, "staging-networking", "aws_vpc").enable_dns_support = false;
      },
      { guarantees: ["G10"] },
    );
    expect(verdicts).toMatchObject([{ outcome: "violated", notes: [] }]);
  });
});

test("many teams that are entered alike are a few lines", () => {
  const entries = Array.from({ length: 60 }, (_, index) => ({
    environment: "large",
    team: `team-${index}`,
    authMode: "IAM",
    policies: [`enclave-large-team-${index}-people`],
    networks: { public: ["203.0.113.0/24"], private: [] },
    unreached: [],
    profiles: ["ada"],
  }));
  const [group, ...others] = describeEntries(entries);
  expect(others).toEqual([]);
  expect(group?.who).toBe("people who have the policy enclave-<environment>-<team>-people, from 203.0.113.0/24");
  expect(group?.teams).toEqual([expect.stringMatching(/^large: team-0, team-1, .* and 30 more$/)]);
});
