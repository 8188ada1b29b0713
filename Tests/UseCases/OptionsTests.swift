// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import KubernetesAPI
import TestSupport
import Testing
import UseCases
import YAMLSyntax

struct OptionsTests {
  private func options(
    _ values: [OptionName: [String]] = [:], environment: [String: String] = [:],
    file: String? = nil
  ) throws -> Options {
    let configuration = try file.map {
      try ConfigurationFile(SourceText(name: "folder/.rolefit.yaml", text: $0))
    }
    var layer = OptionLayer(.commandLine)
    for (name, texts) in values { layer.add(name, texts) }
    return Options(layer, environment: { environment[$0] }, configuration)
  }

  @Test func theNearestSourceCountsAndIsNamed() throws {
    let file = "namespace: from-file\n"
    let environment = ["ROLEFIT_NAMESPACE": "from-environment"]
    let all = try options([.namespace: ["from-flag"]], environment: environment, file: file)
    #expect(try all.value(.namespace) == Sourced("from-flag", from: .commandLine))
    let two = try options(environment: environment, file: file)
    #expect(try two.value(.namespace) == Sourced("from-environment", from: .environment))
    let one = try options(file: file)
    #expect(
      try one.value(.namespace)
        == Sourced("from-file", from: .configuration(file: "folder/.rolefit.yaml")))
    #expect(try options().value(.namespace) == nil)
  }

  @Test func anEmptyVariableSaysNothing() throws {
    let options = try options(environment: ["ROLEFIT_NAMESPACE": ""], file: "namespace: n\n")
    #expect(try options.get(.namespace) == "n")
  }

  @Test(arguments: OptionName.allCases)
  func everyOptionMeansTheSameInTheEnvironmentAndTheFile(name: OptionName) throws {
    let text = name.rawValue == "live" || name == .closedWorld ? "true" : "a"
    let inEnvironment = try options(environment: [name.variable: text])
    let isSwitch = [OptionName.live, .closedWorld, .acceptAlternatives, .assumeSystemRoles]
      .contains(name)
    let inFile = try options(file: "\(name.rawValue): \(isSwitch ? "true" : text)\n")
    let camel = name.rawValue.split(separator: "-").enumerated().map { place, part in
      place == 0 ? String(part) : part.prefix(1).uppercased() + part.dropFirst()
    }.joined()
    let inCamelCase = try options(file: "\(camel): \(isSwitch ? "true" : text)\n")
    #expect(inEnvironment.gives(name) && inFile.gives(name) && inCamelCase.gives(name))
  }

  @Test func aTargetIsOverTheTopLevelAndBelowTheEnvironment() throws {
    let file = "namespace: top\nactions: a\ntargets: [{name: one, namespace: own}]\n"
    let top = try options(file: file)
    let target = try #require(top.configuration?.targets.first)
    #expect(try top.scoped(to: target).get(.namespace) == "own")
    #expect(top.scoped(to: target).list(.actions) == ["a"])
    let environment = try options(environment: ["ROLEFIT_NAMESPACE": "e"], file: file)
    #expect(try environment.scoped(to: target).get(.namespace) == "e")
  }

  @Test(arguments: [
    (OptionName.kubeVersion, "newest"), (.kubeVersion, "1.30-1.28"), (.kubeVersion, "1.99"),
    (.agentVersion, "latest"), (.transport, "http3"), (.serviceAccount, "agent"),
    (.serviceAccount, "a:b:c"), (.timeout, "0"), (.timeout, "soon"), (.failOn, "anything"),
  ])
  func aValueThatCannotBeIsUsageFromEverySource(name: OptionName, text: String) throws {
    for options in [
      try options([name: [text]]), try options(environment: [name.variable: text]),
      try options(file: "\(name.rawValue): \"\(text)\"\n"),
    ] {
      #expect(throws: Failure.self) {
        switch name {
        case .kubeVersion: _ = try options.value(.kubeVersion)
        case .agentVersion: _ = try options.value(.agentVersion)
        case .transport: _ = try options.value(.transport)
        case .serviceAccount: _ = try options.value(.serviceAccount)
        case .timeout: _ = try options.value(.timeout)
        default: _ = try options.value(.failOn)
        }
      }
    }
  }

  @Test func aRangeOfVersionsIsOneValue() throws {
    let range = try options([.kubeVersion: ["1.28-1.34"]]).get(.kubeVersion)
    #expect(range == KubernetesVersion(minor: 28)...KubernetesVersion(minor: 34))
  }

  @Test func ofTwoWaysToNameTheSetTheNearerCounts() throws {
    let options = try options(
      environment: ["ROLEFIT_VALUES": "v.yaml"], file: "actions: delete:pod\n")
    guard case .values(["v.yaml"]) = try SetRequest(options).named else {
      Issue.record("the environment is nearer than the file")
      return
    }
    let both = try self.options(file: "actions: a\nvalues: v.yaml\n")
    #expect(throws: Failure.self) { try SetRequest(both) }
  }

  @Test func whatStandsFartherOutDoesNotChangeTheCommandLinesSet() throws {
    let environment = ["ROLEFIT_ENABLE": "exec:pod"]
    let named = try SetRequest(options([.actions: ["delete:pod"]], environment: environment))
    #expect(named.enabled.isEmpty)
    let found = try SetRequest(options(environment: environment))
    #expect(found.enabled == ["exec:pod"] && found.named == nil && found.namesActions)
  }
}
