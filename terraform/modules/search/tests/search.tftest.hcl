# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# The real provider, so that policies are computed; nothing is asked of AWS.
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_resource {
  target          = aws_kms_key.this
  override_during = plan
  values          = { arn = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000001" }
}

override_resource {
  target          = aws_opensearchserverless_vpc_endpoint.this
  override_during = plan
  values          = { id = "vpce-0123456789abcdef0" }
}

variables {
  name                      = "mneme-test"
  tags                      = { project = "mneme-test" }
  vpc_id                    = "vpc-0123456789abcdef0"
  subnet_ids                = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  client_security_group_ids = { functions = "sg-0123456789abcdef0" }
  writer_role_arns          = ["arn:aws:iam::123456789012:role/mneme-test-persist"]
  reader_role_arns          = ["arn:aws:iam::123456789012:role/mneme-test-recall"]
}

run "by_default_nothing_is_made" {
  command = plan

  assert {
    condition     = length(aws_opensearch_domain.this) + length(aws_opensearchserverless_collection.this) + length(aws_kms_key.this) + length(aws_secretsmanager_secret.api_key) == 0
    error_message = "mode none makes something"
  }
}

run "a_domain_is_encrypted_and_inside_the_vpc" {
  command = plan

  variables {
    mode      = "domain"
    instances = 2
  }

  assert {
    condition     = aws_opensearch_domain.this[0].encrypt_at_rest[0].enabled && aws_opensearch_domain.this[0].encrypt_at_rest[0].kms_key_id == aws_kms_key.this[0].arn
    error_message = "the volumes are not encrypted with the module's key"
  }

  assert {
    condition     = aws_opensearch_domain.this[0].node_to_node_encryption[0].enabled && aws_opensearch_domain.this[0].domain_endpoint_options[0].enforce_https
    error_message = "plain text is accepted"
  }

  assert {
    condition     = length(aws_opensearch_domain.this[0].vpc_options) == 1 && length(aws_opensearch_domain.this[0].vpc_options[0].subnet_ids) == 2
    error_message = "the domain is outside the VPC, or in one zone"
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.client : rule.referenced_security_group_id == "sg-0123456789abcdef0" && rule.cidr_ipv4 == null && rule.cidr_ipv6 == null && rule.from_port == 443 && rule.to_port == 443])
    error_message = "somebody else than the clients reaches the domain"
  }

  assert {
    condition     = output.aws_service == "es"
    error_message = "requests are not signed for a domain"
  }
}

run "a_domain_is_written_by_writers_and_searched_by_readers_alone" {
  command = plan

  variables {
    mode = "domain"
  }

  assert {
    condition = { for s in jsondecode(aws_opensearch_domain.this[0].access_policies).Statement : s.Sid => s.Principal.AWS } == {
      Write = ["arn:aws:iam::123456789012:role/mneme-test-persist"]
      Read  = ["arn:aws:iam::123456789012:role/mneme-test-recall"]
    }
    error_message = "other principals: ${aws_opensearch_domain.this[0].access_policies}"
  }

  assert {
    condition = [for s in jsondecode(aws_opensearch_domain.this[0].access_policies).Statement : s if s.Sid == "Read"][0] == {
      Sid       = "Read"
      Effect    = "Allow"
      Principal = { AWS = ["arn:aws:iam::123456789012:role/mneme-test-recall"] }
      Action    = ["es:ESHttpHead", "es:ESHttpPost"]
      Resource = [
        "arn:aws:es:eu-west-1:123456789012:domain/mneme-test-search/_alias/mneme-memories",
        "arn:aws:es:eu-west-1:123456789012:domain/mneme-test-search/_msearch",
        "arn:aws:es:eu-west-1:123456789012:domain/mneme-test-search/mneme-memories/_search",
      ]
    }
    error_message = "readers may do other than search: ${aws_opensearch_domain.this[0].access_policies}"
  }
}

run "a_serverless_collection_is_encrypted_and_inside_the_vpc" {
  command = plan

  variables {
    mode = "serverless"
  }

  assert {
    condition = jsondecode(aws_opensearchserverless_security_policy.encryption[0].policy) == {
      Rules       = [{ ResourceType = "collection", Resource = ["collection/mneme-test-search"] }]
      AWSOwnedKey = false
      KmsARN      = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000001"
    }
    error_message = "the collection is not encrypted with the module's key"
  }

  assert {
    condition     = jsondecode(aws_opensearchserverless_security_policy.network[0].policy)[0].AllowFromPublic == false
    error_message = "the collection is public"
  }

  assert {
    condition     = [for p in jsondecode(aws_opensearchserverless_access_policy.this[0].policy) : p.Rules[0].Permission if p.Principal == ["arn:aws:iam::123456789012:role/mneme-test-recall"]] == [["aoss:DescribeIndex", "aoss:ReadDocument"]]
    error_message = "readers may do other than read"
  }
}

run "an_external_engine_has_a_secret_for_its_key_and_no_value" {
  command = plan

  variables {
    mode         = "external"
    external_url = "https://search.example.org:9200"
  }

  assert {
    condition     = keys(output.secrets) == ["MNEME_SEARCH_API_KEY"] && output.aws_service == null && output.url == "https://search.example.org:9200"
    error_message = "no secret for the key, or another address"
  }
}
