// SPDX-License-Identifier: Apache-2.0

import Host
package import Testing

/// Python with its own client of Kubernetes, where that is installed.
package enum PythonClient {
  package static let path = Repository.path(".venv/bin/python")

  package static let isAvailable: Bool = {
    let result = try? Program.run(
      path, ["-c", "import kubernetes"], environment: RolefitBinary.cleanEnvironment,
      limit: 1 << 20)
    return result?.status == 0
  }()

  /// For `.enabled(if: PythonClient.isAvailable, PythonClient.whySkipped)`.
  package static let whySkipped: Comment = "needs kubernetes in .venv: scripts/setup test"
}
