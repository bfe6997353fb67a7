/** What stays shut although somebody attaches AdministratorAccess to the role: other networks, other identities, scripts and tags. */
import { actionsOf, administrator } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { allowedTypes, instanceTypesKey, startedOn, works } from "../../facts/instance-types";
import { asRole, leftTo } from "../../facts/role-grants";
import { separationOf } from "../../facts/separation";
import { placeOf } from "../../model";
import { absent, all, ask, counterexamples, except, type Part, requests } from "../../questions/about";
import { placed, runningElsewhere, scheduling, telling } from "../../questions/sagemaker-calls";
import type { Failure } from "../guarantee";
import { offlineStores } from "./feature-groups";
import { foreignImages } from "./images";
import { ownNetwork, serverless } from "./placement";
import { foreignScripts } from "./scripts";

const config = "sagemaker:CreateEndpointConfig";

/** Whatever changes an identity, its rights or its credentials. */
const identityChanges = actionsOf("iam")
  .filter(({ name, onlyReads }) => !onlyReads && name !== "iam:PassRole")
  .map(({ name }) => name);

function compute(facts: Facts, team: TeamFacts): readonly Part[] {
  const own = Object.entries(ownNetwork(team));
  return [
    ask({ Action: runningElsewhere, Resource: "*" }),
    ...own.flatMap(([key, ids]) => [
      ask({ Action: placed, Resource: "*" }, absent(key)),
      ask({ Action: telling(key), Resource: "*" }, { "ForAnyValue:StringNotEquals": { [key]: ids } }),
      ask({ Action: config, Resource: "*" }, all(absent("sagemaker:ModelArn"), absent(key))),
    ]),
    // A serverless training job names none: the subnets that it may name are not known to hold what it runs on.
    ask({ Action: "sagemaker:CreateTrainingJob", Resource: "*" }, absent("sagemaker:InstanceTypes")),
    // Where an endpoint's configuration names no model, its components do.
    ask({ Action: "sagemaker:CreateInferenceComponent", Resource: "*" }, absent("sagemaker:ModelArn")),
    ask({ Action: telling(serverless), Resource: "*" }, { Null: { [serverless]: "false" } }),
    // A schedule that describes its jobs has instance types: docs.aws.amazon.com/sagemaker/latest/APIReference/API_MonitoringClusterConfig.html
    ...(separationOf(facts) === "account"
      ? own.map(([key]) =>
          except({ Action: scheduling, Resource: "*" }, all(absent("sagemaker:InstanceTypes"), absent(key))),
        )
      : []),
  ];
}

/** Requests for instance types that the team may not have. */
const otherTypes = (facts: Facts, team: TeamFacts): readonly Part[] =>
  works.flatMap((work) => {
    const types = allowedTypes(facts, team, work);
    const others = { "ForAnyValue:StringNotLike": { [instanceTypesKey]: types ?? [] } };
    return types === undefined ? [] : [ask({ Action: startedOn[work], Resource: "*" }, others)];
  });

export function ofEveryRight(facts: Facts, team: TeamFacts): Failure[] {
  const { role } = team;
  const walls: readonly (readonly [what: string, change: string, parts: readonly Part[]])[] = [
    [
      "starts something outside its team's subnets and groups, or without a model that says where",
      "deny what names no subnets, and the rest where sagemaker:VpcSubnets, sagemaker:VpcSecurityGroupIds or sagemaker:ModelArn is absent or another's",
      compute(facts, team),
    ],
    [
      "makes a feature group with an offline store, which SageMaker writes from its own network",
      "deny sagemaker:CreateFeatureGroup where sagemaker:FeatureGroupOfflineStoreConfig is present",
      [offlineStores],
    ],
    [
      "starts something on an instance type that its team may not have",
      `deny it where any value of ${instanceTypesKey} is not among the team's`,
      otherTypes(facts, team),
    ],
    [
      "passes or becomes another role, or changes identities",
      "deny iam:PassRole and sts:AssumeRole on other roles, and every call of IAM that changes something",
      [
        ask({ Action: identityChanges, Resource: "*" }),
        ask({ Action: ["iam:PassRole", "sts:AssumeRole"], NotResource: team.lendable }),
      ],
    ],
    [
      "starts an app with a lifecycle configuration that is not its team's",
      "deny it where sagemaker:StudioLifecycleConfigArns has another's",
      [foreignScripts(team)],
    ],
    [
      "starts an app with an image that is neither AWS's nor its team's",
      "deny it where sagemaker:ImageArns or sagemaker:ImageVersionArns has another's",
      foreignImages(facts, team),
    ],
    [
      "changes the tags of what is there already, on which policies may rest",
      "deny sagemaker:AddTags where sagemaker:TaggingAction is absent, and sagemaker:DeleteTags",
      [
        ask({ Action: "sagemaker:AddTags", Resource: "*" }, absent("sagemaker:TaggingAction")),
        ask({ Action: "sagemaker:DeleteTags", Resource: "*" }),
      ],
    ],
  ];
  return walls
    .filter(([, , parts]) => parts.length > 0)
    .flatMap(([what, change, parts]) =>
      counterexamples({
        about: requests(...parts),
        policies: { identity: [administrator, ...role.identity], resource: leftTo(role.account) },
        callers: [asRole(role)],
        world: { ...facts.world, owner: role.account, documentedOnly: true },
      }).map((found) => ({
        what: `${team.name}'s role, given every right, ${what}`,
        where: placeOf(role.resource),
        found,
        change: `${change}, whatever else is attached to the role`,
      })),
    );
}
