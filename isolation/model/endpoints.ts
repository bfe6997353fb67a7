/** VPC endpoints with their policies. */
import type { Policy } from "../policy";
import { allOf, type EnvironmentModel } from "./environment";
import { policyOf } from "./policies";
import type { Resource } from "./stack";

export interface Endpoint {
  readonly resource: Resource<"aws_vpc_endpoint">;
  /** vpce-... */
  readonly id: string;
  readonly vpc: string;
  readonly kind: "Gateway" | "Interface";
  readonly policy: Policy;
}

/** What AWS gives an endpoint without a policy. */
const openPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
});

export const endpointsOf = (environment: EnvironmentModel): readonly Endpoint[] =>
  environment.stacks.flatMap((stack) =>
    stack.resources("aws_vpc_endpoint").map((resource): Endpoint => {
      const kind = resource.config.vpc_endpoint_type ?? "Gateway";
      if (kind !== "Gateway" && kind !== "Interface") {
        return stack.fail(
          `${resource.path}.vpc_endpoint_type`,
          `${kind} is a type of endpoint that is not understood here; make an Interface or a Gateway endpoint`,
        );
      }
      const text = resource.config.policy ?? openPolicy;
      return {
        resource,
        id: resource.id,
        vpc: resource.config.vpc_id,
        kind,
        policy: policyOf(resource, text, kind === "Gateway" ? "gatewayEndpoint" : "endpoint"),
      };
    }),
  );

/** Endpoint id to VPC id. */
export const vpcsOfEndpoints = (environment: EnvironmentModel): ReadonlyMap<string, string> =>
  new Map(allOf(environment, "aws_vpc_endpoint").map(({ id, config }) => [id, config.vpc_id]));
