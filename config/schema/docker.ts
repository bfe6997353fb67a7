/** Key `docker` of a team's file: Docker in Studio's apps, and whose images it takes. */
import { z } from "zod";
import { accountId, describe } from "./values";

export const docker = z.strictObject({
  trustedAccounts: describe(
    z
      .array(accountId)
      // Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_DockerSettings.html (VpcOnlyTrustedAccounts, at most 20)
      .max(20, { error: "has more than 20 accounts, and AWS takes 20; leave some out" })
      .default([]),
    "Accounts whose images Docker pulls: the studio account, AWS's image accounts, and accounts of imageRegistries. Fixed once the domain exists.",
  ),
});
