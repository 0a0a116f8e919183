# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# The real provider, so that policies are computed; nothing is asked of AWS.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

mock_provider "aws" {
  alias = "mock"

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/mock" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:111122223333:key/mock" }
  }

  mock_resource "aws_eks_access_entry" {
    defaults = { access_entry_arn = "arn:aws:eks:eu-central-1:111122223333:access-entry/mneme-test/role/111122223333/mock/mock" }
  }

  mock_resource "aws_launch_template" {
    defaults = { id = "lt-0123456789abcdef0", latest_version = 1 }
  }
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

variables {
  name       = "mneme-test"
  tags       = { project = "mneme-test" }
  subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  admin_arns = ["arn:aws:iam::111122223333:role/admin"]
}

run "the_api_is_private_and_everything_is_encrypted_with_own_keys" {
  command = plan

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_private_access && !aws_eks_cluster.this.vpc_config[0].endpoint_public_access
    error_message = "the API is public although nobody asked"
  }

  assert {
    condition     = aws_eks_cluster.this.encryption_config[0].resources == toset(["secrets"]) && aws_kms_key.cluster.enable_key_rotation && aws_kms_key.nodes.enable_key_rotation
    error_message = "expected Kubernetes secrets under an own key that is rotated"
  }

  assert {
    condition     = aws_launch_template.system[0].block_device_mappings[0].ebs[0].encrypted == "true" && aws_launch_template.system[0].block_device_mappings[0].ebs[0].volume_type == "gp3" && aws_launch_template.system[0].block_device_mappings[0].ebs[0].volume_size == 40
    error_message = "expected encrypted disks of 40 GiB; found ${jsonencode(aws_launch_template.system[0].block_device_mappings)}"
  }

  assert {
    condition     = aws_launch_template.system[0].metadata_options[0].http_tokens == "required" && aws_launch_template.system[0].metadata_options[0].http_put_response_hop_limit == 1
    error_message = "a pod could take the role of its node"
  }

  assert {
    condition     = aws_eks_cluster.this.enabled_cluster_log_types == toset(["api", "audit", "authenticator", "controllerManager", "scheduler"]) && aws_cloudwatch_log_group.control_plane.retention_in_days == 30
    error_message = "expected all logs of the control plane, kept 30 days"
  }

  assert {
    condition     = aws_eks_cluster.this.access_config[0].authentication_mode == "API" && !aws_eks_cluster.this.access_config[0].bootstrap_cluster_creator_admin_permissions && keys(aws_eks_access_entry.admin) == ["arn:aws:iam::111122223333:role/admin"]
    error_message = "expected access by entries alone, for those who are named"
  }

  assert {
    condition     = aws_eks_cluster.this.upgrade_policy[0].support_type == "STANDARD"
    error_message = "extended support would cost six times as much without a word"
  }

  assert {
    condition     = { for specification in aws_launch_template.system[0].tag_specifications : specification.resource_type => specification.tags.project } == { instance = "mneme-test", network-interface = "mneme-test", volume = "mneme-test" }
    error_message = "what a node consists of must carry the tag of cost allocation"
  }
}

run "nodes_of_mode_karpenter_are_few_and_do_not_grow" {
  command = plan

  assert {
    condition     = aws_eks_node_group.system[0].scaling_config[0].min_size == 2 && aws_eks_node_group.system[0].scaling_config[0].max_size == 2 && aws_eks_node_group.system[0].instance_types == tolist(["t3.large"])
    error_message = "found ${jsonencode(aws_eks_node_group.system[0].scaling_config)}"
  }

  assert {
    condition     = !aws_eks_cluster.this.compute_config[0].enabled && !aws_eks_cluster.this.storage_config[0].block_storage[0].enabled && !aws_eks_cluster.this.kubernetes_network_config[0].elastic_load_balancing[0].enabled
    error_message = "a part of Auto Mode is on"
  }

  assert {
    condition     = output.addon_versions == tomap(local.addon_versions["1.35"]) && keys(aws_eks_addon.before_nodes) == ["kube-proxy", "vpc-cni"] && keys(aws_eks_addon.on_nodes) == ["aws-ebs-csi-driver", "coredns"]
    error_message = "found ${jsonencode(output.addon_versions)}"
  }

  assert {
    condition     = alltrue([for versions in values(local.addon_versions) : keys(versions) == ["aws-ebs-csi-driver", "coredns", "eks-pod-identity-agent", "kube-proxy", "vpc-cni"] && alltrue([for version in values(versions) : can(regex("^v[0-9]+\\.[0-9]+\\.[0-9]+-eksbuild\\.[0-9]+$", version))])])
    error_message = "expected a pinned version of each add-on for each version of Kubernetes"
  }

  assert {
    condition     = aws_eks_node_group.system[0].version == "1.35" && aws_eks_cluster.this.version == "1.35"
    error_message = "nodes and control plane must have one version"
  }
}

run "policies_of_mode_karpenter_are_exact" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role.cluster.assume_role_policy).Statement == [{ Effect = "Allow", Principal = { Service = "eks.amazonaws.com" }, Action = ["sts:AssumeRole"] }]
    error_message = "found ${aws_iam_role.cluster.assume_role_policy}"
  }

  assert {
    condition     = jsondecode(aws_iam_role.node.assume_role_policy).Statement == [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = ["sts:AssumeRole"] }]
    error_message = "found ${aws_iam_role.node.assume_role_policy}"
  }

  assert {
    condition = { for name, role in aws_iam_role.addon : name => jsondecode(role.assume_role_policy).Statement } == { for name, account in { vpc-cni = "aws-node", aws-ebs-csi-driver = "ebs-csi-controller-sa" } : name => [{
      Effect    = "Allow"
      Principal = { Service = "pods.eks.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Condition = { StringEquals = {
        "aws:SourceAccount"                         = "111122223333"
        "aws:RequestTag/eks-cluster-name"           = "mneme-test"
        "aws:RequestTag/kubernetes-namespace"       = "kube-system"
        "aws:RequestTag/kubernetes-service-account" = account
      } }
    }] }
    error_message = "found ${jsonencode([for role in aws_iam_role.addon : role.assume_role_policy])}"
  }

  assert {
    condition     = keys(aws_iam_role_policy_attachment.node) == ["AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodePolicy"] && keys(aws_iam_role_policy_attachment.cluster) == ["AmazonEKSClusterPolicy"] && length(aws_iam_role_policy.auto_launch) == 0
    error_message = "found ${jsonencode([keys(aws_iam_role_policy_attachment.node), keys(aws_iam_role_policy_attachment.cluster)])}"
  }

  # Whoever may use EC2 in this account, through EC2, and nobody of another.
  assert {
    condition     = [for statement in jsondecode(aws_kms_key.nodes.policy).Statement : statement.Condition if statement.Principal == { AWS = "*" }] == [{ StringEquals = { "kms:CallerAccount" = "111122223333", "kms:ViaService" = "ec2.eu-central-1.amazonaws.com" } }]
    error_message = "found ${aws_kms_key.nodes.policy}"
  }

  assert {
    condition     = jsondecode(aws_kms_key.cluster.policy).Statement[1].Condition == { ArnEquals = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/eks/mneme-test/cluster" } }
    error_message = "found ${aws_kms_key.cluster.policy}"
  }
}

run "mode_auto_has_no_node_of_its_own_and_no_pool_without_a_limit" {
  command = plan

  variables {
    compute_mode = "auto"
  }

  assert {
    condition     = aws_eks_cluster.this.compute_config[0].enabled && length(coalesce(aws_eks_cluster.this.compute_config[0].node_pools, [])) == 0
    error_message = "a built-in pool has no limit; found ${jsonencode(aws_eks_cluster.this.compute_config[0].node_pools)}"
  }

  assert {
    condition     = aws_eks_cluster.this.storage_config[0].block_storage[0].enabled && aws_eks_cluster.this.kubernetes_network_config[0].elastic_load_balancing[0].enabled
    error_message = "Auto Mode is on as a whole or not at all"
  }

  assert {
    condition     = length(aws_eks_node_group.system) + length(aws_eks_addon.pod_identity_agent) + length(aws_eks_addon.before_nodes) + length(aws_eks_addon.on_nodes) == 0 && aws_eks_access_entry.auto_node[0].type == "EC2"
    error_message = "expected neither nodes nor add-ons, and an entry for the nodes of our own pools"
  }

  assert {
    condition     = keys(aws_iam_role_policy_attachment.cluster) == ["AmazonEKSBlockStoragePolicy", "AmazonEKSClusterPolicy", "AmazonEKSComputePolicy", "AmazonEKSLoadBalancingPolicy", "AmazonEKSNetworkingPolicy"] && keys(aws_iam_role_policy_attachment.node) == ["AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodeMinimalPolicy"]
    error_message = "found ${jsonencode(keys(aws_iam_role_policy_attachment.cluster))}"
  }

  assert {
    condition     = jsondecode(aws_iam_role.cluster.assume_role_policy).Statement[0].Action == ["sts:AssumeRole", "sts:TagSession"]
    error_message = "found ${aws_iam_role.cluster.assume_role_policy}"
  }

  assert {
    condition = alltrue(flatten([for statement in jsondecode(aws_iam_role_policy.auto_launch[0].policy).Statement : [
      statement.Effect == "Deny" || try(statement.Condition.StringEquals, {}) == { "aws:RequestTag/eks:eks-cluster-name" = "mneme-test" },
      [for resource in statement.Resource : startswith(resource, "arn:aws:ec2:eu-central-1:111122223333:")],
    ]]))
    error_message = "found ${aws_iam_role_policy.auto_launch[0].policy}"
  }

  assert {
    condition = [for statement in jsondecode(aws_iam_role_policy.auto_launch[0].policy).Statement : statement if statement.Effect == "Deny"] == [{
      Sid      = "OnlyPricedGpus"
      Effect   = "Deny"
      Action   = ["ec2:RunInstances"]
      Resource = ["arn:aws:ec2:eu-central-1:111122223333:instance/*"]
      Condition = {
        StringLike    = { "ec2:InstanceType" = ["dl*", "f1.*", "f2.*", "g*", "inf*", "p*", "trn*", "vt*"] }
        StringNotLike = { "ec2:InstanceType" = ["g4dn.xlarge", "g5.xlarge", "g6.xlarge"] }
      }
    }]
    error_message = "found ${aws_iam_role_policy.auto_launch[0].policy}"
  }
}

run "the_api_is_public_only_to_those_who_are_named" {
  command = plan

  variables {
    public_access_cidrs = ["198.51.100.7/32"]
  }

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_public_access && aws_eks_cluster.this.vpc_config[0].public_access_cidrs == toset(["198.51.100.7/32"]) && aws_eks_cluster.this.vpc_config[0].endpoint_private_access
    error_message = "found ${jsonencode(aws_eks_cluster.this.vpc_config[0].public_access_cidrs)}"
  }
}

run "wrong_values_are_refused" {
  command = plan

  variables {
    name                     = "mneme_test"
    tags                     = { project = "" }
    kubernetes_version       = "latest"
    compute_mode             = "fargate"
    subnet_ids               = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef0"]
    public_access_cidrs      = ["0.0.0.0/0"]
    admin_arns               = ["arn:aws:iam::111122223333:role/*"]
    gpu_instance_types       = []
    system_instance_type     = "g5.xlarge"
    system_node_count        = 0
    system_disk_gib          = 19
    log_retention_days       = 31
    kms_deletion_window_days = 7.5
  }

  expect_failures = [
    var.name, var.tags, var.kubernetes_version, var.compute_mode, var.subnet_ids, var.public_access_cidrs, var.admin_arns,
    var.gpu_instance_types, var.system_instance_type, var.system_node_count, var.system_disk_gib, var.log_retention_days, var.kms_deletion_window_days,
  ]
}

run "applied_in_mode_karpenter" {
  command   = apply
  providers = { aws = aws.mock }

  assert {
    condition     = output.compute_mode == "karpenter" && output.cluster_name == "mneme-test" && output.volume_role_arn == aws_iam_role.addon["aws-ebs-csi-driver"].arn
    error_message = "found ${jsonencode([output.compute_mode, output.cluster_name])}"
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.cluster_keys.policy).Statement == [{ Effect = "Allow", Action = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"], Resource = ["arn:aws:kms:eu-central-1:111122223333:key/mock"] }]
    error_message = "found ${aws_iam_role_policy.cluster_keys.policy}"
  }
}

run "then_another_compute_mode_is_refused" {
  command   = plan
  providers = { aws = aws.mock }

  variables {
    compute_mode = "auto"
  }

  expect_failures = [terraform_data.compute_mode]
}

run "applied_in_mode_auto" {
  command   = apply
  providers = { aws = aws.mock }
  state_key = "auto"

  variables {
    compute_mode = "auto"
  }

  assert {
    condition     = output.compute_mode == "auto" && output.volume_role_arn == aws_iam_role.cluster.arn && length(output.addon_versions) == 0
    error_message = "found ${jsonencode([output.compute_mode, output.addon_versions])}"
  }
}
