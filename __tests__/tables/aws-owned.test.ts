/** AWS's own registries, buckets and instance types: well formed, per region, and nothing of a stranger's. */
import { awsBuckets, imageLayerBucket } from "../../config/tables/aws-buckets";
import { awsImageAccounts, defaultStudioImageArn } from "../../config/tables/ecr-registries";
import { nvmeInstancePatterns } from "../../config/tables/nvme-instances";
import { regions } from "../../config/tables/regions";

const regionNames = Object.keys(regions);

describe("container registries", () => {
  test("every region has AWS's image accounts: twelve digits, sorted, each once", () => {
    for (const region of regionNames) {
      const accounts = awsImageAccounts(region);
      expect([region, accounts.length >= 3]).toEqual([region, true]);
      expect(accounts.every((account) => /^\d{12}$/.test(account))).toBe(true);
      expect([...new Set(accounts)].sort()).toEqual(accounts);
    }
  });

  test("accounts never cross partitions", () => {
    const of = (partition: string) =>
      new Set(regionNames.filter((name) => regions[name]?.partition === partition).flatMap(awsImageAccounts));
    const [commercial, govCloud, china] = [of("aws"), of("aws-us-gov"), of("aws-cn")];
    expect([...govCloud].filter((account) => commercial.has(account) || china.has(account))).toEqual([]);
    expect([...china].filter((account) => commercial.has(account))).toEqual([]);
  });

  test("deep learning containers and Studio's default image come from the documented accounts", () => {
    expect(awsImageAccounts("eu-central-1")).toEqual(expect.arrayContaining(["763104351884", "545423591354"]));
    expect(awsImageAccounts("us-gov-west-1")).toContain("442386744353");
    expect(defaultStudioImageArn("us-east-2")).toBe(
      "arn:aws:sagemaker:us-east-2:137914896644:image/sagemaker-distribution-cpu",
    );
    expect(defaultStudioImageArn("cn-north-1", "gpu")).toBe(
      "arn:aws-cn:sagemaker:cn-north-1:674439102856:image/sagemaker-distribution-gpu",
    );
  });

  test("a region without a documented account has no default image, and an unknown region no accounts", () => {
    expect(defaultStudioImageArn("mx-central-1")).toBeUndefined();
    expect(awsImageAccounts("eu-nowhere-1")).toEqual([]);
  });

  test("the account of a region's default image is among the registries that may be pulled from", () => {
    for (const region of regionNames) {
      const arn = defaultStudioImageArn(region);
      if (arn) expect(awsImageAccounts(region)).toContain(arn.split(":")[4]);
    }
  });
});

describe("buckets", () => {
  test("every region has the bucket of image layers, always, readable without a caller", () => {
    for (const region of regionNames) {
      const always = awsBuckets(region).filter((bucket) => bucket.always);
      expect(always).toEqual([
        expect.objectContaining({
          name: imageLayerBucket(region),
          withoutCaller: true,
          actions: ["s3:GetObject"],
        }),
      ]);
    }
    expect(imageLayerBucket("eu-central-1")).toBe("prod-eu-central-1-starport-layer-bucket");
  });

  test("bucket names are legal, literal, of the region, and each once", () => {
    for (const region of regionNames) {
      const names = awsBuckets(region).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) {
        expect(name).toMatch(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/);
        expect(name).toContain(region);
      }
    }
  });

  test("AWS's buckets are only ever read", () => {
    const actions = regionNames.flatMap((region) => awsBuckets(region).flatMap((bucket) => bucket.actions));
    expect([...new Set(actions)].sort()).toEqual(["s3:GetObject", "s3:ListBucket"]);
  });

  test("nothing can be listed where the caller is not ours", () => {
    const anonymous = awsBuckets("eu-central-1").filter((bucket) => bucket.withoutCaller);
    expect(anonymous.flatMap((bucket) => bucket.actions)).not.toContain("s3:ListBucket");
  });
});

describe("instance types that refuse a volume key", () => {
  const matches = (type: string) =>
    nvmeInstancePatterns.some((pattern) => type.startsWith(pattern.slice(0, -1)) && pattern.endsWith(".*"));

  test("types with local NVMe storage match", () => {
    for (const type of [
      "ml.g5.xlarge",
      "ml.g4dn.xlarge",
      "ml.p4d.24xlarge",
      "ml.p6-b200.48xlarge",
      "ml.trn1.2xlarge",
    ]) {
      expect([type, matches(type)]).toEqual([type, true]);
    }
  });

  test("types with EBS volumes do not: there the key stays required", () => {
    for (const type of [
      "ml.t3.medium",
      "ml.m5.large",
      "ml.c5.xlarge",
      "ml.p3.2xlarge",
      "ml.inf2.xlarge",
      "ml.r5.large",
    ]) {
      expect([type, matches(type)]).toEqual([type, false]);
    }
  });

  test("each pattern is one whole family, sorted, each once", () => {
    expect(nvmeInstancePatterns.every((pattern) => /^ml\.[a-z0-9-]+\.\*$/.test(pattern))).toBe(true);
    expect([...new Set(nvmeInstancePatterns)].sort()).toEqual(nvmeInstancePatterns);
  });
});
