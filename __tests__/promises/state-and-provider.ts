/** Each stack deploys to its own account and region as that account's deployer, keeps its state apart, and is plain Terraform. */
import assert from "node:assert/strict";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { interfaceEndpointNames } from "../../config/endpoints";
import {
  bucketName,
  bucketsStackName,
  executionRoleName,
  networkingStackName,
  roleArn,
  studioStackName,
} from "../../config/names";
import type { Account, Environment, Team } from "../../config/schema";
import type { StackFile } from "../support/deployment";
import { only } from "./access";
import type { Promised, World } from "./promise";
import { idOf, vpcId } from "./settings";

interface Stack {
  readonly name: string;
  readonly account: Account;
  readonly team?: Team;
  /** The stacks whose outputs it reads, by the name that its data source has. */
  readonly reads: Readonly<Record<string, string>>;
}

function stacks(environment: Environment): Stack[] {
  const { studio } = environment.accounts;
  const networking = networkingStackName(environment);
  return [
    { name: networking, account: studio, reads: {} },
    ...environment.teams.flatMap((team): Stack[] => {
      const name = studioStackName(environment, team);
      return [
        { name, account: studio, team, reads: { networking } },
        { name: bucketsStackName(environment, team), account: team.dataAccount, team, reads: { studio: name } },
      ];
    }),
  ];
}

/** Where a stack's state is, as its backend says; `reader` is how the data source of another stack writes it. */
function statePlace(environment: Environment, stack: string): { backend: object; reader: object } {
  const { state, region, accounts, name } = environment;
  if (state.backend === "local") {
    const path = `../../../state/${stack}.tfstate`;
    return { backend: { local: { path } }, reader: { backend: "local", config: { path } } };
  }
  if (state.backend === "s3") {
    const place = {
      bucket: state.bucket,
      key: `${name}/${stack}.tfstate`,
      region: state.region ?? region,
      encrypt: true,
      assume_role: { role_arn: state.role ?? accounts.studio.deployerRole },
      ...(state.kmsKey && { kms_key_id: state.kmsKey }),
    };
    // Locked by a file beside the state.
    return { backend: { s3: { ...place, use_lockfile: true } }, reader: { backend: "s3", config: place } };
  }
  const { organization, hostname, project } = state;
  const place = { organization, ...(hostname && { hostname }) };
  return {
    backend: { ...place, workspaces: { name: stack, ...(project && { project }) } },
    reader: { backend: "remote", config: { ...place, workspaces: { name: stack } } },
  };
}

/** Every text in a value, keys of objects included. */
function* texts(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (value !== null && typeof value === "object") {
    for (const [key, element] of Object.entries(value)) {
      if (!Array.isArray(value)) yield key;
      yield* texts(element);
    }
  }
}

const plainReference = /^(data\.)?[a-z][a-z0-9_]*\.[A-Za-z][\w-]*(\.[a-z][a-z0-9_]*)+$/;
/** One exception: a fixed setting's value in the state, compared with a literal (promises of fixed settings). */
const settled = /^self\.output( == "[^"]*")?$/;
/** The other: whether AWS offers a service in a zone (promises of zones). */
const offered =
  /^(contains\(self\.availability_zones, data\.aws_availability_zone\.[\w-]+\.name\)|self\.vpc_endpoint_policy_supported)$/;
const sections = new Set(["//", "terraform", "provider", "data", "resource", "output"]);
/** What makes a resource several, conditional, run commands or use another provider. */
const elsewhere =
  /^aws_(identitystore_user|sagemaker_(feature_group|mlflow_tracking_server)|ssoadmin_application_assignment)$/;
const metaArguments = ["count", "for_each", "dynamic", "provisioner", "connection", "provider"];
const thisMachine = [join(__dirname, "..", ".."), tmpdir(), homedir()].filter((path) => path.length > 1);

/** Whether the stack is for what a team has in the studio account: its tracking server, and feature groups, of which there may be none yet. */
const worksInStudio = (stack: string, team: Team | undefined): boolean =>
  stack.includes("-buckets-") &&
  (team?.features.featureStore?.offline !== undefined || team?.features.mlflow !== undefined);

/** What AWS makes anew when its description changes. */
const replacing = new Set(["aws_security_group", "aws_iam_policy"]);
/** Attached to people outside of Terraform, so that AWS would refuse to delete it; the others only to the team's role. */
const isForPeople = ({ name }: { name: string }) => name.endsWith("-people");

/** Names by which AWS and people know things: a new name is a new resource, and on the way of some hangs the domain. */
function namesOf({ environment }: World, { name: stack, team }: Stack): string[] {
  const prefix = `${environment.namePrefix}-${environment.name}`;
  if (!team) {
    return [
      `aws_cloudwatch_log_group ${prefix}-flow-logs`,
      `aws_iam_role ${prefix}-flow-logs`,
      "aws_iam_role_policy write-flow-logs",
      `aws_kms_alias alias/${prefix}-flow-logs`,
      `aws_route53_resolver_firewall_domain_list ${prefix}-allowed`,
      `aws_route53_resolver_firewall_domain_list ${prefix}-every`,
      "aws_route53_resolver_firewall_rule allow-used-services",
      "aws_route53_resolver_firewall_rule block-everything-else",
      `aws_route53_resolver_firewall_rule_group ${prefix}`,
      `aws_route53_resolver_firewall_rule_group_association ${prefix}`,
      `aws_security_group ${prefix}-endpoints: Interface endpoints: HTTPS from the Studio range`,
    ];
  }
  const own = `${prefix}-${team.name}`;
  if (stack === bucketsStackName(environment, team)) return [`aws_kms_alias alias/${own}-data`];
  const people = `${own}-people: Opens Studio of ${team.name} in ${environment.name} from the allowed networks`;
  return [
    ...(team.authMode === "IAM" ? [`aws_iam_policy ${people}`] : []),
    `aws_iam_role ${own}-execution`,
    ...(team.features.featureStore?.offline === undefined ? [] : [`aws_iam_role ${own}-features`]),
    ...(team.features.pipelineReads === undefined ? [] : [`aws_iam_role ${own}-pipeline`]),
    ...(team.features.mlflow === undefined ? [] : [`aws_iam_role ${own}-mlflow`]),
    ...(team.images.length === 0 ? [] : [`aws_iam_role ${own}-images`]),
    `aws_kms_alias alias/${own}-studio`,
    `aws_security_group ${own}-apps: Every app of the domain`,
    `aws_security_group ${own}-jobs: Jobs, models and endpoints`,
    ...team.users.map(({ name }) => `aws_security_group ${own}-profile-${name}: Apps of ${name}`),
  ];
}

export const promises: Promised[] = [
  {
    name: "an environment has a network, and a Studio and a buckets stack for each team",
    check: ({ environment, deployment }) => {
      const expected = stacks(environment).map(({ name }) => name);
      assert.deepEqual([...deployment.names].sort(), expected.sort());
    },
  },
  {
    name: "each stack assumes its account's deployer role, works in no other account, and tags all it makes",
    check: ({ environment, deployment }) => {
      for (const { name, account, team } of stacks(environment)) {
        const { aws, ...others } = deployment.file(name)["provider"] as Record<string, object[]>;
        assert.deepEqual(others, {});
        const { deployerRole: identityRole = account.deployerRole } =
          (name.includes("-studio-") && environment.identityCenter) || {};
        const tags = {
          ...environment.tags,
          ...team?.tags,
          environment: environment.name,
          ...(team && { team: team.name }),
          stack: name,
          owner: environment.owner,
        };
        const tagged = ({ id, deployerRole }: Account) => ({
          region: environment.region,
          allowed_account_ids: [id],
          // The stack's name shows in CloudTrail.
          assume_role: [{ role_arn: deployerRole, session_name: name }],
          default_tags: [{ tags }],
        });
        assert.deepEqual(aws, [
          tagged(account),
          // One of these two at most. In a buckets stack: where another role makes what the team has in the studio account.
          ...(worksInStudio(name, team) && environment.accounts.studio.deployerRole !== account.deployerRole
            ? [
                {
                  ...tagged(environment.accounts.studio),
                  alias: "studio-account",
                },
              ]
            : []),
          // In a Studio stack: where another role assigns the team's users in IAM Identity Center.
          ...(identityRole === account.deployerRole
            ? []
            : [
                {
                  alias: "identity-center",
                  region: environment.region,
                  allowed_account_ids: [identityRole.split(":")[4]],
                  assume_role: [{ role_arn: identityRole, session_name: name }],
                },
              ]),
        ]);
      }
    },
  },
  {
    name: "each stack keeps its state where the environment says, apart from every other's, and accepts a range of Terraform's versions and of providers",
    check: ({ environment, deployment }) => {
      for (const { name } of stacks(environment)) {
        const { required_version, required_providers, backend, cloud, ...others } = deployment.file(name)[
          "terraform"
        ] as Record<string, object>;
        assert.deepEqual(others, {});
        assert.equal(required_version, ">= 1.11.0, < 2.0.0");
        assert.deepEqual(backend ?? cloud, statePlace(environment, name).backend);
        assert.equal(backend === undefined, environment.state.backend === "cloud");
        assert.deepEqual(required_providers, { aws: { source: "aws", version: ">= 6.25.0, < 7.0.0" } });
      }
    },
  },
  {
    name: "a stack reads the state of the one stack that it builds on, where that one keeps it",
    check: ({ environment, deployment }) => {
      for (const { name, reads } of stacks(environment)) {
        const data = (deployment.file(name)["data"] ?? {}) as Record<string, Record<string, object>>;
        const expected = Object.entries(reads).map(([id, read]) => [id, statePlace(environment, read).reader]);
        assert.deepEqual(data["terraform_remote_state"] ?? {}, Object.fromEntries(expected));
      }
    },
  },
  {
    name: "outputs are the contract: other stacks and people's tools know them by these names",
    check: (world) => {
      const { environment, deployment } = world;
      const outputs = (stack: string) => {
        const declared = Object.entries((deployment.file(stack)["output"] ?? {}) as Record<string, object>);
        for (const [name, output] of declared) assert.deepEqual(Object.keys(output), ["value"], name);
        return Object.fromEntries(declared.map(([name]) => [name, deployment.output(stack, name)]));
      };
      const network = networkingStackName(environment);
      const idsOf = (type: string) =>
        deployment.resources(network, type).map((each) => deployment.attributeOf(each, "id"));
      const endpoints = deployment.resources(network, "aws_vpc_endpoint").map((endpoint) => {
        const [id, dns_entry, network_interface_ids, addresses] = [
          "id",
          "dns_entry",
          "network_interface_ids",
          "subnet_configuration",
        ].map((name) => deployment.attributeOf(endpoint, name));
        return { id, dns_entry, network_interface_ids, addresses };
      });
      const { interface_endpoints, ...others } = outputs(network);
      assert.deepEqual(others, {
        vpc_id: vpcId(world),
        vpc_cidr: deployment.attributeOf(only(deployment.resources(network, "aws_vpc")), "cidr_block"),
        endpoint_subnet_ids: idsOf("aws_subnet"),
        endpoint_route_table_id: idsOf("aws_route_table")[0],
      });
      assert.deepEqual(Object.keys(interface_endpoints as object), interfaceEndpointNames(environment));
      assert.deepEqual(Object.values(interface_endpoints as object), endpoints);
      for (const team of environment.teams) {
        const studio = studioStackName(environment, team);
        const domain = only(deployment.resources(studio, "aws_sagemaker_domain"));
        assert.deepEqual(outputs(studio), {
          s3_endpoint_id: idOf(world, studio, "aws_vpc_endpoint"),
          execution_role_arn: roleArn(environment, executionRoleName(environment, team)),
          domain_id: idOf(world, studio, "aws_sagemaker_domain"),
          domain_url: deployment.attributeOf(domain, "url"),
          ...(team.features.featureStore?.offline?.groups.some(({ online }) => online) && {
            studio_key_arn: deployment.attributeOf(only(deployment.resources(studio, "aws_kms_key")), "arn"),
          }),
          ...(team.authMode === "SSO" && {
            single_sign_on_application_arn: deployment.attributeOf(domain, "single_sign_on_application_arn"),
          }),
        });
        const buckets = bucketsStackName(environment, team);
        assert.deepEqual(outputs(buckets), {
          bucket_names: team.buckets.map(({ name }) => bucketName(environment, team, name, team.dataAccount.id)),
          data_key_arn: deployment.attributeOf(only(deployment.resources(buckets, "aws_kms_key")), "arn"),
        });
      }
    },
  },
  {
    name: "the JSON holds literals, templates and plain references: no functions, loops, conditions, or paths of a machine",
    check: ({ deployment }) => {
      for (const stack of deployment.names) {
        const file = deployment.file(stack);
        for (const section of Object.keys(file)) assert.ok(sections.has(section), `${stack} has ${section}`);
        const { terraform_data, ...resource } = file.resource ?? {};
        const { aws_vpc_endpoint_service, ...data } = (file["data"] ?? {}) as Record<string, object>;
        const expressions = (part: unknown) =>
          [...texts(part)].flatMap((text) =>
            [...text.matchAll(/(?<!\$)\$\{([^}]*)\}?/g)].map(([, inner = ""]) => inner),
          );
        for (const each of expressions({ ...file, resource, data })) assert.match(each, plainReference, stack);
        for (const each of expressions(aws_vpc_endpoint_service)) assert.match(each, offered, stack);
        for (const each of expressions(terraform_data)) assert.match(each, settled, stack);
        for (const text of texts(file)) {
          assert.doesNotMatch(text, /(?<!%)%\{/, stack);
          for (const path of thisMachine) assert.ok(!text.includes(path), `${stack} holds ${path}`);
        }
        // Which provider assigns users is a promise of single sign-on, which one makes feature groups and tracking servers theirs.
        for (const { type, name, config } of allBlocks(file))
          for (const key of metaArguments.filter((each) => each !== "provider" || !elsewhere.test(type)))
            assert.ok(!(key in config), `${stack} ${type}.${name} has ${key}`);
      }
    },
  },
  {
    name: "every policy is written in today's language: in that of 2008, AWS's default, variables are plain text",
    check: ({ deployment }) => {
      for (const stack of deployment.names) {
        for (const { name, config } of deployment.resources(stack)) {
          for (const policy of [config.policy, config.assume_role_policy].filter((each) => each !== undefined))
            assert.equal(JSON.parse(policy).Version, "2012-10-17", `${stack} ${name}`);
        }
      }
    },
  },
  {
    name: "names are made of prefix, environment and team, and stay: what is renamed is made anew",
    check: (world) => {
      for (const stack of stacks(world.environment)) {
        const expected = namesOf(world, stack);
        const types = new Set(expected.map((each) => each.split(" ")[0]));
        const found = world.deployment
          .resources(stack.name, undefined)
          .filter(({ type, config }) => types.has(type) && (type !== "aws_iam_policy" || isForPeople(config)))
          .map(({ type, config }) => `${type} ${config.name}${replacing.has(type) ? `: ${config.description}` : ""}`);
        assert.deepEqual(found.sort(), expected.sort());
      }
    },
  },
  {
    name: "roles have the environment's path and permissions boundary",
    check: ({ environment, deployment }) => {
      for (const { name: stack } of stacks(environment)) {
        for (const { name, config } of deployment.resources(stack, "aws_iam_role")) {
          assert.equal(config.path, environment.iamPath, `${stack} ${name}`);
          assert.equal(config.permissions_boundary, environment.permissionsBoundary, `${stack} ${name}`);
        }
      }
    },
  },
];

/** Resources and data sources as the file has them. */
function* allBlocks(file: StackFile): Generator<{ type: string; name: string; config: object }> {
  for (const section of [file.resource, file["data"]] as Record<string, Record<string, object>>[]) {
    for (const [type, named] of Object.entries(section ?? {})) {
      for (const [name, config] of Object.entries(named)) yield { type, name, config };
    }
  }
}
