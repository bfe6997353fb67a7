/** SageMaker instance types with local NVMe storage, on which SageMaker refuses a volume key: their hardware encrypts them; sources below, read 2026-11-23. */

/**
 * Patterns for StringLike on sagemaker:InstanceTypes; every size of these families has local storage.
 *
 * - The rule: docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html, VolumeKmsKeyId; the same text
 *   stands in API_ProcessingClusterConfig, API_TransformResources and API_CreateEndpointConfig (where one variant is enough
 *   for the key to be refused).
 * - The types: the instance type enumerations of github.com/boto/botocore, botocore/data/sagemaker/2017-07-24/service-2.json
 *   (2026-08-07), those with InstanceStorageSupported and NvmeSupport "required" in EC2's DescribeInstanceTypes as recorded
 *   in moto 5.2.5, moto/ec2/resources/instance_types.json. dl1 and p6e-gb200 are not recorded there, so they stay out: a job
 *   there is refused, never run without a key.
 */
export const nvmeInstancePatterns: readonly string[] = [
  "ml.c5d.*",
  "ml.c6gd.*",
  "ml.c6id.*",
  "ml.g4dn.*",
  "ml.g5.*",
  "ml.g6.*",
  "ml.g6e.*",
  "ml.g7.*",
  "ml.g7e.*",
  "ml.gr6.*",
  "ml.i3en.*",
  "ml.m5d.*",
  "ml.m6gd.*",
  "ml.m6id.*",
  "ml.p3dn.*",
  "ml.p4d.*",
  "ml.p4de.*",
  "ml.p5.*",
  "ml.p5e.*",
  "ml.p5en.*",
  "ml.p6-b200.*",
  "ml.p6-b300.*",
  "ml.r5d.*",
  "ml.r6gd.*",
  "ml.r6id.*",
  "ml.r7gd.*",
  "ml.trn1.*",
  "ml.trn1n.*",
  "ml.trn2.*",
];
