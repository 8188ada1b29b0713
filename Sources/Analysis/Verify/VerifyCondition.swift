// SPDX-License-Identifier: Apache-2.0

/// What a verification can be asked to fail on.
package enum VerifyCondition: String, CaseIterable, Sendable {
  case missing, excess, inert, undetermined, unsupported
}
