// SPDX-License-Identifier: Apache-2.0

/// A kind of object that an action's id may name.
package struct ResourceKind: Hashable, Sendable {
  /// In lower case and singular, as in `deployment`.
  package var name: String
  /// Empty for the core group.
  package var apiGroup: String
  /// In lower case and plural, as in `deployments`.
  package var resource: String
  package var scope: RequestTemplate.RequestScope
  /// Other names, such as `deploy`.
  package var shortNames: [String]
}
