/** A team with a tracking server of its own has the interface endpoint that programs reach it through. */
import type { Check } from "./check";

const endpoint = "experiments";

export const mlflowHasEndpoint: Check = ({ document, teams, value: { network } }) => {
  const extras = network?.extraInterfaceEndpoints;
  // Wrong endpoints are a problem of their own.
  if (extras === undefined || extras.includes(undefined) || extras.includes(endpoint)) return [];
  return teams
    .filter(({ value }) => value.features?.mlflow !== undefined)
    .map((team) =>
      team.document.problem(
        ["features", "mlflow"],
        `needs the interface endpoint ${endpoint}, which the environment does not have; add ${endpoint} to network.extraInterfaceEndpoints in ${document.file}, or leave mlflow out`,
        "key",
      ),
    );
};
