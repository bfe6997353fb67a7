/** AWS's public hub describes JumpStart's models: the team reads it, changes nothing there, and reads no other hub. */
import { everybodysOwn, may, mayNot, only, strangerAccount, views } from "./access";
import { endpointsOf, policyOf, strangers, through } from "./endpoint-policies";
import type { Promised } from "./promise";
import { callsOn } from "./sagemaker-table";

/** SageMaker's calls that read a hub or what is in it. The SDK makes the second and the third (notebooks/recordings). */
const reading: ReadonlySet<string> = new Set(
  ["DescribeHub", "DescribeHubContent", "ListHubContents"].map((name) => `sagemaker:${name}`),
);

export const promises: Promised[] = [
  {
    name: "the team finds JumpStart's models in AWS's public hub, changes nothing there, and reads no other hub",
    check: (world) => {
      const { partition, region, accounts } = world.environment;
      for (const team of views(world)) {
        // A hub's owner may let everybody in: what is refused here, the role's own policies refuse.
        const call = { as: team.role, policies: { identity: team.grants, resource: everybodysOwn } };
        for (const { action, type, tail } of callsOn(["hub", "hub-content"])) {
          const hub = (account: string, name: string) => ({
            account,
            on: `arn:${partition}:sagemaker:${region}:${account}:${type}/${name}${tail}`,
          });
          const ask = reading.has(action) ? may : mayNot;
          ask({ ...call, action, ...hub("aws", "SageMakerPublicHub") });
          mayNot({ ...call, action, ...hub("aws", "SageMakerOtherHub") });
          mayNot({ ...call, action, ...hub(strangerAccount, "SageMakerPublicHub") });
          const policies = { identity: team.grants };
          mayNot({ ...call, action, ...hub(accounts.studio.id, "SageMakerPublicHub"), policies });
        }
      }
    },
  },
  {
    name: "through SageMaker's endpoint the environment's roles read AWS's public hub and change nothing there, and nobody else does",
    check: (world) => {
      const { partition, region } = world.environment;
      const api = only(endpointsOf(world).filter(([name]) => name === "sagemaker.api"));
      const policies = through(policyOf(api));
      for (const { action, type, tail } of callsOn(["hub", "hub-content"])) {
        const hub = (name: string) => ({
          account: "aws",
          on: `arn:${partition}:sagemaker:${region}:aws:${type}/${name}${tail}`,
        });
        for (const { role: as } of views(world)) {
          const ask = reading.has(action) ? may : mayNot;
          ask({ as, action, ...hub("SageMakerPublicHub"), policies });
          mayNot({ as, action, ...hub("SageMakerOtherHub"), policies });
        }
        for (const as of strangers(world.environment)) mayNot({ as, action, ...hub("SageMakerPublicHub"), policies });
      }
    },
  },
];
