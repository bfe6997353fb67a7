/** The network's stack: flow logs have a role and a log group to go to. AWS takes one that has not, and says so in its status only. */
import type { Environment } from "../../config/schema";
import { studioAccount } from "./accounts";
import type { Facts, Violation } from "./facts";

export function ofNetwork(environment: Environment, accounts: readonly Facts[]): Violation[] {
  const { flowLogs, logGroups, roles } = studioAccount(environment, accounts);
  if (flowLogs.length === 0) return [{ what: "flow logs", fault: "there are none" }];
  return flowLogs.flatMap(({ role, destination }) => [
    ...(roles.includes(role) ? [] : [{ what: "flow logs", fault: `there is no role ${role}, which writes them` }]),
    ...(logGroups.includes(destination)
      ? []
      : [{ what: "flow logs", fault: `there is no log group ${destination}, where they go` }]),
  ]);
}
