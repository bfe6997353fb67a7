/** G7: jobs outside the walls, and a role that widens itself. */
import { behindTheWalls, change, type Deed, forget, grant, rolePolicy, without } from "./edits";

export const jobsInside: readonly Deed[] = [
  ["forgets that ForAllValues passes without the key", behindTheWalls(rolePolicy("jobs", forget("Jobs", "Null")))],
  [
    "lets the role pass every role",
    behindTheWalls(rolePolicy("job-management", change("LendOwnRoleToSageMaker", { Resource: "*" }))),
  ],
  [
    "lets the role make something in SageMaker that names no subnets",
    rolePolicy("jobs", grant("Notebooks", { Action: "sagemaker:CreateCodeRepository", Resource: "*" })),
  ],
  ["lets the role run anybody's model", rolePolicy("models", forget("EndpointConfigs", "ForAllValues:ArnLike"))],
  ["lets the role start jobs without a volume key", rolePolicy("jobs", forget("Jobs", "ArnEquals"))],
  ["lets the role make interfaces in others' subnets", rolePolicy("job-runtime", without("DenyOtherSubnets"))],
  ["lets the role make interfaces in others' groups", rolePolicy("job-runtime", without("DenyOtherGroups"))],
  ["lets the role delete others' interfaces", rolePolicy("job-runtime", without("DenyInterfacesElsewhere"))],
  ["lets the role change its permissions", rolePolicy("data", grant("Self", { Action: "iam:*", Resource: "*" }))],
];
