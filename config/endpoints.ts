/** Which interface endpoints an environment has, and which names its resolver may therefore answer. */
import type { Environment } from "./schema";
import { defaultInterfaceEndpoints, interfaceEndpoints } from "./tables/interface-endpoints";
import { dnsSuffix } from "./tables/regions";

/** Short names, defaults and extras, sorted, each once. */
export const interfaceEndpointNames = (environment: Pick<Environment, "network">): string[] =>
  [...new Set([...defaultInterfaceEndpoints, ...environment.network.extraInterfaceEndpoints])].sort();

/**
 * Names that resolve inside the VPC, in DNS Firewall's form (`*.` stands for any labels): those of the interface
 * endpoints, S3 in this region, and the VPC's own hosts. Everything else is unknown there.
 * Source: docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-domain-lists.html
 */
export function resolvableNames(environment: Pick<Environment, "network" | "region" | "partition">): string[] {
  const { region } = environment;
  const partition = environment.partition;
  const suffix = dnsSuffix(partition);
  const ofEndpoints = interfaceEndpointNames(environment).flatMap(
    (name) => interfaceEndpoints[name]?.privateDnsNames(region, partition) ?? [],
  );
  const ofS3 = [
    `s3.${region}.${suffix}`,
    // By these names Amazon Linux 2023 asks its repositories (docs.aws.amazon.com/mgn/latest/ug, "Communication between the
    // staging area subnet and S3"); in a VPC without IPv6 they lead to the same addresses as the others.
    // docs.aws.amazon.com/AmazonS3/latest/userguide/dual-stack-endpoints.html
    `s3.dualstack.${region}.${suffix}`,
    // SDKs of us-east-1 still ask for the name without a region; elsewhere it leads to other regions' buckets.
    ...(region === "us-east-1" ? [`s3.${suffix}`] : []),
  ];
  // us-east-1 is the one region whose instances are not named after it.
  const hosts = region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`;
  return [...new Set([...ofEndpoints, ...ofS3.flatMap((name) => [name, `*.${name}`]), `*.${hosts}`])].sort();
}
