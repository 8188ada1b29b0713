// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import Foundation
import KubernetesAPI
import RBAC
import Testing
import YAMLSyntax

struct BuiltInCatalogTests {
  @Test func theEmbeddedTextIsTheDataFile() throws {
    let data = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Catalog/Data/k8s-watcher.yaml")
    let text = try String(contentsOf: data, encoding: .utf8)
    #expect(text == BuiltInCatalog.text, "run `make generate`")
  }

  @Test func itReadsWithoutAFinding() throws {
    let source = SourceText(name: "k8s-watcher.yaml", text: BuiltInCatalog.text)
    let (catalog, diagnostics) = Catalog.read(source)
    #expect(diagnostics.map { "\($0.range?.description ?? ""): \($0.message)" } == [])
    let read = try #require(catalog)
    #expect(read.version == Catalog.builtInVersion)
    #expect(read.entries.map(\.id) == Catalog.builtIn.entries.map(\.id))
    #expect(Catalog.builtIn.entries.allSatisfy { $0.range == nil })
    #expect(read.entries.allSatisfy { $0.range != nil })
  }

  @Test func theFieldsThatAreReadHoldWhatTheTextSays() throws {
    let source = SourceText(name: "k8s-watcher.yaml", text: BuiltInCatalog.text)
    let read = try #require(Catalog.read(source).catalog)
    let builtIn = Catalog.builtIn
    func withoutPlaces(_ actions: [Action]) -> [Action] {
      actions.map {
        var action = $0
        action.range = nil
        return action
      }
    }
    let note: Testing.Comment = "run `make generate`"
    #expect(builtIn.agent == read.agent, note)
    #expect(builtIn.version == read.version, note)
    #expect(builtIn.actions == withoutPlaces(read.actions), note)
    #expect(builtIn.capabilities == withoutPlaces(read.capabilities), note)
    #expect(builtIn.sets.map(\.name) == read.sets.map(\.name), note)
    #expect(builtIn.sets.map(\.actions) == read.sets.map(\.actions), note)
    #expect(builtIn.sets.map(\.evidence) == read.sets.map(\.evidence), note)
    #expect(builtIn.dialects == read.dialects, note)
    #expect(builtIn.kinds == read.kinds, note)
    #expect(builtIn.declaredResources == read.declaredResources, note)
    // The spellings of every word, too.
    let packed = try #require(read.packed)
    #expect(try #require(builtIn.packed) == packed, note)
    let edited = "edit:widgets.example.com"
    #expect(builtIn.action(edited) != nil)
    #expect(builtIn.action(edited) == read.action(edited))
  }

  @Test(arguments: ["a\tb", "a\nb"])
  func aCatalogWithATabOrALineBreakInATextCannotBePacked(text: String) throws {
    let written = BuiltInCatalog.text.replacing(
      "title: Komodor Kubernetes agent", with: "title: \(text.debugDescription)")
    let source = SourceText(name: "catalog.yaml", text: written)
    let catalog = try #require(Catalog.read(source).catalog)
    #expect(catalog.agent.title == text)
    #expect(catalog.packed == nil)
  }

  @Test func everyEntrySaysWhatAUserMustKnow() {
    for action in Catalog.builtIn.entries {
      #expect(action.since != nil, "\(action.id)")
      #expect(!action.title.isEmpty && !action.summary.isEmpty, "\(action.id)")
      #expect(!action.evidence.isEmpty, "\(action.id)")
      #expect(action.steps.contains { !$0.isOptional }, "\(action.id)")
      #expect(action.steps.allSatisfy { !$0.why.isEmpty }, "\(action.id)")
      #expect(
        action.since.map { $0 <= Catalog.builtIn.newestAgentVersion } ?? false, "\(action.id)")
      #expect(
        !(action.title + action.summary + action.steps.map(\.why).joined()).contains("{"),
        "\(action.id)")
    }
  }

  @Test func everyRequestOfABoundedActionIsServedBySomeKubernetes() {
    let check = ServedCheck(Catalog.builtIn)
    for action in Catalog.builtIn.entries {
      for step in action.steps {
        let problem = check.problem(with: step.request, in: step.kubernetes)
        #expect(problem == nil, "\(action.id): \(problem?.message ?? "")")
      }
      for request in action.ways.flatMap(\.requests) {
        let problem = check.problem(with: request)
        #expect(problem == nil, "\(action.id): \(problem?.message ?? "")")
      }
    }
  }

  @Test func scopesAgreeWithTheTableOfTheAPI() throws {
    let catalog = Catalog.builtIn
    let table = catalog.apiTable(APITable.newest)
    for action in catalog.entries {
      for request in action.steps.map(\.request) + action.ways.flatMap(\.requests) {
        guard case .resource(let group, let resource, let scope, _) = request.target,
          let served = table.resource(group: group, resource), !served.isNamespaced
        else { continue }
        #expect(scope == .cluster, "\(action.id): \(request)")
      }
    }
  }

  @Test func noStepCanBeLeftOutOfAnActionsRules() {
    let catalog = Catalog.builtIn
    for action in catalog.entries where action.isBounded {
      let atoms = catalog.needs(of: [action], in: .newest).atoms
      #expect(atoms.reduced() == atoms, "\(action.id)")
    }
  }
}

extension NeedContext {
  /// The newest of everything, in the whole cluster.
  static var newest: NeedContext {
    NeedContext(
      kubernetes: APITable.newest, agentVersion: Catalog.builtIn.newestAgentVersion)
  }
}
