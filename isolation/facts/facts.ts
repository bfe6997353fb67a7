/** What the guarantees need of an environment: each team's role, endpoint, buckets, keys and declared outsiders. */
import type { ReadOnlyBucket, Route, Separation } from "../../config/schema";
import { dnsSuffix, type Partition } from "../../config/tables/regions";
import type { Attachment } from "../attachments/attachment";
import type { World } from "../decide";
import type { Declaration } from "../declared/declaration";
import {
  type Bucket,
  bucketsOf,
  type Endpoint,
  type EnvironmentModel,
  type EnvironmentOutline,
  endpointsOf,
  type Key,
  keysOf,
  ModelError,
  type Resource,
  type Role,
  rolesOf,
  type Stack,
  vpcsOfEndpoints,
} from "../model";
import { accountsOf } from "./accounts";
import { type FoundForwarded, forwardedIn } from "./forwarded";
import { groupBy } from "./group-by";
import type { InstanceTypes } from "./instance-types";
import type { Keeping } from "./keeping";
import { type FoundParty, partiesOf } from "./parties";
import { type FoundServiceRole, lentByNotebooks, serviceRolesIn } from "./service-roles";

export interface TeamFacts {
  readonly name: string;
  readonly studio: Stack;
  readonly data: Stack;
  readonly domain: Resource<"aws_sagemaker_domain">;
  readonly role: Role;
  /** The team's own door to S3. */
  readonly gateway: Endpoint;
  /** Buckets that hold data. */
  readonly buckets: readonly Bucket[];
  readonly logBuckets: readonly Bucket[];
  readonly dataKeys: readonly Key[];
  readonly studioKeys: readonly Key[];
  /** By bucket name. */
  readonly parties: ReadonlyMap<string, readonly FoundParty[]>;
  /** What services do with the team's role's session, by bucket name; no bucket that has nothing of it. */
  readonly forwarded: ReadonlyMap<string, readonly FoundForwarded[]>;
  /** Roles of its Studio stack that a service assumes. */
  readonly serviceRoles: readonly FoundServiceRole[];
  /** ARNs of the roles that its notebooks may pass: the execution role, and what features add. */
  readonly lendable: readonly string[];
  /** First part of the names of the team's jobs, models and endpoints. */
  readonly jobPrefix: string;
}

/** What the configuration declares and the stacks alone cannot tell from a mistake; undefined where only the stacks are read. */
export interface Declared {
  /** The environment's folder, as messages name it. */
  readonly folder: string;
  /** Everything that the stacks say of themselves must be among these. */
  readonly declarations: readonly Declaration[];
  /** Names. */
  readonly teams: readonly string[];
  /** How teams of the studio account are told apart. */
  readonly separation: Separation;
  readonly readOnlyBuckets: readonly ReadOnlyBucket[];
  /** ARNs of other accounts' repositories whose images teams pull. */
  readonly imageRepositories: readonly string[];
  /** ARNs of other accounts' domains and repositories of CodeArtifact from which teams install packages. */
  readonly packageRegistries: readonly string[];
  /** By team, as the stacks say them. */
  readonly instanceTypes: ReadonlyMap<string, InstanceTypes>;
  readonly publicCidrs: readonly string[];
  readonly privateCidrs: readonly string[];
  /** Routes that other stacks add to the endpoint subnets. */
  readonly routes: readonly Route[];
  /** The organization that the accounts belong to, o-... */
  readonly organizationId?: string;
  /** Of network, Studio and buckets: of all teams, though stacks of one are read. */
  readonly accounts: readonly string[];
  /** Of data: how long, under which names, and what may be destroyed. */
  readonly keeping: Keeping;
}

/** Another environment in the studio account. */
export interface Sharer {
  readonly name: string;
  /** Not set where its account cannot be read: it may be another. */
  readonly isKnown: boolean;
}

export interface Facts {
  readonly environment: EnvironmentModel;
  readonly partition: Partition;
  readonly region: string;
  /** The account of network and Studio. */
  readonly account: string;
  /** Of network, Studio and buckets. */
  readonly accounts: readonly string[];
  readonly vpcId: string;
  readonly roles: readonly Role[];
  readonly endpoints: readonly Endpoint[];
  readonly teams: readonly TeamFacts[];
  /** First parts of the names of jobs of other environments in the same account and region. */
  readonly neighbours: readonly string[];
  /** Other environments whose network and Studio are in the same account, in any region. */
  readonly sharers: readonly Sharer[];
  /** Stacks of network teams that attach private networks. */
  readonly attachments: readonly Attachment[];
  readonly declared?: Declared;
  /** When requests are made, where that decides. */
  readonly at: Date;
  readonly world: Pick<World, "partition" | "endpoints">;
}

const jobPrefixOf = ({ name }: Pick<EnvironmentModel, "name">, team: string): string => `${name}-${team}-`;

/** Throws ModelError where the environment is not of the shape that the guarantees speak of. */
export function factsOf(
  environment: EnvironmentModel,
  declared?: Declared,
  others: readonly Pick<EnvironmentOutline, "name" | "account" | "region" | "teams">[] = [],
  at = new Date(),
  attachments: readonly Attachment[] = [],
): Facts {
  const { networking } = environment;
  const roles = rolesOf(environment);
  const endpoints = endpointsOf(environment);
  const roleArns = new Set(roles.map(({ arn }) => arn));
  const own = environment.stacks.find(({ deployerRole }) => roleArns.has(deployerRole));
  own?.fail("$.provider.aws[0].assume_role", `${own.deployerRole} is a role that the stacks make: nobody else deploys`);
  const rolesIn = groupBy(roles, ({ resource }) => resource.stack);
  const endpointsIn = groupBy(endpoints, ({ resource }) => resource.stack);
  const expected = declared?.teams ?? [];
  // Otherwise lost stacks would read like an environment that has no team yet.
  if (environment.teams.length === 0 && expected.length > 0)
    networking.fail(
      "$",
      `no Studio reads this network, and the configuration declares the teams ${expected.join(", ")}; synthesize anew`,
    );
  const vpc = only(networking, networking.resources("aws_vpc"), "VPC");
  const { partition, region, account } = networking;
  const teams = environment.teams.map(({ name, studio, buckets: data }): TeamFacts => {
    const domain = only(studio, studio.resources("aws_sagemaker_domain"), "Studio domain");
    const execution = domain.config.default_user_settings[0]?.execution_role;
    const role = rolesIn.get(studio.name)?.find(({ arn }) => arn === execution);
    if (!role) return studio.fail(`${domain.path}.default_user_settings`, "names no execution role of this stack");
    const gateway = only(
      studio,
      (endpointsIn.get(studio.name) ?? []).filter((each) => each.kind === "Gateway"),
      "gateway endpoint",
    );
    const buckets = bucketsOf(data);
    const isInsider = (arn: string) => roleArns.has(arn) || arn === data.deployerRole;
    const dataBuckets = buckets.filter(({ holdsAccessLogs }) => !holdsAccessLogs);
    const others = (rolesIn.get(studio.name) ?? []).filter((each) => each !== role);
    const serviceRoles = serviceRolesIn(others, dataBuckets);
    return {
      name,
      studio,
      data,
      domain,
      role,
      gateway,
      buckets: dataBuckets,
      logBuckets: buckets.filter(({ holdsAccessLogs }) => holdsAccessLogs),
      dataKeys: keysOf(data),
      studioKeys: keysOf(studio),
      parties: new Map(dataBuckets.map((bucket) => [bucket.name, partiesOf(bucket, isInsider)])),
      forwarded: new Map(
        dataBuckets
          .map((bucket) => [bucket.name, forwardedIn(bucket, role.arn)] as const)
          .filter(([, found]) => found.length > 0),
      ),
      serviceRoles,
      lendable: [role, ...lentByNotebooks({ serviceRoles }).map((each) => each.role)].map(({ arn }) => arn),
      jobPrefix: jobPrefixOf(environment, name),
    };
  });
  return {
    environment,
    partition,
    region,
    account,
    accounts: declared?.accounts ?? accountsOf(environment, endpoints),
    vpcId: vpc.id,
    roles,
    endpoints,
    teams,
    // One that cannot be read may lie in this account.
    neighbours: others
      .filter((each) => (each.account ?? account) === account && (each.region ?? region) === region)
      .flatMap((each) => each.teams.map((team) => jobPrefixOf(each, team))),
    sharers: others
      .filter((each) => (each.account ?? account) === account)
      .map(({ name, account: known }) => ({ name, isKnown: known !== undefined })),
    attachments,
    ...(declared && { declared }),
    at,
    world: { partition, endpoints: vpcsOfEndpoints(environment) },
  };
}

function only<Value>(stack: Stack, values: readonly Value[], noun: string): Value {
  const [first, ...others] = values;
  if (first === undefined || others.length > 0) {
    throw new ModelError(stack.file, "$.resource", `has ${values.length} of what there should be one: ${noun}`);
  }
  return first;
}

/** Host of a service in the environment's region, as kms:ViaService and service principals name it. */
export const serviceHost = ({ region, partition }: Pick<Facts, "region" | "partition">, service: string): string =>
  `${service}.${region}.${dnsSuffix(partition)}`;
