# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

output "vpc_id" {
  description = "Id of the VPC."
  value       = aws_vpc.this.id
}

output "vpc_cidr" {
  description = "IPv4 range of the VPC."
  value       = aws_vpc.this.cidr_block
}

output "private_subnet_ids" {
  description = "Ids of the private subnets, one a zone, in the order of availability_zones; complete only once their routes exist."
  value       = [for zone in var.availability_zones : aws_subnet.private[zone].id]

  # Nodes that start before there is a way out never join.
  depends_on = [aws_route.nat, aws_route_table_association.private, aws_vpc_endpoint.interface, aws_vpc_endpoint.s3]
}

output "public_subnet_ids" {
  description = "Ids of the public subnets, one a zone, in the order of availability_zones."
  value       = [for zone in var.availability_zones : aws_subnet.public[zone].id]
}

output "private_route_table_ids" {
  description = "Ids of the route tables of the private subnets, one a zone, in the order of availability_zones."
  value       = [for zone in var.availability_zones : aws_route_table.private[zone].id]
}

output "nat_gateway_count" {
  description = "How many NAT gateways there are; each has an hourly price."
  value       = length(local.nat_zones)
}

output "interface_endpoint_count" {
  description = "How many network interfaces of endpoints there are, services times zones; each has an hourly price."
  value       = length(var.interface_endpoints) * length(var.availability_zones)
}
