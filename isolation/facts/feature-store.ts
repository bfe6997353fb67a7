/** What SageMaker's Feature Store needs of a team's studio key, beyond what other works of SageMaker need. */
import { except, type Part } from "../questions/about";
import { type Facts, serviceHost, type TeamFacts } from "./facts";

/**
 * All that the endpoint of its runtime carries: UpdateRecord is authorized as PutRecord.
 * Source: github.com/boto/botocore, botocore/data/sagemaker-featurestore-runtime (operations); Service Authorization Reference, Amazon SageMaker
 */
export const recordCalls = [
  "sagemaker:BatchGetRecord",
  "sagemaker:BatchWriteRecord",
  "sagemaker:DeleteRecord",
  "sagemaker:GetRecord",
  "sagemaker:ListRecords",
  "sagemaker:PutRecord",
];

const throughSageMaker = (facts: Facts) => ({ StringEquals: { "kms:ViaService": serviceHost(facts, "sagemaker") } });

/** Names of the account's keys, which AWS asks for when a feature group has a key; they open nothing. */
export const seesAliases = (facts: Facts): Part =>
  except({ Action: "kms:ListAliases", Resource: "*" }, throughSageMaker(facts));

/** The role sees and ends grants on its team's own key, when SageMaker asks for it. */
export const endsOwnGrants = (facts: Facts, { studioKeys }: Pick<TeamFacts, "studioKeys">): readonly Part[] =>
  studioKeys.length === 0
    ? []
    : [
        except(
          {
            Action: ["kms:ListGrants", "kms:RetireGrant", "kms:RevokeGrant"],
            Resource: studioKeys.map(({ arn }) => arn),
          },
          throughSageMaker(facts),
        ),
      ];
