/** Accounts: at least one for data, and deployer roles that live in the account and partition they are for. */
import { defaultDeployerRole, partitionOf } from "../derive";
import { environmentPrefix } from "../names";
import type { Path, Problem } from "../problems";
import type { Check, EnvironmentDraft } from "./check";

type DeclaredAccount = { readonly path: Path; readonly id?: string; readonly deployerRole?: string };

function accountsOf({ value: { accounts } }: EnvironmentDraft): DeclaredAccount[] {
  const data = Object.entries(accounts?.data ?? {}).map(([name, account]) => ({
    path: ["accounts", "data", name],
    ...account,
  }));
  return [{ path: ["accounts", "studio"], ...accounts?.studio }, ...data];
}

export const someDataAccount: Check = ({ document, value: { accounts } }) => {
  const { data } = accounts ?? {};
  if (data === undefined || Object.keys(data).length > 0) return [];
  return [
    document.problem(
      ["accounts", "data"],
      "is empty; declare at least one account for buckets (it may be the studio account)",
      "key",
    ),
  ];
};

export const deployerRoles: Check = (environment) => {
  const { document, value } = environment;
  const partition = partitionOf(value.region);
  return accountsOf(environment).flatMap(({ path, id, deployerRole }) => {
    if (deployerRole === undefined) return [];
    const [, rolePartition, , , roleAccount] = deployerRole.split(":");
    const at = (message: string) => document.problem([...path, "deployerRole"], message);
    const problems: Problem[] = [];
    if (partition !== undefined && rolePartition !== partition) {
      problems.push(
        at(`is a role of partition ${rolePartition}; write arn:${partition}:..., the partition of ${value.region}`),
      );
    }
    if (id !== undefined && roleAccount !== id) {
      problems.push(at(`is a role of account ${roleAccount}; name a role of this account, ${id}`));
    }
    return problems;
  });
};

/** One of the environment's own names would be a role that it makes, or that its endpoints take for one. */
export const deployerRolesAreOutside: Check = (environment) => {
  const { document, name, value } = environment;
  const { namePrefix, accounts } = value;
  const { id } = accounts?.studio ?? {};
  if (namePrefix === undefined || id === undefined) return [];
  const own = `${environmentPrefix({ name, namePrefix })}-`;
  return accountsOf(environment)
    .filter(
      ({ deployerRole = defaultDeployerRole("aws", id), ...account }) =>
        account.id === id && deployerRole.split("/").at(-1)?.startsWith(own),
    )
    .map(({ path }) =>
      document.problem(
        [...path, "deployerRole"],
        `is named like the roles that this environment makes (${own}*); name a role from outside it`,
      ),
    );
};

// One account under two names is fine; two deployers of one account would lock each other out.
export const oneDeployerForAnAccount: Check = (environment) => {
  const { document, value } = environment;
  const partition = partitionOf(value.region);
  const roleOf = ({ path, id, deployerRole }: DeclaredAccount): string | undefined => {
    if (document.has([...path, "deployerRole"])) return deployerRole;
    return partition && id && defaultDeployerRole(partition, id);
  };
  const first = new Map<string, DeclaredAccount>();
  return accountsOf(environment).flatMap((account) => {
    if (account.id === undefined) return [];
    const earlier = first.get(account.id);
    if (earlier === undefined) first.set(account.id, account);
    const [one, other] = [earlier && roleOf(earlier), roleOf(account)];
    if (earlier === undefined || one === undefined || other === undefined || one === other) return [];
    return [
      document.problem(
        [...account.path, "deployerRole"],
        `${other} differs from ${one}, the deployer role that ${earlier.path.join(".")} has for the same account; write one role for account ${account.id}`,
      ),
    ];
  });
};
