/** Extra interface endpoints are services that the blueprint knows, each once, and none of the default set. */
import { nearest, suggestion } from "../nearest";
import { list, quote } from "../problems";
import {
  defaultInterfaceEndpoints,
  extraInterfaceEndpoints,
  forAccountAlone,
  interfaceEndpoints,
  withdrawnInterfaceEndpoints,
} from "../tables/interface-endpoints";
import type { Check } from "./check";

export const knownInterfaceEndpoints: Check = ({ document, value: { network, separation } }) => {
  const extras = network?.extraInterfaceEndpoints ?? [];
  return extras.flatMap((service, index) => {
    if (service === undefined) return [];
    const at = (message: string) => [document.problem(["network", "extraInterfaceEndpoints", index], message)];
    if (extras.indexOf(service) < index) return at(`${quote(service)} is given twice; write each service once`);
    if (separation === "names" && forAccountAlone.includes(service))
      return at(
        `${quote(service)} helps no team where teams share the studio account: the execution role may call nothing of it there; leave it out, or write separation: account`,
      );
    if (extraInterfaceEndpoints.includes(service)) return [];
    const short = shortName(service);
    if (defaultInterfaceEndpoints.includes(short))
      return at(`${quote(service)} is in the default set already; leave it out`);
    if (short === "s3")
      return at(`${quote(service)} needs no interface endpoint: each team has its own for S3; leave it out`);
    if (Object.hasOwn(withdrawnInterfaceEndpoints, short))
      return at(`${quote(service)} is no longer offered: ${withdrawnInterfaceEndpoints[short]}; leave it out`);
    return at(`${quote(service)} is not a known interface endpoint; ${adviceFor(short)}`);
  });
};

/** What to do about a service that is not in the table: one that has a word in common with it is meant, or one that is near. */
function adviceFor(service: string): string {
  const all = Object.keys(interfaceEndpoints).sort();
  const word = service.toLowerCase();
  const related = all.filter((name) => `${name}.${interfaceEndpoints[name]?.iamService}`.split(/[.-]/).includes(word));
  const meant = related.length > 0 ? related : [nearest(service, all) ?? []].flat();
  const extra = meant.filter((name) => !defaultInterfaceEndpoints.includes(name));
  if (meant.length === 0 || all.includes(word)) return suggestion(service, extraInterfaceEndpoints);
  if (extra.length === 0)
    return `${list(meant, "and")} ${meant.length > 1 ? "are" : "is"} in the default set already; leave it out`;
  return related.length > 0 ? `write ${list(extra)}` : suggestion(service, extraInterfaceEndpoints);
}

/** Without the partition's prefix and the region, which the full name of a service begins with. */
const shortName = (service: string): string =>
  service.trim().replace(/^(cn\.)?(com\.amazonaws|aws\.sagemaker)\.[a-z0-9-]+\./, "");
