// SPDX-License-Identifier: Apache-2.0

/// An object that a route makes: the requests that make it, and those that take one away first.
struct MadeObject: Sendable {
  /// A plain create.
  let create: RouteRequest
  /// What makes an object by its name, where it is not there.
  let write: RouteRequest
  let delete: RouteRequest

  /// - Parameter updates: whether an update makes the object too.
  init(_ resource: String, in group: String, isNamespaced: Bool, updates: Bool = false) {
    create = RouteRequest(["create"], group, resource, isNamespaced: isNamespaced)
    write = RouteRequest(
      updates ? ["patch", "update"] : ["patch"], group, resource, isNamespaced: isNamespaced)
    delete = RouteRequest(
      ["delete", "deletecollection"], group, resource, isNamespaced: isNamespaced)
  }
}
