/** What a configuration declares and stacks alone cannot tell from a mistake: outsiders, foreign buckets, networks. */
import { accountIds, bucketName } from "../config/names";
import type { Environment } from "../config/schema";
import { keepingOf } from "./facts/keeping";
import type { Party } from "./facts/parties";
import type { Declared } from "./guarantees";

export function declaredBy(environment: Environment): Declared {
  const parties = new Map(
    environment.teams.map((team) => [
      team.name,
      team.buckets.flatMap((bucket) => {
        const name = bucketName(environment, team, bucket.name, team.dataAccount.id);
        const of = (kind: Party["kind"]) =>
          bucket[`${kind}s`].map(({ role, prefix, vpcEndpoint, cidrs }) => ({
            bucket: name,
            role,
            kind,
            prefix,
            ...(vpcEndpoint !== undefined ? { vpcEndpoint } : { cidrs: cidrs ?? [] }),
          }));
        return [...of("producer"), ...of("reader")];
      }),
    ]),
  );
  return {
    accounts: accountIds(environment),
    keeping: keepingOf(environment),
    parties,
    readOnlyBuckets: environment.readOnlyBuckets,
    publicCidrs: environment.access.publicCidrs,
    privateCidrs: environment.access.privateCidrs,
    singleSignOn: environment.teams.filter(({ authMode }) => authMode === "SSO").map(({ name }) => name),
    docker: environment.teams.filter(({ dockerAccess }) => dockerAccess).map(({ name }) => name),
    ...(environment.permissionsBoundary !== undefined && { permissionsBoundary: environment.permissionsBoundary }),
  };
}
