/** Arguments of what only tells people something: budgets, alarms and the topics that they write to. None of it changes anything, and none is read by the guarantees; notices.ts holds where they go. */
import { z } from "zod";
import { blocks, count, flag, map, resource, tags, text, texts, words } from "./arguments";

export const notices = {
  // Counts what an account spends. What acts on it is aws_budgets_budget_action, which stays refused; account_id would name another account.
  aws_budgets_budget: resource({
    name: text,
    budget_type: text,
    time_unit: text,
    limit_amount: z.union([text, count]).optional(),
    limit_unit: text.optional(),
    time_period_start: text.optional(),
    time_period_end: text.optional(),
    cost_filter: blocks({ name: text, values: z.array(words) }).optional(),
    cost_types: z.union([z.array(z.record(text, flag)), z.record(text, flag)]).optional(),
    notification: blocks({
      comparison_operator: text,
      notification_type: text,
      threshold: count,
      threshold_type: text,
      // Figures of money and the budget's name; whoever writes the stack chooses who gets them.
      subscriber_email_addresses: texts.optional(),
      subscriber_sns_topic_arns: texts.optional(),
    }).optional(),
    tags,
  }),
  // Watches one metric of its own account: metric_query may name another account.
  aws_cloudwatch_metric_alarm: resource({
    alarm_name: text,
    alarm_description: words.optional(),
    namespace: text,
    metric_name: text,
    dimensions: map.optional(),
    statistic: text.optional(),
    extended_statistic: text.optional(),
    unit: text.optional(),
    period: count,
    evaluation_periods: count,
    datapoints_to_alarm: count.optional(),
    threshold: count,
    comparison_operator: text,
    treat_missing_data: text.optional(),
    actions_enabled: flag.optional(),
    alarm_actions: texts.optional(),
    ok_actions: texts.optional(),
    insufficient_data_actions: texts.optional(),
    tags,
  }),
  // Without a policy only its own account publishes and subscribes; the roles of teams are granted nothing of SNS (G2).
  // Source: docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html (the default of Policy)
  aws_sns_topic: resource({ name: text, display_name: words.optional(), tags }),
} as const;
