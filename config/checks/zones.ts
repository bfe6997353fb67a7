/** Availability zones belong to the region, each once, and have every interface endpoint. */
import { defined, missingServices, zoneIdsOf } from "../derive";
import { suggestion } from "../nearest";
import { list, quote } from "../problems";
import { defaultInterfaceEndpoints } from "../tables/interface-endpoints";
import { regions } from "../tables/regions";
import type { Check } from "./check";

export const zonesOfRegion: Check = ({ document, value: { region, availabilityZoneIds } }) => {
  const known = zoneIdsOf(region);
  return (availabilityZoneIds ?? []).flatMap((zone, index) => {
    const at = (message: string) => [document.problem(["availabilityZoneIds", index], message)];
    if (zone === undefined) return [];
    const twice = availabilityZoneIds?.indexOf(zone) ?? index;
    if (twice < index) return at(`${quote(zone)} is given twice; write each zone once`);
    if (known.length === 0 || known.includes(zone)) return [];
    if (region !== undefined && zone.startsWith(region)) {
      return at(
        `${quote(zone)} is a zone's name, which differs between accounts; write zone ids: ${list(known, "and")}`,
      );
    }
    const home = Object.keys(regions).find((name) => regions[name]?.zoneIds.includes(zone));
    if (home !== undefined)
      return at(`${quote(zone)} is a zone of ${home}; zones of ${region} are ${list(known, "and")}`);
    return at(`${quote(zone)} is not a zone of ${region}; ${suggestion(zone, known)}`);
  });
};

export const zonesHaveEndpoints: Check = ({ document, value: { region, availabilityZoneIds, network } }) => {
  const services = [...defaultInterfaceEndpoints, ...defined(network?.extraInterfaceEndpoints)];
  return (availabilityZoneIds ?? []).flatMap((zone, index) => {
    const missing = zone === undefined ? [] : missingServices(zone, services);
    if (zone === undefined || missing.length === 0) return [];
    const right = zoneIdsOf(region).filter((other) => missingServices(other, services).length === 0);
    return [
      document.problem(
        ["availabilityZoneIds", index],
        `${quote(zone)} does not offer ${list(missing, "and")}; write ${list(right)}`,
      ),
    ];
  });
};

/** Without zones of its own the environment needs a region whose zones have every endpoint. */
export const regionHasZones: Check = ({ document, value: { region, network } }) => {
  if (document.has(["availabilityZoneIds"]) || zoneIdsOf(region).length === 0) return [];
  const services = [...defaultInterfaceEndpoints, ...defined(network?.extraInterfaceEndpoints)];
  const fit = zoneIdsOf(region).filter((zone) => missingServices(zone, services).length === 0);
  if (fit.length >= 2) return [];
  return [
    document.problem(
      ["region"],
      `${region} has fewer than two zones with every interface endpoint; write availabilityZoneIds, or leave out an extra endpoint`,
    ),
  ];
};
