/** DNS Firewall: names on the allow list resolve, every other name does not, and nothing resolves when the firewall fails. */
import { Route53ResolverFirewallConfig } from "@cdktf/provider-aws/lib/route53-resolver-firewall-config";
import { Route53ResolverFirewallDomainList } from "@cdktf/provider-aws/lib/route53-resolver-firewall-domain-list";
import { Route53ResolverFirewallRule } from "@cdktf/provider-aws/lib/route53-resolver-firewall-rule";
import { Route53ResolverFirewallRuleGroup } from "@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group";
import { Route53ResolverFirewallRuleGroupAssociation } from "@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group-association";
import { Construct } from "constructs";
import { itself } from "../naming";

export interface DnsFirewallProps {
  readonly name: string;
  readonly vpcId: string;
  /** Names that resolve, `*.` for any labels. */
  readonly allowedNames: readonly string[];
}

/** AWS gives names back with the final dot; without it here every plan would want to change them. */
const fullyQualified = (name: string) => `${name}.`;

export class DnsFirewall extends Construct {
  constructor(scope: Construct, id: string, props: DnsFirewallProps) {
    super(scope, id);
    const { name, vpcId } = props;
    const allowed = new Route53ResolverFirewallDomainList(this, "allowed-names", {
      name: `${name}-allowed`,
      domains: props.allowedNames.map(fullyQualified),
    });
    const every = new Route53ResolverFirewallDomainList(this, "every-name", {
      name: `${name}-every`,
      domains: [fullyQualified("*")],
    });
    const rules = new Route53ResolverFirewallRuleGroup(this, "rules", { name });
    new Route53ResolverFirewallRule(this, "allow", {
      name: "allow-used-services",
      firewallRuleGroupId: rules.id,
      firewallDomainListId: allowed.id,
      priority: 100,
      action: "ALLOW",
      // An allowed name may be an alias of one that is not on the list, as AWS's own names are.
      firewallDomainRedirectionAction: "TRUST_REDIRECTION_DOMAIN",
    });
    new Route53ResolverFirewallRule(this, "block", {
      name: "block-everything-else",
      firewallRuleGroupId: rules.id,
      firewallDomainListId: every.id,
      priority: 200,
      action: "BLOCK",
      blockResponse: "NXDOMAIN",
    });
    new Route53ResolverFirewallRuleGroupAssociation(this, "association", {
      name,
      firewallRuleGroupId: rules.id,
      vpcId,
      priority: 101,
    });
    new Route53ResolverFirewallConfig(this, itself, { resourceId: vpcId, firewallFailOpen: "DISABLED" });
  }
}
