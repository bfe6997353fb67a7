/** A warning for an extra interface endpoint that costs money by the hour while no team can use it. */
import { quote } from "../problems";
import type { Check, EnvironmentDraft, TeamDraft } from "./check";

/** Whether what is read so far rules out that anybody uses the endpoint, and what would make it of use. */
interface Use {
  readonly isMissing: (environment: EnvironmentDraft) => boolean;
  readonly lacks: string;
  readonly remedy: string;
}

const byFeature = (feature: "athena" | "featureStore"): Use => ({
  isMissing: ({ teams }) => teams.length > 0 && teams.every((team) => isOff(team, feature)),
  lacks: `no team has features.${feature}`,
  remedy: `turn features.${feature} on for a team`,
});

/** A team whose features are misspelt, or cannot be read, may have the feature. */
function isOff({ document, value: { features } }: TeamDraft, feature: "athena" | "featureStore"): boolean {
  if (features === undefined) return false;
  const written = (document.value as { readonly features?: object } | undefined)?.features ?? {};
  return features[feature] === undefined && Object.keys(written).every((key) => key in features);
}

const beside = (other: string, why: string): Use => ({
  isMissing: ({ value: { network } }) => {
    const extras = network?.extraInterfaceEndpoints;
    return extras !== undefined && !extras.includes(undefined) && !extras.includes(other);
  },
  lacks: why,
  remedy: `add ${other}`,
});

/** By the endpoint's short name: what its use depends on. The others bring the execution role what it needs (docs/endpoints.md). */
const uses: Readonly<Record<string, Use>> = {
  athena: byFeature("athena"),
  "codeartifact.api": beside("codeartifact.repositories", "packages are read through codeartifact.repositories"),
  "codeartifact.repositories": beside("codeartifact.api", "the token for packages comes from codeartifact.api"),
  "sagemaker.featurestore-runtime": byFeature("featureStore"),
};

/** Source: aws.amazon.com/privatelink/pricing (each endpoint is charged by the hour in every zone). */
export const endpointsAreUsed: Check = (environment) => {
  const { document, value } = environment;
  return (value.network?.extraInterfaceEndpoints ?? []).flatMap((name, index) => {
    const use = name !== undefined && Object.hasOwn(uses, name) ? uses[name] : undefined;
    return name === undefined || !use?.isMissing(environment)
      ? []
      : [
          document.problem(
            ["network", "extraInterfaceEndpoints", index],
            `${quote(name)} costs money by the hour and in every zone, and nobody can use it: ${use.lacks}; ${use.remedy}, or leave it out`,
          ),
        ];
  });
};
