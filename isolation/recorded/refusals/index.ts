/** Recorded requests that are refused on purpose. G10 takes no other refusal for right. */
import type { Surroundings } from "../made-with";
import type { IamRequest } from "../requests-of-call";
import { ofCompute } from "./compute";
import { ofData } from "./data";
import { ofNames } from "./names";
import type { Refusal } from "./refusal";
import { ofServices } from "./services";

export type { Refusal } from "./refusal";

/** The first that meets a request explains it. */
export const refusals: readonly Refusal[] = [...ofData, ...ofCompute, ...ofServices, ...ofNames];

/**
 * The entry that explains why a request is refused; undefined where none does.
 * @param from the ids that the request was recorded with
 */
export const refusalOf = (request: IamRequest, from: Surroundings, separation: string): Refusal | undefined =>
  refusals.find(
    (refusal) =>
      (refusal.separation === undefined || refusal.separation === separation) && refusal.meets(request, from),
  );
