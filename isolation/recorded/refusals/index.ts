/** Recorded requests that are refused on purpose. G10 takes no other refusal for right. */
import type { Surroundings } from "../made-with";
import type { IamRequest } from "../requests-of-call";
import { ofCompute } from "./compute";
import { ofData } from "./data";
import { ofNamed } from "./named";
import { ofNames } from "./names";
import { ofOtherServices } from "./other-services";
import { explains, type Refusal } from "./refusal";

export { explains, type Refusal } from "./refusal";

/** No request is explained by two. */
export const refusals: readonly Refusal[] = [...ofData, ...ofCompute, ...ofOtherServices, ...ofNamed, ...ofNames];

/**
 * The entry that explains why a request is refused; undefined where none does.
 * @param from the ids that the request was recorded with
 */
export const refusalOf = (request: IamRequest, from: Surroundings, separation: string): Refusal | undefined =>
  refusals.find(
    (refusal) =>
      (refusal.separation === undefined || refusal.separation === separation) && explains(refusal, request, from),
  );
