/** Docker in Studio's apps: whether a domain has it, and whose images it takes. */
import { awsImageAccounts } from "../../config/tables/ecr-registries";
import type { Facts, TeamFacts } from "./facts";
import { imageRepositoriesOf } from "./registries";

const settingsOf = ({ domain }: Pick<TeamFacts, "domain">) =>
  (domain.config.domain_settings ?? []).flatMap(({ docker_settings }) => docker_settings ?? []);

export const hasDocker = (team: Pick<TeamFacts, "domain">): boolean =>
  settingsOf(team).some(({ enable_docker_access }) => enable_docker_access === "ENABLED");

/** Accounts that the domain names, sorted, each once. */
export const trustedBy = (team: Pick<TeamFacts, "domain">): readonly string[] =>
  [...new Set(settingsOf(team).flatMap(({ vpc_only_trusted_accounts }) => vpc_only_trusted_accounts ?? []))].sort();

/** Accounts that it may name: the studio account, AWS's own of the region, and those of declared repositories. */
export const mayBeTrusted = (facts: Facts): ReadonlySet<string> =>
  new Set([
    facts.account,
    ...awsImageAccounts(facts.region),
    ...imageRepositoriesOf(facts).map((arn) => arn.split(":")[4] ?? ""),
  ]);

/** For verdicts. */
export const showDocker = (trusted: readonly string[]): string =>
  `on, ${trusted.length === 0 ? "with nobody's images" : `with images of ${trusted.join(", ")}`}`;
