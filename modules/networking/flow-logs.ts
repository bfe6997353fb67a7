/** Flow logs of all traffic in an encrypted log group. */
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { accountRoot, arn, environmentPrefix } from "../../config/names";
import type { Environment } from "../../config/schema";
import { dnsSuffix } from "../../config/tables/regions";
import { render } from "../../policies/document";
import { flowLogRole, flowLogTrust } from "../../policies/flow-log-role";
import { logKeyPolicy } from "../../policies/key-policies";
import { EncryptionKey } from "../encryption-key";
import { boundary } from "../iam";
import { itself } from "../naming";

export interface FlowLogsProps {
  readonly environment: Environment;
  readonly vpcId: string;
}

export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const { environment, vpcId } = props;
    const { region, accounts } = environment;
    const name = `${environmentPrefix(environment)}-flow-logs`;
    const logGroupArn = arn(environment, "logs", region, accounts.studio.id, `log-group:${name}`);
    const key = new EncryptionKey(this, "key", {
      description: `Flow logs of ${environment.name}`,
      alias: `alias/${name}`,
      policy: logKeyPolicy({
        accountRoot: accountRoot(environment, accounts.studio.id),
        deployerRoleArn: accounts.studio.deployerRole,
        logsService: `logs.${region}.${dnsSuffix(environment.partition)}`,
        logGroupArn,
      }),
      protect: false,
    });
    const group = new CloudwatchLogGroup(this, "log-group", {
      name,
      kmsKeyId: key.arn,
      retentionInDays: environment.flowLogRetentionDays,
    });
    const role = new IamRole(this, "role", {
      name,
      path: environment.iamPath,
      assumeRolePolicy: render(flowLogTrust(environment)),
      ...boundary(environment),
    });
    new IamRolePolicy(this, "role-policy", {
      name: "write-flow-logs",
      role: role.id,
      policy: render(flowLogRole(logGroupArn)),
    });
    new FlowLog(this, itself, {
      vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 60,
      tags: { Name: name },
    });
  }
}
