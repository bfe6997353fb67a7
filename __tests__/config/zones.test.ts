/** Zones in which AWS lacks an interface endpoint are never chosen, and refused where a file names them. */
import { loadEnvironment } from "../../config/load";
import { edit, folderOf, problemLines, shippedFiles } from "./folders";

jest.mock("../../config/tables/zones-without-service", () => ({
  zonesWithoutService: { "euc1-az1": ["sagemaker.api"], "euc1-az3": ["athena"] },
}));

const dev = shippedFiles("dev");
const withAthena = (files: typeof dev) =>
  edit(files, "environment.yaml", "access:", "network: {extraInterfaceEndpoints: [athena]}\naccess:");
const inZones = (zones: string) => edit(dev, "environment.yaml", "access:", `availabilityZoneIds: [${zones}]\naccess:`);

test("by default the region's first two zones that have every default endpoint are taken", () => {
  expect(loadEnvironment(folderOf(dev)).environment?.availabilityZoneIds).toEqual(["euc1-az2", "euc1-az3"]);
});

test("a zone without a default endpoint is refused, with the zones that have them all", () => {
  expect(problemLines(inZones("euc1-az1, euc1-az2"))).toEqual([
    'dev/environment.yaml:10:23 availabilityZoneIds[0]: "euc1-az1" does not offer sagemaker.api; write euc1-az2 or euc1-az3',
  ]);
});

test("an extra endpoint counts too", () => {
  expect(problemLines(withAthena(inZones("euc1-az2, euc1-az3")))).toEqual([
    'dev/environment.yaml:10:33 availabilityZoneIds[1]: "euc1-az3" does not offer athena; write euc1-az2',
  ]);
});

test("a region with fewer than two zones for the chosen endpoints is a problem, not a network of one zone", () => {
  expect(problemLines(withAthena(dev))).toEqual([
    "dev/environment.yaml:3:9 region: eu-central-1 has fewer than two zones with every interface endpoint; write availabilityZoneIds, or leave out an extra endpoint",
  ]);
});
