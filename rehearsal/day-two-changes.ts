/** What a team's life brings after the first day: each change of the configuration, and what its plans may touch. */
import { addresses, contains, overlap, range } from "../config/addresses";
import { bucketsStackName, networkingStackName, studioStackName } from "../config/names";
import type { Environment, Team } from "../config/schema";
import { newcomerInIdentityCenter } from "./accounts";
import { type Obstruction, spaceOf } from "./leaver";
import type { Meanwhile } from "./meanwhile";
import { anAppRuns } from "./old-script";
import { hasImages, onTheOldVersion, theOldVersionIsUsed } from "./own-images";
import type { PlannedChange } from "./terraform";

/** Name of the team that comes and goes. */
export const newcomers = "newcomers";

export interface Change {
  readonly name: string;
  /** The environment after the change. */
  readonly make: (environment: Environment) => Environment;
  /** Stacks that may change; every other plan must be empty. */
  readonly touches: (environment: Environment) => readonly string[];
  /** Action and resource type that must be among the changes, so that the check is about something. */
  readonly must: readonly (readonly [action: "create" | "update" | "delete", type: string])[];
  /** The same where Terraform assigns the users of the first team in IAM Identity Center. */
  readonly mustWithAssignments?: Change["must"];
  /** Resource types that must not be among them. */
  readonly leaves?: readonly string[];
  /** What is in the way: it is put there first, the apply is refused, it is cleared away, and the apply is repeated. */
  readonly obstruction?: Obstruction;
  /** What goes on, and must not notice. */
  readonly meanwhile?: Meanwhile;
  /** Environments in which it can be made; undefined: all. */
  readonly where?: (environment: Environment) => boolean;
}

/** The first team changes; the others must not notice. */
const first = ({ teams }: Environment): Team => {
  const [team] = teams;
  if (!team) throw new Error("an environment without teams has no day two");
  return team;
};
const changeFirst = (change: (team: Team) => Partial<Team>) => (environment: Environment) => ({
  ...environment,
  teams: environment.teams.map((team, index) => (index === 0 ? { ...team, ...change(team) } : team)),
});
const changeFirstBucket = (change: (bucket: Team["buckets"][number]) => Partial<Team["buckets"][number]>) =>
  changeFirst(({ buckets }) => ({
    buckets: buckets.map((bucket, index) => (index === 0 ? { ...bucket, ...change(bucket) } : bucket)),
  }));
const changeDigests = (change: (digests: readonly string[]) => string[]) =>
  changeFirst(({ images }) => ({
    images: images.map((image, index) => (index === 0 ? { ...image, digests: change(image.digests) } : image)),
  }));
const studio = (environment: Environment) => [studioStackName(environment, first(environment))];
const buckets = (environment: Environment) => [bucketsStackName(environment, first(environment))];
const both = (environment: Environment) => [...studio(environment), ...buckets(environment)];
const everything = (environment: Environment) => [
  networkingStackName(environment),
  ...environment.teams.flatMap((team) => [studioStackName(environment, team), bucketsStackName(environment, team)]),
];

/** What a version of an image is made with. */
const aroundVersions = [
  "aws_sagemaker_image",
  "aws_sagemaker_app_image_config",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_policy",
];

/** In this order, each on top of the ones before. */
export const dayTwoChanges: readonly Change[] = [
  {
    name: "add a user",
    make: changeFirst(({ users, authMode }) => ({
      users: [...users, { name: "newcomer", ...(authMode === "SSO" && { ssoUser: newcomerInIdentityCenter }) }],
    })),
    touches: studio,
    must: [
      ["create", "aws_sagemaker_user_profile"],
      ["create", "aws_security_group"],
    ],
    mustWithAssignments: [["create", "aws_ssoadmin_application_assignment"]],
  },
  {
    name: "remove a user",
    obstruction: spaceOf("newcomer"),
    make: changeFirst(({ users }) => ({ users: users.filter(({ name }) => name !== "newcomer") })),
    touches: studio,
    must: [
      ["delete", "aws_sagemaker_user_profile"],
      ["delete", "aws_security_group"],
    ],
    mustWithAssignments: [["delete", "aws_ssoadmin_application_assignment"]],
  },
  {
    name: "change instance type and idle time-out",
    make: changeFirst(({ idleTimeoutMinutes }) => ({
      instanceType: "ml.m5.xlarge",
      idleTimeoutMinutes: idleTimeoutMinutes + 60,
    })),
    touches: studio,
    must: [["update", "aws_sagemaker_user_profile"]],
  },
  {
    name: "change the lifecycle script",
    meanwhile: anAppRuns,
    make: changeFirst(() => ({ lifecycleScript: "#!/bin/bash\necho changed\n" })),
    touches: studio,
    must: [
      ["create", "aws_sagemaker_studio_lifecycle_config"],
      ["delete", "aws_sagemaker_studio_lifecycle_config"],
      // The tag that says which script apps run.
      ["update", "aws_sagemaker_studio_lifecycle_config"],
    ],
    leaves: ["aws_sagemaker_domain", "aws_sagemaker_user_profile"],
  },
  {
    name: "add a version of an image",
    where: hasImages,
    meanwhile: onTheOldVersion,
    make: changeDigests((digests) => [...digests, `sha256:${"9e".repeat(32)}`]),
    touches: studio,
    must: [
      ["create", "aws_sagemaker_image_version"],
      ["update", "aws_sagemaker_user_profile"],
    ],
    leaves: ["aws_sagemaker_domain", ...aroundVersions],
  },
  {
    name: "remove a version of an image",
    where: hasImages,
    obstruction: theOldVersionIsUsed,
    make: changeDigests(([, ...newer]) => newer),
    touches: studio,
    must: [
      ["delete", "aws_sagemaker_image_version"],
      ["update", "aws_sagemaker_user_profile"],
    ],
    leaves: ["aws_sagemaker_domain", ...aroundVersions],
  },
  {
    name: "add a bucket",
    make: changeFirst((team) => ({
      buckets: [...team.buckets, { name: "extra", keepOldVersionsDays: 90, producers: [], readers: [] }],
    })),
    touches: both,
    must: [["create", "aws_s3_bucket"]],
  },
  {
    name: "widen a bucket's retention",
    make: changeFirstBucket(({ keepOldVersionsDays }) => ({ keepOldVersionsDays: keepOldVersionsDays + 90 })),
    touches: buckets,
    must: [["update", "aws_s3_bucket_lifecycle_configuration"]],
  },
  {
    name: "add a producer",
    make: changeFirstBucket(({ producers }) => ({
      producers: [
        ...producers,
        { role: "arn:aws:iam::999999999999:role/ingest", prefix: "ingest/", cidrs: ["192.0.2.0/24"] },
      ],
    })),
    touches: buckets,
    must: [["update", "aws_s3_bucket_policy"]],
  },
  {
    name: "add a team",
    make: (environment) => ({ ...environment, teams: byName([...environment.teams, newTeam(environment)]) }),
    touches: (environment) => [
      studioStackName(environment, { name: newcomers }),
      bucketsStackName(environment, { name: newcomers }),
    ],
    must: [
      ["create", "aws_sagemaker_domain"],
      ["create", "aws_s3_bucket"],
    ],
  },
  {
    name: "change tags",
    make: (environment) => ({ ...environment, tags: { ...environment.tags, "changed-on": "day two" } }),
    touches: everything,
    must: [
      ["update", "aws_vpc"],
      ["update", "aws_sagemaker_domain"],
    ],
  },
];

/**
 * As the first, in a range that nobody has; not protected, because it goes again. Features are for another day: they name
 * buckets of their team, and this one has others.
 */
function newTeam(environment: Environment): Team {
  const pattern = first(environment);
  return {
    ...pattern,
    name: newcomers,
    cidr: freeRange(environment, pattern.cidr),
    authMode: "IAM",
    users: [{ name: "grace" }],
    buckets: [{ name: "data", keepOldVersionsDays: 90, producers: [], readers: [] }],
    features: {},
    protect: false,
  };
}

/** The last range of the pattern's size inside the Studio range that overlaps no team's. */
function freeRange({ network, teams }: Environment, pattern: string): string {
  const { prefix } = range(pattern);
  const { last } = range(network.studioCidr);
  for (let end = last; ; end -= addresses(pattern)) {
    const start = end - addresses(pattern) + 1;
    const cidr = `${[24, 16, 8, 0].map((shift) => (start >>> shift) & 255).join(".")}/${prefix}`;
    if (!contains(network.studioCidr, cidr)) throw new Error("no room for another team in the Studio range");
    if (!teams.some((team) => overlap(team.cidr, cidr))) return cidr;
  }
}

/** The order that loading gives. */
const byName = (teams: readonly Team[]) => [...teams].sort((a, b) => (a.name < b.name ? -1 : 1));

/**
 * What is wrong with the plans that a change leads to, one line each; none where all is as it should be.
 * `plans` holds the changes of every stack; `after` is the changed environment.
 */
export function violations(
  change: Change,
  after: Environment,
  plans: ReadonlyMap<string, readonly PlannedChange[]>,
): string[] {
  const touched = change.touches(after);
  const strangers = [...plans].flatMap(([stack, changes]) =>
    changes.length > 0 && !touched.includes(stack)
      ? [`${stack} must not change: ${changes.map(({ address }) => address).join(", ")}`]
      : [],
  );
  const domains = [...plans].flatMap(([stack, changes]) =>
    changes
      .filter((planned) => planned.type === "aws_sagemaker_domain" && !isHarmless(planned))
      .map(({ actions }) => `${stack}: the domain must not be touched, but: ${actions.join("+")}`),
  );
  const all = [...plans.values()].flat();
  const assigns = after.identityCenter !== undefined && first(after).authMode === "SSO";
  const missing = [...change.must, ...((assigns && change.mustWithAssignments) || [])]
    .filter(([action, type]) => !all.some((each) => each.type === type && each.actions.includes(action)))
    .map(([action, type]) => `expected to ${action} ${type}`);
  const left = all
    .filter(({ type }) => change.leaves?.includes(type))
    .map(({ address, actions }) => `${address} must not change, but: ${actions.join("+")}`);
  return [...strangers, ...domains, ...missing, ...left];
}

/** A new domain, or a change of nothing but tags: the provider makes no UpdateDomain call for that. */
function isHarmless({ actions, before, after }: PlannedChange): boolean {
  if (actions.join() === "create") return true;
  if (actions.join() !== "update" || !before || !after) return false;
  const names = Object.keys({ ...before, ...after }).filter((name) => name !== "tags" && name !== "tags_all");
  return names.every((name) => JSON.stringify(before[name]) === JSON.stringify(after[name]));
}
