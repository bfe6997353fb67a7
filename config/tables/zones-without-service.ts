/** Zones in which Studio cannot run, though the region lists them; sources below, read 2026-11-23. */

/**
 * Zone id to short names of the endpoints (interface-endpoints.ts) that are of no use there.
 *
 * AWS publishes no list of zones by endpoint service: Terraform asks when it plans (modules/networking/offered-services.ts).
 * What is known is where Studio's apps find no instance:
 * - use1-az3 has no t3, m5, c5 or g4dn: EC2's DescribeInstanceTypeOfferings as recorded in moto 5.2.5,
 *   moto/ec2/resources/instance_type_offerings/availability-zone-id/us-east-1.json; nor had SageMaker's own list any
 *   (docs.aws.amazon.com/sagemaker/latest/dg/instance-types-az.html, retired).
 * - usw1-az2 and apne1-az3 are missing from both for accounts of today: constrained zones, see
 *   docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html.
 */
export const zonesWithoutService: Readonly<Record<string, readonly string[]>> = {
  "apne1-az3": ["studio"],
  "use1-az3": ["studio"],
  "usw1-az2": ["studio"],
};
