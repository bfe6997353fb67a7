/** No route from team or endpoint subnets leaves the VPC, and no name outside the allow list resolves. */
import assert from "node:assert/strict";
import { Netmask } from "netmask";
import { networkingStackName, studioStackName } from "../../config/names";
import { only } from "./access";
import type { Promised, World } from "./promise";
import { idOf, idsOf, settings, settingsAre, vpcId } from "./settings";

/** Nothing else may appear without somebody thinking about it: no gateway, NAT, peering, address, proxy, tunnel, function. */
const knownResources = new Set([
  "aws_cloudwatch_log_group",
  "aws_default_route_table",
  "aws_default_security_group",
  "aws_flow_log",
  "aws_athena_workgroup",
  "aws_glue_catalog_database",
  "aws_iam_policy",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_kms_alias",
  "aws_kms_key",
  "aws_route53_resolver_firewall_config",
  "aws_route53_resolver_firewall_domain_list",
  "aws_route53_resolver_firewall_rule",
  "aws_route53_resolver_firewall_rule_group",
  "aws_route53_resolver_firewall_rule_group_association",
  "aws_route_table",
  "aws_route_table_association",
  "aws_s3_bucket",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_logging",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_sagemaker_app_image_config",
  "aws_sagemaker_domain",
  "aws_sagemaker_feature_group",
  "aws_sagemaker_image",
  "aws_sagemaker_image_version",
  "aws_sagemaker_mlflow_tracking_server",
  "aws_sagemaker_studio_lifecycle_config",
  "aws_sagemaker_user_profile",
  "aws_ssoadmin_application_assignment",
  "aws_security_group",
  "aws_subnet",
  "aws_vpc",
  "aws_vpc_endpoint",
  "aws_vpc_security_group_egress_rule",
  "aws_vpc_security_group_ingress_rule",
  "terraform_data",
]);
const knownData = new Set([
  "aws_availability_zone",
  "aws_identitystore_user",
  "aws_prefix_list",
  "aws_vpc_endpoint_service",
  "terraform_remote_state",
]);

/** Stacks that have subnets, with the range that those lie in. */
const networks = ({ environment }: World): [stack: string, cidr: string][] => [
  [networkingStackName(environment), environment.network.endpointCidr],
  ...environment.teams.map((team): [string, string] => [studioStackName(environment, team), team.cidr]),
];

/** The public names of each interface endpoint in a region, from AWS's pages on each service; `*.` is any labels. */
export const endpointNames: Readonly<Record<string, (region: string) => string[]>> = {
  athena: (region) => [`athena.${region}.amazonaws.com`],
  "codeartifact.api": (region) => [`codeartifact.${region}.amazonaws.com`],
  "codeartifact.repositories": (region) => [`*.d.codeartifact.${region}.amazonaws.com`],
  "ecr.api": (region) => [`api.ecr.${region}.amazonaws.com`],
  "ecr.dkr": (region) => [`*.dkr.ecr.${region}.amazonaws.com`],
  experiments: (region) => [`${region}.experiments.sagemaker.aws`, `*.${region}.experiments.sagemaker.aws`],
  glue: (region) => [`glue.${region}.amazonaws.com`],
  kms: (region) => [`kms.${region}.amazonaws.com`],
  logs: (region) => [`logs.${region}.amazonaws.com`],
  monitoring: (region) => [`monitoring.${region}.amazonaws.com`],
  "sagemaker.api": (region) => [`api.sagemaker.${region}.amazonaws.com`],
  "sagemaker.featurestore-runtime": (region) => [`featurestore-runtime.sagemaker.${region}.amazonaws.com`],
  "sagemaker.runtime": (region) => [`runtime.sagemaker.${region}.amazonaws.com`],
  secretsmanager: (region) => [`secretsmanager.${region}.amazonaws.com`],
  sts: (region) => [`sts.${region}.amazonaws.com`],
  studio: (region) => [`*.studio.${region}.sagemaker.aws`],
};

/** The allow list, followed from the association through the only rule that allows. */
function allowedNames({ deployment, environment }: World): string[] {
  const stack = networkingStackName(environment);
  const rules = deployment.resources(stack, "aws_route53_resolver_firewall_rule");
  const allow = only(rules.filter(({ config }) => config.action === "ALLOW"));
  const lists = deployment.resources(stack, "aws_route53_resolver_firewall_domain_list");
  const list = only(
    lists.filter((each) => deployment.attributeOf(each, "id") === allow.config.firewall_domain_list_id),
  );
  return list.config.domains.map((name: string) => {
    // AWS answers with the final dot: without it no plan would ever be empty.
    assert.ok(name.endsWith("."), name);
    return name.slice(0, -1);
  });
}

export const covers = (pattern: string, name: string) =>
  pattern === "*" || (pattern.startsWith("*.") ? name.endsWith(pattern.slice(1)) : name === pattern);

/** What would lead out, or to somebody else: each would reopen a way that a route alone does not close. */
const foreignNames = (region: string): string[] => [
  "example.com",
  "attacker.example.com",
  "packages.example.net",
  "amazonaws.com",
  ...(region === "us-east-1" ? [] : ["s3.amazonaws.com", "attacker.s3.amazonaws.com"]),
  "attacker.s3.ap-southeast-2.amazonaws.com",
  "s3.ap-southeast-2.amazonaws.com",
  "attacker.s3.dualstack.ap-southeast-2.amazonaws.com",
  `attacker.elb.dualstack.${region}.amazonaws.com`,
  "sts.amazonaws.com",
  "sts.ap-southeast-2.amazonaws.com",
  `attacker.s3-website.${region}.amazonaws.com`,
  `attacker.${region}.amazonaws.com`,
  `attacker.execute-api.${region}.amazonaws.com`,
  `attacker.elb.${region}.amazonaws.com`,
  `ec2.${region}.amazonaws.com`,
  `lambda.${region}.amazonaws.com`,
  `ssm.${region}.amazonaws.com`,
  "d-attacker.studio.ap-southeast-2.sagemaker.aws",
  `attacker.notebook.${region}.sagemaker.aws`,
  "sagemaker.aws",
  "compute.amazonaws.com",
  `ec2-203-0-113-9.${region}.compute.amazonaws.com`,
];

export const promises: Promised[] = [
  {
    name: "nothing appears in a stack that could be a way out: only known kinds of resources",
    check: ({ deployment }) => {
      for (const stack of deployment.names) {
        const { resource, data } = deployment.file(stack);
        for (const type of Object.keys(resource ?? {})) assert.ok(knownResources.has(type), `${stack} has ${type}`);
        for (const type of Object.keys(data ?? {})) assert.ok(knownData.has(type), `${stack} reads ${type}`);
      }
    },
  },
  {
    name: "there is one VPC, and its default group and default route table let nothing through",
    check: (world) => {
      const { environment, deployment } = world;
      const stack = networkingStackName(environment);
      const vpc = only(deployment.names.flatMap((each) => deployment.resources(each, "aws_vpc")));
      assert.deepEqual(settings(vpc), {
        cidr_block: environment.network.vpcCidr,
        enable_dns_support: true,
        enable_dns_hostnames: true,
      });
      // Empty lists take away what AWS puts there; without the keys it would stay.
      settingsAre(world, stack, "aws_default_security_group", [{ vpc_id: vpcId(world), ingress: [], egress: [] }]);
      settingsAre(world, stack, "aws_default_route_table", [
        { default_route_table_id: deployment.attributeOf(vpc, "default_route_table_id"), route: [] },
      ]);
    },
  },
  {
    name: "every subnet is on its stack's own route table, which has no routes",
    check: (world) => {
      for (const [stack] of networks(world)) {
        settingsAre(world, stack, "aws_route_table", [{ vpc_id: vpcId(world) }]);
        const table = idOf(world, stack, "aws_route_table");
        settingsAre(
          world,
          stack,
          "aws_route_table_association",
          idsOf(world, stack, "aws_subnet").map((subnet) => ({ subnet_id: subnet, route_table_id: table })),
        );
      }
    },
  },
  {
    name: "the only gateways are the teams' S3 endpoints, each on its own team's route table",
    check: (world) => {
      const { environment, deployment } = world;
      for (const team of environment.teams) {
        const stack = studioStackName(environment, team);
        settingsAre(world, stack, "aws_vpc_endpoint", [
          {
            vpc_id: vpcId(world),
            vpc_endpoint_type: "Gateway",
            service_name: `com.amazonaws.${environment.region}.s3`,
            route_table_ids: [idOf(world, stack, "aws_route_table")],
          },
        ]);
      }
      for (const endpoint of deployment.resources(networkingStackName(environment), "aws_vpc_endpoint"))
        assert.equal(endpoint.config.vpc_endpoint_type, "Interface", endpoint.name);
    },
  },
  {
    name: "subnets lie one in each zone within their own range, apart from each other, and give no public addresses",
    check: (world) => {
      for (const [stack, cidr] of networks(world)) {
        const subnets = world.deployment.resources(stack, "aws_subnet");
        const zones = subnets.map(({ config }) => config.availability_zone_id);
        assert.deepEqual([...zones].sort(), [...world.environment.availabilityZoneIds].sort());
        for (const { config, ...subnet } of subnets) {
          const { cidr_block, availability_zone_id, ...rest } = settings({ config, ...subnet });
          assert.deepEqual(rest, { vpc_id: vpcId(world), map_public_ip_on_launch: false });
          assert.match(cidr_block, /^[\d.]+\/\d+$/);
          const range = new Netmask(cidr_block);
          assert.ok(new Netmask(cidr).contains(range), `${cidr_block} lies in ${cidr}`);
          for (const other of subnets.filter(({ name }) => name !== subnet.name)) {
            const apart = new Netmask(other.config.cidr_block);
            assert.ok(!range.contains(apart) && !apart.contains(range), `${cidr_block} and ${apart} overlap`);
          }
        }
      }
    },
  },
  {
    name: "names resolve that the interface endpoints, S3 of this region and the VPC's own hosts have, and no others",
    check: (world) => {
      const { environment, deployment } = world;
      const { region } = environment;
      const services = deployment
        .resources(networkingStackName(environment), "aws_vpc_endpoint")
        .map(({ config }) => (config.service_name as string).replace(/^(com\.amazonaws|aws\.sagemaker)\.[\w-]+\./, ""));
      const expected = services.flatMap((service) => {
        const names = endpointNames[service];
        assert.ok(names, `say here which public names the endpoint ${service} has`);
        return names(region);
      });
      const hosts = region === "us-east-1" ? "*.ec2.internal" : `*.${region}.compute.internal`;
      // Amazon Linux's repositories are asked by their dual-stack names.
      const s3 = [`s3.${region}.amazonaws.com`, `s3.dualstack.${region}.amazonaws.com`];
      // SDKs of us-east-1 ask for S3's name without a region, which is that region's own.
      const legacy = region === "us-east-1" ? ["s3.amazonaws.com"] : [];
      const ofS3 = [...s3, ...legacy].flatMap((name) => [name, `*.${name}`]);
      assert.deepEqual([...allowedNames(world)].sort(), [...expected, ...ofS3, hosts].sort());
    },
  },
  {
    name: "no name on the allow list covers a stranger's host, another region's service or the internet",
    check: (world) => {
      for (const pattern of allowedNames(world)) {
        const covered = foreignNames(world.environment.region).filter((name) => covers(pattern, name));
        assert.deepEqual(covered, [], `${pattern} covers`);
      }
    },
  },
  {
    name: "every name that is not allowed is unknown: the firewall asks the allow list first, blocks the rest, and fails closed",
    check: (world) => {
      const { deployment, environment } = world;
      const stack = networkingStackName(environment);
      const group = idOf(world, stack, "aws_route53_resolver_firewall_rule_group");
      const rules = deployment.resources(stack, "aws_route53_resolver_firewall_rule");
      assert.equal(rules.length, 2);
      const [allow, block] = [...rules].sort((a, b) => a.config.priority - b.config.priority).map(settings);
      assert.ok(allow && block && allow["priority"] < block["priority"]);
      const lists = deployment.resources(stack, "aws_route53_resolver_firewall_domain_list");
      const every = only(lists.filter(({ config }) => config.domains.includes("*.")));
      const listed = only(lists.filter(({ config }) => !config.domains.includes("*.")));
      assert.deepEqual(settings(every), { domains: ["*."] });
      assert.deepEqual(Object.keys(settings(listed)), ["domains"]);
      assert.deepEqual(allow, {
        action: "ALLOW",
        priority: allow["priority"],
        firewall_rule_group_id: group,
        firewall_domain_list_id: deployment.attributeOf(listed, "id"),
        // AWS's own names are aliases of others that are not on the list.
        firewall_domain_redirection_action: "TRUST_REDIRECTION_DOMAIN",
      });
      assert.deepEqual(block, {
        action: "BLOCK",
        block_response: "NXDOMAIN",
        priority: block["priority"],
        firewall_rule_group_id: group,
        firewall_domain_list_id: deployment.attributeOf(every, "id"),
      });
      const association = only(deployment.resources(stack, "aws_route53_resolver_firewall_rule_group_association"));
      const { priority, ...associated } = settings(association);
      assert.deepEqual(associated, { firewall_rule_group_id: group, vpc_id: vpcId(world) });
      // AWS keeps 100 and 9900 for itself.
      assert.ok(priority > 100 && priority < 9900);
      settingsAre(world, stack, "aws_route53_resolver_firewall_config", [
        { resource_id: vpcId(world), firewall_fail_open: "DISABLED" },
      ]);
    },
  },
  {
    name: "all traffic of the VPC is logged, in an encrypted log group, for as long as the environment says",
    check: (world) => {
      const { deployment, environment } = world;
      const stack = networkingStackName(environment);
      const attribute = (type: string, key: string) =>
        deployment.attributeOf(only(deployment.resources(stack, type)), key);
      settingsAre(world, stack, "aws_flow_log", [
        {
          vpc_id: vpcId(world),
          traffic_type: "ALL",
          log_destination_type: "cloud-watch-logs",
          log_destination: attribute("aws_cloudwatch_log_group", "arn"),
          iam_role_arn: attribute("aws_iam_role", "arn"),
          max_aggregation_interval: 60,
        },
      ]);
      settingsAre(world, stack, "aws_cloudwatch_log_group", [
        { kms_key_id: attribute("aws_kms_key", "arn"), retention_in_days: environment.flowLogRetentionDays },
      ]);
    },
  },
];
