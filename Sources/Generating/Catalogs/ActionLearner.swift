// SPDX-License-Identifier: Apache-2.0

import Catalog
import KubernetesAPI
import RBAC

/// Learns the steps of one action from runs of it: what a later run adds to what is known widens
/// it, and what it has in common with that stays as it is.
struct ActionLearner {
  /// What learning changed.
  enum Change: Hashable {
    /// Place of a step that was not there.
    case added(Int)
    /// Place of a step that now is for more names.
    case widened(Int)
  }

  private(set) var steps: [LearnedStep]
  private(set) var changes: [Change] = []
  /// The agent's own namespace.
  private let namespace: String?
  private let names: LearnedName
  /// Whose reading of what the action writes is optional.
  private let optionalReads: CatalogLesson.OptionalReads
  /// Why no catalog can have a request.
  private let refusal: (RequestTemplate) -> String?
  /// Requests that are left out, and why.
  private(set) var leftOut: [String] = []
  private let table = APITable.builtIn(APITable.newest)

  init(
    _ steps: [LearnedStep], namespace: String?, names: LearnedName,
    optionalReads: CatalogLesson.OptionalReads,
    refusal: @escaping (RequestTemplate) -> String? = { _ in nil }
  ) {
    self.refusal = refusal
    self.steps = steps
    self.namespace = namespace
    self.names = names
    self.optionalReads = optionalReads
  }

  mutating func add(_ run: [ObservedRequest]) {
    let writes = Set(run.compactMap { Written($0.request) })
    var groups: [(like: LearnedStep, all: [LearnedStep])] = []
    for observed in run {
      var step = step(observed)
      if let reason = refusal(step.request) {
        if !leftOut.contains(reason) { leftOut.append(reason) }
        continue
      }
      step.isOptional = optionalReads.holds(observed) && Written.reads(observed.request, writes)
      let place = groups.firstIndex { $0.like.reaches(step) && step.reaches($0.like) }
      if let place {
        groups[place].all.append(step)
      } else {
        groups.append((step, [step]))
      }
    }
    for group in groups { add(group.all) }
  }

  /// Takes in requests that differ in their names alone.
  private mutating func add(_ seen: [LearnedStep]) {
    guard let first = seen.first else { return }
    let places = steps.indices.filter { steps[$0].reaches(first) }
    let known = places.map { steps[$0].name }
    let new = seen.filter { step in
      !known.contains { names.covers($0, step.name) }
    }
    guard !new.isEmpty else { return }
    let place = places.first { ![.any, .none].contains(steps[$0].name) }
    if let place {
      // Another name than before: it is not always the same.
      steps[place].name = new.count == 1 ? names.joined(steps[place].name, new[0].name) : .any
      steps[place].evidence += new.flatMap(\.evidence).filter {
        !steps[place].evidence.contains($0)
      }
      if !changes.contains(.widened(place)), !changes.contains(.added(place)) {
        changes.append(.widened(place))
      }
      return
    }
    let isOpen = new.first { $0.name == .none || $0.name == .any }
    for var step in isOpen.map({ [$0] }) ?? new {
      if isOpen != nil {
        step.isOptional = new.allSatisfy(\.isOptional)
        step.evidence = new.flatMap(\.evidence).distinct
      }
      steps.append(step)
      changes.append(.added(steps.count - 1))
    }
  }

  private func step(_ observed: ObservedRequest) -> LearnedStep {
    let template: RequestTemplate
    switch observed.request {
    case .nonResource(let request):
      let path = String(request.path.prefix { $0 != "?" })
      template = RequestTemplate(request.verb, .url(observed.isOfAnyName ? "*" : path))
    case .resource(let request):
      template = RequestTemplate(
        request.verb,
        .resource(
          apiGroup: request.apiGroup, resource: request.combinedResource,
          scope: scope(request), name: name(request, isOfAnyName: observed.isOfAnyName)))
    }
    return LearnedStep(request: template, isOptional: false, evidence: [observed.evidence])
  }

  private func scope(_ request: ResourceRequest) -> RequestTemplate.RequestScope {
    let known = table.resource(group: request.apiGroup, request.resource)
    if request.namespace.isEmpty || known?.isNamespaced == false { return .cluster }
    return request.namespace == namespace ? .own : .watched
  }

  private func name(
    _ request: ResourceRequest, isOfAnyName: Bool
  ) -> RequestTemplate.ObjectName {
    let isPlainCreate = request.verb == "create" && request.subresource.isEmpty
    if isPlainCreate || request.verb == "deletecollection" { return .none }
    if isOfAnyName { return .any }
    if request.name.isEmpty { return .none }
    // In a catalog these mean something else.
    let isWord = request.name == "none" || request.name == "any" || request.name.contains("{")
    return isWord ? .any : .literal(request.name)
  }
}

/// What an action writes: an object, or what a create will name.
private struct Written: Hashable {
  var apiGroup: String
  var resource: String
  var namespace: String
  var name: String

  private static let reads: Set<String> = ["get", "list", "watch"]

  init?(_ request: Request) {
    guard case .resource(let request) = request, !Self.reads.contains(request.verb) else {
      return nil
    }
    self.init(of: request)
    if request.verb == "create", request.subresource.isEmpty { name = "" }
  }

  private init(of request: ResourceRequest) {
    apiGroup = request.apiGroup
    resource = request.resource
    namespace = request.namespace
    name = request.name
  }

  /// Whether a request reads the very object that one of `writes` is about: kubectl looks up what
  /// it changes, and watches what it waits for.
  static func reads(_ request: Request, _ writes: Set<Written>) -> Bool {
    guard case .resource(let request) = request, reads.contains(request.verb),
      request.subresource.isEmpty, !request.name.isEmpty
    else { return false }
    var written = Written(of: request)
    if writes.contains(written) { return true }
    written.name = ""
    return writes.contains(written)
  }
}
