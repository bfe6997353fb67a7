/** A stack's arguments get the names of AWS's API, and references what AWS has; what is not understood is an error. */
import { loadEnvironments } from "../../config/load";
import { declaredIn, type StackJson } from "../../doctor/declared";
import type { Block } from "../../doctor/model";
import { resolved } from "../../doctor/references";
import { shipped } from "../synthesis/output";

const [dev] = loadEnvironments(shipped, { environment: "dev" }).environments;
if (!dev) throw new Error("no environment dev");
const withSettings = (settings: Block): StackJson => ({
  resource: { aws_sagemaker_domain: { domain: { "//": {}, tags: {}, default_user_settings: settings } } },
});
const settingsOf = (settings: Block) => declaredIn(withSettings(settings)).domain["DefaultUserSettings"];

describe("names", () => {
  test("are AWS's own, whatever their capitals, also of blocks that may stand several times", () => {
    const image = { app_image_config_name: "config", image_name: "image" };
    const settings = settingsOf({
      auto_mount_home_efs: "Disabled",
      custom_file_system_config: { efs_file_system_config: { file_system_id: "fs-1" } },
      jupyter_lab_app_settings: {
        code_repository: [{ repository_url: "https://example.com/one" }, { repository_url: "https://example.com/two" }],
        custom_image: image,
        default_resource_spec: [{ sagemaker_image_arn: "arn" }],
      },
      sharing_settings: { s3_kms_key_id: "key" },
    });
    expect(settings).toEqual({
      AutoMountHomeEFS: "Disabled",
      CustomFileSystemConfigs: [{ EFSFileSystemConfig: { FileSystemId: "fs-1" } }],
      JupyterLabAppSettings: {
        CodeRepositories: [{ RepositoryUrl: "https://example.com/one" }, { RepositoryUrl: "https://example.com/two" }],
        CustomImages: [{ AppImageConfigName: "config", ImageName: "image" }],
        DefaultResourceSpec: { SageMakerImageArn: "arn" },
      },
      SharingSettings: { S3KmsKeyId: "key" },
    });
  });

  test("that AWS's model does not have are an error, which says where", () => {
    expect(() => settingsOf({ jupyter_lab_app_settings: { colour: "blue" } })).toThrow(
      "AWS's model has no member for the argument default_user_settings.jupyter_lab_app_settings.colour",
    );
  });

  test("of no domain, or of two, are an error", () => {
    const domain = { default_user_settings: {} };
    expect(() => declaredIn({ resource: {} })).toThrow("exactly one domain");
    expect(() => declaredIn({ resource: { aws_sagemaker_domain: { one: domain, two: domain } } })).toThrow(
      "exactly one domain",
    );
  });
});

describe("references", () => {
  const resource = { aws_security_group: { apps: { name: "enclave-dev-research-apps" } } };
  const ids = {
    vpc: "vpc-1",
    domain: "d-1",
    groups: new Map<string, string>(),
    subnets: new Map<string, string>(),
    versions: new Map<string, number>(),
  };
  const follow = (reference: string, groups = ids.groups) =>
    resolved({ SecurityGroups: [reference] }, { resource }, dev, { ...ids, groups });
  const group = "${aws_security_group.apps.id}";

  test("lead to what AWS has by that name", () => {
    const groups = new Map([["enclave-dev-research-apps", "sg-1"]]);
    expect(follow(group, groups)).toEqual({ value: { SecurityGroups: ["sg-1"] }, missing: [] });
  });

  test("to what AWS does not have are said, by name", () => {
    expect(follow(group).missing).toEqual(["the security group enclave-dev-research-apps"]);
  });

  test("to an image, its configuration and a version lead to their names and to the number that AWS gave it", () => {
    const stack = {
      resource: {
        aws_sagemaker_image: { lab: { image_name: "dev-research-lab" } },
        aws_sagemaker_image_version: { one: { base_image: "registry/lab@sha256:1" } },
        aws_sagemaker_app_image_config: { lab: { app_image_config_name: "dev-research-lab-jupyter-lab" } },
      },
    };
    const image = {
      ImageName: "${aws_sagemaker_image.lab.image_name}",
      ImageVersionNumber: "${aws_sagemaker_image_version.one.version}",
      AppImageConfigName: "${aws_sagemaker_app_image_config.lab.app_image_config_name}",
    };
    const versions = new Map([["registry/lab@sha256:1", 3]]);
    expect(resolved(image, stack, dev, { ...ids, versions }).value).toEqual({
      ImageName: "dev-research-lab",
      ImageVersionNumber: 3,
      AppImageConfigName: "dev-research-lab-jupyter-lab",
    });
    expect(resolved(image, stack, dev, ids).missing).toEqual(["the version of an image made of registry/lab@sha256:1"]);
  });

  test.each([
    "${aws_security_group.apps.arn}",
    "${aws_security_group.nobody.id}",
    "${upper(var.name)}",
    `${group}-more`,
  ])("%s, which this does not know, is an error", (reference) => {
    expect(() => follow(reference)).toThrow("leads to nothing that this knows");
  });
});
