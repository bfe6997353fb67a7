/** Interface endpoints that editors offer and the check takes, and names that resolve in the VPC, in every partition. */
import { resolvableNames } from "../../config/endpoints";
import { jsonSchemas } from "../../config/json-schema";
import { edit, problemLines, shippedFiles } from "./folders";

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

describe("extraInterfaceEndpoints", () => {
  const schema = JSON.parse(jsonSchemas()["environment.schema.json"] ?? "");
  const offered: string[] = schema.properties.network.properties.extraInterfaceEndpoints.items.enum ?? [];
  const dev = edit(shippedFiles("dev"), "environment.yaml", "access:", "separation: account\naccess:");
  const problemsWith = (services: readonly string[]) =>
    problemLines(
      edit(dev, "environment.yaml", "access:", `network: {extraInterfaceEndpoints: [${services}]}\naccess:`),
    );

  test("editors offer what the check takes, all of it at once", () => {
    expect(offered.length).toBeGreaterThan(12);
    expect(problemsWith(offered)).toEqual([]);
  });

  test("editors mark what the check refuses: a service that is misspelt, unknown, or there by default", () => {
    for (const service of ["secretsmanger", "Athena", "toString", "sts", "com.amazonaws.eu-central-1.glue"]) {
      expect(offered).not.toContain(service);
      expect(problemsWith([service])).toHaveLength(1);
    }
  });
});
