"""DNS Firewall answers, and refuses, as AWS does."""

import unittest

from support import InAnAccount


class DnsFirewall(InAnAccount):
    def setUp(self) -> None:
        super().setUp()
        self.resolver, self.ec2 = self.client("route53resolver"), self.client("ec2")
        self.vpc = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        made = self.resolver.create_firewall_domain_list(CreatorRequestId="1", Name="allowed")
        self.names = made["FirewallDomainList"]["Id"]
        self.group = self.resolver.create_firewall_rule_group(CreatorRequestId="2", Name="rules")["FirewallRuleGroup"]["Id"]

    def make_rule(self, priority: int = 1, **changes: str) -> None:
        rule = {"FirewallRuleGroupId": self.group, "FirewallDomainListId": self.names, "Action": "ALLOW", "Name": "rule"}
        self.resolver.create_firewall_rule(CreatorRequestId="3", Priority=priority, **(rule | changes))

    def associate(self) -> str:
        made = self.resolver.associate_firewall_rule_group(
            CreatorRequestId="4", FirewallRuleGroupId=self.group, VpcId=self.vpc, Priority=101, Name="association"
        )
        return made["FirewallRuleGroupAssociation"]["Id"]

    def test_names_come_back_with_the_final_dot(self) -> None:
        update = self.resolver.update_firewall_domains
        update(FirewallDomainListId=self.names, Operation="ADD", Domains=["a.example", "*.b.example."])
        update(FirewallDomainListId=self.names, Operation="REMOVE", Domains=["a.example."])
        update(FirewallDomainListId=self.names, Operation="ADD", Domains=["c.example"])
        listed = self.resolver.list_firewall_domains(FirewallDomainListId=self.names)["Domains"]
        self.assertEqual(listed, ["*.b.example.", "c.example."])

    def test_a_list_in_use_and_a_group_with_rules_or_a_vpc_are_not_deleted(self) -> None:
        self.make_rule()
        association = self.associate()
        with self.refused("ConflictException", "in use"):
            self.resolver.delete_firewall_domain_list(FirewallDomainListId=self.names)
        with self.refused("ConflictException", "VPC"):
            self.resolver.delete_firewall_rule_group(FirewallRuleGroupId=self.group)
        self.resolver.disassociate_firewall_rule_group(FirewallRuleGroupAssociationId=association)
        with self.refused("ConflictException", "rules"):
            self.resolver.delete_firewall_rule_group(FirewallRuleGroupId=self.group)
        self.resolver.delete_firewall_rule(FirewallRuleGroupId=self.group, FirewallDomainListId=self.names)
        self.resolver.delete_firewall_rule_group(FirewallRuleGroupId=self.group)
        self.resolver.delete_firewall_domain_list(FirewallDomainListId=self.names)
        self.ec2.delete_vpc(VpcId=self.vpc)
        self.assertEqual(self.left(), set())

    def test_a_rule_blocks_with_an_answer_and_allows_without(self) -> None:
        with self.refused("ValidationException", "BlockResponse"):
            self.make_rule(Action="BLOCK")
        with self.refused("ValidationException", "BlockResponse"):
            self.make_rule(BlockResponse="NXDOMAIN")

    def test_two_rules_of_a_group_differ_in_priority(self) -> None:
        self.make_rule()
        other = self.resolver.create_firewall_domain_list(CreatorRequestId="5", Name="every")["FirewallDomainList"]["Id"]
        with self.refused("ValidationException", "Priority"):
            self.make_rule(FirewallDomainListId=other)

    def test_a_vpc_fails_closed_until_told_otherwise(self) -> None:
        read = lambda: self.resolver.get_firewall_config(ResourceId=self.vpc)["FirewallConfig"]["FirewallFailOpen"]  # noqa: E731
        self.assertEqual(read(), "DISABLED")
        self.resolver.update_firewall_config(ResourceId=self.vpc, FirewallFailOpen="ENABLED")
        self.assertEqual(read(), "ENABLED")

    def test_an_unknown_association_is_not_found(self) -> None:
        with self.refused("ResourceNotFoundException"):
            self.resolver.get_firewall_rule_group_association(FirewallRuleGroupAssociationId="rslvr-frgassoc-0")


if __name__ == "__main__":
    unittest.main()
