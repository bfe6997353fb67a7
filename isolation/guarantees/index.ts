/** The guarantees that are proved, in the order of the design: a file each; parts of the larger ones lie in folders of their names. */
import { credentialsInside } from "./credentials-inside";
import { dataKept } from "./data-kept";
import { frontDesk } from "./front-desk";
import { frontDoor } from "./front-door";
import type { Guarantee } from "./guarantee";
import { jobsInside } from "./jobs-inside";
import { keysFollowData } from "./keys-follow-data";
import { noInternet } from "./no-internet";
import { noWayOut } from "./no-way-out";
import { nothingShared } from "./nothing-shared";
import { ownerOnly } from "./owner-only";
import { stillManageable } from "./still-manageable";
import { studioInside } from "./studio-inside";
import { teamCanWork } from "./team-can-work";

export const guarantees: readonly Guarantee[] = [
  frontDoor,
  ownerOnly,
  noWayOut,
  noInternet,
  studioInside,
  frontDesk,
  jobsInside,
  keysFollowData,
  stillManageable,
  teamCanWork,
  credentialsInside,
  nothingShared,
  dataKept,
];

export { type Declared, type Facts, factsOf } from "../facts/facts";
export type { Exception, Failure, Guarantee } from "./guarantee";
