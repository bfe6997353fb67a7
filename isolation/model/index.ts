/** The model's public face: what an environment's synthesized stacks make. */
export { type Bucket, bucketsOf } from "./buckets";
export { type Endpoint, endpointsOf, vpcsOfEndpoints } from "./endpoints";
export { allOf, type EnvironmentModel, type EnvironmentOutline, readEnvironments } from "./environment";
export { ModelError } from "./error";
export { type Key, keysOf } from "./keys";
export { type StackMemory, stackMemory } from "./memory";
export { placeOf, policyOf } from "./policies";
export { type Role, rolesOf } from "./roles";
export type { ResourceType } from "./shapes";
export { type Resource, Stack } from "./stack";
export { readStackFiles, type StackFile } from "./stack-files";
