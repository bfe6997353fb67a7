/** Central registries belong to other accounts, each is given once, and none is AWS's own. */
import { list, type Problem, quote } from "../problems";
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

/** Both are needed: one hands out tokens and addresses, the other packages. */
const endpointsOfPackages = ["codeartifact.api", "codeartifact.repositories"];

export const packageRegistriesAreForeign: Check = ({
  document,
  value: { packageRegistries = [], accounts, network },
}) => {
  const keys = packageRegistries.map((registry) => `${registry?.account} ${registry?.domain}`);
  const lacking = endpointsOfPackages.filter((name) => !network?.extraInterfaceEndpoints?.includes(name));
  const unreached =
    network !== undefined && packageRegistries.length > 0 && lacking.length > 0
      ? [
          document.problem(
            ["packageRegistries"],
            `needs the interface endpoints ${list(endpointsOfPackages, "and")}; add ${list(lacking, "and")} to network.extraInterfaceEndpoints`,
            "key",
          ),
        ]
      : [];
  return packageRegistries.reduce<Problem[]>((problems, registry, index) => {
    const { account, domain, repositories = [] } = registry ?? {};
    const at = (path: readonly (string | number)[], message: string) =>
      problems.push(document.problem(["packageRegistries", index, ...path], message));
    repositories.forEach((name, position) => {
      if (name !== undefined && repositories.indexOf(name) < position)
        at(["repositories", position], `${quote(name)} is given twice; write each repository once`);
    });
    if (account !== undefined && account === accounts?.studio?.id)
      at(["account"], `${account} is the studio account, whose packages every team may install; leave it out`);
    else if (account !== undefined && domain !== undefined && keys.indexOf(keys[index] ?? "") < index)
      at(["domain"], `${quote(domain)} of ${account} is given twice; write all of its repositories in one place`);
    return problems;
  }, unreached);
};
