/** AWS's pages on what SageMaker does by itself. */

export const guide = "docs.aws.amazon.com/sagemaker/latest/dg/";
/** The guide as it was then: github.com/awsdocs/amazon-sagemaker-developer-guide, commit 7a4c2e7. */
export const read = (page: string): string => `${guide}${page} (as of 2023-03-14)`;

export const roles = `${guide}sagemaker-roles.html`;
export const trust = read("security-confused-deputy-prevention.html");
export const logs = `${guide}logging-cloudwatch.html`;
export const metrics = read("monitoring-cloudwatch.html");
