/** What people really add to stacks and what harms nobody is accepted; its harmful neighbour is not. */
import { add, complaints } from "./complaints";
import { type Attack, type Files, type Loose, resource, shipped } from "./stacks";

const net = "dev-networking";
const studio = "dev-studio-research";
const data = "dev-buckets-research";
const account = "111111111111";
const topic = `arn:aws:sns:eu-central-1:${account}:platform`;
const leak = '${file("~/.aws/credentials")}';

/** Accepted edits: nothing is left to complain about. */
const harmless: Record<string, Attack> = {};
/** The neighbour of an accepted edit, with what is said of it. */
const harmful: [what: string, attack: Attack, problem: RegExp][] = [];

const terraformOf = (files: Files, stack: string): Loose => files.get(stack).terraform;
const providerOf = (files: Files, stack: string): Loose => files.get(stack).provider.aws[0];

harmless["a constraint on Terraform's version"] = (files) => {
  terraformOf(files, net).required_version = ">= 1.11.0, < 2.0.0";
};
harmful.push(
  [
    "a function in the constraint on Terraform's version",
    (files) => {
      terraformOf(files, net).required_version = leak;
    },
    /required_version.*template/,
  ],
  [
    "an experiment of Terraform's",
    (files) => {
      terraformOf(files, net).experiments = ["x"];
    },
    /experiments/,
  ],
);

harmless["more or fewer retries of the provider"] = (files) => {
  providerOf(files, net).max_retries = 25;
};
harmful.push(
  [
    "a service's endpoint of one's own",
    (files) => {
      providerOf(files, net).endpoints = [{ s3: "https://s3.example.com" }];
    },
    /endpoints/,
  ],
  [
    "a provider that skips asking which account it is in",
    (files) => {
      providerOf(files, net).skip_requesting_account_id = true;
    },
    /skip_requesting_account_id/,
  ],
);

harmless["comments in blocks, wherever Terraform skips them"] = (files) => {
  const note = { "//": `why: see ${leak}` };
  const profile = resource(files, studio, "aws_sagemaker_user_profile");
  for (const block of [
    terraformOf(files, net),
    terraformOf(files, net).backend.local,
    terraformOf(files, net).required_providers,
    providerOf(files, net),
    providerOf(files, net).assume_role[0],
    providerOf(files, net).default_tags[0],
    resource(files, studio, "aws_sagemaker_domain").lifecycle,
    profile.user_settings,
    profile.user_settings.jupyter_lab_app_settings.default_resource_spec,
    resource(files, data, "terraform_data", "fixed-settings_region").lifecycle,
    Object.values(files.get(studio).data.terraform_remote_state)[0] as Loose,
    Object.values(files.get(net).output)[0] as Loose,
  ]) {
    Object.assign(block, note);
  }
};
harmful.push(
  ...(
    [
      ["a tag", (files) => resource(files, net, "aws_subnet").tags],
      ["a tag of every resource", (files) => providerOf(files, net).default_tags[0].tags],
      [
        "what a remote state is read by",
        (files) => (Object.values(files.get(studio).data.terraform_remote_state)[0] as Loose).config,
      ],
      ["a provider's source", (files) => terraformOf(files, net).required_providers.aws],
      ["all backends", (files) => terraformOf(files, net).backend],
      ["all resources", (files) => files.get(net).resource],
    ] as [string, (files: Files) => Loose][]
  ).map(([what, find]): (typeof harmful)[number] => [
    `a comment in the place of ${what}, where Terraform takes it for a key`,
    (files) => Object.assign(find(files), { "//": leak }),
    /\/\//,
  ]),
  [
    "a comment in a map, and why is told",
    (files) => {
      resource(files, net, "aws_subnet").tags = { "//": "x" };
    },
    /"\/\/" is a name in a map, and no comment/,
  ],
  [
    "a comment in the value of an output, where Terraform takes it for a key",
    (files) => {
      files.get(net).output.more = { value: { "//": leak } };
    },
    /output\.more/,
  ],
);

const servicesOf = (files: Files): Record<string, Loose> => files.get(net).data.aws_vpc_endpoint_service;
const askedOf = (files: Files): Loose => servicesOf(files)["endpoints_offered_sts"];

harmless["more and fewer questions about zones, and a refusal in other words"] = (files) => {
  const { data } = files.get(net);
  data.aws_availability_zone.third = { zone_id: "euc1-az3" };
  const asked = askedOf(files);
  const condition = "${contains(self.availability_zones, data.aws_availability_zone.third.name)}";
  asked.lifecycle.postcondition.push({ condition, error_message: "nicht in dieser Zone" });
  delete servicesOf(files)["endpoints_offered_kms"].lifecycle;
  delete servicesOf(files)["endpoints_offered_logs"];
};
harmful.push(
  ...(
    [
      ["another function", '${fileexists("~/.aws/credentials")}', /compares more/],
      ["more than one function", `\${contains(self.availability_zones, file("x"))}`, /compares more/],
      [
        "a zone that nobody looked up",
        "${contains(self.availability_zones, data.aws_availability_zone.nowhere.name)}",
        /nowhere/,
      ],
      ["a resource in place of a zone", "${contains(self.availability_zones, aws_vpc.vpc.id)}", /compares more/],
    ] as [string, string, RegExp][]
  ).map(([what, condition, problem]): (typeof harmful)[number] => [
    `a question about zones with ${what}`,
    (files) => {
      askedOf(files).lifecycle.postcondition[0].condition = condition;
    },
    problem,
  ]),
  [
    "a refusal that says what a file holds",
    (files) => {
      askedOf(files).lifecycle.postcondition[0].error_message = leak;
    },
    /error_message/,
  ],
  [
    "a service that is misspelt",
    (files) => {
      askedOf(files).service_name = "com.amazonaws.eu-central-1.stss";
    },
    /asks about com\.amazonaws\.eu-central-1\.stss, which is not a service of AWS that is known here/,
  ],
  [
    "a zone by a pattern",
    (files) => {
      files.get(net).data.aws_availability_zone.more = { zone_id: "*" };
    },
    /zone_id/,
  ],
  [
    "a look at a service with other arguments",
    (files) => {
      askedOf(files).filter = [{ name: "service-name", values: ["*"] }];
    },
    /filter/,
  ],
);

harmless["tags that somebody else changes"] = (files) => {
  resource(files, net, "aws_vpc").lifecycle = { ignore_changes: ["tags", "tags_all", 'tags["CostCenter"]'] };
  resource(files, data, "aws_s3_bucket").lifecycle = {
    ...resource(files, data, "aws_s3_bucket").lifecycle,
    ignore_changes: ["tags"],
  };
};
harmful.push(
  [
    "an address range whose changes are hidden",
    (files) => {
      resource(files, net, "aws_vpc").lifecycle = { ignore_changes: ["tags", "cidr_block"] };
    },
    /ignore_changes/,
  ],
  [
    "everything hidden",
    (files) => {
      resource(files, net, "aws_vpc").lifecycle = { ignore_changes: "all" };
    },
    /ignore_changes/,
  ],
  [
    "the tag of a domain by which jobs find their group",
    (files) => {
      resource(files, studio, "aws_sagemaker_domain").lifecycle.ignore_changes = ["tags"];
    },
    /ignore_changes/,
  ],
);

harmless["more outputs, of attributes that no guarantee asks for"] = (files) => {
  Object.assign(files.get(net).output, {
    vpc_arn: { value: "${aws_vpc.vpc.arn}", description: "for the inventory", sensitive: true },
    addresses: { value: ["${aws_vpc.vpc.cidr_block}", { nested: "x-${aws_vpc.vpc.main_route_table_id}" }, 3, true] },
    dns: { value: "${aws_vpc_endpoint.endpoints_kms.dns_entry[0].dns_name}" },
    tag: { value: '${aws_vpc.vpc.tags_all["stack"]}' },
    zone: { value: "${data.aws_prefix_list.none.cidr_blocks}" },
  });
  delete files.get(net).output.zone;
};
harmful.push(
  [
    "an output that runs a function",
    (files) => {
      files.get(net).output.more = { value: { deep: [leak] } };
    },
    /output\.more/,
  ],
  [
    "an output whose key runs a function",
    (files) => {
      files.get(net).output.more = { value: { [leak]: "x" } };
    },
    /output\.more/,
  ],
  [
    "an output of nothing",
    (files) => {
      files.get(net).output.more = { value: "${aws_vpc.other.arn}" };
    },
    /refers to nothing/,
  ],
  [
    "an output of where Terraform runs",
    (files) => {
      files.get(net).output.more = { value: "${path.cwd}" };
    },
    /output\.more/,
  ],
  [
    "a stack that reads what is not understood",
    (files) => {
      files.get(net).output.vpc_id.value = "${aws_vpc.vpc.arn}";
    },
    /attribute that is not understood/,
  ],
);

const codeEditor = (files: Files): Loose => {
  const settings = resource(files, studio, "aws_sagemaker_user_profile").user_settings;
  return settings.code_editor_app_settings;
};
harmless["scripts of Code Editor by choice"] = (files) => {
  const script = "${aws_sagemaker_studio_lifecycle_config.start-scripts_code-editor.arn}";
  codeEditor(files).lifecycle_config_arns = [script];
  codeEditor(files).default_resource_spec.lifecycle_config_arn = script;
};
harmless["apps without scripts"] = (files) => {
  const settings = resource(files, studio, "aws_sagemaker_user_profile").user_settings;
  delete settings.jupyter_lab_app_settings;
  delete settings.code_editor_app_settings;
};
harmless["an image of AWS's own, by name"] = (files) => {
  Object.assign(codeEditor(files).default_resource_spec, {
    sagemaker_image_arn: "arn:aws:sagemaker:eu-central-1:545423591354:image/sagemaker-distribution-cpu",
    sagemaker_image_version_alias: "3.2",
  });
};
harmful.push([
  "settings of Code Editor with somebody else's script",
  (files) => {
    codeEditor(files).built_in_lifecycle_config_arn =
      `arn:aws:sagemaker:eu-central-1:${account}:studio-lifecycle-config/theirs`;
  },
  /start with a lifecycle configuration that is not the team's own/,
]);

const lifecycleOf = (files: Files): Loose =>
  resource(files, data, "aws_s3_bucket_lifecycle_configuration", "bucket-data_lifecycle").rule;
const storage = (rule: object) => (files: Files) => {
  lifecycleOf(files).push({ id: "storage", status: "Enabled", filter: [{ prefix: "" }], ...rule });
};
harmless["cheaper storage that is read as before, and archives of older versions"] = storage({
  transition: [
    { days: 30, storage_class: "STANDARD_IA" },
    { days: 90, storage_class: "GLACIER_IR" },
  ],
  noncurrent_version_transition: { noncurrent_days: 30, storage_class: "DEEP_ARCHIVE" },
});
harmful.push(
  ...["GLACIER", "DEEP_ARCHIVE"].map((storage_class): (typeof harmful)[number] => [
    `objects that go to ${storage_class}, where nobody reads them without a restore`,
    storage({ transition: [{ days: 30, storage_class }] }),
    /research cannot read from enclave-dev-research-data-\d+ what its lifecycle rule storage has archived/,
  ]),
  [
    "objects that lie in one zone",
    storage({ transition: [{ days: 30, storage_class: "ONEZONE_IA" }] }),
    /storage_class/,
  ],
);

const budget = {
  name: "research",
  budget_type: "COST",
  limit_amount: "100",
  limit_unit: "USD",
  time_unit: "MONTHLY",
  cost_filter: [{ name: "TagKeyValue", values: ["user:team$research"] }],
  notification: [
    {
      comparison_operator: "GREATER_THAN",
      threshold: 80,
      threshold_type: "PERCENTAGE",
      notification_type: "FORECASTED",
      subscriber_email_addresses: ["platform@example.com"],
      subscriber_sns_topic_arns: [topic],
    },
  ],
};
harmless["budgets"] = (files) => {
  for (const stack of [net, studio]) add(files, stack, "aws_budgets_budget", "budget", { ...budget, name: stack });
};
harmful.push(
  [
    "a budget that acts",
    (files) => add(files, studio, "aws_budgets_budget_action", "stop", { budget_name: "research" }),
    /aws_budgets_budget_action/,
  ],
  [
    "a budget that tells another account",
    (files) =>
      add(files, studio, "aws_budgets_budget", "budget", {
        ...budget,
        notification: [
          { ...budget.notification[0], subscriber_sns_topic_arns: [topic.replace(account, "9".repeat(12))] },
        ],
      }),
    /no SNS topic of account 111111111111 in eu-central-1/,
  ],
  [
    "a budget of another account",
    (files) => add(files, studio, "aws_budgets_budget", "budget", { ...budget, account_id: "9".repeat(12) }),
    /account_id/,
  ],
);

const alarm = {
  alarm_name: "research-errors",
  namespace: "AWS/SageMaker",
  metric_name: "Invocation5XXErrors",
  dimensions: { EndpointName: "dev-research-one" },
  statistic: "Sum",
  period: 300,
  evaluation_periods: 1,
  threshold: 1,
  comparison_operator: "GreaterThanOrEqualToThreshold",
  treat_missing_data: "notBreaching",
  alarm_actions: ["${aws_sns_topic.alarms.arn}", topic],
  ok_actions: [topic],
};
const withTopic = (files: Files, stack: string): void =>
  add(files, stack, "aws_sns_topic", "alarms", { name: "alarms" });
harmless["alarms that only notify, and their topic"] = (files) => {
  for (const stack of [net, studio]) {
    withTopic(files, stack);
    add(files, stack, "aws_cloudwatch_metric_alarm", "errors", alarm);
  }
};
harmful.push(
  ...[
    "arn:aws:automate:eu-central-1:ec2:stop",
    `arn:aws:lambda:eu-central-1:${account}:function:act`,
    `arn:aws:ssm:eu-central-1:${account}:opsitem:1`,
    `arn:aws:autoscaling:eu-central-1:${account}:scalingPolicy:x`,
    topic.replace(account, "9".repeat(12)),
    topic.replace("eu-central-1", "us-east-1"),
  ].flatMap((action): (typeof harmful)[number][] =>
    ["alarm_actions", "ok_actions", "insufficient_data_actions"].map((argument) => [
      `an alarm whose ${argument} are ${action}`,
      (files) => {
        withTopic(files, studio);
        add(files, studio, "aws_cloudwatch_metric_alarm", "errors", { ...alarm, [argument]: [action] });
      },
      /no SNS topic of account 111111111111 in eu-central-1/,
    ]),
  ),
  [
    "an alarm on metrics of another account",
    (files) => {
      withTopic(files, studio);
      add(files, studio, "aws_cloudwatch_metric_alarm", "errors", { ...alarm, metric_query: [{ account_id: "9" }] });
    },
    /metric_query/,
  ],
  [
    "a topic whose policy lets somebody in",
    (files) => add(files, studio, "aws_sns_topic", "alarms", { name: "alarms", policy: "{}" }),
    /policy/,
  ],
  [
    "a subscription that carries notices away",
    (files) => add(files, studio, "aws_sns_topic_subscription", "away", { protocol: "https" }),
    /aws_sns_topic_subscription/,
  ],
);

test.each(Object.entries(harmless))("%s: accepted, and all is proved", async (_, edit) => {
  expect(await complaints(shipped("dev"), edit)).toBe("");
});

test.each(harmful)("%s: not accepted", async (_, edit, problem) => {
  expect(await complaints(shipped("dev"), edit)).toMatch(problem);
});
