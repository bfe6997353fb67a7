"""Route 53 Resolver: DNS Firewall (domain lists, rule groups, rules, associations, the fail-open switch) and query logs."""

from . import domain_lists, firewall, firewall_configs, query_logs, tags

HANDLERS = domain_lists.HANDLERS | firewall.HANDLERS | firewall_configs.HANDLERS | query_logs.HANDLERS
TAG_HANDLERS = tags.HANDLERS
