/** Opening Studio, making a space, starting an app in it and writing its logs. */
import { administrator } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { arnIn, type Call } from "./needs";

export function ofStudio(facts: Facts, { domain, studio }: TeamFacts): Call[] {
  const sagemaker = (resource: string) => arnIn(facts, "sagemaker", resource);
  const profile = studio.resources("aws_sagemaker_user_profile")[0]?.config.user_profile_name ?? "somebody";
  const scripts = studio.resources("aws_sagemaker_studio_lifecycle_config").map(({ arn }) => arn);
  const mine = { "sagemaker:UserProfileName": profile };
  const privately = {
    ...mine,
    "sagemaker:OwnerUserProfileArn": sagemaker(`user-profile/${domain.id}/${profile}`),
    "sagemaker:SpaceSharingType": "Private",
  };
  return [
    {
      door: "sagemaker.api",
      what: "open Studio",
      action: "sagemaker:CreatePresignedDomainUrl",
      resource: sagemaker(`user-profile/${domain.id}/${profile}`),
      context: mine,
    },
    {
      door: "sagemaker.api",
      what: "make a private space",
      action: "sagemaker:CreateSpace",
      resource: sagemaker(`space/${domain.id}/space`),
      context: privately,
    },
    {
      door: "sagemaker.api",
      what: "start an app",
      action: "sagemaker:CreateApp",
      resource: sagemaker(`app/${domain.id}/${profile}/jupyterlab/default`),
      context: { ...privately, "sagemaker:StudioLifecycleConfigArns": scripts },
    },
    {
      door: "logs",
      what: "write its logs",
      action: "logs:PutLogEvents",
      resource: arnIn(
        facts,
        "logs",
        `log-group:/aws/sagemaker/studio:log-stream:${domain.id}/${profile}/JupyterLab/default`,
      ),
    },
    // Needs no permission of anybody; only the endpoint can refuse it.
    {
      door: "sts",
      what: "ask who it is",
      action: "sts:GetCallerIdentity",
      resource: "*",
      policies: { identity: [administrator] },
    },
  ];
}
