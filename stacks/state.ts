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

/** Relative to the folder Terraform runs in, <output>/stacks/<stack>: beside the output folder, which may be deleted. */
const localPath = (stack: string) => `../../../state/${stack}.tfstate`;

type S3State = Extract<Environment["state"], { backend: "s3" }>;

const s3Config = (environment: Environment, state: S3State, stack: string) => ({
  bucket: state.bucket,
  key: `${environment.name}/${stack}.tfstate`,
  region: state.region ?? environment.region,
  encrypt: true,
  ...(state.kmsKey && { kmsKeyId: state.kmsKey }),
  assumeRole: { roleArn: state.role ?? environment.accounts.studio.deployerRole },
});

/** Makes the stack keep its state where the environment says. */
export function keepState(stack: TerraformStack, environment: Environment, name: string): void {
  const { state } = environment;
  switch (state.backend) {
    case "local":
      new LocalBackend(stack, { path: localPath(name) });
      return;
    case "s3":
      new S3Backend(stack, s3Config(environment, state, name));
      // Locks with a file beside the state; cdktf's S3Backend does not know the property.
      stack.addOverride("terraform.backend.s3.use_lockfile", true);
      return;
    case "cloud":
      new CloudBackend(stack, {
        organization: state.organization,
        ...(state.hostname && { hostname: state.hostname }),
        workspaces: new NamedCloudWorkspace(name, state.project),
      });
  }
}

/** A data source for the outputs of another stack of the same environment. */
export function readState(scope: Construct, id: string, environment: Environment, stack: string): TerraformRemoteState {
  const { state } = environment;
  switch (state.backend) {
    case "local":
      return new DataTerraformRemoteStateLocal(scope, id, { path: localPath(stack) });
    case "s3":
      return new DataTerraformRemoteStateS3(scope, id, s3Config(environment, state, stack));
    case "cloud":
      return new DataTerraformRemoteState(scope, id, {
        organization: state.organization,
        ...(state.hostname && { hostname: state.hostname }),
        workspaces: new NamedRemoteWorkspace(stack),
      });
  }
}
