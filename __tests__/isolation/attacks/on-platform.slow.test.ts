/** What the platform made in the studio account: a team changes and deletes none of it, though the account is its own. */
import { add, complaints } from "../complaints";
import { type Attack, drop, editPolicy, resource, shipped } from "../stacks";

const policy =
  (part: string, edit: Parameters<typeof editPolicy>[1]): Attack =>
  (files) =>
    editPolicy(resource(files, "solo-studio-research", "aws_iam_policy", `execution-role-policies_${part}`), edit);
const grant = (Action: string, Resource: string) =>
  policy("studio", ({ Statement }) => Statement.push({ Effect: "Allow", Action, Resource }));
const here = (service: string, name: string) => `arn:aws:${service}:eu-central-1:121212121212:${name}`;
const said = (attack: Attack, guarantee = "G2") => complaints(shipped("solo"), attack, { guarantees: [guarantee] });

test.each<[what: string, action: string, resource: string]>([
  ["a log group of the platform's", "logs:DeleteLogGroup", here("logs", "log-group:*")],
  ["CloudTrail's log group", "logs:DeleteLogGroup", here("logs", "log-group:aws-cloudtrail-logs-1")],
  ["how long its logs are kept", "logs:PutRetentionPolicy", here("logs", "log-group:*")],
  ["a metric filter", "logs:DeleteMetricFilter", here("logs", "log-group:*")],
  ["a dashboard", "cloudwatch:DeleteDashboards", "*"],
  ["whether alarms act", "cloudwatch:DisableAlarmActions", here("cloudwatch", "alarm:*")],
  ["a rule of EventBridge", "events:DeleteRule", "*"],
  ["an image in the registry", "ecr:BatchDeleteImage", "*"],
  [
    "a scaling target of another service",
    "application-autoscaling:DeregisterScalableTarget",
    here("application-autoscaling", "scalable-target/*"),
  ],
  [
    "a lifecycle configuration",
    "sagemaker:DeleteStudioLifecycleConfig",
    here("sagemaker", "studio-lifecycle-config/enclave-solo-research-*"),
  ],
  ["another's profile", "sagemaker:DeleteUserProfile", here("sagemaker", "user-profile/*")],
  ["an image of Studio", "sagemaker:DeleteImage", here("sagemaker", "image/*")],
  ["how an image starts", "sagemaker:UpdateAppImageConfig", here("sagemaker", "app-image-config/*")],
  ["a code repository", "sagemaker:DeleteCodeRepository", here("sagemaker", "code-repository/*")],
  ["tags of the domain", "sagemaker:AddTags", here("sagemaker", "domain/*")],
])("G2 refuses that a team changes %s (%s)", async (_, action, target) => {
  // Tags come with what is created.
  const attack: Attack =
    action === "sagemaker:AddTags"
      ? policy("studio", ({ Statement }) =>
          Statement.push({
            Effect: "Allow",
            Action: action,
            Resource: target,
            Condition: { Null: { "sagemaker:TaggingAction": "false" } },
          }),
        )
      : grant(action, target);
  expect(await said(attack)).toMatch(/research's role (changes what|is granted|reaches)/);
});

test("the domain is not deleted or changed, nor is a version of an image, whatever is granted", async () => {
  for (const [action, type] of [
    ["sagemaker:DeleteDomain", "domain"],
    ["sagemaker:UpdateDomain", "domain"],
    ["sagemaker:UpdateImageVersion", "image-version"],
  ] as const) {
    const granted = grant(action, here("sagemaker", `${type}/*`));
    expect(await said(granted)).toBe("");
    const both: Attack = (files) => {
      granted(files);
      policy("compute-walls", (document) => drop(document, "DenyUnwalledCompute"))(files);
    };
    expect(await said(both)).toContain("research's role changes what the platform made in the studio account");
  }
});

test("alarms that are named as the platform's resources stay as they are; others are the team's", async () => {
  const undenied = policy("job-management", (document) => drop(document, "DenyPlatformAlarms"));
  expect(await said(undenied)).toContain("research's role changes what the platform made in the studio account");
  const alarm =
    (name: string): Attack =>
    (files) =>
      add(files, "solo-networking", "aws_cloudwatch_metric_alarm", "of-the-platform", {
        alarm_name: name,
        namespace: "AWS/NATGateway",
        metric_name: "ErrorPortAllocation",
        statistic: "Sum",
        comparison_operator: "GreaterThanThreshold",
        period: 60,
        evaluation_periods: 1,
        threshold: 0,
      });
  expect(await said(alarm("enclave-solo-errors"))).toBe("");
  expect(await said(alarm("errors"))).toContain("research's role changes what the platform made in the studio account");
});
