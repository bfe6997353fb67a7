/** What administrators make for teams, by the team's name, in services that an added interface endpoint leads to: what roles may do with it, and endpoints let through. */
import { arn, jobPrefix } from "../config/names";
import type { Environment, Team } from "../config/schema";

interface NamedService {
  readonly service: string;
  /** What comes before the name in ARNs. */
  readonly types: readonly string[];
  readonly actions: readonly string[];
  /** The statements' names, in the role's policy and in the endpoint's. */
  readonly sids: readonly [role: string, endpoint: string];
}

/** By the endpoint's short name. ARNs and what the calls work on: the Service Authorization Reference. */
export const namedServices: Readonly<Record<string, NamedService>> = {
  codecommit: {
    service: "codecommit",
    types: [""],
    actions: [
      "codecommit:GetBranch",
      "codecommit:GetCommit",
      "codecommit:GetDifferences",
      "codecommit:GetFile",
      "codecommit:GetFolder",
      "codecommit:GetRepository",
      "codecommit:ListBranches",
    ],
    sids: ["SeeOwnRepositories", "TeamsRepositories"],
  },
  // An event has no other address: endpoints of EventBridge's own (EndpointId) have hosts that do not resolve here.
  events: {
    service: "events",
    types: ["event-bus/"],
    actions: ["events:PutEvents"],
    sids: ["PutEventsOnOwnBuses", "TeamsBuses"],
  },
  // docs.aws.amazon.com/codecommit/latest/userguide/auth-and-access-control-permissions-reference.html
  "git-codecommit": {
    service: "codecommit",
    types: [""],
    actions: ["codecommit:GitPull", "codecommit:GitPush"],
    sids: ["CloneOwnRepositories", "TeamsRepositories"],
  },
  // docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html
  secretsmanager: {
    service: "secretsmanager",
    types: ["secret:"],
    actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
    sids: ["ReadOwnSecrets", "TeamsSecrets"],
  },
  // Of a path everything below is shown, and its name begins with the path's:
  // docs.aws.amazon.com/systems-manager/latest/userguide/ps-retrieval-authorization.html
  ssm: {
    service: "ssm",
    types: ["parameter/"],
    actions: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
    sids: ["ReadOwnParameters", "TeamsParameters"],
  },
  // What a machine does, it does with a role of its own, which administrators give it.
  // docs.aws.amazon.com/step-functions/latest/dg/concept-create-iam-advanced.html
  states: {
    service: "states",
    types: ["stateMachine:", "execution:"],
    actions: ["states:DescribeExecution", "states:StartExecution", "states:StopExecution"],
    sids: ["RunOwnMachines", "TeamsMachines"],
  },
};

/** ARNs in the studio account, whatever comes behind the name's beginning. */
const named = ({ service, types }: NamedService, environment: Environment, beginning: string): string | string[] => {
  const arns = types.map((type) =>
    arn(environment, service, environment.region, environment.accounts.studio.id, `${type}${beginning}*`),
  );
  const [first = "", ...others] = arns;
  return others.length === 0 ? first : arns;
};

/** Of one team's name. In an account of one team's alone too: the platform keeps things of its own there. */
export const namedAfterTeam = (service: NamedService, environment: Environment, team: Pick<Team, "name">) =>
  named(service, environment, jobPrefix(environment, team));

/** Of any team's name: a new team changes no endpoint. */
export const namedAfterTeams = (service: NamedService, environment: Environment) =>
  named(service, environment, `${environment.name}-`);
