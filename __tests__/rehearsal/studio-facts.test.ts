/** What a Studio stack's domain names has to be in the account: what is not there is not passed over. */
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import type { Environment, Team } from "../../config/schema";
import type { Facts } from "../../rehearsal/facts/facts";
import { ofStudio } from "../../rehearsal/facts/studio";
import { checkout } from "../../rehearsal/folders";

const { environments } = loadEnvironments(join(checkout, "environments"), { environment: "dev" });
const [dev] = environments as [Environment];
const team: Team = { ...(dev.teams[0] as Team), users: [] };

const account = (held: readonly string[], named: readonly string[]): Facts => ({
  account: dev.accounts.studio.id,
  roles: ["role"],
  logGroups: [],
  flowLogs: [],
  buckets: [],
  keys: [],
  gateways: [{ id: "vpce-1", service: "com.amazonaws.eu-central-1.s3", routeTables: ["rtb-1"] }],
  subnets: held.map((id) => ({ id, zone: `zone of ${id}`, routeTable: "rtb-1" })),
  groups: [],
  domains: [{ id: "d-1", name: `enclave-dev-${team.name}`, vpc: "vpc-1", subnets: named, role: "role", groups: [] }],
  profiles: [],
});
const faults = (held: readonly string[], named: readonly string[]) =>
  ofStudio(dev, team, [account(held, named)]).map(({ what, fault }) => `${what}: ${fault}`);

test("a domain whose subnets are all there is as it is meant", () => {
  expect(faults(["subnet-1", "subnet-2"], ["subnet-1", "subnet-2"])).toEqual([]);
});

test("a subnet that the account does not hold is told, and so is a domain without any", () => {
  const what = `subnets of domain enclave-dev-${team.name}`;
  expect(faults(["subnet-1"], ["subnet-1", "subnet-2"])).toEqual([`${what}: the account does not hold subnet-2`]);
  expect(faults(["subnet-1"], [])).toEqual([`${what}: there are none`]);
});
