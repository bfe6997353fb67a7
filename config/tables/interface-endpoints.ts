/** Interface endpoints that an environment may have: service names, policy support and public names covered; sources below, read 2026-11-23. */
import { dnsSuffix, endpointServicePrefix, type Partition, sagemakerDnsSuffix } from "./regions";

export type InterfaceEndpoint = {
  /** Full name of the endpoint service, for example com.amazonaws.eu-central-1.sts. */
  readonly serviceName: (region: string, partition: Partition) => string;
  /** IAM action prefix of the calls that the endpoint carries: what its policy speaks of. */
  readonly iamService: string;
  /** Whether AWS evaluates an endpoint policy there; false means that the endpoint lets every caller and resource through. */
  readonly supportsPolicy: boolean;
  /** Public names that the endpoint's private DNS answers inside the VPC; `*.` stands for any number of labels. */
  readonly privateDnsNames: (region: string, partition: Partition) => readonly string[];
};

/**
 * An endpoint whose service name ends in `name` and whose public name is `<host>.<region>.<dnsSuffix>`.
 * Hosts: github.com/boto/botocore, botocore/data/<service>/<version>/endpoint-rule-set-1.json.
 */
const regional = (
  name: string,
  iamService: string,
  { host = name, ownChinaPrefix = false }: { readonly host?: string; readonly ownChinaPrefix?: boolean } = {},
): InterfaceEndpoint => ({
  serviceName: (region, partition) =>
    `${ownChinaPrefix ? endpointServicePrefix(partition) : "com.amazonaws"}.${region}.${name}`,
  iamService,
  supportsPolicy: true,
  privateDnsNames: (region, partition) => [`${host}.${region}.${dnsSuffix(partition)}`],
});

/** An endpoint to what SageMaker hosts: its names do not follow the services' pattern. */
const hosted = (
  name: string,
  iamService: string,
  privateDnsNames: InterfaceEndpoint["privateDnsNames"],
): InterfaceEndpoint => ({
  serviceName: (region) => `aws.sagemaker.${region}.${name}`,
  iamService,
  supportsPolicy: true,
  privateDnsNames,
});

/**
 * Interface endpoints by short name, which configuration uses too.
 *
 * - Service names and their prefix in China: github.com/aws/aws-cdk, packages/aws-cdk-lib/aws-ec2/lib/vpc-endpoint.ts.
 * - Policy support: AWS's pages on policies for the endpoints of SageMaker (interface-vpc-endpoint.html, studio-interface-
 *   endpoint.html, mlflow-private-link-policy.html), STS (IAM's reference_sts_vpc_endpoint_policies.html), ECR
 *   (vpc-endpoints.html), Application Auto Scaling (application-auto-scaling-vpc-endpoints.html) and Glue were read. For the other services true is taken on trust: the part of the list of those
 *   without support that docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html shows names none
 *   of them. SageMaker's FIPS runtime endpoint, which is not listed here, has none.
 * - Studio's names: docs.aws.amazon.com/sagemaker/latest/dg/studio-interface-endpoint.html; MLflow: github.com/aws/sagemaker-mlflow, the URL that its plug-in builds; ECR:
 *   docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html.
 */
export const interfaceEndpoints: Readonly<Record<string, InterfaceEndpoint>> = {
  "application-autoscaling": regional("application-autoscaling", "application-autoscaling", { ownChinaPrefix: true }),
  athena: regional("athena", "athena", { ownChinaPrefix: true }),
  "bedrock-runtime": regional("bedrock-runtime", "bedrock"),
  "codeartifact.api": regional("codeartifact.api", "codeartifact", { host: "codeartifact" }),
  "codeartifact.repositories": regional("codeartifact.repositories", "codeartifact", { host: "*.d.codeartifact" }),
  codecommit: regional("codecommit", "codecommit"),
  "ecr.api": regional("ecr.api", "ecr", { host: "api.ecr", ownChinaPrefix: true }),
  "ecr.dkr": regional("ecr.dkr", "ecr", { host: "*.dkr.ecr", ownChinaPrefix: true }),
  events: regional("events", "events"),
  experiments: hosted("experiments", "sagemaker-mlflow", (region) => [
    `${region}.experiments.sagemaker.aws`,
    `*.${region}.experiments.sagemaker.aws`,
  ]),
  "git-codecommit": regional("git-codecommit", "codecommit"),
  glue: regional("glue", "glue"),
  kms: regional("kms", "kms"),
  logs: regional("logs", "logs"),
  monitoring: regional("monitoring", "cloudwatch", { ownChinaPrefix: true }),
  "sagemaker.api": regional("sagemaker.api", "sagemaker", { host: "api.sagemaker", ownChinaPrefix: true }),
  "sagemaker.featurestore-runtime": regional("sagemaker.featurestore-runtime", "sagemaker", {
    host: "featurestore-runtime.sagemaker",
    ownChinaPrefix: true,
  }),
  "sagemaker.metrics": regional("sagemaker.metrics", "sagemaker", { host: "metrics.sagemaker" }),
  "sagemaker.runtime": regional("sagemaker.runtime", "sagemaker", { host: "runtime.sagemaker", ownChinaPrefix: true }),
  secretsmanager: regional("secretsmanager", "secretsmanager"),
  ssm: regional("ssm", "ssm"),
  states: regional("states", "states", { ownChinaPrefix: true }),
  sts: regional("sts", "sts", { ownChinaPrefix: true }),
  studio: hosted("studio", "sagemaker", (region, partition) => [`*.studio.${region}.${sagemakerDnsSuffix(partition)}`]),
};

/**
 * Short names of the endpoints that every environment has.
 * SageMaker API, runtime, Studio, STS and logs: docs.aws.amazon.com/sagemaker/latest/dg/
 * studio-updated-and-internet-access.html, which lists Service Catalog too, but for SageMaker Projects only; monitoring and
 * KMS for jobs' metrics and for the keys that the lifecycle script resolves; both of ECR's for images of jobs and models.
 */
export const defaultInterfaceEndpoints: readonly string[] = [
  "ecr.api",
  "ecr.dkr",
  "kms",
  "logs",
  "monitoring",
  "sagemaker.api",
  "sagemaker.runtime",
  "sts",
  "studio",
];

/** Short names of the endpoints that an environment may add to these, sorted. */
export const extraInterfaceEndpoints: readonly string[] = Object.keys(interfaceEndpoints)
  .filter((name) => !defaultInterfaceEndpoints.includes(name))
  .sort();

/** Of these, what the execution role may use only where the studio account belongs to one team (`separation: account`). */
export const forAccountAlone: readonly string[] = ["application-autoscaling"];

/**
 * Short names that earlier versions took, with the reason why none of them helped a notebook: the execution role may call
 * nothing of these services, so an endpoint cost money and opened a way that nothing used.
 */
export const withdrawnInterfaceEndpoints: Readonly<Record<string, string>> = {
  bedrock: "the execution role manages no models, and calls foundation models through bedrock-runtime",
  elasticfilesystem: "Studio mounts home directories by itself, and the execution role may not manage file systems",
  lakeformation: "the execution role may neither grant rights nor take credentials of Lake Formation",
  lambda: "the execution role may not call functions, which run outside the team's subnets",
  notebook: "the execution role may not make notebook instances; Studio has an endpoint of its own",
  "redshift-data": "the execution role may not query Redshift",
  servicecatalog: "the execution role may not use Service Catalog, which only SageMaker Projects need",
};
