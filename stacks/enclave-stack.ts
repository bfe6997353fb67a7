/** What all stacks share: the provider that assumes the account's deployer role, where state is kept, and readable names. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Aspects, TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import { type FixedSetting, ownState } from "../config/fixed-settings";
import type { Account, Environment, Team } from "../config/schema";
import { tagsOf } from "../config/tags";
import { FixedSettings } from "../modules/fixed-settings";
import { itself } from "../modules/naming";
import { keepState } from "./state";

/** Versions that have everything the stacks use; the bindings alone would pin one patch release. */
const providerVersions = ">= 6.25.0, < 7.0.0";

/**
 * Versions of Terraform that have everything the stacks use. The newest of it is the lock of state in S3 without a table
 * (use_lockfile): an experiment in Terraform 1.10, supported from 1.11 on
 * (developer.hashicorp.com/terraform/language/v1.10.x/upgrade-guides and v1.11.x). Terraform promises compatibility up to 2.0.
 * OpenTofu has the lock since 1.10 (github.com/opentofu/opentofu/releases/tag/v1.10.0-beta1). Up to 1.11 it reads the range as
 * its own; from 1.12 on it ignores the range (github.com/opentofu/opentofu/pull/3871) and has all that is needed.
 */
const terraformVersions = ">= 1.11.0, < 2.0.0";

export interface EnclaveStackProps {
  readonly environment: Environment;
  /** The team that the stack belongs to; none for the network. */
  readonly team?: Team;
  /** The account that the stack deploys to. */
  readonly account: Account;
  /** What cannot change once the stack is deployed. */
  readonly fixed: readonly FixedSetting[];
}

export abstract class EnclaveStack extends TerraformStack {
  constructor(scope: Construct, name: string, props: EnclaveStackProps) {
    super(scope, name);
    const { environment, team, account } = props;
    new AwsProvider(this, "aws", {
      region: environment.region,
      allowedAccountIds: [account.id],
      assumeRole: [{ roleArn: account.deployerRole, sessionName: name }],
      defaultTags: [{ tags: tagsOf(environment, team, name) }],
    });
    this.addOverride("terraform.required_version", terraformVersions);
    this.addOverride("terraform.required_providers.aws.version", providerVersions);
    keepState(this, environment, name);
    const fixed = new FixedSettings(this, "fixed-settings", [ownState(name), ...props.fixed]);
    Aspects.of(this).add({ visit: (node) => fixed.holdBack(node) });
  }

  /**
   * Terraform names are the path of constructs, without the hash that CDKTF adds: ids have no underscore, so that two
   * paths cannot meet in one name.
   */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const scopes = node.scopes.map((scope) => scope.node.id);
    const path = scopes.slice(scopes.indexOf(this.node.id) + 1);
    return path.filter((id, index) => id !== itself || index === 0).join("_");
  }
}
