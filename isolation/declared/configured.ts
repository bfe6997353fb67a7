/** What a configuration declares, in the words in which the stacks say it. */
import { join } from "node:path/posix";
import { hasDocker, trustedAccounts } from "../../config/docker";
import { declaredGroups } from "../../config/feature-groups";
import {
  accountIds,
  bucketName,
  bucketsStackName,
  featureGroupName,
  imageName,
  networkingStackName,
  offlineStoreUri,
  studioStackName,
} from "../../config/names";
import { imageRepositoryArns, packageArns } from "../../config/registries";
import type { Environment, Team } from "../../config/schema";
import { showState, stateSettings } from "../../config/state-settings";
import { showRoute } from "../attachments/routes";
import { showDocker } from "../facts/docker";
import { showFeatureGroup } from "../facts/feature-groups";
import { type Forwarded, showForwarded } from "../facts/forwarded";
import { inStacks, showTypes, works } from "../facts/instance-types";
import { keepingOf } from "../facts/keeping";
import { type Party, showParty } from "../facts/parties";
import { showReadOnlyBucket } from "../facts/pinned-account";
import { type ServiceRoleKind, showReach } from "../facts/service-roles";
import type { Declared } from "../guarantees";
import type { Declaration } from "./declaration";
import { showImage } from "./image";
import { keepingOfNetwork, keepingOfTeam } from "./keeping";
import { showAssignment, showProfile } from "./profile";

/** @param directory of the environments, as messages name it */
export function declaredBy(environment: Environment, directory = "environments"): Declared {
  const keeping = keepingOf(environment);
  return {
    folder: join(directory, environment.name),
    accounts: accountIds(environment),
    keeping,
    teams: environment.teams.map(({ name }) => name),
    separation: environment.separation,
    readOnlyBuckets: environment.readOnlyBuckets,
    imageRepositories: imageRepositoryArns(environment),
    packageRegistries: packageArns(environment),
    instanceTypes: new Map(environment.teams.map(({ name, instanceTypes }) => [name, inStacks(instanceTypes)])),
    publicCidrs: environment.access.publicCidrs,
    privateCidrs: environment.access.privateCidrs,
    routes: environment.access.routes,
    ...(environment.organizationId !== undefined && { organizationId: environment.organizationId }),
    declarations: [
      ...ofStack(environment, networkingStackName(environment)),
      boundary(environment),
      keepingOfNetwork(keeping.flowLogDays),
      ...environment.access.routes.map((route): Declaration => ({ kind: "route", value: showRoute(route) })),
      ...packageArns(environment).map((value): Declaration => ({ kind: "packages", value })),
      ...imageRepositoryArns(environment).map((value): Declaration => ({ kind: "repository", value })),
      ...environment.teams.flatMap((team) => ofTeam(environment, team)),
      ...[...keeping.teams].flatMap(([team, own]) => keepingOfTeam(team, own)),
    ],
  };
}

/** A stack's account, its deployer and its state. */
function ofStack(environment: Environment, stack: string, team?: Team): Declaration[] {
  const inData = team !== undefined && stack === bucketsStackName(environment, team);
  const { id, deployerRole } = inData ? team.dataAccount : environment.accounts.studio;
  const about = { of: stack, ...(team && { team: team.name }) };
  return [
    { kind: "account", ...about, value: id },
    { kind: "deployer", ...about, value: deployerRole },
    { kind: "state", ...about, value: showState(stateSettings(environment, stack)) },
  ];
}

function boundary(environment: Environment, team?: Team): Declaration {
  return { kind: "boundary", ...(team && { team: team.name }), value: environment.permissionsBoundary ?? "none" };
}

function ofTeam(environment: Environment, team: Team): Declaration[] {
  const { access, readOnlyBuckets } = environment;
  const about = { team: team.name };
  const networks = (of: "public" | "private", cidrs: readonly string[]) =>
    cidrs.map((value) => ({ kind: "network", ...about, of, value }) as const);
  return [
    ...ofStack(environment, studioStackName(environment, team), team),
    ...ofStack(environment, bucketsStackName(environment, team), team),
    boundary(environment, team),
    { kind: "separation", ...about, value: environment.separation },
    { kind: "login", ...about, value: team.authMode },
    ...networks("public", access.publicCidrs),
    ...networks("private", access.privateCidrs),
    ...readOnlyBuckets.map((bucket) => ({ kind: "bucket", ...about, value: showReadOnlyBucket(bucket) }) as const),
    ...team.users.map(
      ({ name, ssoUser }) =>
        ({
          kind: "profile",
          ...about,
          value: showProfile(name, team.authMode === "SSO" ? { identifier: "UserName", value: ssoUser } : {}),
        }) as const,
    ),
    ...assignments(environment, team),
    ...works.map(
      (of): Declaration => ({
        kind: "instances",
        ...about,
        of,
        value: `${of}: ${showTypes(inStacks(team.instanceTypes)[of])}`,
      }),
    ),
    ...(["featureStore", "modelRegistry"] as const)
      .filter((value) => team.features[value] !== undefined)
      .map((value): Declaration => ({ kind: "feature", ...about, value })),
    ...declaredGroups(team).map(({ name: group, online: isOnline, ...parts }): Declaration => {
      const { bucket = "", prefix = "" } = team.features.featureStore?.offline ?? {};
      const uris = [offlineStoreUri(bucketName(environment, team, bucket, team.dataAccount.id), prefix)];
      const name = featureGroupName(environment, team, group);
      return { kind: "featureGroup", ...about, of: name, value: showFeatureGroup({ ...parts, name, uris, isOnline }) };
    }),
    ...(hasDocker(team) ? [{ kind: "docker", ...about, value: showDocker(trustedAccounts(team)) } as const] : []),
    ...team.images.flatMap((image) => {
      const { account = environment.accounts.studio.id, name: repository } = image.repository;
      return image.digests.map(
        (digest): Declaration => ({
          kind: "image",
          ...about,
          of: imageName(environment, team, image.name),
          value: showImage({ account, repository, digest }, image.apps),
        }),
      );
    }),
    ...forwardedOf(team).map(({ bucket, ...each }): Declaration => {
      const name = bucketName(environment, team, bucket, team.dataAccount.id);
      return { kind: "forwarded", ...about, of: name, value: showForwarded(name, each) };
    }),
    ...serviceRolesOf(environment, team),
    ...team.buckets.flatMap((bucket) =>
      (["producer", "reader"] as const).flatMap((kind) =>
        bucket[`${kind}s`].map(({ role, prefix, vpcEndpoint, cidrs }): Declaration => {
          const name = bucketName(environment, team, bucket.name, team.dataAccount.id);
          const network = vpcEndpoint !== undefined ? { vpcEndpoint } : { cidrs: cidrs ?? [] };
          const party: Party = { role, kind, prefix, ...network };
          return { kind, ...about, of: name, value: showParty(name, party) };
        }),
      ),
    ),
  ];
}

/** Where Terraform assigns the team's users: by which role, and whom. */
function assignments({ identityCenter, accounts }: Environment, team: Team): Declaration[] {
  if (identityCenter === undefined) return [];
  const { deployerRole, identityStoreId } = identityCenter;
  const assigns = team.authMode === "SSO";
  const hasProvider = deployerRole !== accounts.studio.deployerRole;
  return [
    ...(assigns || hasProvider ? [{ kind: "identityCenter", team: team.name, value: deployerRole } as const] : []),
    ...(assigns ? team.users : []).map(
      ({ ssoUser = "" }): Declaration => ({
        kind: "assignment",
        team: team.name,
        value: showAssignment("USER", ssoUser, identityStoreId),
      }),
    ),
  ];
}

/** Where a service writes it reads as well. */
function forwardedOf({ features: { athena } }: Team): readonly (Forwarded & { readonly bucket: string })[] {
  if (athena === undefined) return [];
  const service = "athena.amazonaws.com";
  return [
    ...[...athena.reads, athena.results].map(
      ({ bucket, prefix }) => ({ service, does: "reads", bucket, prefix }) as const,
    ),
    { service, does: "writes", ...athena.results },
  ];
}

function serviceRolesOf(environment: Environment, team: Team): Declaration[] {
  const { pipelineReads, featureStore, mlflow } = team.features;
  const reach = (kind: ServiceRoleKind, place: { readonly bucket: string; readonly prefix: string }): Declaration => {
    const bucket = bucketName(environment, team, place.bucket, team.dataAccount.id);
    return { kind: "serviceRole", team: team.name, of: bucket, value: showReach(kind, { ...place, bucket }) };
  };
  return [
    ...(pipelineReads === undefined ? [] : [reach("pipeline", pipelineReads)]),
    ...(featureStore?.offline === undefined ? [] : [reach("featureStore", featureStore.offline)]),
    ...(mlflow === undefined ? [] : [reach("mlflow", mlflow)]),
  ];
}
