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
