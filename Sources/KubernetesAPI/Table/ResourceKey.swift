// SPDX-License-Identifier: Apache-2.0

/// What a table finds a resource by: its group and its name with any subresource.
struct ResourceKey: Hashable, Sendable {
  var group: String
  /// `resource` or `resource/subresource`.
  var combined: String
}
