/** Keeps the settings that a stack was first deployed with in its state, and refuses every plan that would change one. */
import { dependable, type TerraformMetaArguments, TerraformResource } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { type FixedSetting, keptAs } from "../config/fixed-settings";
import { itself } from "./naming";

export class FixedSettings extends Construct {
  private readonly all: TerraformData;

  constructor(scope: Construct, id: string, settings: readonly FixedSetting[]) {
    super(scope, id);
    // One for each, so that a setting that a later version adds begins with what it finds.
    const each = settings.map(
      (setting) =>
        new TerraformData(this, keptAs(setting), setting.value, {
          lifecycle: {
            ignoreChanges: ["input"],
            postcondition: [
              { condition: `\${self.output == ${JSON.stringify(setting.value)}}`, errorMessage: refusal(setting) },
            ],
          },
        }),
    );
    this.all = new TerraformData(this, itself, undefined, { dependsOn: each });
  }

  /** Nothing of the rest is planned where a setting is refused. */
  holdBack(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node) || node.node.scope === this) return;
    node.dependsOn = [...(node.dependsOn ?? []), dependable(this.all)];
  }
}

const anew =
  'Write the old value again, or take down what is deployed and deploy it anew: docs/decisions.md, "What is fixed".';

const refusal = ({ key, whose, value, reason, remedy = anew }: FixedSetting) =>
  `${key} of ${whose} is \${self.output} where it is deployed, and ${value} in the configuration. ${reason} ${remedy}`;

/**
 * Terraform's built-in terraform_data, which keeps a value and makes nothing. CDKTF's own DataResource would start Terraform
 * during synthesis. https://developer.hashicorp.com/terraform/language/resources/terraform-data
 */
class TerraformData extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly input: string | undefined,
    meta: TerraformMetaArguments,
  ) {
    super(scope, id, { terraformResourceType: "terraform_data", ...meta });
  }

  protected override synthesizeAttributes() {
    return { input: this.input };
  }
}
