/** For each guarantee one line of a construct or a policy, changed as somebody in a hurry might. */

export interface OneLineChange {
  readonly guarantee: string;
  readonly file: string;
  /** Stands once in the file, without its indentation. */
  readonly line: string;
  readonly becomes: string;
}

export const oneLineChanges: readonly OneLineChange[] = [
  {
    guarantee: "G1",
    file: "policies/bucket-policy.ts",
    line: '{ Sid: `DenyObjects${sid}`, ...deny, Action: "s3:*", Resource: `${bucketArn}/*`, Condition: when.objects },',
    becomes:
      "{ Sid: `DenyObjects${sid}`, ...deny, Action: ownObjectActions(props), Resource: `${bucketArn}/*`, Condition: when.objects },",
  },
  {
    guarantee: "G2",
    file: "policies/execution-role/separation.ts",
    line: "types.map((type) => sagemakerArn(context.environment, `${type}/${nameOf(context)}`));",
    becomes: "types.map((type) => sagemakerArn(context.environment, `${type}/*`));",
  },
  {
    guarantee: "G3",
    file: "policies/s3-endpoint-policy.ts",
    line: 'Condition: allOf(ofTeam, { StringEquals: { "aws:ResourceAccount": props.dataAccountId } }),',
    becomes: "Condition: ofTeam,",
  },
  {
    guarantee: "G4",
    file: "modules/networking/dns-firewall.ts",
    line: 'domains: [fullyQualified("*")],',
    becomes: 'domains: [fullyQualified("*.com")],',
  },
  {
    guarantee: "G5",
    file: "modules/studio/domain.ts",
    line: 'appNetworkAccessType: "VpcOnly",',
    becomes: 'appNetworkAccessType: "PublicInternetOnly",',
  },
  {
    guarantee: "G6",
    file: "policies/interface-endpoint-policy.ts",
    line: "allOf(ofEnvironment(environment), onAccounts(...accountIds(environment))),",
    becomes: "ofEnvironment(environment),",
  },
  {
    guarantee: "G7",
    file: "policies/execution-role/jobs.ts",
    line: 'ArnEquals: { "sagemaker:VolumeKmsKeyArn": studioKeyArn },',
    becomes: 'ArnEqualsIfExists: { "sagemaker:VolumeKmsKeyArn": studioKeyArn },',
  },
  {
    guarantee: "G8",
    file: "policies/key-policies.ts",
    line: '"kms:PutKeyPolicy",',
    becomes: '"kms:*",',
  },
  {
    guarantee: "G9",
    file: "policies/bucket-policy.ts",
    line: "Condition: isNotRole(props.deployerRoleArn),",
    becomes: "Condition: isNotRole(props.teamRoleArn),",
  },
  {
    guarantee: "G10",
    file: "policies/execution-role/data.ts",
    line: 'Action: ["kms:Decrypt", "kms:GenerateDataKey"],',
    becomes: 'Action: ["kms:GenerateDataKey"],',
  },
  {
    guarantee: "G11",
    file: "policies/execution-role/walls.ts",
    line: '"sagemaker:InvokeEndpoint*",',
    becomes: '"sagemaker:InvokeEndpoint",',
  },
  {
    guarantee: "G12",
    file: "policies/execution-role/walls.ts",
    line: 'StringEquals: { "sagemaker:RemoteAccess": "ENABLED" },',
    becomes: 'StringEquals: { "sagemaker:RemoteAccess": "Enabled" },',
  },
  {
    guarantee: "G14",
    file: "modules/buckets/private-bucket.ts",
    line: 'versioningConfiguration: { status: "Enabled" },',
    becomes: 'versioningConfiguration: { status: "Suspended" },',
  },
];
