/** What a declared central registry of another account opens: pulls from the repositories that are named, and nothing else of it. */
import { synthesizeOne } from "../../support/environments";
import { complaints } from "../complaints";
import {
  type Attack,
  editPolicy,
  type Loose,
  proofOfEdited,
  proveEdited,
  resource,
  shipped,
  statement,
} from "../stacks";

const central = "234567890123";
const repository = (name: string, account = central) => `arn:aws:ecr:eu-central-1:${account}:repository/${name}`;
const declared = synthesizeOne({
  ...shipped("dev").environment,
  imageRegistries: [{ account: central, repositories: ["platform/training"] }],
});

const role = (edit: (pull: Loose) => void): Attack => {
  return (files) =>
    editPolicy(resource(files, "dev-studio-research", "aws_iam_policy", "execution-role-policies_data"), (document) =>
      edit(statement(document, "PullImages")),
    );
};
const endpoint =
  (name: "ecr-api" | "ecr-dkr", edit: (pull: Loose) => void): Attack =>
  (files) =>
    editPolicy(resource(files, "dev-networking", "aws_vpc_endpoint", `endpoints_${name}`), (document) =>
      edit(statement(document, "PullImages")),
    );
const alsoOn = (arn: string) => (pull: Loose) => {
  pull.Resource = [...pull.Resource, arn];
};
const alsoAction = (action: string) => (pull: Loose) => {
  pull.Action = [...pull.Action, action];
};
const withoutIt = (pull: Loose) => {
  pull.Resource = pull.Resource.filter((arn: string) => !arn.includes(central));
};

test("a declared registry breaks no guarantee, and is listed by name", async () => {
  const verdicts = await proveEdited(declared);
  expect(verdicts.filter(({ outcome }) => outcome !== "proved")).toEqual([]);
  for (const id of ["G2", "G6"])
    expect(verdicts.find(({ guarantee }) => guarantee === id)?.exceptions).toContainEqual(
      expect.objectContaining({
        kind: "images of other accounts' repositories may be pulled",
        of: repository("platform/training"),
      }),
    );
});

test.each<[what: string, guarantee: string, attack: Attack, complaint: RegExp]>([
  ["every repository of that account", "G2", role(alsoOn(repository("*"))), /research's role/],
  ["another repository of that account", "G2", role(alsoOn(repository("platform/training-2"))), /research's role/],
  [
    "a repository of that name elsewhere",
    "G2",
    role(alsoOn(repository("platform/training", "123123123123"))),
    /research's role/,
  ],
  ["pushing into it", "G12", role(alsoAction("ecr:PutImage")), /shares something/],
  [
    "every repository of that account, at the endpoint",
    "G6",
    endpoint("ecr-dkr", alsoOn(repository("*"))),
    /ecr.dkr admits/,
  ],
  ["pushing into it, at the endpoint", "G6", endpoint("ecr-api", alsoAction("ecr:PutImage")), /ecr.api admits/],
  [
    "an endpoint that lost it",
    "G10",
    endpoint("ecr-dkr", withoutIt),
    /cannot pull an image of another account's repository/,
  ],
  ["a role that lost it", "G10", role(withoutIt), /pull an image of another account's repository/],
])("%s is noticed by %s", async (_, guarantee, attack, complaint) => {
  expect(await complaints(declared, attack, { guarantees: [guarantee] })).toMatch(complaint);
});

test("without a configuration every repository of another account is told", async () => {
  const { undeclared } = await proofOfEdited(declared, () => undefined, { withoutConfiguration: true });
  expect(undeclared.filter(({ kind }) => kind === "repository").map(({ value }) => value)).toEqual([
    repository("platform/training"),
  ]);
});

const packages = synthesizeOne({
  ...shipped("dev").environment,
  network: {
    ...shipped("dev").environment.network,
    extraInterfaceEndpoints: ["codeartifact.api", "codeartifact.repositories"],
  },
  packageRegistries: [{ account: central, domain: "central", repositories: ["approved"] }],
});
const package_ = (resource: string, account = central) => `arn:aws:codeartifact:eu-central-1:${account}:${resource}`;
const reads: Attack = (files) =>
  editPolicy(
    resource(files, "dev-studio-research", "aws_iam_policy", "execution-role-policies_added-services"),
    (document) => alsoOn(package_("repository/central/*"))(statement(document, "ReadPackages")),
  );
const publishes: Attack = (files) =>
  editPolicy(
    resource(files, "dev-studio-research", "aws_iam_policy", "execution-role-policies_added-services"),
    (document) => {
      const own = statement(document, "ReadPackages");
      own.Action = [...own.Action, "codeartifact:PublishPackageVersion"];
      own.Resource = "*";
    },
  );
const through =
  (name: "codeartifact-api" | "codeartifact-repositories", edit: (central: Loose) => void): Attack =>
  (files) =>
    editPolicy(resource(files, "dev-networking", "aws_vpc_endpoint", `endpoints_${name}`), (document) =>
      edit(statement(document, "CentralPackages")),
    );

test("a declared registry of packages breaks no guarantee, and is listed by name", async () => {
  const verdicts = await proveEdited(packages);
  expect(verdicts.filter(({ outcome }) => outcome !== "proved")).toEqual([]);
  for (const id of ["G2", "G6"])
    expect(verdicts.find(({ guarantee }) => guarantee === id)?.exceptions).toContainEqual(
      expect.objectContaining({
        kind: "packages of other accounts' registries may be installed",
        of: package_("repository/central/approved"),
      }),
    );
});

test.each<[what: string, guarantee: string, attack: Attack, complaint: RegExp]>([
  ["every repository of that domain", "G2", reads, /research's role/],
  ["publishing there", "G12", publishes, /shares something/],
  [
    "every repository of that account, at the endpoint",
    "G6",
    through("codeartifact-repositories", alsoOn(package_("repository/*"))),
    /codeartifact.repositories admits/,
  ],
  [
    "opening it to others, at the endpoint",
    "G6",
    through("codeartifact-api", alsoAction("codeartifact:PutRepositoryPermissionsPolicy")),
    /codeartifact.api admits/,
  ],
  [
    "anybody's roles, at the endpoint",
    "G6",
    through("codeartifact-repositories", (each) => {
      delete each.Condition;
    }),
    /codeartifact.repositories admits/,
  ],
  [
    "an endpoint that lost it",
    "G10",
    through("codeartifact-repositories", (each) => {
      each.Resource = package_("repository/central/other");
    }),
    /ReadFromRepository/,
  ],
])("%s is noticed by %s", async (_, guarantee, attack, complaint) => {
  expect(await complaints(packages, attack, { guarantees: [guarantee] })).toMatch(complaint);
});

test("without the key, another account's packages are refused, and the key is what explains it", async () => {
  const { environment } = packages;
  const without = synthesizeOne({ ...environment, packageRegistries: [] });
  const verdicts = await proveEdited(without, () => undefined, { guarantees: ["G10"] });
  expect(verdicts.map(({ outcome }) => outcome)).toEqual(["proved"]);
  expect(JSON.stringify([...without.stacks.values()])).not.toContain(central);
});
