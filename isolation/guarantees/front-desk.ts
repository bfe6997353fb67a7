/** Interface endpoints admit only the environment's principals to the environment's resources and AWS's own declared ones; a presigned URL works only from the allowed networks. */
import { awsImageAccounts } from "../../config/tables/ecr-registries";
import { foundationModelArn, invokeModelActions } from "../../config/tables/foundation-models";
import { publicHub, publicHubArns, readHubActions } from "../../config/tables/public-hub";
import { actionsOf, administrator, open } from "../decide";
import { readPackages, tokenForPackages } from "../facts/extra-endpoints";
import type { Facts } from "../facts/facts";
import { recordCalls } from "../facts/feature-store";
import { type Door, doorsOf } from "../facts/interface-endpoints";
import { namedThrough } from "../facts/named-services";
import { imageRepositoriesOf, packageRegistriesOf } from "../facts/registries";
import { separationOf } from "../facts/separation";
import { placeOf } from "../model";
import { all, ask, type Conditions, counterexamples, except, type Part, requests } from "../questions/about";
import { ofAssignments } from "./front-desk/assignments";
import { networksOfPeople, ofPeople } from "./front-desk/people";
import { type Check, type Failure, type Guarantee, leftOpen } from "./guarantee";

/** The roles that the environment makes. */
export const insiders = (facts: Facts): Conditions => ({ ArnLike: { "aws:PrincipalArn": namesOfInsiders(facts) } });

/** The pattern that all of their names have, or the names. */
function namesOfInsiders(facts: Facts): readonly string[] {
  const roles = facts.roles.map(({ arn }) => arn);
  const [first = ""] = roles;
  // Names, not ids, so that a new team changes no endpoint: what all of the environment's roles begin with.
  const shared = roles.reduce((prefix, arn) => {
    let length = 0;
    while (length < prefix.length && prefix[length] === arn[length]) length += 1;
    return prefix.slice(0, length);
  }, first);
  const environment = `-${facts.environment.name}-`;
  const end = shared.lastIndexOf(environment);
  return end < 0 ? roles : [`${shared.slice(0, end + environment.length)}*`];
}

/** What an endpoint may admit beyond insiders on the environment's accounts, by its short name. */
function also(facts: Facts, name: string, own: Conditions): readonly Part[] {
  const { partition, region, account } = facts;
  const sagemaker = (resource: string) => `arn:${partition}:sagemaker:${region}:${account}:${resource}`;
  if (name === "ecr.api" || name === "ecr.dkr") {
    return [
      except(
        {
          Action: actionsOf("ecr")
            .filter(({ onlyReads }) => onlyReads)
            .map((each) => each.name),
          Resource: [
            ...awsImageAccounts(region).map((each) => `arn:${partition}:ecr:${region}:${each}:repository/*`),
            ...imageRepositoriesOf(facts),
          ],
        },
        own,
      ),
    ];
  }
  if (name === "studio") {
    // Studio's pages carry a session, not a caller.
    return [
      except({
        Action: ["sagemaker:CreateApp", "sagemaker:CreatePresignedDomainUrl"],
        Resource: [sagemaker("user-profile/*"), sagemaker("app/*")],
      }),
    ];
  }
  if (name === "sagemaker.api") {
    return [
      except(
        { Action: "sagemaker:CreatePresignedDomainUrl", Resource: sagemaker("user-profile/*") },
        { StringEquals: { "aws:PrincipalAccount": account } },
      ),
      except({ Action: readHubActions, Resource: publicHubArns(partition, region) }, own),
    ];
  }
  if (name === "bedrock-runtime") {
    return [except({ Action: invokeModelActions, Resource: foundationModelArn(partition, region) }, own)];
  }
  // docs.aws.amazon.com/codeartifact/latest/ug/create-vpc-endpoint-policy.html
  if (name === "codeartifact.api" || name === "codeartifact.repositories")
    return [
      ...(name === "codeartifact.api" ? [tokenForPackages(own)] : []),
      ...packageRegistriesOf(facts).map((Resource) => except({ Action: readPackages, Resource }, own)),
    ];
  // It works on nobody's resource. A stranger's credentials would still leave a trace in the stranger's log.
  return name === "sts" ? [except({ Action: "sts:GetCallerIdentity", Resource: "*" }, own)] : [];
}

/** What an endpoint leads to of the environment's accounts: what is named after its teams, or everything. */
function ownThrough(facts: Facts, name: string, iamService: string) {
  const { partition, region, account, environment } = facts;
  const named = namedThrough(facts, name, `${environment.name}-`);
  if (named !== undefined) return named;
  const groups = separationOf(facts) === "account" ? "*" : `${environment.name}-*`;
  const here = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const everything = { Action: `${iamService}:*`, Resource: "*" };
  const narrow: Readonly<
    Record<string, { readonly Action?: readonly string[]; readonly Resource: string | readonly string[] }>
  > = {
    // Spark's sessions are no resources that are named after a team, and catalogs of others lead elsewhere.
    athena: {
      Resource: [here("athena", `workgroup/${environment.name}-*`), here("athena", "datacatalog/AwsDataCatalog")],
    },
    experiments: { Resource: here("sagemaker", `mlflow-tracking-server/${groups}`) },
    "sagemaker.featurestore-runtime": { Action: recordCalls, Resource: here("sagemaker", `feature-group/${groups}`) },
  };
  return { ...everything, ...narrow[name] };
}

function ofDoor(facts: Facts, { endpoint, name, service }: Door): Failure[] {
  const where = placeOf(endpoint.resource);
  if (name === undefined || service === undefined) {
    return [
      {
        what: `an endpoint leads to ${endpoint.resource.config.service_name}, which is not a service of AWS that is known here`,
        where,
        change: "remove it, or add the service to config/tables/interface-endpoints.ts",
      },
    ];
  }
  const own = insiders(facts);
  const mine: Conditions = all(own, { StringEquals: { "aws:ResourceAccount": facts.accounts } });
  const found = counterexamples({
    about: requests(
      // Whatever its policy names: an endpoint may answer for more than one service.
      ask({ Action: "*", Resource: "*" }, { StringEquals: { "aws:SourceVpce": endpoint.id } }),
      except(ownThrough(facts, name, service.iamService), mine),
      ...also(facts, name, own),
    ),
    policies: { identity: [administrator], resource: open, endpoint: endpoint.policy },
    callers: "anyone",
    world: facts.world,
  });
  return [
    ...(service.supportsPolicy
      ? []
      : [{ what: `the endpoint to ${name} takes no policy: it admits everybody`, where, change: "remove it" }]),
    ...found.map((each) => ({
      what: `the endpoint to ${name} admits somebody else, or leads to somebody else's resources`,
      where,
      found: each,
      change:
        "allow only the environment's roles, on resources of its accounts (aws:PrincipalArn and aws:ResourceAccount)",
    })),
  ];
}

export const frontDesk: Guarantee = {
  id: "G6",
  name: "front desk",
  concernsNetwork: true,
  promise:
    "interface endpoints admit only the environment's principals to the environment's resources and AWS's own declared ones; a presigned URL works only from the allowed networks",
  checks: (facts) => [
    ...doorsOf(facts).map((door): Check => ({ failures: () => ofDoor(facts, door) })),
    ...facts.teams.map(
      (team): Check => ({ team: team.name, failures: () => [...ofPeople(facts, team), ...ofAssignments(team)] }),
    ),
  ],
  exceptions: (facts) => [
    ...namesOfInsiders(facts)
      .filter((name) => name.endsWith("*"))
      .map((of) => ({ kind: "interface endpoints admit every role of such a name, whoever makes it", of })),
    ...(facts.declared
      ? []
      : leftOpen(
          "interface endpoints lead to an account of no stack, which no configuration declares",
          facts.accounts.filter((account) => !facts.environment.stacks.some((stack) => stack.account === account)),
        )),
    ...leftOpen(
      "the Studio endpoint admits sessions of every domain of the account, whoever holds them: their pages name no caller",
      [facts.account],
    ),
    ...leftOpen(
      "the SageMaker API endpoint lets people of the account ask for presigned URLs, where a network of people is declared",
      [facts.account],
    ),
    ...leftOpen("images of AWS's own registries may be pulled", awsImageAccounts(facts.region)),
    ...leftOpen("packages of other accounts' registries may be installed", packageRegistriesOf(facts)),
    ...leftOpen("images of other accounts' repositories may be pulled", imageRepositoriesOf(facts)),
    ...leftOpen("descriptions of models may be read from AWS's public hub", [publicHub]),
    ...facts.teams
      .filter(({ domain }) => domain.config.auth_mode !== "IAM")
      .map(({ name: team }) => ({
        kind: "people log in through IAM Identity Center from any network: AWS asks no policy of theirs",
        team,
      })),
    ...facts.teams.flatMap((team) =>
      leftOpen("people open Studio from an allowed network", networksOfPeople(facts, team), team.name),
    ),
  ],
};
