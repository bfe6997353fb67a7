/** What stacks say of themselves and only a configuration can tell from a mistake: the kinds, and the guarantees that each belongs to. */

/**
 * In the order in which reports list them: the words for a value of the kind, the guarantees that are violated where the
 * configuration does not declare it, and the key of environment.yaml, or of the team's file, that declares it.
 */
export const kinds = {
  account: { noun: "account", guarantees: ["G2", "G3"], file: "environment", key: "accounts" },
  deployer: { noun: "deployer", guarantees: ["G2", "G9"], file: "environment", key: "accounts" },
  boundary: { noun: "permissions boundary", guarantees: ["G12"], file: "environment", key: "permissionsBoundary" },
  network: { noun: "network of people", guarantees: ["G6", "G11"], file: "environment", key: "access" },
  route: { noun: "route to a private network", guarantees: ["G4"], file: "environment", key: "access.routes" },
  separation: { noun: "separation", guarantees: ["G2"], file: "environment", key: "separation" },
  login: { noun: "log-in mode", guarantees: ["G6"], file: "team", key: "authMode" },
  producer: { noun: "producer", guarantees: ["G1", "G2"], file: "team", key: "buckets" },
  reader: { noun: "reader", guarantees: ["G1", "G2"], file: "team", key: "buckets" },
  forwarded: { noun: "service with the role's session", guarantees: ["G1"], file: "team", key: "features" },
  serviceRole: { noun: "role of a service", guarantees: ["G1", "G2", "G11"], file: "team", key: "features" },
  bucket: { noun: "read-only bucket", guarantees: ["G3"], file: "environment", key: "readOnlyBuckets" },
  packages: {
    noun: "package registry of another account",
    guarantees: ["G2", "G6"],
    file: "environment",
    key: "packageRegistries",
  },
  repository: {
    noun: "image repository of another account",
    guarantees: ["G2", "G6"],
    file: "environment",
    key: "imageRegistries",
  },
  instances: { noun: "instance types", guarantees: ["G7"], file: "team", key: "instanceTypes" },
  feature: { noun: "feature", guarantees: ["G7"], file: "team", key: "features" },
  featureGroup: { noun: "feature group", guarantees: ["G2", "G14"], file: "team", key: "features" },
  docker: { noun: "Docker in Studio", guarantees: ["G5"], file: "team", key: "docker" },
  image: { noun: "image of its own", guarantees: ["G5"], file: "team", key: "images" },
  profile: { noun: "user profile", guarantees: ["G6"], file: "team", key: "users" },
  identityCenter: {
    noun: "role for IAM Identity Center",
    guarantees: ["G6"],
    file: "environment",
    key: "identityCenter",
  },
  assignment: { noun: "assignment in IAM Identity Center", guarantees: ["G6"], file: "team", key: "users" },
  // G14 decides it by itself.
  keeping: { noun: "keeping of data", guarantees: [], file: "team", key: "buckets" },
  // G13 (state stays apart) is not decided yet: who moves a state takes it out of the deployer's hands.
  state: { noun: "state", guarantees: ["G9"], file: "environment", key: "state" },
} as const satisfies Readonly<Record<string, KindOfDeclaration>>;

interface KindOfDeclaration {
  readonly noun: string;
  readonly guarantees: readonly string[];
  readonly file: "environment" | "team";
  readonly key: string;
}

export type Kind = keyof typeof kinds;

export interface Declaration {
  readonly kind: Kind;
  /** None where it concerns the environment's network, or all teams. */
  readonly team?: string;
  /** What it is said of, where a team has several: a stack, a bucket, public or private networks. */
  readonly of?: string;
  readonly value: string;
}

/** Read off a stack. */
export interface FoundDeclaration extends Declaration {
  /** `<stack> <type>.<name> <JSON path>`, the path in the stack's file or in the policy that the resource holds. */
  readonly where: string;
}

/** The same for two declarations of the same thing, whatever their values. */
export const subjectOf = ({ kind, team, of }: Omit<Declaration, "value">): string => JSON.stringify([kind, team, of]);

/** The same for two equal declarations. */
export const keyOf = (declaration: Declaration): string => `${subjectOf(declaration)} ${declaration.value}`;
