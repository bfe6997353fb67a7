/** Every promise, by the design's guarantee that it belongs to. */
import { promises as frontDoor } from "./front-door";
import type { Promised } from "./promise";

export const guarantees: Readonly<Record<string, readonly Promised[]>> = {
  "front door": frontDoor,
};
