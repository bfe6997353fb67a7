# Source: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateFeatureGroup.html
import json
import time

import pandas as pd
import sagemaker
from sagemaker.feature_store.feature_group import FeatureGroup

from lookup import role

session = sagemaker.Session()
with open("/opt/ml/metadata/resource-metadata.json") as file:
    domain = json.load(file)["DomainId"]
key = session.sagemaker_client.describe_domain(DomainId=domain)["KmsKeyId"]
now = float(round(time.time()))
frame = pd.DataFrame({"customer_id": [573291, 109382], "orders": [3, 5], "event_time": [now, now]})

group = FeatureGroup(name="customers-online", sagemaker_session=session)
group.load_feature_definitions(data_frame=frame)
group.create(
    s3_uri=False,
    record_identifier_name="customer_id",
    event_time_feature_name="event_time",
    role_arn=role,
    enable_online_store=True,
    online_store_kms_key_id=key,
)
group.describe()
group.ingest(data_frame=frame, max_workers=2, wait=True)
group.get_record(record_identifier_value_as_string="573291")
group.delete()
