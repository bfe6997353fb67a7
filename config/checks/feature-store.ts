/** Feature Store has the interface endpoint that records are read and written through. */
import type { Check } from "./check";

const endpoint = "sagemaker.featurestore-runtime";

export const featureStoreHasEndpoint: Check = ({ document, teams, value: { network } }) => {
  const extras = network?.extraInterfaceEndpoints;
  // Wrong endpoints are a problem of their own.
  if (extras === undefined || extras.includes(undefined) || extras.includes(endpoint)) return [];
  return teams
    .filter(({ value }) => value.features?.featureStore !== undefined)
    .map((team) =>
      team.document.problem(
        ["features", "featureStore"],
        `needs the interface endpoint ${endpoint}, which the environment does not have; add ${endpoint} to network.extraInterfaceEndpoints in ${document.file}, or leave featureStore out`,
        "key",
      ),
    );
};
