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

/** What endpoints name one by one, of accounts that are not known. @param behind the account, as a regular expression */
function namedAt(
  facts: Facts,
  endpoints: readonly string[],
  service: string,
  behind: string,
  known: readonly string[],
): readonly FoundRepository[] {
  const pattern = new RegExp(`^arn:${facts.partition}:${service}:${facts.region}:(\\d{12}):${behind}$`);
  const named = doorsOf(facts)
    .filter(({ name }) => name !== undefined && endpoints.includes(name))
    .flatMap(({ endpoint }) => endpoint.policy?.statements ?? [])
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ resources, policy, path }) =>
      (resources?.entries ?? []).map((entry) => ({ arn: showPattern(entry), where: `${policy} ${path}` })),
    )
    .filter(({ arn }) => {
      const [, owner] = pattern.exec(arn) ?? [];
      return owner !== undefined && !known.includes(owner);
    });
  return [...new Map(named.map((each) => [each.arn, each] as const).reverse()).values()].reverse();
}

/** Repositories of ECR, of accounts that are neither the environment's own nor AWS's. */
export const namedImageRepositories = oncePerEnvironment((facts) =>
  namedAt(facts, ["ecr.api", "ecr.dkr"], "ecr", "repository/[^*?$]+", [
    facts.account,
    ...awsImageAccounts(facts.region),
  ]),
);

/** Domains and repositories of CodeArtifact, of other accounts than the studio account. */
export const namedPackageRegistries = oncePerEnvironment((facts) =>
  namedAt(facts, ["codeartifact.api", "codeartifact.repositories"], "codeartifact", "(?:domain|repository)/[^*?$]+", [
    facts.account,
  ]),
);

/** ARNs of what teams may pull. Without a configuration what endpoints name is taken for declared, and listed. */
export const imageRepositoriesOf = (facts: Facts): readonly string[] =>
  facts.declared?.imageRepositories ?? namedImageRepositories(facts).map(({ arn }) => arn);

/** ARNs of domains and repositories from which teams may install packages, likewise. */
export const packageRegistriesOf = (facts: Facts): readonly string[] =>
  facts.declared?.packageRegistries ?? namedPackageRegistries(facts).map(({ arn }) => arn);
