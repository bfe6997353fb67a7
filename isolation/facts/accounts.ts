/** The accounts of an environment that only stacks tell. */
import type { Endpoint, EnvironmentModel } from "../model";

/**
 * Those of the stacks. Where there is no team yet, nor any data account: those that interface endpoints lead to
 * (aws:ResourceAccount), for the teams to come. G6 names them as left open.
 */
export function accountsOf({ stacks, teams }: EnvironmentModel, endpoints: readonly Endpoint[]): readonly string[] {
  const own = stacks.map(({ account }) => account);
  return [...new Set([...own, ...(teams.length > 0 ? [] : endpoints.flatMap(leadsTo))])];
}

const leadsTo = ({ policy }: Endpoint): readonly string[] =>
  policy.statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ conditions }) => conditions)
    .filter(({ key, operator }) => key === "aws:resourceaccount" && /^StringEquals(IfExists)?$/.test(operator))
    .flatMap(({ values }) => values)
    .filter((value) => /^\d{12}$/.test(value));

/** The number of an account that is none of these: whoever owns what belongs to nobody here. */
export const strangerTo = (accounts: readonly string[]): string => {
  const numbers = [..."987654321"].map((digit) => digit.repeat(12));
  const found = numbers.find((number) => !accounts.includes(number));
  if (found === undefined) throw new Error(`all of ${numbers.join(", ")} are accounts of the environment`);
  return found;
};
