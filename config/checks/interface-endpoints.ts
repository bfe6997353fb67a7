/** Extra interface endpoints are services that the blueprint knows, each once, and none of the default set. */
import { suggestion } from "../nearest";
import { list, quote } from "../problems";
import { defaultInterfaceEndpoints, extraInterfaceEndpoints } from "../tables/interface-endpoints";
import type { Check } from "./check";

export const knownInterfaceEndpoints: Check = ({ document, value: { network } }) => {
  const extras = network?.extraInterfaceEndpoints ?? [];
  return extras.flatMap((service, index) => {
    if (service === undefined || (extraInterfaceEndpoints.includes(service) && extras.indexOf(service) === index))
      return [];
    const at = (message: string) => [document.problem(["network", "extraInterfaceEndpoints", index], message)];
    if (extras.indexOf(service) < index) return at(`${quote(service)} is given twice; write each service once`);
    const short = shortName(service);
    if (defaultInterfaceEndpoints.includes(short))
      return at(`${quote(service)} is in the default set already; leave it out`);
    if (short === "s3")
      return at(`${quote(service)} needs no interface endpoint: each team has its own for S3; leave it out`);
    const parts = extraInterfaceEndpoints.filter((known) => known.startsWith(`${short}.`));
    const advice = parts.length > 0 ? `write ${list(parts)}` : suggestion(short, extraInterfaceEndpoints);
    return at(`${quote(service)} is not a known interface endpoint; ${advice}`);
  });
};

/** Without the partition's prefix and the region, which the full name of a service begins with. */
const shortName = (service: string): string =>
  service.trim().replace(/^(cn\.)?(com\.amazonaws|aws\.sagemaker)\.[a-z0-9-]+\./, "");
