/** AWS's public hub describes JumpStart's models: the team reads it, changes nothing there, and reads no other hub. */
import { everybodysOwn, may, mayNot, strangerAccount, views } from "./access";
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
];
