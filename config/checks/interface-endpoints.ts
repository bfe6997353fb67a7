/** Extra interface endpoints are services that the blueprint knows, each once, and none of the default set. */
import { suggestion } from "../nearest";
import { quote } from "../problems";
import { defaultInterfaceEndpoints, interfaceEndpoints } from "../tables/interface-endpoints";
import type { Check } from "./check";

export const knownInterfaceEndpoints: Check = ({ document, value: { network } }) => {
  const extras = network?.extraInterfaceEndpoints ?? [];
  return extras.flatMap((service, index) => {
    if (service === undefined) return [];
    const at = (message: string) => [document.problem(["network", "extraInterfaceEndpoints", index], message)];
    if (extras.indexOf(service) < index) return at(`${quote(service)} is given twice; write each service once`);
    if (defaultInterfaceEndpoints.includes(service))
      return at(`${quote(service)} is in the default set already; leave it out`);
    if (Object.hasOwn(interfaceEndpoints, service)) return [];
    const others = Object.keys(interfaceEndpoints).filter((known) => !defaultInterfaceEndpoints.includes(known));
    return at(`${quote(service)} is not a known interface endpoint; ${suggestion(service, others)}`);
  });
};
