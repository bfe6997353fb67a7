/** An environment's interface endpoints by the service that each leads to. */
import { type InterfaceEndpoint, interfaceEndpoints } from "../../config/tables/interface-endpoints";
import type { Endpoint } from "../model";
import { oncePerEnvironment } from "./once";

export interface Door {
  readonly endpoint: Endpoint;
  /** Short name of the service; undefined where it is not a service of AWS that is known here. */
  readonly name?: string;
  readonly service?: InterfaceEndpoint;
}

export const doorsOf = oncePerEnvironment(({ endpoints, region, partition }): readonly Door[] => {
  const byService = new Map(
    Object.entries(interfaceEndpoints).map(([name, service]) => [
      service.serviceName(region, partition),
      { name, service },
    ]),
  );
  return endpoints
    .filter(({ kind }) => kind === "Interface")
    .map((endpoint) => ({ endpoint, ...byService.get(endpoint.resource.config.service_name) }));
});
