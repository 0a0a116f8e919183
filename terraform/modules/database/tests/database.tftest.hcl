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

variables {
  name                      = "mneme-test"
  tags                      = { project = "mneme-test" }
  vpc_id                    = "vpc-0123456789abcdef0"
  subnet_ids                = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  client_security_group_ids = { functions = "sg-0123456789abcdef0" }
  generate_passwords        = false
}

run "it_pauses_at_zero" {
  command = plan

  assert {
    condition     = aws_rds_cluster.this.serverlessv2_scaling_configuration[0].min_capacity == 0
    error_message = "something is always running"
  }

  assert {
    condition     = aws_rds_cluster.this.serverlessv2_scaling_configuration[0].seconds_until_auto_pause == 300
    error_message = "it does not pause after auto_pause_seconds"
  }
}

run "it_is_encrypted_with_its_own_key_and_reached_by_tls_alone" {
  command = plan

  override_resource {
    target          = aws_rds_cluster.this
    override_during = plan
    values = {
      endpoint           = "mneme-test.eu-west-1.rds.amazonaws.com"
      master_user_secret = [{ secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!cluster-1" }]
    }
  }

  assert {
    condition     = aws_rds_cluster.this.storage_encrypted && aws_rds_cluster.this.kms_key_id == aws_kms_key.this.arn
    error_message = "the storage is not encrypted with the module's key"
  }

  assert {
    condition     = contains([for p in aws_rds_cluster_parameter_group.this.parameter : "${p.name}=${p.value}"], "rds.force_ssl=1")
    error_message = "plain text is accepted"
  }

  assert {
    condition     = output.jdbc_url == "jdbc:postgresql://mneme-test.eu-west-1.rds.amazonaws.com:5432/mneme?sslmode=verify-full&sslrootcert=/etc/mneme/authorities/postgres.pem"
    error_message = "the functions do not verify the server"
  }
}

run "its_password_is_managed_and_never_in_the_state" {
  command = plan

  assert {
    condition     = aws_rds_cluster.this.manage_master_user_password && aws_rds_cluster.this.master_password == null
    error_message = "the owner's password is not managed by RDS"
  }

  assert {
    condition     = alltrue([for secret in aws_secretsmanager_secret.role : secret.kms_key_id == aws_kms_key.this.arn])
    error_message = "a secret is not encrypted with the module's key"
  }
}

run "only_its_clients_reach_it" {
  command = plan

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.client : rule.referenced_security_group_id == "sg-0123456789abcdef0" && rule.cidr_ipv4 == null && rule.cidr_ipv6 == null && rule.from_port == 5432 && rule.to_port == 5432])
    error_message = "somebody else than the clients reaches the database"
  }

  assert {
    condition     = alltrue([for instance in aws_rds_cluster_instance.this : !instance.publicly_accessible])
    error_message = "an instance has a public address"
  }
}

run "it_outlives_a_mistake" {
  command = plan

  assert {
    condition     = aws_rds_cluster.this.deletion_protection && !aws_rds_cluster.this.skip_final_snapshot
    error_message = "the database can be deleted, or without a last snapshot"
  }
}
