/** Where a client or AWS chooses what a denial tests, G10 says that it cannot tell, and names the key and the statement. */
import { deny, onlyIf, organizationId, type PlaceName, places, verdictOf } from "./dev";

test.each<[PlaceName, string, Parameters<typeof deny>[1]]>([
  ["bucket", "aws:UserAgent", { StringLike: { "aws:UserAgent": "*Boto3*" } }],
  ["bucket", "s3:x-amz-content-sha256", { StringEquals: { "s3:x-amz-content-sha256": "UNSIGNED-PAYLOAD" } }],
  ["bucket", "s3:TlsVersion", { NumericLessThan: { "s3:TlsVersion": "1.3" } }],
  ["bucket", "aws:PrincipalTag/team", { StringNotEquals: { "aws:PrincipalTag/team": "research" } }],
  ["bucket", "aws:SourceIdentity", { Null: { "aws:SourceIdentity": "true" } }],
  ["bucket", "s3:prefix", { StringLike: { "s3:prefix": "private/*" } }],
  ["bucket", "aws:MultiFactorAuthPresent", { Bool: { "aws:MultiFactorAuthPresent": "false" } }],
  ["bucket", "s3:ExistingObjectTag/class", { StringEquals: { "s3:ExistingObjectTag/class": "secret" } }],
  ["bucket", "aws:userid", { StringNotLike: { "aws:userid": "AROAEXAMPLEEXAMPLE:*" } }],
  ["dataKey", "aws:CalledVia", { "ForAnyValue:StringEquals": { "aws:CalledVia": "s3.amazonaws.com" } }],
  ["role", "aws:UserAgent", { StringLike: { "aws:UserAgent": "*Boto3*" } }],
])("on the %s policy: %s", async (place, key, condition) => {
  const { outcome, failures, undecided } = await verdictOf("G10", deny(place, condition));
  expect({ outcome, failures }).toEqual({ outcome: "not decidable", failures: [] });
  expect(undecided.join("\n")).toContain(key);
  expect(undecided.join("\n")).toContain("(More)");
});

test("a message names all that it keeps from passing, once", async () => {
  const { undecided } = await verdictOf("G10", deny("bucket", { NumericLessThan: { "s3:TlsVersion": "1.3" } }));
  expect(undecided).toHaveLength(1);
  expect(undecided[0]).toMatch(
    /^dev-buckets-research aws_s3_bucket_policy\.bucket-data_policy \$\.Statement\[\d+\] \(More\): /,
  );
});

describe("an organization's denials", () => {
  const orgs = [
    ["bucket", "aws:PrincipalOrgID"],
    ["role", "aws:ResourceOrgID"],
    ["dataKey", "aws:PrincipalOrgID"],
  ] as const;
  const perimeter = (key: string) => ({
    StringNotEqualsIfExists: { [key]: organizationId },
    BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
  });

  test.each(orgs)("on the %s policy decide by %s once the configuration declares it", async (place, key) => {
    const action = place === "role" ? "s3:*" : "*";
    for (const guarantee of ["G9", "G10"] as const) {
      const ours = await verdictOf(guarantee, deny(place, perimeter(key), action), { organizationId });
      expect({ guarantee, outcome: ours.outcome, undecided: ours.undecided }).toEqual({
        guarantee,
        outcome: "proved",
        undecided: [],
      });
    }
  });

  test.each(orgs)(
    "on the %s policy are not decidable by %s without it, and the message says what to declare",
    async (place, key) => {
      const attack = deny(
        place,
        { StringNotEqualsIfExists: { [key]: organizationId } },
        place === "role" ? "s3:*" : "*",
      );
      const { outcome, undecided } = await verdictOf("G10", attack);
      expect(outcome).toBe("not decidable");
      expect(undecided.join("\n")).toContain(key);
      expect(undecided.join("\n")).toContain("declare organizationId in environment.yaml");
    },
  );

  test("keep team and deployer out where the organization is another", async () => {
    const attack = deny("bucket", { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-zzzzzzzzzz" } });
    for (const guarantee of ["G9", "G10"] as const) {
      expect((await verdictOf(guarantee, attack, { organizationId })).outcome).toBe("violated");
    }
  });

  test("on every resource keep AWS's own images out, which belong to another organization", async () => {
    const attack = deny("s3Endpoint", { StringNotEqualsIfExists: { "aws:ResourceOrgID": organizationId } });
    expect((await verdictOf("G10", attack, { organizationId })).outcome).not.toBe("proved");
  });
});

describe("harmless denials and dates are no lock-out", () => {
  test.each<[PlaceName, string, Parameters<typeof deny>[1]]>([
    ["bucket", "before 2020", { DateLessThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }],
    ["bucket", "from 2099 on", { DateGreaterThan: { "aws:CurrentTime": "2099-01-01T00:00:00Z" } }],
    ["bucket", "below TLS 1.2", { NumericLessThan: { "s3:TlsVersion": "1.2" } }],
    ["bucket", "not signed by version 4", { StringNotEquals: { "s3:signatureversion": "AWS4-HMAC-SHA256" } }],
    ["bucket", "in another region", { StringNotEquals: { "aws:RequestedRegion": "eu-central-1" } }],
    ["bucket", "of old sessions", { DateLessThan: { "aws:TokenIssueTime": "2026-11-01T00:00:00Z" } }],
    ["bucket", "with an access list", { StringLike: { "s3:x-amz-acl": "public-*" } }],
    ["dataKey", "before 2020", { DateLessThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }],
    ["role", "of old sessions", { DateLessThan: { "aws:TokenIssueTime": "2026-11-01T00:00:00Z" } }],
  ])("on the %s policy: %s", async (place, _, condition) => {
    for (const guarantee of ["G9", "G10"] as const) {
      // The deployer may send any access list; the team's writes send none.
      if (guarantee === "G9" && "StringLike" in condition) continue;
      const { outcome, failures, undecided } = await verdictOf(guarantee, deny(place, condition));
      expect({ guarantee, outcome, because: [...failures.map(({ what }) => what), ...undecided] }).toEqual({
        guarantee,
        outcome: "proved",
        because: [],
      });
    }
  });

  test("a denial of large instances, in spaces and apps", async () => {
    const large = { "ForAnyValue:StringNotLike": { "sagemaker:InstanceTypes": ["ml.t3.*", "ml.m5.*"] } };
    for (const action of ["sagemaker:CreateSpace", "sagemaker:CreateApp"]) {
      expect((await verdictOf("G10", deny("role", large, action))).outcome).toBe("proved");
    }
  });

  test("a grant until 2099", async () => {
    const until = { DateLessThan: { "aws:CurrentTime": "2099-01-01T00:00:00Z" } };
    expect((await verdictOf("G10", onlyIf(places.bucket, "AllowTeam", until))).outcome).toBe("proved");
    expect((await verdictOf("G9", onlyIf(places.dataKey, "AdministerKey", until))).outcome).toBe("proved");
  });
});

describe("time", () => {
  const expires = onlyIf(places.bucket, "AllowTeam", {
    DateLessThan: { "aws:CurrentTime": "2027-03-01T00:00:00Z" },
  });
  test("a verdict says until when it holds, and by which statement", async () => {
    const verdict = await verdictOf("G10", expires);
    expect(verdict.outcome).toBe("proved");
    expect(verdict.at).toBe("2026-11-27T12:00:00.000Z");
    expect(verdict.until).toEqual({
      time: "2027-03-01T00:00:00.000Z",
      where: expect.stringMatching(
        /^dev-buckets-research aws_s3_bucket_policy\.bucket-data_policy \$\.Statement\[\d+\]/,
      ),
    });
  });
  test("it is another after that", async () => {
    const verdict = await verdictOf("G10", expires, { at: "2027-03-01T00:00:00Z" });
    expect(verdict.outcome).toBe("violated");
    expect(verdict.until).toBeUndefined();
  });
  test("the deployer is asked at the same time", async () => {
    const attack = deny("bucket", { DateGreaterThan: { "aws:CurrentTime": "2027-03-01T00:00:00Z" } });
    expect((await verdictOf("G9", attack)).until?.time).toBe("2027-03-01T00:00:00.000Z");
    expect((await verdictOf("G9", attack)).outcome).toBe("proved");
    expect((await verdictOf("G9", attack, { at: "2027-03-02T00:00:00Z" })).outcome).toBe("violated");
  });
});
