/** Every promise, by the design's guarantee that it belongs to. */

import { promises as addedEndpoints } from "./added-endpoints";
import { promises as athena } from "./athena";
import { promises as componentsInside } from "./components-inside";
import { promises as credentialsInside } from "./credentials-inside";
import { promises as dataHygiene } from "./data-hygiene";
import { promises as declaredGroups } from "./declared-groups";
import { promises as declaredParties } from "./declared-parties";
import { promises as featureGroups } from "./feature-groups";
import { promises as fixedSettings } from "./fixed-settings";
import { promises as frontDesk } from "./front-desk";
import { promises as frontDoor } from "./front-door";
import { promises as images } from "./images";
import { promises as instanceTypes } from "./instance-types";
import { promises as jobsInside } from "./jobs-inside";
import { promises as keys } from "./keys";
import { promises as logsAndMetrics } from "./logs-and-metrics";
import { promises as manageable } from "./manageable";
import { promises as modelRegistry } from "./model-registry";
import { promises as networkInterfaces } from "./network-interfaces";
import { promises as noInternet } from "./no-internet";
import { promises as noWayOut } from "./no-way-out";
import { promises as nothingShared } from "./nothing-shared";
import { promises as offlineStores } from "./offline-stores";
import { promises as ownObjects } from "./own-objects";
import { promises as ownerOnly } from "./owner-only";
import { promises as people } from "./people";
import { promises as pipelineReads } from "./pipeline-reads";
import type { Promised } from "./promise";
import { promises as publicHub } from "./public-hub";
import { promises as recordedCalls } from "./recorded-calls";
import { promises as singleSignOn } from "./single-sign-on";
import { promises as stateAndProvider } from "./state-and-provider";
import { promises as studioInside } from "./studio-inside";
import { promises as teamCanWork } from "./team-can-work";
import { promises as trackingServers } from "./tracking-servers";
import { promises as unchangingDomain } from "./unchanging-domain";
import { promises as wholeAccount } from "./whole-account";
import { promises as zones } from "./zones";

export const guarantees: Readonly<Record<string, readonly Promised[]>> = {
  "front door": frontDoor,
  "owner only": ownerOnly,
  "no way out": noWayOut,
  "keys follow data": keys,
  "data hygiene": dataHygiene,
  "front desk": frontDesk,
  "still manageable": manageable,
  "no internet": noInternet,
  "state and provider": stateAndProvider,
  "Studio stays inside": studioInside,
  "unchanging domain": unchangingDomain,
  "fixed settings": fixedSettings,
  "zones and services": zones,
  "credentials stay inside": credentialsInside,
  "nothing shared outward": nothingShared,
  "declared parties": declaredParties,
  people: people,
  "single sign-on": singleSignOn,
  "instance types": instanceTypes,
  "jobs stay inside": jobsInside,
  "network interfaces": networkInterfaces,
  "inference components": componentsInside,
  images,
  "the team can work": teamCanWork,
  "own objects": ownObjects,
  "logs and metrics": logsAndMetrics,
  "the whole account": wholeAccount,
  "public hub": publicHub,
  "recorded calls": recordedCalls,
  "added endpoints": addedEndpoints,
  "feature groups": featureGroups,
  "offline stores": offlineStores,
  "model registry": modelRegistry,
  "tracking servers": trackingServers,
  "declared groups": declaredGroups,
  "queries with Athena": athena,
  "pipelines' reads": pipelineReads,
};
