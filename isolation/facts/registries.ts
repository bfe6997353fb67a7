/** Repositories of other accounts' central registries that the environment reads: as declared, or as its endpoints say. */
import { awsImageAccounts } from "../../config/tables/ecr-registries";
import { showPattern } from "../policy";
import type { Facts } from "./facts";
import { doorsOf } from "./interface-endpoints";
import { oncePerEnvironment } from "./once";

export interface FoundRepository {
  readonly arn: string;
  /** The endpoint's policy that names it first. */
  readonly where: string;
}

/** Repositories of ECR that endpoints name one by one, of accounts that are neither the environment's own nor AWS's. */
export const namedImageRepositories = oncePerEnvironment((facts): readonly FoundRepository[] => {
  const { partition, region, account } = facts;
  const known = new Set([account, ...awsImageAccounts(region)]);
  const named = doorsOf(facts)
    .filter(({ name }) => name === "ecr.api" || name === "ecr.dkr")
    .flatMap(({ endpoint }) => endpoint.policy?.statements ?? [])
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ resources, policy, path }) =>
      (resources?.entries ?? []).map((entry) => ({ arn: showPattern(entry), where: `${policy} ${path}` })),
    )
    .filter(({ arn }) => {
      const [, owner] = new RegExp(`^arn:${partition}:ecr:${region}:(\\d{12}):repository/[^*?$]+$`).exec(arn) ?? [];
      return owner !== undefined && !known.has(owner);
    });
  return [...new Map(named.map((each) => [each.arn, each] as const).reverse()).values()].reverse();
});

/** ARNs of what teams may pull. Without a configuration what endpoints name is taken for declared, and listed. */
export const imageRepositoriesOf = (facts: Facts): readonly string[] =>
  facts.declared?.imageRepositories ?? namedImageRepositories(facts).map(({ arn }) => arn);
