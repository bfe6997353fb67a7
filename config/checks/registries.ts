/** Central registries belong to other accounts, each is given once, and none is AWS's own. */
import { quote } from "../problems";
import { awsImageAccounts } from "../tables/ecr-registries";
import type { Check } from "./check";

export const imageRegistriesAreForeign: Check = ({ document, value: { imageRegistries = [], accounts, region } }) => {
  const owners = imageRegistries.map((registry) => registry?.account);
  return imageRegistries.flatMap((registry, index) => {
    const place = ["imageRegistries", index];
    const { account, repositories = [] } = registry ?? {};
    const at = (message: string) => [document.problem([...place, "account"], message)];
    const twice = repositories.flatMap((name, position) =>
      name !== undefined && repositories.indexOf(name) < position
        ? [
            document.problem(
              [...place, "repositories", position],
              `${quote(name)} is given twice; write each repository once`,
            ),
          ]
        : [],
    );
    if (account === undefined) return twice;
    if (account === accounts?.studio?.id)
      return [...at(`${account} is the studio account, whose images every team may pull; leave it out`), ...twice];
    if (region !== undefined && awsImageAccounts(region).includes(account))
      return [...at(`${account} is an account of AWS, whose images every team may pull; leave it out`), ...twice];
    if (owners.indexOf(account) < index)
      return [...at(`${account} is given twice; write all of its repositories in one place`), ...twice];
    return twice;
  });
};
