# Source: https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-feature-processor-schedule-pipeline.html
from sagemaker.feature_store.feature_processor import (
    FeatureProcessorPipelineEvents,
    FeatureProcessorPipelineExecutionStatus,
    put_trigger,
    schedule,
)

for expression in ["at(2030-11-20T00:00:00)", "rate(24 hours)", "cron(0 0-23/1 ? * * 2023-2030)"]:
    schedule(pipeline_name="feature-processor-pipeline", schedule_expression=expression)

put_trigger(
    source_pipeline_events=[
        FeatureProcessorPipelineEvents(
            pipeline_name="feature-processor-pipeline",
            pipeline_execution_status=[FeatureProcessorPipelineExecutionStatus.SUCCEEDED],
        )
    ],
    target_pipeline="feature-processor-target-pipeline",
)
