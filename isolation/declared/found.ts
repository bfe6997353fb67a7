/** What the stacks say of themselves, and only a configuration can tell from a mistake. */
import { showState } from "../../config/state-settings";
import { imageLayerBucket } from "../../config/tables/aws-buckets";
import { routesOf, showRoute } from "../attachments/routes";
import { assignmentsOf, assignsUsers } from "../facts/assignments";
import { hasDocker, showDocker, trustedBy } from "../facts/docker";
import type { Facts, TeamFacts } from "../facts/facts";
import { featureGroupsOf, showFound } from "../facts/feature-groups";
import { showForwarded } from "../facts/forwarded";
import { baseImageOf } from "../facts/images";
import { showTypes, typesRead, works } from "../facts/instance-types";
import { deploysVersions } from "../facts/model-registry";
import { oncePerEnvironment } from "../facts/once";
import { showParty } from "../facts/parties";
import { pinnedAccount, showReadOnlyBucket } from "../facts/pinned-account";
import { liesIn, rangesOfVpc, sparing } from "../facts/ranges";
import { namedImageRepositories, namedPackageRegistries } from "../facts/registries";
import { separationRead } from "../facts/separation";
import { showReach } from "../facts/service-roles";
import { keepingIn } from "../guarantees/data-kept/buckets";
import { homeDirectories, unprotected } from "../guarantees/data-kept/protection";
import { policiesForPeople } from "../guarantees/front-desk/people";
import { makesFeatureGroups } from "../guarantees/jobs-inside/feature-groups";
import { appsOf } from "../guarantees/team-can-work/apps";
import { placeOf, type Stack } from "../model";
import { showPattern } from "../policy";
import { type FoundDeclaration, keyOf } from "./declaration";
import { showImage } from "./image";
import { keepingOfNetwork, keepingOfTeam } from "./keeping";
import { showAssignment, showProfile } from "./profile";

/** A reading only: that nothing passes beyond it is for the guarantees to decide. */
export const declarationsOf = oncePerEnvironment((facts): readonly FoundDeclaration[] => {
  const { environment, teams } = facts;
  const all = [
    ...ofStack(environment.networking),
    ...environment.networking.resources("aws_cloudwatch_log_group").map((group) => ({
      ...keepingOfNetwork(group.config.retention_in_days),
      where: `${placeOf(group)} ${group.path}.retention_in_days`,
    })),
    ...routesOf(facts).map(
      (route): FoundDeclaration => ({ kind: "route", value: showRoute(route), where: `${route.where} ${route.path}` }),
    ),
    ...namedPackageRegistries(facts).map(
      ({ arn, where }): FoundDeclaration => ({ kind: "packages", value: arn, where }),
    ),
    ...namedImageRepositories(facts).map(
      ({ arn, where }): FoundDeclaration => ({ kind: "repository", value: arn, where }),
    ),
    ...teams.flatMap((team) => [
      ...ofStack(team.studio, team.name),
      ...ofStack(team.data, team.name),
      { kind: "separation", team: team.name, ...separationRead(facts, team) } as const,
      ...ofLogIn(team),
      ...networks(facts, team),
      ...ofParties(team),
      ...instances(team),
      ...ofForwarded(team),
      ...ofServiceRoles(team),
      ...readOnlyBuckets(facts, team),
      ...features(facts, team),
      ...featureGroups(team),
      ...profiles(team),
      ...assignments(team),
      ...imagesOf(team),
      ...keeping(team),
    ]),
  ];
  // Several denials spare the same range: its first place is enough. Of roles each has its place.
  const unique = new Map(
    all.map((each) => [each.kind === "boundary" ? each.where : keyOf(each), each] as const).reverse(),
  );
  return [...unique.values()].reverse();
});

function ofStack(stack: Stack, team?: string): FoundDeclaration[] {
  const about = { of: stack.name, ...(team !== undefined && { team }) };
  const provider = `${stack.name} provider.aws $.provider.aws[0]`;
  const { settings, path } = stack.state;
  return [
    { kind: "account", ...about, value: stack.account, where: `${provider}.allowed_account_ids` },
    { kind: "deployer", ...about, value: stack.deployerRole, where: `${provider}.assume_role` },
    { kind: "state", ...about, value: showState(settings), where: `${stack.name} terraform.state ${path}` },
    ...stack.resources("aws_iam_role").map(
      (role): FoundDeclaration => ({
        kind: "boundary",
        ...(team !== undefined && { team }),
        value: role.config.permissions_boundary ?? "none",
        where: `${placeOf(role)} ${role.path}.permissions_boundary`,
      }),
    ),
  ];
}

function ofLogIn(team: TeamFacts): FoundDeclaration[] {
  const { name, domain } = team;
  const place = `${placeOf(domain)} ${domain.path}`;
  return [
    { kind: "login", team: name, value: domain.config.auth_mode, where: `${place}.auth_mode` },
    ...(hasDocker(team)
      ? [{ kind: "docker", team: name, value: showDocker(trustedBy(team)), where: `${place}.domain_settings` } as const]
      : []),
  ];
}

const instances = (team: TeamFacts): FoundDeclaration[] =>
  works.map((of) => {
    const { types, where } = typesRead(team, of);
    const value = `${of}: ${showTypes(types)}`;
    return { kind: "instances", team: team.name, of, value, where: where ?? placeOf(team.role.resource) };
  });

/** Ranges that the denials on people and on the team's role spare, but for addresses in the VPC: those are the teams' own (G11). */
function networks(facts: Facts, team: TeamFacts): FoundDeclaration[] {
  const policies = [...team.role.identity, ...policiesForPeople(team).map(({ policy }) => policy)];
  const vpc = rangesOfVpc(facts);
  return (["public", "private"] as const).flatMap((of) =>
    sparing(policies, of === "public" ? "aws:sourceip" : "aws:vpcsourceip")
      .filter(({ range }) => of === "public" || !liesIn(range, vpc))
      .map(({ range, where }) => ({ kind: "network", team: team.name, of, value: range, where }) as const),
  );
}

const ofParties = ({ name, parties }: TeamFacts): FoundDeclaration[] =>
  [...parties].flatMap(([bucket, list]) =>
    list.map(({ kind, where, ...party }) => ({
      kind,
      team: name,
      of: bucket,
      value: showParty(bucket, { kind, ...party }),
      where,
    })),
  );

const ofForwarded = ({ name, forwarded }: TeamFacts): FoundDeclaration[] =>
  [...forwarded].flatMap(([bucket, list]) =>
    list.map(({ where, ...each }) => ({
      kind: "forwarded" as const,
      team: name,
      of: bucket,
      value: showForwarded(bucket, each),
      where,
    })),
  );

const ofServiceRoles = ({ name, serviceRoles }: TeamFacts): FoundDeclaration[] =>
  serviceRoles.flatMap(({ kind, reaches }) =>
    reaches.map(({ where, ...reach }) => ({
      kind: "serviceRole" as const,
      team: name,
      of: reach.bucket,
      value: showReach(kind, reach),
      where,
    })),
  );

/** Buckets that the team's endpoint lets through beside its own and that of image layers, which every team needs. */
function readOnlyBuckets({ region, partition }: Facts, { name, gateway, buckets }: TeamFacts): FoundDeclaration[] {
  const start = `arn:${partition}:s3:::`;
  const known = new Set([imageLayerBucket(region), ...buckets.map((bucket) => bucket.name)]);
  return gateway.policy.statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap((statement) => {
      const account = pinnedAccount(statement);
      return (statement.resources?.entries ?? []).map(showPattern).map((arn) => ({
        name: (arn.startsWith(start) ? arn.slice(start.length) : arn).split("/")[0] ?? "",
        ...(account !== undefined && { account }),
        where: `${statement.policy} ${statement.path}`,
      }));
    })
    .filter((bucket) => !known.has(bucket.name))
    .map(({ where, ...bucket }) => ({ value: showReadOnlyBucket(bucket), where }))
    .map((each) => ({ kind: "bucket", team: name, ...each }) as const);
}

/** What the role's policies read like. */
function features(facts: Facts, team: TeamFacts): FoundDeclaration[] {
  const where = placeOf(team.role.resource);
  return [
    ...(makesFeatureGroups(facts, team) ? ["featureStore"] : []),
    ...(deploysVersions(facts, team) ? ["modelRegistry"] : []),
  ].map((value): FoundDeclaration => ({ kind: "feature", team: team.name, value, where }));
}

const featureGroups = (team: TeamFacts): FoundDeclaration[] =>
  featureGroupsOf(team).map((group) => ({
    kind: "featureGroup",
    team: team.name,
    of: group.name,
    value: showFound(group),
    where: `${placeOf(group.resource)} ${group.resource.path}`,
  }));

/** Who has a profile, and whom IAM Identity Center takes for its owner. */
const profiles = ({ name, studio }: TeamFacts): FoundDeclaration[] =>
  studio.resources("aws_sagemaker_user_profile").map((profile) => {
    const { user_profile_name, single_sign_on_user_identifier, single_sign_on_user_value } = profile.config;
    return {
      kind: "profile",
      team: name,
      value: showProfile(user_profile_name, {
        identifier: single_sign_on_user_identifier,
        value: single_sign_on_user_value,
      }),
      where: `${placeOf(profile)} ${profile.path}`,
    };
  });

/** Whom the stack assigns in IAM Identity Center, and by which role. */
function assignments(team: TeamFacts): FoundDeclaration[] {
  const { name, studio } = team;
  if (!assignsUsers(team)) return [];
  const role = studio.second?.role ?? studio.deployerRole;
  const provider = `$.provider.aws[${studio.second === undefined ? 0 : 1}]`;
  return [
    {
      kind: "identityCenter",
      team: name,
      value: role,
      where: [studio.name, "provider.aws", `${provider}.assume_role`].join(" "),
    },
    ...assignmentsOf(team).map(({ resource, user }): FoundDeclaration => {
      const { principal_type, principal_id } = resource.config;
      const value = showAssignment(
        principal_type,
        user?.name ?? principal_id,
        user?.store ?? "no store that is named here",
      );
      return { kind: "assignment", team: name, value, where: `${placeOf(resource)} ${resource.path}` };
    }),
  ];
}

/** Each version of an image, and the kinds of apps whose people are offered it. */
function imagesOf({ name, domain, studio }: TeamFacts): FoundDeclaration[] {
  const offered = appsOf({ domain, studio });
  return studio.resources("aws_sagemaker_image_version").map((version) => {
    const { image_name: image, base_image: text } = version.config;
    const apps = offered
      .filter(({ images }) => images.some((each) => each.name === image && each.version === version.id))
      .map(({ type }) => (type === "JupyterLab" ? "jupyterlab" : "code-editor"));
    const base = baseImageOf(text);
    return {
      kind: "image",
      team: name,
      of: image,
      value: base ? showImage(base, apps) : text,
      where: `${placeOf(version)} ${version.path}.base_image`,
    };
  });
}

/** How long data is kept, and what may be destroyed. */
function keeping(team: TeamFacts): FoundDeclaration[] {
  const { name, domain, buckets } = team;
  const places = new Map<string | undefined, string>(
    buckets.map((bucket) => [bucket.name, placeOf(bucket.lifecycle ?? bucket.resource)]),
  );
  return keepingOfTeam(name, {
    protect: unprotected(team).length === 0,
    homeDirectories: homeDirectories(team) === "Retain" ? "Retain" : "Delete",
    buckets: new Map(buckets.map((bucket) => [bucket.name, keepingIn(bucket)])),
  }).map((each) => ({
    ...each,
    where: places.get(each.of) ?? placeOf(domain),
  }));
}
