/** Where a stack's Terraform state is kept, and how another stack reads its outputs: local files, S3 or HCP Terraform. */
import {
  CloudBackend,
  DataTerraformRemoteState,
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  LocalBackend,
  NamedCloudWorkspace,
  NamedRemoteWorkspace,
  S3Backend,
  type TerraformRemoteState,
  type TerraformStack,
} from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../config/schema";
import { type StateSettings, stateSettings } from "../config/state-settings";
import { regionsUnknownToTerraform } from "../config/tables/regions";

type S3Settings = Extract<StateSettings, { backend: "s3" }>;

const s3Config = ({ bucket, key, region, encrypt, kmsKey, role }: S3Settings) => ({
  bucket,
  key,
  region,
  encrypt,
  ...(kmsKey && { kmsKeyId: kmsKey }),
  ...(role && { assumeRole: { roleArn: role } }),
  ...(regionsUnknownToTerraform.includes(region) && { skipRegionValidation: true }),
});

/** Makes the stack keep its state where the environment says. */
export function keepState(stack: TerraformStack, environment: Environment, name: string): void {
  const state = stateSettings(environment, name);
  switch (state.backend) {
    case "local":
      new LocalBackend(stack, { path: state.path });
      return;
    case "s3":
      new S3Backend(stack, s3Config(state));
      // Locks with a file beside the state; cdktf's S3Backend does not know the property.
      stack.addOverride("terraform.backend.s3.use_lockfile", true);
      return;
    case "cloud":
      new CloudBackend(stack, {
        organization: state.organization,
        ...(state.hostname && { hostname: state.hostname }),
        workspaces: new NamedCloudWorkspace(state.workspace, state.project),
      });
  }
}

/** A data source for the outputs of another stack of the same environment. */
export function readState(scope: Construct, id: string, environment: Environment, stack: string): TerraformRemoteState {
  const state = stateSettings(environment, stack);
  switch (state.backend) {
    case "local":
      return new DataTerraformRemoteStateLocal(scope, id, { path: state.path });
    case "s3":
      return new DataTerraformRemoteStateS3(scope, id, s3Config(state));
    case "cloud":
      return new DataTerraformRemoteState(scope, id, {
        organization: state.organization,
        ...(state.hostname && { hostname: state.hostname }),
        workspaces: new NamedRemoteWorkspace(state.workspace),
      });
  }
}
