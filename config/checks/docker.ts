/** Docker in Studio trusts the studio account, AWS's image accounts and declared registries, and nobody else. */
import { defined } from "../derive";
import { list } from "../problems";
import { awsImageAccounts } from "../tables/ecr-registries";
import type { Check } from "./check";

export const dockerTrustsKnownAccounts: Check = ({ value: { accounts, imageRegistries, region }, teams }) =>
  teams.flatMap(({ document, value }) => {
    const trusted = value.docker?.trustedAccounts ?? [];
    const studio = accounts?.studio?.id;
    if (studio === undefined || region === undefined) return [];
    const registries = defined(imageRegistries).flatMap(({ account }) => account ?? []);
    const known = new Set([studio, ...awsImageAccounts(region), ...registries]);
    return trusted.flatMap((account, index) => {
      const at = (message: string) => [document.problem(["docker", "trustedAccounts", index], message)];
      if (account === undefined) return [];
      if (trusted.indexOf(account) < index) return at(`${account} is given twice; write each account once`);
      if (known.has(account)) return [];
      const declared = registries.length === 0 ? "there are none" : `there are those of ${list(registries, "and")}`;
      return at(
        `${account} is neither the studio account (${studio}), nor an image account of AWS's in ${region}, nor an account of imageRegistries (${declared}); declare its repositories in imageRegistries of environment.yaml, or leave it out`,
      );
    });
  });
