/** Why a recorded request does not pass: an opt-in that is off, a refusal on purpose, or nothing that anybody wrote down. */
import type { Decided } from "./decided";
import { type Feature, featureOf } from "./features";
import type { Surroundings } from "./made-with";
import { type Refusal, refusalOf } from "./refusals";

export type Explanation =
  | {
      readonly by: "opt-in";
      readonly key: "extraInterfaceEndpoints" | "imageRegistries" | "packageRegistries" | "readOnlyBuckets";
      readonly value: string;
    }
  /** Keys of a team's file. */
  | { readonly by: "opt-in"; readonly key: "features" | "images" | "instanceTypes"; readonly value: string }
  | { readonly by: "refusal"; readonly refusal: Refusal };

/** Where an environment declares what it takes of other accounts, by the service. */
const registryKeys: Readonly<Record<string, "imageRegistries" | "packageRegistries">> = {
  codeartifact: "packageRegistries",
  ecr: "imageRegistries",
};

/**
 * Undefined where nothing explains it.
 * @param separation how the environment tells its teams apart
 * @param on features that the team has turned on
 * @param registries ARNs of other accounts' packages and repositories of images that the environment declares
 */
export function explanationOf(
  { kind, verdict }: Decided,
  from: Surroundings,
  separation: string,
  on: ReadonlySet<Feature> = new Set(),
  registries: readonly string[] = [],
): Explanation | undefined {
  const refusal = refusalOf(kind.request, from, separation);
  if (refusal) return { by: "refusal", refusal };
  if (verdict.outcome === "unreached" && verdict.optIn !== undefined) {
    return { by: "opt-in", key: "extraInterfaceEndpoints", value: verdict.optIn };
  }
  const { resource } = kind.request;
  const [, , service = "", , owner = from.account] = resource.split(":");
  const key = registryKeys[service];
  if (verdict.outcome === "refused" && key && owner !== from.account && !registries.includes(resource)) {
    return { by: "opt-in", key, value: resource };
  }
  if (verdict.outcome === "undeclared bucket" && verdict.optIn) {
    return { by: "opt-in", key: "readOnlyBuckets", value: verdict.bucket };
  }
  if (verdict.outcome === "other instance types") {
    return { by: "opt-in", key: "instanceTypes", value: verdict.types.join(", ") };
  }
  const feature = featureOf(kind.request);
  if (["refused", "no role", "no server"].includes(verdict.outcome) && feature !== undefined && !on.has(feature))
    return { by: "opt-in", key: feature === "images" ? "images" : "features", value: feature };
  return undefined;
}
