/** Default quotas that a configuration exceeds are named before AWS names them. */
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { quotaWarnings } from "../../config/quotas";
import type { Environment } from "../../config/schema";
import { fixtures, shippedEnvironments } from "./folders";

const [large] = loadEnvironments(join(fixtures, "environments/sixty-teams")).environments as [Environment];
const [dev] = loadEnvironments(shippedEnvironments, { environment: "dev" }).environments as [Environment];
const codes = (environments: readonly Environment[]) =>
  quotaWarnings(environments).map(({ code, needed }) => [code, needed]);

test("one team exceeds nothing", () => {
  expect(codes([dev])).toEqual([]);
});

test("sixty teams exceed gateway endpoints, domains and profiles of the region, not the VPC's subnets", () => {
  expect(codes([large])).toEqual([
    ["L-1B52E74A", 60],
    ["L-B683BCB0", 60],
    ["L-AC46C40F", 120],
  ]);
  expect(quotaWarnings([large])[0]).toMatchObject({
    account: "123456789012",
    region: "eu-central-1",
    default: 20,
    environments: ["large"],
    service: "vpc",
  });
});

test("a third zone takes sixty teams over the subnets of a VPC only past sixty-five", () => {
  const teams = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...large.teams[0], name: `t${index}` })) as Environment["teams"];
  const inThreeZones = (count: number) =>
    codes([{ ...large, availabilityZoneIds: ["a", "b", "c"], teams: teams(count) }]);
  expect(inThreeZones(65)).not.toContainEqual(["L-407747CB", expect.any(Number)]);
  expect(inThreeZones(66)).toContainEqual(["L-407747CB", 201]);
});

test("environments that share an account and region share its quotas, VPCs keep their own", () => {
  const half = (name: string): Environment => ({ ...large, name, teams: large.teams.slice(0, 15) });
  expect(codes([half("one")])).not.toContainEqual(["L-1B52E74A", expect.any(Number)]);
  expect(quotaWarnings([half("one"), half("two")])).toContainEqual(
    expect.objectContaining({ code: "L-1B52E74A", needed: 30, environments: ["one", "two"] }),
  );
  expect(codes([half("one"), { ...half("two"), region: "eu-west-1" }])).not.toContainEqual([
    "L-1B52E74A",
    expect.any(Number),
  ]);
});
