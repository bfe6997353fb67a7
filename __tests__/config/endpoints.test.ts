/** Names that resolve in the VPC, in every partition. */
import { resolvableNames } from "../../config/endpoints";

const namesIn = (region: string, partition: "aws" | "aws-cn" | "aws-us-gov") =>
  resolvableNames({ region, partition, network: { extraInterfaceEndpoints: [] } } as unknown as Parameters<
    typeof resolvableNames
  >[0]).filter((name) => /(^|\.)s3\./.test(name));

test.each([
  ["eu-central-1", "aws", "amazonaws.com"],
  ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
  ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
] as const)("S3 of %s resolves by its own names and by its dual-stack names", (region, partition, suffix) => {
  const names = [`s3.${region}.${suffix}`, `s3.dualstack.${region}.${suffix}`];
  expect(namesIn(region, partition)).toEqual(names.flatMap((name) => [name, `*.${name}`]).sort());
});

test("S3 of us-east-1 has a name without a region too, but no such dual-stack name", () => {
  expect(namesIn("us-east-1", "aws")).toEqual([
    "*.s3.amazonaws.com",
    "*.s3.dualstack.us-east-1.amazonaws.com",
    "*.s3.us-east-1.amazonaws.com",
    "s3.amazonaws.com",
    "s3.dualstack.us-east-1.amazonaws.com",
    "s3.us-east-1.amazonaws.com",
  ]);
});
