/** What every role of an environment has in common. */
import { arn } from "../config/names";
import type { Environment } from "../config/schema";

/** The managed policy that bounds roles, where the environment names one. */
export const boundary = (environment: Environment): { permissionsBoundary?: string } =>
  environment.permissionsBoundary
    ? {
        permissionsBoundary: arn(
          environment,
          "iam",
          "",
          environment.accounts.studio.id,
          `policy/${environment.permissionsBoundary}`,
        ),
      }
    : {};
