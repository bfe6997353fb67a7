/** What one stack tells another through remote state: names that stay, and values that a preview may stand on. */
import { TerraformOutput, type TerraformRemoteState } from "cdktf";
import type { Construct } from "constructs";

export type Example = string | readonly Example[] | { readonly [name: string]: Example };
/** Output name to an example of its value: a preview of a reader may use it while the stack is not applied; an apply never. */
type Contract = Readonly<Record<string, Example>>;

/** What constructs put in and get out: the contract's shape with references for values; of objects, whatever they hold. */
export type Values<C extends Contract> = {
  readonly [K in keyof C]: C[K] extends string ? string : C[K] extends readonly string[] ? string[] : object;
};

/** All but `vpc_id` is for the network team that attaches people's networks (docs/private-networks.md). */
export const networkingContract = {
  vpc_id: "vpc-0123456789abcdef0",
  vpc_cidr: "10.0.0.0/16",
  endpoint_subnet_ids: ["subnet-0123456789abcdef1", "subnet-0123456789abcdef2"],
  /** Of all endpoint subnets, and of no other. */
  endpoint_route_table_id: "rtb-0123456789abcdef4",
  /** By the short name of the service. */
  interface_endpoints: {
    "sagemaker.api": {
      id: "vpce-0123456789abcdef5",
      dns_entry: [
        {
          dns_name: "vpce-0123456789abcdef5-abcdefgh.api.sagemaker.eu-central-1.vpce.amazonaws.com",
          hosted_zone_id: "Z0123456789ABCDEFGHIJ",
        },
      ],
      network_interface_ids: ["eni-0123456789abcdef6", "eni-0123456789abcdef7"],
      addresses: [
        { subnet_id: "subnet-0123456789abcdef1", ipv4: "10.0.0.10", ipv6: "" },
        { subnet_id: "subnet-0123456789abcdef2", ipv4: "10.0.8.10", ipv6: "" },
      ],
    },
  },
} as const satisfies Contract;

export const studioContract = {
  s3_endpoint_id: "vpce-0123456789abcdef3",
  execution_role_arn: "arn:aws:iam::111111111111:role/enclave-dev-research-execution",
  domain_id: "d-0123456789ab",
  domain_url: "https://d-0123456789ab.studio.eu-central-1.sagemaker.aws",
} as const satisfies Contract;

/** Of teams with authMode SSO: for whoever assigns people to the domain. */
export const singleSignOnContract = {
  single_sign_on_application_arn: "arn:aws:sso::111111111111:application/ssoins-0123456789abcdef/apl-0123456789abcdef",
} as const satisfies Contract;

/** Of teams with declared feature groups that have an online store: for the stack that makes them. */
export const onlineStoresContract = {
  studio_key_arn: "arn:aws:kms:eu-central-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef",
} as const satisfies Contract;

export const bucketsContract = {
  bucket_names: ["enclave-dev-research-data-222222222222"],
  data_key_arn: "arn:aws:kms:eu-central-1:222222222222:key/01234567-89ab-cdef-0123-456789abcdef",
} as const satisfies Contract;

/** Declares a stack's outputs; each of the contract, under its own name. */
export function publish<C extends Contract>(scope: Construct, contract: C, values: Values<C>): void {
  for (const name of Object.keys(contract)) {
    new TerraformOutput(scope, name, { value: values[name], staticId: true });
  }
}

/** References to another stack's outputs. */
export function consume<C extends Contract>(state: TerraformRemoteState, contract: C): Values<C> {
  const values = Object.entries(contract).map(([name, example]) => [
    name,
    typeof example === "string"
      ? state.getString(name)
      : Array.isArray(example)
        ? state.getList(name)
        : state.get(name),
  ]);
  return Object.fromEntries(values) as Values<C>;
}
