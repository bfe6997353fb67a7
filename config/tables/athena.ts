/** Athena's names in policies. */

/**
 * As `aws:CalledViaFirst` names it, in every partition that was found.
 * Source: docs.aws.amazon.com/athena/latest/ug/security-iam-athena-calledvia.html
 */
export const athenaService = "athena.amazonaws.com";

/** The account's Glue catalog in a region, as Athena calls it: docs.aws.amazon.com/athena/latest/ug/datacatalogs-example-policies.html */
export const glueCatalog = "AwsDataCatalog";
