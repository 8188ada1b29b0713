// SPDX-License-Identifier: Apache-2.0

/// A line of what is known of a program that deploys: the requests that it sends on an occasion.
struct DeployingRequest: Sendable {
  /// On what the requests are.
  enum Target: Hashable, Sendable {
    /// The object itself; its name is part of each request.
    case object
    /// Objects of its kind, whatever their names: in its namespace, or everywhere for a kind
    /// that is in none.
    case kind
    /// Other objects of its namespace, whatever their names.
    case others(group: String, resource: String)
    /// The object's own namespace, as an object.
    case ownNamespace
  }

  var programs: [DeployingProgram]
  var occasion: DeployingOccasion
  var verbs: [String]
  var target: Target
  /// What follows "to": `to see whether it is there`.
  var purpose: String
  /// Whether the program goes on where it is refused.
  var isTolerated = false
  /// The file and the function that sends them.
  var source: String
}
