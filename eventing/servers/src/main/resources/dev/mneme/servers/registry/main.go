// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

// CNCF Distribution's registry as its makers start it, without the clients of clouds' stores, which
// take longer to build than all the rest.
package main

import (
	"os"

	"github.com/distribution/distribution/v3/registry"
	_ "github.com/distribution/distribution/v3/registry/auth/htpasswd"
	_ "github.com/distribution/distribution/v3/registry/storage/driver/filesystem"
)

func main() {
	if err := registry.RootCmd.Execute(); err != nil {
		os.Exit(1)
	}
}
