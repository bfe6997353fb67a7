/** A team's own images: each with its versions, and with what says how apps start with them. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SagemakerAppImageConfig } from "@cdktf/provider-aws/lib/sagemaker-app-image-config";
import { SagemakerImage } from "@cdktf/provider-aws/lib/sagemaker-image";
import { SagemakerImageVersion } from "@cdktf/provider-aws/lib/sagemaker-image-version";
import { Construct } from "constructs";
import { appImageConfigName, imageName, imageRoleName } from "../../config/names";
import type { Environment, Image, Team } from "../../config/schema";
import { dnsSuffix } from "../../config/tables/regions";
import { render } from "../../policies/document";
import { imageRole, imageRoleTrust } from "../../policies/image-role";
import { boundary } from "../iam";
import { itself } from "../naming";

export interface ImagesProps {
  readonly environment: Environment;
  readonly team: Team;
}

type App = Image["apps"][number];

/** A version as a profile's settings name it; its number comes from AWS. */
export interface AttachedImage {
  readonly imageName: string;
  readonly imageVersionNumber: number;
  readonly appImageConfigName: string;
}

/** Only where a team has images: a domain without them has no role for them. */
export class Images extends Construct {
  /** For each kind of app. */
  readonly attached: Readonly<Record<App, readonly AttachedImage[]>>;

  constructor(scope: Construct, id: string, props: ImagesProps) {
    super(scope, id);
    const { environment, team } = props;
    const role = new IamRole(this, "role", {
      name: imageRoleName(environment, team),
      path: environment.iamPath,
      description: `Reads the images of ${team.name} in ${environment.name}`,
      assumeRolePolicy: render(imageRoleTrust(environment)),
      ...boundary(environment),
    });
    const policy = new IamRolePolicy(this, "role-policy", {
      name: "read-images",
      role: role.id,
      policy: render(imageRole(environment, team)),
    });
    const images = team.images.map((image) => {
      const construct = new TeamImage(this, image.name, { environment, team, image, roleArn: role.arn });
      construct.node.addDependency(policy);
      return construct;
    });
    const ofApp = (app: App) => images.flatMap(({ attached }) => attached(app));
    this.attached = { jupyterlab: ofApp("jupyterlab"), "code-editor": ofApp("code-editor") };
  }
}

/**
 * Terraform takes a profile's image away before it deletes the image. Without this it deletes first, and AWS may refuse what a
 * profile still names.
 * Source: github.com/hashicorp/terraform/blob/main/docs/destroying.md (create_before_destroy turns the order around)
 */
const goesAfterProfiles = { createBeforeDestroy: true };

interface TeamImageProps extends ImagesProps {
  readonly image: Image;
  readonly roleArn: string;
}

class TeamImage extends Construct {
  /** None where the image is not for that kind of app. */
  readonly attached: (app: App) => AttachedImage[];

  constructor(scope: Construct, id: string, { environment, team, image, roleArn }: TeamImageProps) {
    super(scope, id);
    const made = new SagemakerImage(this, itself, {
      imageName: imageName(environment, team, image.name),
      displayName: image.name,
      roleArn,
      lifecycle: goesAfterProfiles,
    });
    const { account = environment.accounts.studio.id, name: repository } = image.repository;
    const registry = `${account}.dkr.ecr.${environment.region}.${dnsSuffix(environment.partition)}`;
    const versions: SagemakerImageVersion[] = [];
    for (const digest of image.digests) {
      versions.push(
        // Named by its digest, so that another line of the list changes no version that is there.
        new SagemakerImageVersion(this, `version-${digest.slice("sha256:".length, 19)}`, {
          imageName: made.imageName,
          baseImage: `${registry}/${repository}@${digest}`,
          lifecycle: goesAfterProfiles,
          // One after another: the provider finds a new version's number by asking for the latest
          // (github.com/hashicorp/terraform-provider-aws/pull/44960), and AWS counts in the order of the list.
          ...(versions.length > 0 && { dependsOn: versions.slice(-1) }),
        }),
      );
    }
    const configs = new Map(
      image.apps.map((app) => {
        const settings = { fileSystemConfig: homeDirectory, containerConfig: containerOf(image) };
        const config = new SagemakerAppImageConfig(this, app, {
          appImageConfigName: appImageConfigName(made.imageNameInput ?? "", app),
          lifecycle: goesAfterProfiles,
          ...(app === "jupyterlab" ? { jupyterLabImageConfig: settings } : { codeEditorAppImageConfig: settings }),
        });
        return [app, config.appImageConfigName] as const;
      }),
    );
    this.attached = (app) => {
      const config = configs.get(app);
      if (config === undefined) return [];
      return versions.map(({ version }) => ({
        imageName: made.imageName,
        imageVersionNumber: version,
        appImageConfigName: config,
      }));
    };
  }
}

/**
 * The only user, group and mount path that AWS says are supported. The provider leaves out a block without arguments.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-byoi-specs.html
 */
const homeDirectory = { defaultUid: 1000, defaultGid: 100, mountPath: "/home/sagemaker-user" };

function containerOf({ container }: Image) {
  const { entrypoint, arguments: containerArguments, environment } = container;
  if (entrypoint === undefined && containerArguments === undefined && environment === undefined) return undefined;
  return {
    ...(entrypoint !== undefined && { containerEntrypoint: [entrypoint] }),
    ...(containerArguments && { containerArguments }),
    ...(environment && { containerEnvironmentVariables: environment }),
  };
}
