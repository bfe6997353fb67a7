/** What a team's role is granted outside SageMaker, logs, IAM and EC2, which have checks of their own: its own buckets, keys, metrics and images. */
import { awsImageAccounts } from "../../../config/tables/ecr-registries";
import { actionsOf, type Found } from "../../decide";
import { alarmsOf, throughExtraEndpoints } from "../../facts/extra-endpoints";
import { type Facts, serviceHost, type TeamFacts } from "../../facts/facts";
import { seesAliases } from "../../facts/feature-store";
import { imageRepositoriesOf } from "../../facts/registries";
import { everyCallOf, grantedTo, servicesGranted } from "../../facts/role-grants";
import { separationOf } from "../../facts/separation";
import { all, ask, except } from "../../questions/about";
import { ofOwner, readable } from "../no-way-out";

/** Decided elsewhere: objects and logs in G2, identities and network interfaces in G7. */
const elsewhere = new Set(["sagemaker", "logs", "iam", "sts", "ec2"]);

/** They know no resource: whose metrics they show, no policy can say. */
const readsOfMetrics = ["cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics"];

/** A request that the role's policies let through, on something that is not the team's; or nothing. */
export function beyondOwn(facts: Facts, team: TeamFacts): readonly Found[] {
  const { partition, region, account } = facts;
  const services = servicesGranted(team).filter((service) => !elsewhere.has(service));
  if (services.length === 0) return [];
  const { buckets, data, dataKeys, studioKeys } = team;
  const own = buckets.flatMap(({ arn }) => [arn, `${arn}/*`]);
  const shared = readable(facts, team);
  const aliases = dataKeys.flatMap((key) => key.aliases);
  const ofData = `arn:${partition}:kms:${region}:${data.account}:key/*`;
  const named = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": aliases } };
  const images = [
    ...[account, ...awsImageAccounts(region)].map((owner) => `arn:${partition}:ecr:${region}:${owner}:repository/*`),
    ...imageRepositoriesOf(facts),
  ];
  const pulls = actionsOf("ecr")
    .filter(({ onlyReads }) => onlyReads)
    .map(({ name }) => name);
  return grantedTo(
    facts,
    team,
    ask({ Action: everyCallOf(services), Resource: "*" }),
    ...(services.includes("*")
      ? [except({ Action: [...elsewhere].map((service) => `${service}:*`), Resource: "*" })]
      : []),
    ...(own.length > 0
      ? [except({ Action: "s3:*", Resource: own }, { StringEquals: { "aws:ResourceAccount": data.account } })]
      : []),
    ...shared.map((bucket) =>
      except({ Action: ["s3:GetObject", "s3:ListBucket"], Resource: [bucket.arn, `${bucket.arn}/*`] }, ofOwner(bucket)),
    ),
    ...(studioKeys.length > 0 ? [except({ Action: "kms:*", Resource: studioKeys.map(({ arn }) => arn) })] : []),
    ...(aliases.length > 0
      ? [
          except({ Action: ["kms:DescribeKey", "kms:Encrypt"], Resource: ofData }, named),
          except(
            { Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: ofData },
            all(named, { StringEquals: { "kms:ViaService": serviceHost(facts, "s3") } }),
          ),
        ]
      : []),
    seesAliases(facts),
    ...throughExtraEndpoints(facts, team),
    ...alarmsOf(facts),
    except({ Action: "ecr:GetAuthorizationToken", Resource: "*" }),
    except({ Action: pulls, Resource: images }),
    ...(separationOf(facts) === "account"
      ? [
          except({ Action: readsOfMetrics, Resource: "*" }),
          except({
            Action: "cloudwatch:DescribeAlarms",
            Resource: `arn:${partition}:cloudwatch:${region}:${account}:alarm:*`,
          }),
        ]
      : []),
    except(
      { Action: "cloudwatch:PutMetricData", Resource: "*" },
      { StringLike: { "cloudwatch:namespace": ["AWS/SageMaker*", "/aws/sagemaker/*", "aws/sagemaker/*"] } },
    ),
  );
}
