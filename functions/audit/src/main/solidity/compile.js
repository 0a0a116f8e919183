// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

// Compiles AuditAnchor.sol and prints the artifact, the same bytes on every machine.
'use strict';

const fs = require('fs');
const path = require('path');
const solc = require('solc');

const CONTRACT = 'AuditAnchor';
const SOURCE = `${CONTRACT}.sol`;
const settings = {
  // The newest version without PUSH0 (EIP-3855), which not every chain executes.
  evmVersion: 'paris',
  optimizer: { enabled: true, runs: 200 },
  outputSelection: { [SOURCE]: { [CONTRACT]: ['abi', 'evm.bytecode.object'] } },
};
const input = {
  language: 'Solidity',
  sources: { [SOURCE]: { content: fs.readFileSync(path.join(__dirname, SOURCE), 'utf8') } },
  settings,
};

const output = JSON.parse(solc.compile(JSON.stringify(input)));
for (const error of output.errors ?? []) {
  process.stderr.write(error.formattedMessage);
}
if (output.errors?.length > 0) {
  process.exit(1);
}
const { abi, evm } = output.contracts[SOURCE][CONTRACT];
const artifact = {
  contract: CONTRACT,
  compiler: solc.version(),
  evmVersion: settings.evmVersion,
  optimizerRuns: settings.optimizer.runs,
  abi,
  bytecode: `0x${evm.bytecode.object}`,
};
process.stdout.write(`${JSON.stringify(artifact, null, 2)}\n`);
