/** Every check that crosses keys or files, in the order of the files' keys; and those whose findings are warnings. */
import { accessIsEmpty, accessRangesOnce, privateAccessRanges, publicAccessRanges } from "./access-ranges";
import { privateRangesAreReached, routeOnce, routesLeadToPeople, routesOfOtherStacks } from "./access-routes";
import { deployerRoles, deployerRolesAreOutside, oneDeployerForAnAccount, someDataAccount } from "./accounts";
import { arnPartitions } from "./arn-partitions";
import { athenaHasEndpoints, athenaUsesOwnBuckets } from "./athena";
import { bucketNamesFit, bucketNamesOnce } from "./bucket-names";
import type { Check } from "./check";
import { cidrHostBits } from "./cidr-host-bits";
import { declaredDataAccount } from "./data-accounts";
import { dockerTrustsKnownAccounts } from "./docker";
import { featuresUseOwnBuckets } from "./feature-buckets";
import { featureGroupsAreWhole } from "./feature-groups";
import { featureStoreHasEndpoint } from "./feature-store";
import { identityCenterHasTeams, identityRoleIsOutside } from "./identity-center";
import { imagesOfKnownRegistries, imagesOnce } from "./images";
import { firstTypesAreAllowed, knownInstanceTypes } from "./instance-types";
import { knownInterfaceEndpoints } from "./interface-endpoints";
import { mlflowHasEndpoint } from "./mlflow";
import { namePrefixIsFree } from "./name-prefix";
import { endpointRangeIsLargeEnough, rangesInsideVpc, vpcRange, vpcRangeIsFree } from "./network-ranges";
import {
  outsidePartyIsNotDeployer,
  outsidePartyIsOutside,
  outsidePartyNetworks,
  outsidePartyOnce,
} from "./outside-parties";
import { permissionsBoundaryIsHere } from "./permissions-boundary";
import { readOnlyBucketsAreForeign, readOnlyBucketsHaveOwners } from "./read-only-buckets";
import { knownRegion, stateKeyRegion, stateRegion } from "./regions";
import { imageRegistriesAreForeign, packageRegistriesAreForeign } from "./registries";
import { oneTeamAlone } from "./separation";
import { singleSignOnFromAnywhere } from "./single-sign-on";
import { ownerHasEffect, tagKeys } from "./tags";
import { teamNamesApart } from "./team-names";
import { teamRangeHoldsUsers, teamRangeInsideStudioRange, teamRangesApart } from "./team-ranges";
import { endpointsAreUsed } from "./unused-endpoints";
import { ssoUserFitsAuthMode, usersOnce } from "./users";
import { regionHasZones, zonesHaveEndpoints, zonesOfRegion } from "./zones";

export const checks: readonly Check[] = [
  knownRegion,
  regionHasZones,
  zonesOfRegion,
  zonesHaveEndpoints,
  someDataAccount,
  deployerRoles,
  deployerRolesAreOutside,
  oneDeployerForAnAccount,
  cidrHostBits,
  vpcRange,
  rangesInsideVpc,
  endpointRangeIsLargeEnough,
  knownInterfaceEndpoints,
  publicAccessRanges,
  privateAccessRanges,
  accessRangesOnce,
  routesLeadToPeople,
  routeOnce,
  routesOfOtherStacks,
  oneTeamAlone,
  readOnlyBucketsAreForeign,
  imageRegistriesAreForeign,
  packageRegistriesAreForeign,
  stateRegion,
  stateKeyRegion,
  permissionsBoundaryIsHere,
  identityCenterHasTeams,
  identityRoleIsOutside,
  namePrefixIsFree,
  arnPartitions,
  tagKeys,
  ownerHasEffect,
  teamNamesApart,
  teamRangeInsideStudioRange,
  teamRangesApart,
  teamRangeHoldsUsers,
  usersOnce,
  ssoUserFitsAuthMode,
  firstTypesAreAllowed,
  dockerTrustsKnownAccounts,
  declaredDataAccount,
  bucketNamesOnce,
  bucketNamesFit,
  imagesOnce,
  imagesOfKnownRegistries,
  outsidePartyNetworks,
  outsidePartyIsNotDeployer,
  outsidePartyOnce,
  outsidePartyIsOutside,
  featureStoreHasEndpoint,
  mlflowHasEndpoint,
  athenaHasEndpoints,
  athenaUsesOwnBuckets,
  featuresUseOwnBuckets,
  featureGroupsAreWhole,
];

export const warnings: readonly Check[] = [
  vpcRangeIsFree,
  endpointsAreUsed,
  accessIsEmpty,
  privateRangesAreReached,
  singleSignOnFromAnywhere,
  knownInstanceTypes,
  readOnlyBucketsHaveOwners,
];
