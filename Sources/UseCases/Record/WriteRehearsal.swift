// SPDX-License-Identifier: Apache-2.0

import Host
import RBAC
import Tools
import YAMLSyntax

/// Finds out what a write would make of an object, whatever it is written in: by reading the
/// object, and by a dry run of the write, in which nothing is stored.
struct WriteRehearsal {
  private let cluster: ClusterLookup
  private let connection: any APIConnection
  private let kubernetesMinor: Int
  /// Whether what is asked about owners of objects is asked.
  private let asksOwners: Bool

  init(_ connection: any APIConnection, kubernetesMinor: Int, asksOwners: Bool) {
    self.connection = connection
    cluster = ClusterLookup(connection)
    self.kubernetesMinor = kubernetesMinor
    self.asksOwners = asksOwners
  }

  /// Whether more may be asked about a request, as far as its head says.
  func concerns(_ request: ResourceRequest) -> Bool {
    WriteChecks.concern(request) || (asksOwners && OwnerChecks.concern(request))
  }

  /// What is asked besides about a request that is sent on.
  func checks(_ request: ResourceRequest, _ proxied: ProxiedRequest) -> WriteChecks.Found {
    let owners = asksOwners && OwnerChecks.concern(request) && OwnerChecks.mayChange(proxied)
    guard WriteChecks.concern(request) || owners else { return WriteChecks.Found() }
    let path = proxied.path
    guard let body = proxied.body else {
      return WriteChecks.Found(unclear: ["what is in the body for \(path)"])
    }
    let old = request.verb == "create" ? nil : object(at: path, request)
    switch cluster.send(dryRun(proxied, body)) {
    case .found(let new):
      let checks = WriteChecks(
        request: request, old: old, new: new, cluster: cluster, kubernetesMinor: kubernetesMinor)
      var found = checks.found()
      found.name = new["metadata"]?["name"]?.string ?? request.name
      if owners {
        found.add(OwnerChecks(request: request, old: old, new: new, cluster: cluster).found())
      }
      return found
    // The write itself finds nothing, too.
    case .missing: return WriteChecks.Found()
    case .unknown(let reason):
      return WriteChecks.Found(unclear: ["what \(path) is made by a dry run: \(reason)"])
    }
  }

  private func object(at path: String, _ request: ResourceRequest) -> YAMLNode? {
    let subresource = "/\(request.subresource)"
    let isPart = !request.subresource.isEmpty && path.hasSuffix(subresource)
    let whole = isPart ? String(path.dropLast(subresource.count)) : path
    guard case .found(let node) = cluster.send(LocalHTTP.Request(method: "GET", path: whole)) else {
      return nil
    }
    return node
  }

  private func dryRun(_ proxied: ProxiedRequest, _ body: [UInt8]) -> LocalHTTP.Request {
    var target = proxied.target
    if !target.contains("dryRun=") { target += (target.contains("?") ? "&" : "?") + "dryRun=All" }
    let kept = proxied.head.fields.filter { field in
      let name = field.name.lowercased()
      return name.hasPrefix("impersonate-") || ["content-type", "content-encoding"].contains(name)
    }
    return LocalHTTP.Request(
      method: proxied.method, path: target, headers: kept.map { ($0.name, $0.value) }, body: body)
  }
}
