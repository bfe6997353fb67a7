/** The table of arguments that name code, and the shapes of resources, agree with the real provider's schema: a new argument is noticed. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { studioCode } from "../../config/tables/studio-code";
import { resourceShapes } from "../../isolation/model/shapes";
import { studio as shapes } from "../../isolation/model/shapes/studio";
import { Terraform } from "../../rehearsal/terraform";
import { argumentsOf } from "../support/shape-arguments";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("the provider's schema of Studio");

interface Block {
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
}

const leaves = ({ attributes = {}, block_types: blocks = {} }: Block, path: readonly string[] = []): string[][] => [
  ...Object.keys(attributes).map((name) => [...path, name]),
  ...Object.entries(blocks).flatMap(([name, { block }]) => leaves(block, [...path, name])),
];

/** Arguments of Studio's resources that name no code, by their last name. */
const noCode = new Set(
  `access_status amazon_bedrock_role_arn amazon_forecast_role_arn app_name app_network_access_type
   app_security_group_management app_type arn assumable_role_arns auth_mode auto_mount_home_efs
   cross_account_model_register_role_arn data_source_name default_ebs_volume_size_in_gb default_landing_uri
   domain_execution_role_arn domain_id domain_name ebs_volume_size_in_gb enable_docker_access execution_role
   execution_role_arn execution_role_arns execution_role_identity_config file_system_id file_system_path gid
   hidden_app_types hidden_instance_types hidden_ml_tools home_efs_file_system home_efs_file_system_id
   home_efs_file_system_uid id idle_timeout_in_minutes instance_type kms_key_id lifecycle_management
   max_idle_timeout_in_minutes maximum_ebs_volume_size_in_gb min_idle_timeout_in_minutes notebook_output_option
   owner_user_profile_name r_studio_connect_url r_studio_package_manager_url region s3_artifact_path s3_kms_key_id
   s3_output_path secret_arn security_group_id_for_domain_boundary security_group_ids security_groups sharing_type
   single_sign_on_application_arn single_sign_on_managed_application_instance_id single_sign_on_user_identifier
   single_sign_on_user_value space_display_name space_name status studio_web_portal subnet_ids tag_propagation tags
   tags_all uid url user_group user_profile_name vpc_id vpc_only_trusted_accounts`.split(/\s+/),
);

/** Blocks that no shape understands: whoever writes one is told so. */
const refused = ["domain_settings.r_studio_server_pro_domain_settings."];

describe("the provider's schema", () => {
  const folder = mkdtempSync(join(tmpdir(), "enclave-schema-"));
  const logs = join(folder, "logs");
  let resources: Readonly<Record<string, { readonly block: Block }>> = {};
  beforeAll(async () => {
    mkdirSync(logs);
    const aws = { source: "hashicorp/aws" };
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ terraform: { required_providers: { aws } } }));
    const environment = { ...process.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" } as Record<string, string>;
    const terraform = new Terraform({ environment, pluginFolder: requirements.pluginFolder, logs });
    const initialized = await terraform.init({ name: "schema", folder });
    if (!initialized.ok) throw new Error(initialized.error);
    const schema = execFileSync("terraform", ["providers", "schema", "-json"], {
      cwd: folder,
      env: environment,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    const [provider] = Object.values(
      (JSON.parse(schema) as { provider_schemas: Record<string, { resource_schemas: typeof resources }> })
        .provider_schemas,
    );
    resources = provider?.resource_schemas ?? {};
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const pathsOf = (type: string): string[][] => leaves(resources[type]?.block ?? {});

  test.each(["aws_sagemaker_app", "aws_sagemaker_domain", "aws_sagemaker_space", "aws_sagemaker_user_profile"])(
    "says of every argument of %s whether it names code",
    (type) => {
      const names = pathsOf(type).map((path) => path.at(-1) ?? "");
      expect(names.length).toBeGreaterThan(10);
      const unknown = new Set(names.filter((name) => !(name in studioCode) && !noCode.has(name)));
      // Each belongs into config/tables/studio-code.ts or into the list above: look up what it does.
      expect([...unknown]).toEqual([]);
    },
  );

  test("knows every argument that the shapes of resources understand", () => {
    const unknown = Object.entries(resourceShapes).flatMap(([type, shape]) => {
      const { attributes = {}, block_types: blocks = {} } = resources[type]?.block ?? {};
      const known = new Set([
        ...Object.keys(attributes),
        ...Object.keys(blocks),
        "depends_on",
        "lifecycle",
        "provider",
      ]);
      const names = argumentsOf(shape).map(([name = ""]) => name);
      return names.filter((name) => type !== "terraform_data" && !known.has(name)).map((name) => `${type}.${name}`);
    });
    expect(unknown).toEqual([]);
  });

  test.each(["aws_sagemaker_domain", "aws_sagemaker_user_profile"] as const)(
    "has exactly the arguments that name code which the shape of %s understands",
    (type) => {
      const naming = (paths: readonly (readonly string[])[]) =>
        paths
          .filter((path) => (path.at(-1) ?? "") in studioCode)
          .map((path) => path.join("."))
          .filter((path) => !refused.some((start) => path.startsWith(start)))
          .sort();
      expect(naming(argumentsOf(shapes[type]))).toEqual(naming(pathsOf(type)));
    },
  );
});
