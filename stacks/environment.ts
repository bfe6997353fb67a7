/** All stacks of one environment, each after those whose outputs it reads. */
import type { Construct } from "constructs";
import type { Environment } from "../config/schema";
import { BucketsStack } from "./buckets";
import type { EnclaveStack } from "./enclave-stack";
import { NetworkingStack } from "./networking";
import { StudioStack } from "./studio";

export type StackKind = "networking" | "studio" | "buckets";

export interface PlacedStack {
  readonly stack: EnclaveStack;
  readonly kind: StackKind;
  readonly team?: string;
  /** The account that the stack deploys to. */
  readonly account: string;
}

export function placeEnvironment(app: Construct, environment: Environment): PlacedStack[] {
  const networking = new NetworkingStack(app, environment);
  const studioAccount = environment.accounts.studio.id;
  return [
    { stack: networking, kind: "networking", account: studioAccount },
    ...environment.teams.flatMap((team): PlacedStack[] => {
      const studio = new StudioStack(app, environment, team);
      studio.addDependency(networking);
      const buckets = new BucketsStack(app, environment, team);
      buckets.addDependency(studio);
      return [
        { stack: studio, kind: "studio", team: team.name, account: studioAccount },
        { stack: buckets, kind: "buckets", team: team.name, account: team.dataAccount.id },
      ];
    }),
  ];
}
