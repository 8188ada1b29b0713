// SPDX-License-Identifier: Apache-2.0

import RBAC

/// What pods can read of the Secrets of their namespace: all, by mounting them.
enum PodSecrets {
  static let rule = PolicyRule(apiGroups: [""], resources: ["secrets"], verbs: ["get"])
}
